"""Invented notices to print in tests: every name, number and promise in them is made up."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from workbench.rows.papers import (
    AttachmentFacts,
    Attendance,
    BarsFacts,
    CellSpan,
    ClosingFacts,
    Contents,
    EditorNote,
    FigureFacts,
    Footnote,
    Format,
    HeadFacts,
    HeadGroup,
    ImprintFacts,
    NoticeFacts,
    PaperFacts,
    Paragraph,
    TableFacts,
    TrendFacts,
)

HEADS = ("序号", "工作任务", "主要内容", "责任单位", "完成时限")

_SUBJECTS = (
    "公共数据资源开发利用",
    "城市运行“一网统管”",
    "工业互联网标识解析体系",
    "乡村数字治理",
    "海洋环境智能监测",
    "基层医疗信息互通",
)
_SENTENCES = (
    "建设全省统一的数据目录和供需对接平台，2026年6月30日前完成首批1200项高频数据归集，数据质量合格率达到98.5%以上；",
    "推动3个以上县（市、区）开展试点——先行先试、边建边用，形成《建设指南》“《评价办法》”等制度成果……并及时总结推广。",
    "支持龙头企业牵头组建创新联合体，突破IPv6+、5G/6G融合组网等关键技术，年均新增发明专利20～30件，带动产业规模超过2.6万亿元。",
    "建立健全“月调度、季通报、年评估”工作机制，对进度滞后的，及时提醒、约谈；对成效明显的，予以通报表扬（具体办法另行制定）。",
)
_UNITS = (
    "省数据管理局、省发展改革委",
    "省工信厅、省通信管理局，各设区市人民政府",
    "省农业农村厅",
    "省海洋渔业局、省自然资源厅、省生态环境厅，沿海各市人民政府",
)
_DEADLINES = ("2026年12月底前", "2027年6月底前", "持续推进", "2026年")


def task(number: int) -> tuple[str, ...]:
    """One row of a task list, long and short by turns."""
    content = "".join(_SENTENCES[(number + part) % 4] for part in range(1 + number % 3))
    return str(number), f"推进{_SUBJECTS[number % 6]}", content, _UNITS[number % 4], _DEADLINES[number % 4]


def task_list(count: int, title: str = "数字海湾建设行动计划重点任务分解表", sections: int = 5) -> TableFacts:
    """A task list with `sections` full-width rows among its tasks."""
    rows: list[tuple[str, ...]] = []
    heads: set[int] = set()
    for number in range(1, count + 1):
        if sections and (number - 1) % max(1, count // sections) == 0:
            heads.add(len(rows))
            rows.append(
                (
                    f"{'一二三四五六七八九十'[len(heads) % 10 - 1]}、加快{_SUBJECTS[number % 6]}",
                    "",
                    "",
                    "",
                    "",
                )
            )
        rows.append(task(number))
    return TableFacts(HEADS, tuple(rows), frozenset(heads), title)


BODY = (
    "《数字海湾建设行动计划（2026—2028年）》已经省政府同意，现将重点任务分解表印发给你们，请结合实际，认真组织实施，并就有关事项通知如下。",
    "一、加强组织领导",
    "（一）压实工作责任。各责任单位要对照任务分解表，于2026年3月31日前制定年度实施计划，明确目标任务、工作举措和时间节点，确保按时完成。排在首位的单位为牵头单位，其他单位按照职责分工抓好落实。",
    "（二）强化协同联动。牵头单位要会同配合单位建立会商机制——遇到跨地区、跨部门的问题，及时提请研究解决……努力实现数字经济增加值达到2.6万亿元以上、年均增长12.5%的目标。",
    "二、严格督促检查",
    "省数据管理局要会同有关部门加强跟踪督办，每季度末5个工作日内汇总进展情况，对进度滞后的任务及时提醒、通报，重大事项及时报告。",
)

NOTICE = NoticeFacts(
    title="海湾省人民政府办公厅关于印发数字海湾建设行动计划重点任务分解表的通知",
    doc_no="海政办〔2026〕12号",
    issuer="海湾省人民政府办公厅",
    recipients=("各市、县（区）人民政府", "省人民政府各部门、各直属机构", "各大企业", "各高等院校"),
    body=BODY,
    signer="海湾省人民政府办公厅",
    date=dt.date(2026, 1, 5),
    attachments=(task_list(22),),
    note="此件主动公开",
    copies_to=(
        "省委办公厅",
        "省人大常委会办公厅",
        "省政协办公厅",
        "省监委",
        "省法院",
        "省检察院",
        "各民主党派省委会",
    ),
    printed_by="海湾省人民政府办公厅",
    printed_on=dt.date(2026, 1, 6),
)

SHORT = replace(NOTICE, body=BODY[:1], attachments=(), note="", copies_to=("省委办公厅",))
UNSEALED = replace(NOTICE, seal=False)
VERY_LONG = replace(NOTICE, attachments=(task_list(130),))
LONG_TITLE = replace(
    NOTICE,
    title="海湾省人民政府办公厅关于印发海湾省国家数字经济创新发展试验区建设工作方案"
    "和公共数据资源开发利用三年行动计划重点任务分解表的通知",
)
SEVERAL = replace(
    NOTICE,
    attachments=(
        task_list(9),
        task_list(
            4, "数字海湾建设行动计划（2026—2028年）年度重点工程项目和政策措施责任分工一览表", sections=0
        ),
        TableFacts(
            ("序号", "指标名称", "2025年", "2028年目标"),
            (("1", "数据归集率", "81.5%", "98%"),),
            title="《主要指标表》",
        ),
    ),
)
WORDY = replace(NOTICE, body=(*BODY, *(f"{sentence}{BODY[0]}" * 3 for sentence in _SENTENCES), *BODY[1:]))
HANZI_ONLY = replace(NOTICE, body=("统筹推进数字经济和实体经济深度融合发展" * 60 + "。",) * 2)

ALL = {
    "task list of 22 rows": NOTICE,
    "one page of text": SHORT,
    "without a seal": UNSEALED,
    "130 rows": VERY_LONG,
    "long title": LONG_TITLE,
    "several attachments": SEVERAL,
    "several pages of text": WORDY,
    "full rows of hanzi": HANZI_ONLY,
}

DAY = dt.date(2026, 3, 5)
ORGAN = "海湾省数据管理局"
TEXT = tuple(map(Paragraph, BODY))

TREND = TrendFacts(
    "数字经济核心产业增加值",
    "亿元",
    path=((2020, 17300), (2022, 23000), (2025, 40000)),
    targets=((2022, 23000), (2025, 40000)),
    observed=((2020.0, 17300), (2020.75, 18800), (2021, 20300), (2021.5, 21500)),
)
BARS = BarsFacts(
    "各单位任务完成情况",
    "项",
    ("省数据管理局", "省发展改革委", "省工信厅", "省农业农村厅"),
    ("已完成", "推进中", "逾期"),
    ((12, 6, 1), (8, 9, 0), (3, 3, 2), (1, 4, 0)),
)
CHARTS = FigureFacts((TREND, TREND, TREND), 2, "图1　主要指标走势")
BAR_CHART = FigureFacts((BARS,), 1, "图2　任务完成情况")
MERGED = TableFacts(
    ("牵头单位", "序号", "任务", "2025年", "2026年", "完成率"),
    tuple(
        (
            {0: "省数据管理局", 3: "省发展改革委"}.get(number, ""),
            str(number + 1),
            f"{task(number + 1)[1]}，{task(number + 1)[2]}",
            *("12", "34", "98.5%"),
        )
        for number in range(9)
    ),
    title="分单位任务完成情况表",
    groups=(HeadGroup("任务完成数", 3, 4),),
    spans=(CellSpan(0, 0, 3), CellSpan(3, 0, 6)),
    unit="单位：项",
    notes=(
        "完成数据截至2026年3月31日，由各牵头单位报送，统计口径以省数据管理局解释为准。",
        "占比为四舍五入数。",
    ),
)
NOTED = Paragraph(
    "依托统一平台归集数据，实现一数一源。各地要按月报送进展，及时研究解决问题。",
    (
        Footnote(
            6, "统一平台指省公共数据汇聚共享平台，由省数据管理局负责运行维护，面向全省各级各部门提供服务。"
        ),
        Footnote(16, "一数一源：每项数据由一个部门采集。"),
    ),
)
WIDE = TableFacts(
    (*HEADS, "年度目标", "进展情况", "存在问题", "下一步"),
    tuple(
        (*task(number), "完成首批归集", task(number + 1)[2], task(number + 2)[2], "加快推进")
        for number in range(1, 9)
    ),
    title="重点任务进展情况表",
)

LETTER = PaperFacts(
    "supervision",
    "关于督办数字海湾建设行动计划逾期任务的函",
    HeadFacts(Format.LETTER, ORGAN, doc_no="海数函〔2026〕3号", urgency="加急"),
    recipients=("省工信厅",),
    blocks=(*TEXT, MERGED, Paragraph("请于收到本函后5个工作日内书面反馈。")),
    closing=ClosingFacts(ORGAN, DAY),
    imprint=ImprintFacts(("省政府办公厅督查室",)),
)
BULLETIN = PaperFacts(
    "briefing",
    "数字海湾建设一季度进展情况",
    HeadFacts(Format.BULLETIN, ORGAN, name="数字海湾建设工作简报", issue="2026年第3期（总第12期）", date=DAY),
    blocks=(
        EditorNote(("现将一季度进展情况刊发，供参考。各地要对照差距，加快推进。",)),
        *(*TEXT, CHARTS, BAR_CHART, MERGED, NOTED),
    ),
    imprint=ImprintFacts(
        rows=(
            ("报", "省委、省人大常委会、省政府、省政协"),
            ("送", "各市、县（区）人民政府，省直各有关单位"),
            ("发", "局属各单位"),
        ),
        copies=120,
    ),
)
ORDER = PaperFacts(
    "order",
    "",
    HeadFacts(Format.ORDER, "海湾省人民政府", doc_no="第12号"),
    blocks=(
        Paragraph(
            "《海湾省公共数据管理办法》已经2026年3月1日省政府第3次常务会议通过，现予公布，自2026年5月1日起施行。"
        ),
    ),
    closing=ClosingFacts("某某", DAY, post="省　长"),
    imprint=ImprintFacts((), "海湾省人民政府办公厅", DAY),
)
MINUTES = PaperFacts(
    "minutes",
    "研究数字海湾建设有关工作的会议纪要",
    HeadFacts(Format.MINUTES, "海湾省人民政府", name="海湾省人民政府专题会议纪要", doc_no="〔2026〕3号"),
    blocks=TEXT,
    attendance=(
        Attendance("出席", "甲某某、乙某某、丙某某、丁某某、戊某某、己某某、庚某某、辛某某、壬某某、癸某某"),
        Attendance("列席", "子某某、丑某某"),
    ),
    imprint=ImprintFacts(("省委办公厅",), "海湾省人民政府办公厅", DAY),
)
REPORT = PaperFacts(
    "evaluation",
    "数字海湾建设行动计划2025年度评估报告",
    HeadFacts(Format.REPORT),
    subtitle="（2026年3月5日）",
    blocks=(Contents(), *map(Paragraph, WORDY.body), NOTED, CHARTS, BAR_CHART, MERGED, *TEXT, WIDE, NOTED),
    attachments=(
        AttachmentFacts("重点任务分解表", (task_list(12),)),
        AttachmentFacts("指标走势", (CHARTS, Paragraph("数据由各牵头单位报送。"))),
    ),
    closing=ClosingFacts(ORGAN, DAY, False),
)
UPWARD = PaperFacts(
    "upward",
    "海湾省数据管理局关于报送数字海湾建设行动计划的请示",
    HeadFacts(
        *(Format.DOCUMENT, ORGAN),
        doc_no="海数〔2026〕9号",
        copy_no="000012",
        secrecy="秘密★1年",
        urgency="特急",
        signers=("甲某某", "乙某某", "丙某"),
    ),
    recipients=("省人民政府",),
    blocks=TEXT,
    closing=ClosingFacts(ORGAN, DAY),
    note="联系人：甲某，电话：12345678",
    imprint=ImprintFacts((), "海湾省数据管理局办公室", DAY),
)
TURNED = replace(
    NOTICE.paper, attachments=(AttachmentFacts(WIDE.title, (WIDE,)), AttachmentFacts("清单", (task_list(4),)))
)
SHORT_TABLE = replace(
    MERGED,
    rows=tuple((*row[:2], task(number + 1)[1], *row[3:]) for number, row in enumerate(MERGED.rows[:3])),
    spans=(CellSpan(0, 0, 3),),
)
ONE_PAGE = PaperFacts(
    "onepage",
    "数字海湾建设情况",
    subtitle="（会议用，2026年3月5日）",
    blocks=(*TEXT, SHORT_TABLE, TEXT[2]),
    pages=1,
)

FORMATS = {
    "letter": LETTER,
    "bulletin": BULLETIN,
    "order": ORDER,
    "minutes": MINUTES,
    "report": REPORT,
    "upward": UPWARD,
    "turned attachment": TURNED,
    "one page": ONE_PAGE,
}
