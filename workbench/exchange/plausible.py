"""A plausible plan of any size, for measuring: the number of tasks and a seed go in, a Draft comes out.

Titles, units and deadlines (2024–2028) are put together from the words such plans are made of; the same
arguments always give the same plan.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from random import Random

from workbench.exchange.fact_text import FactText
from workbench.reading.draft import Draft, DraftLink, DraftSection, DraftTask, DraftUnit, Meta
from workbench.terms import (
    NO_DEADLINE,
    Deadline,
    DeadlineKind,
    Granularity,
    Level,
    LinkKind,
    Period,
    Precision,
    Role,
)

_VERBS = (
    "加快推进", "统筹推进", "深入实施", "全面推广", "优化提升", "建立健全", "规划建设", "培育壮大",
    "深化", "完善", "实施", "打造", "推动", "启动", "拓展", "整合", "升级改造", "组织开展",
)  # fmt: skip
_FIELDS = (
    "政务云", "公共数据", "工业互联网", "智慧城市", "数字乡村", "智慧海洋", "电子证照", "城市大脑",
    "算力网络", "数据要素市场", "一网通办", "基层治理", "智慧交通", "智慧医疗", "数字教育", "生态云",
    "应急指挥", "社会信用", "数字文旅", "人工智能", "卫星应用", "物联网", "网络安全", "绿色低碳",
    "港口物流", "乡村振兴", "职业教育", "科技创新", "普惠金融", "知识产权",
)  # fmt: skip
_OBJECTS = (
    "平台建设", "应用示范", "标准体系", "项目库", "基础设施", "试点工作", "产业集群", "运行机制",
    "服务体系", "数据汇聚", "能力提升工程", "三年行动", "监管系统", "人才培养", "安全保障", "创新中心",
    "开放共享", "协同办公", "考核评估", "重点项目",
)  # fmt: skip
_STEPS = ("方案编制", "前期论证", "立项审批", "招标采购", "系统开发", "试点运行", "竣工验收", "总结推广")
_OFFICES = (
    "发改委", "数据局", "工信厅", "科技厅", "教育厅", "公安厅", "民政厅", "司法厅", "财政厅", "人社厅",
    "自然资源厅", "生态环境厅", "住建厅", "交通运输厅", "水利厅", "农业农村厅", "商务厅", "文旅厅",
    "卫健委", "应急厅", "市场监管局", "统计局", "医保局", "审计厅", "外办", "国资委", "广电局", "体育局",
    "粮储局", "信访局", "通信管理局", "气象局",
)  # fmt: skip
_GROUPS = ("各设区市人民政府", "省直有关单位")
_NUMERALS = "一二三四五六七八九十"
_FIRST_YEAR, _LAST_YEAR = 2024, 2028
#: Whole tasks under a heading, and parts of a task that has parts.
_TASKS_A_SECTION, _PARTS = 12, (3, 6)
_LINKS_A_TASK = 1.2


def plausible_draft(tasks: int, seed: int = 1) -> Draft:
    """A plan of exactly this many tasks, about half of them parts of others, with some 1.2 links a task."""
    random = Random(seed)
    text = FactText()
    title = f"全省数字化发展重点任务（{tasks}项）"
    text.line(title)
    sections: list[DraftSection] = []
    made: list[DraftTask] = []
    while len(made) < tasks:
        heading = _heading(len(sections), random)
        span, _ = text.line(heading)
        sections.append(DraftSection(heading, 1, span))
        for _ in range(_TASKS_A_SECTION):
            made.extend(_task_with_parts(len(made), heading, text, random))
    made = made[:tasks]
    source = f"workbench.plausible/1 {tasks} {seed}".encode()
    return Draft(
        file=f"plausible-{tasks}-{seed}",
        sha256=hashlib.sha256(source).hexdigest(),
        source=source,
        text=text.text,
        meta=Meta(
            title=title, issuer="某省人民政府", issued_on=dt.date(_FIRST_YEAR, 1, 5), level=Level.PROVINCE
        ),
        sections=tuple(sections),
        tasks=tuple(made),
        links=tuple(_links(made, random)),
    )


def _heading(number: int, random: Random) -> str:
    place = _NUMERALS[number] if number < len(_NUMERALS) else str(number + 1)
    return f"{place}、{random.choice(_VERBS)}{random.choice(_FIELDS)}发展"


def _task_with_parts(index: int, heading: str, text: FactText, random: Random) -> Iterator[DraftTask]:
    subject = f"{random.choice(_VERBS)}{random.choice(_FIELDS)}{random.choice(_OBJECTS)}"
    first = Period(random.randint(_FIRST_YEAR, _LAST_YEAR), Granularity.QUARTER, random.randint(1, 4))
    steps = (
        sorted(random.sample(range(len(_STEPS)), random.randint(*_PARTS))) if random.random() < 0.25 else []
    )
    yield _task(str(index + 1), subject, heading, None, first.first_day, text, random)
    start = first.first_day
    for number, step in enumerate(steps, start=1):
        yield _task(f"{index + 1}.{number}", f"{subject}{_STEPS[step]}", heading, index, start, text, random)
        start += dt.timedelta(days=random.randint(20, 60))


def _task(
    no: str,
    title: str,
    heading: str,
    parent: int | None,
    start: dt.date,
    text: FactText,
    random: Random,
) -> DraftTask:
    units = tuple(_units(random))
    deadline = _deadline(start, random)
    span, places = text.line(no, title, "、".join(unit.raw for unit in units), deadline.raw)
    names = ("no", "title", "units", "deadline")
    return DraftTask(
        no=no,
        title=title,
        content=f"{title}，明确年度目标、责任分工和进度安排，按季度调度推进。",
        span=span,
        section=(heading,),
        level=1 if parent is None else 2,
        parent=parent,
        units=units,
        deadline=deadline,
        spans=dict(zip(names, places, strict=True)),
        start=start if random.random() < 0.6 else None,
    )


def _units(random: Random) -> Iterator[DraftUnit]:
    offices = random.sample(_OFFICES, random.choice((1, 2, 2, 3, 4)))
    led = random.random() < 0.7
    for place, office in enumerate(offices):
        role = Role.LEAD if led and not place else Role.SUPPORT if led else Role.RESPONSIBLE
        yield DraftUnit(f"省{office}", role, office if place else f"省{office}")
    if random.random() < 0.1:
        group = random.choice(_GROUPS)
        yield DraftUnit(group, Role.SUPPORT if led else Role.RESPONSIBLE, group, group=True)


def _deadline(start: dt.date, random: Random) -> Deadline:
    kind = random.random()
    if kind < 0.08:
        return Deadline("持续推进", DeadlineKind.ONGOING)
    if kind < 0.1:
        return NO_DEADLINE
    end = min(start + dt.timedelta(days=random.randint(40, 540)), dt.date(_LAST_YEAR, 12, 31))
    if kind < 0.35:
        last = Period(end.year, Granularity.YEAR).last_day
        return Deadline(f"{end.year}年底前", DeadlineKind.BY, last, Precision.YEAR)
    if kind < 0.5:
        period = Period(end.year, Granularity.QUARTER, (end.month + 2) // 3)
        words = f"{end.year}年第{_NUMERALS[period.number - 1]}季度"
        return Deadline(words, DeadlineKind.IN, period.last_day, Precision.QUARTER)
    last = Period(end.year, Granularity.MONTH, end.month).last_day
    return Deadline(f"{end.year}年{end.month}月底前", DeadlineKind.BY, last, Precision.MONTH)


def _links(tasks: list[DraftTask], random: Random) -> Iterator[DraftLink]:
    """Links forward in the list, hence without a cycle; mostly near; none from a task to its part."""
    kinds = (LinkKind.FINISH_START,) * 8 + (LinkKind.START_START, LinkKind.FINISH_FINISH)
    made: set[tuple[int, int]] = set()
    wanted = int(len(tasks) * _LINKS_A_TASK)
    for _ in range(4 * wanted if len(tasks) > 2 else 0):
        if len(made) == wanted:
            return
        before = random.randrange(len(tasks) - 1)
        reach = len(tasks) if random.random() < 0.02 else 15
        after = min(before + random.randint(1, reach), len(tasks) - 1)
        if after == before or tasks[after].parent == before or (before, after) in made:
            continue
        made.add((before, after))
        yield DraftLink(before, after, random.choice(kinds), random.choice((0, 0, 0, 5, 10)))
