"""The charts there are (图表): each names itself, says what the planner may choose, and asks for its figures.

No Qt here: a subject turns the answers of queries into a `rows.charts.Chart`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from workbench.rows.charts import Chart
from workbench.terms import DocumentId, IndicatorId, Period
from workbench.ui.charts import group_charts, indicator_charts, time_charts

Ask = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """What the planner chose. `periods` are those of the plan, the latest first; `other` is the one compared
    with; `manner` one of the subject's manners.
    """

    period: Period
    on: dt.date
    periods: tuple[Period, ...]
    document: DocumentId | None = None
    indicator: IndicatorId | None = None
    other: Period | None = None
    manner: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """A chart by its title, with the choosers it needs besides the period. `document_manner` is the one
    manner in which the document counts, "" where it always does.
    """

    title: str
    make: Callable[[Ask, Choice], Chart]
    manners: tuple[str, ...] = ()
    by_document: bool = False
    document_manner: str = ""
    by_indicator: bool = False
    against_other: bool = False


SUBJECTS = (
    Subject(
        "指标走势",
        lambda ask, one: indicator_charts.trend_of(ask, one.indicator, one.period),
        by_document=True,
        by_indicator=True,
    ),
    Subject(
        "指标一览",
        lambda ask, one: indicator_charts.all_trends(ask, one.document, one.period),
        by_document=True,
    ),
    Subject(
        "亮灯分布",
        lambda ask, one: group_charts.lights(ask, one.period, one.on, one.manner, one.document),
        manners=group_charts.GROUPS,
        by_document=True,
        document_manner=group_charts.BY_CHAPTER,
    ),
    Subject("单位热力图", lambda ask, one: time_charts.heat(ask, one.period, one.on, one.periods)),
    Subject("完成进度曲线", lambda ask, one: time_charts.curve(ask, one.period, one.on, one.periods)),
    Subject("到期日历", lambda ask, one: time_charts.calendar_of(ask, one.period.year, one.on)),
    Subject(
        "单位排名",
        lambda ask, one: group_charts.ranking(ask, one.period, one.on, one.manner),
        manners=group_charts.MEASURES,
    ),
    Subject(
        "两期对比",
        lambda ask, one: group_charts.comparison(ask, one.other, one.period, one.on),
        against_other=True,
    ),
)
