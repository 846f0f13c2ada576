"""A small plan that has one of everything, for the tests of operations, queries and the command line."""

from __future__ import annotations

import datetime as dt
import hashlib

from workbench.reading.draft import (
    Draft,
    DraftAnnual,
    DraftIndicator,
    DraftLink,
    DraftSection,
    DraftTask,
    DraftUnit,
    DraftValue,
    Meta,
)
from workbench.terms import (
    NO_DEADLINE,
    Deadline,
    DeadlineKind,
    Level,
    Operator,
    Precision,
    Role,
    Span,
    TargetKind,
)

BY_2022 = Deadline("2022年前", DeadlineKind.BY, dt.date(2022, 12, 31), Precision.YEAR)
ONGOING = Deadline("持续推进", DeadlineKind.ONGOING)
LEAD, RESPONSIBLE, SUPPORT = Role.LEAD, Role.RESPONSIBLE, Role.SUPPORT

TEXT = """\
数字某省工作方案
一、夯实基础
1.建设政务云(省数字办、发改委)
2.优化网络
二、推进应用
3.推广一网通办
"""


def unit(name: str, raw: str = "", role: Role = RESPONSIBLE, group: bool = False) -> DraftUnit:
    return DraftUnit(name, role, raw or name, group)


def span_of(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def task(
    no: str,
    title: str,
    section: str,
    *units: DraftUnit,
    deadline: Deadline = NO_DEADLINE,
    parent: int | None = None,
    content: str = "",
) -> DraftTask:
    place = span_of(title) if title in TEXT else Span(0, 0)
    return DraftTask(
        no=no,
        title=title,
        content=content,
        span=place,
        section=(section,),
        units=units,
        deadline=deadline,
        parent=parent,
        spans={"title": place},
    )


def small_draft(title: str = "数字某省工作方案(试行)", issuer: str = "某省人民政府") -> Draft:
    """Four tasks under two headings (2.1 is a part of 2), one result, two indicators, one link."""
    source = f"{title}{TEXT}".encode()
    first, second = "一、夯实基础", "二、推进应用"
    return Draft(
        file="方案.txt",
        sha256=hashlib.sha256(source).hexdigest(),
        source=source,
        text=TEXT,
        meta=Meta(title, "某政〔2021〕3号", issuer, dt.date(2021, 3, 3)),
        sections=(
            DraftSection(first, 1, span_of(first)),
            DraftSection(second, 1, span_of(second)),
            DraftSection("三、保障措施", 1, Span(0, 0)),
        ),
        tasks=(
            task("1", "建设政务云", first, unit("省数字办"), unit("省发改委", "发改委"), deadline=BY_2022),
            task(
                "2",
                "优化网络",
                first,
                unit("省通信管理局", role=LEAD),
                unit("各设区市人民政府", role=SUPPORT, group=True),
                deadline=ONGOING,
                content="优化网络。提升出口带宽,保障畅通。",
            ),
            task("2.1", "扩容出口", first, unit("省通信管理局"), parent=1),
            task("3", "推广一网通办", second, unit("省数字办"), deadline=BY_2022),
        ),
        results=(
            DraftTask(
                "1",
                "政务云平台",
                "",
                Span(0, 4),
                category="一、平台",
                units=(unit("省数字办", "数字办"),),
                deadline=BY_2022,
            ),
        ),
        indicators=(
            DraftIndicator(
                "1",
                "网上可办率",
                "%",
                Span(0, 2),
                category="政务",
                attribute="约束性",
                base=DraftValue("96.87", 96.87, year=2020),
                target=DraftValue("98以上", 98, Operator.AT_LEAST, 2025),
                targets=(
                    DraftValue("97", 97, year=2022),
                    DraftValue("98以上", 98, Operator.AT_LEAST, 2025),
                ),
                annual=DraftAnnual("年均提高0.22个百分点", "points", Operator.EQUAL, 0.22),
            ),
            DraftIndicator(
                "2",
                "增加值占比",
                "%",
                Span(0, 2),
                category="经济",
                base=DraftValue("/", None),
                target=DraftValue("提高3个百分点", 3, year=2025, kind=TargetKind.CHANGE),
            ),
        ),
        links=(DraftLink(0, 3, lag=5),),
    )


def city_draft() -> Draft:
    """A second document, of a city, whose unit shares its short name with one of the province."""
    source = "某市要点".encode()
    return Draft(
        file="要点.txt",
        sha256=hashlib.sha256(source).hexdigest(),
        source=source,
        text="某市要点",
        meta=Meta("某市要点", issuer="某市人民政府办公室", level=Level.CITY),
        tasks=(task("(一)", "推进上云", "一、总体", unit("市发改委", "发改委")),),
    )
