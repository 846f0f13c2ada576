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
    """A chart by its title, with the choosers it needs besides period and document. `whole_plan` are the
    manners in which it is of the whole plan, whatever document is chosen.
    """

    title: str
    make: Callable[[Ask, Choice], Chart]
    manners: tuple[str, ...] = ()
    whole_plan: tuple[str, ...] = ()
    by_indicator: bool = False
    against_other: bool = False


SUBJECTS = (
    Subject(
        "指标走势",
        lambda ask, one: indicator_charts.trend_of(ask, one.indicator, one.period),
        by_indicator=True,
    ),
    Subject(
        "指标一览",
        lambda ask, one: indicator_charts.all_trends(ask, one.document, one.period),
    ),
    Subject(
        "亮灯分布",
        lambda ask, one: group_charts.lights(ask, one.period, one.on, one.manner, one.document),
        manners=group_charts.GROUPS,
    ),
    Subject(
        "单位热力图",
        lambda ask, one: time_charts.heat(ask, one.period, one.on, one.periods, one.document),
    ),
    Subject(
        "完成进度曲线",
        lambda ask, one: time_charts.curve(ask, one.period, one.on, one.periods, one.document),
    ),
    Subject("到期日历", lambda ask, one: time_charts.calendar_of(ask, one.period.year, one.on, one.document)),
    Subject(
        "单位排名",
        lambda ask, one: group_charts.ranking(ask, one.period, one.on, one.manner, one.document),
        manners=group_charts.MEASURES,
        whole_plan=(group_charts.BY_SCORE,),
    ),
    Subject(
        "两期对比",
        lambda ask, one: group_charts.comparison(ask, one.other, one.period, one.on, one.document),
        against_other=True,
    ),
)
