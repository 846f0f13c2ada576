"""A period as the source of papers: how tasks, units, results, indicators and matters stood at its end."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.notation import date_text
from workbench.queries.papers.period_records import (
    NOBODY,
    change_lines,
    finding_kinds,
    finding_line,
    group_line,
    indicator_line,
    item_line,
    light_line,
    percent_text,
    ranked,
    renumbered,
    result_line,
    score_line,
    share,
    task_line,
    unreported_line,
)
from workbench.queries.papers.plan_source import office_words
from workbench.queries.papers.source import PaperSource, Record
from workbench.queries.papers.trend_charts import year_of
from workbench.rows.circular import CircularFacts
from workbench.rows.documents import DocumentRow
from workbench.rows.indicators import TrendRow
from workbench.rows.overview import OverviewRow
from workbench.rows.papers import BarsFacts, TrendFacts
from workbench.rows.standing import GroupStandingRow
from workbench.terms import Colour, TargetKind

_MOST_BARS = 28


def period_source(
    facts: CircularFacts, document: DocumentRow | None = None, trends: Sequence[TrendRow] = ()
) -> PaperSource:
    """Everything known of a period. `document` tells whose paper it is; `trends` become charts."""
    overview = facts.overview
    return PaperSource(
        words={**office_words(document), **_words(facts)},
        lists={**_task_lists(facts), **_other_lists(facts)},
        charts={"单位亮灯": _lights_chart(overview), "走势": tuple(filter(None, map(_trend, trends)))},
        checks={"任务": len(overview.tasks), "逾期任务": len(overview.late), "成果": len(overview.results)},
    )


def _task_lists(facts: CircularFacts) -> dict[str, tuple[Record, ...]]:
    """All tasks, and those of them that a paper names."""
    overview, late = facts.overview, set(facts.overview.late)
    told = {
        row.task: task_line(row, number, facts.on, late=row.task in late)
        for number, row in enumerate(facts.tasks, 1)
    }
    due, following = set(overview.due_open), set(overview.due_next)
    return {
        "任务": tuple(told.values()),
        "逾期任务": renumbered(line for task, line in told.items() if task in late),
        "未完到期任务": renumbered(line for task, line in told.items() if task in due),
        "下期到期任务": renumbered(line for task, line in told.items() if task in following),
        "已报任务": renumbered(line for line in told.values() if line["报送"] == "已报"),
        "问题任务": renumbered(line for line in told.values() if line["存在问题"]),
        "亮灯变化": change_lines(overview.changed, facts.tasks),
    }


def _other_lists(facts: CircularFacts) -> dict[str, tuple[Record, ...]]:
    """Units, chapters, lights, results, indicators, matters, scores and findings."""
    overview = facts.overview
    off_path = {one.indicator for one in overview.off_path}
    indicators = [(row.indicator, indicator_line(row, n)) for n, row in enumerate(facts.indicators, 1)]
    return {
        "单位": ranked(overview.by_unit),
        "章节": tuple(group_line(one, number, number) for number, one in enumerate(overview.by_chapter, 1)),
        "未报单位": tuple(
            unreported_line(one, number) for number, one in enumerate(overview.not_reported, 1)
        ),
        "亮灯": tuple(light_line(one, overview.tasks) for one in overview.lights if one.tasks),
        "成果": tuple(result_line(row, number) for number, row in enumerate(facts.results, 1)),
        "指标": tuple(line for _, line in indicators),
        "滞后指标": renumbered(line for indicator, line in indicators if indicator in off_path),
        "督办件": tuple(item_line(row, number) for number, row in enumerate(facts.items, 1)),
        "得分": tuple(score_line(row) for row in facts.scores),
        "体检类别": finding_kinds(facts.findings),
        "体检": tuple(finding_line(row, number) for number, row in enumerate(facts.findings, 1)),
    }


def _words(facts: CircularFacts) -> dict[str, str]:
    overview = facts.overview
    counts = {
        "任务总数": overview.tasks,
        "完成数": overview.done,
        "逾期数": overview.late,
        "本期到期数": overview.due,
        "本期到期未完成数": overview.due_open,
        "下期到期数": overview.due_next,
        "暂缓数": overview.stopped,
        "已报数": overview.reported,
        "未报数": overview.unreported,
        "未报单位数": overview.not_reported,
        "成果总数": overview.results,
        "成果完成数": overview.results_done,
        "成果逾期数": overview.results_late,
        "指标总数": overview.indicators,
        "滞后指标数": overview.off_path,
        "督办件数": overview.items_open,
        "督办逾期数": overview.items_late,
        "亮灯变化数": overview.changed,
    }
    lights = {f"{one.colour.value}数": len(one.tasks) for one in overview.lights}
    every_light = {f"{colour.value}数": 0 for colour in Colour} | lights
    return {
        "报告期": facts.name,
        "截至日": date_text(facts.on),
        "亮灯规则": overview.rules,
        "考核方案": facts.scheme,
        "平均进度": percent_text(overview.percent),
        "平均应完成": percent_text(overview.due_percent),
        **{name: str(len(ids)) for name, ids in counts.items()},
        **{name: str(count) for name, count in every_light.items()},
        "完成占比": share(overview.done, overview.tasks),
        "逾期占比": share(overview.late, overview.tasks),
        "需关注数": str(len(overview.late) + len(overview.not_reported)),
        "推进数": str(len(overview.tasks) - len(overview.done) - len(overview.stopped)),
    }


def _lights_chart(overview: OverviewRow) -> tuple[BarsFacts, ...]:
    """Tasks by light, a bar for each unit; so many units to a chart that it goes onto a page."""
    lit = {one.colour for one in overview.lights if one.tasks}
    colours = [colour for colour in Colour if colour in lit]  # best first
    units = [one for one in overview.by_unit if one.tasks]
    if not colours or not units:
        return ()
    starts = range(0, len(units), _MOST_BARS)
    return tuple(_bars(units[start : start + _MOST_BARS], colours) for start in starts)


def _bars(units: Sequence[GroupStandingRow], colours: Sequence[Colour]) -> BarsFacts:
    counts = [{each.colour: len(each.tasks) for each in one.lights} for one in units]
    return BarsFacts(
        title="各单位任务亮灯情况",
        unit="项",
        labels=tuple(one.name or NOBODY for one in units),
        parts=tuple(colour.value for colour in colours),
        values=tuple(tuple(float(count.get(colour, 0)) for colour in colours) for count in counts),
    )


def _trend(row: TrendRow) -> TrendFacts | None:
    path = tuple((year_of(period), value) for period, value in row.path)
    observed = tuple((year_of(one.period), one.value) for one in row.observed)
    targets = tuple(
        (float(target.year), target.value) for target in row.targets if target.kind is TargetKind.LEVEL
    )
    if len({*path, *observed}) < 2:
        return None
    return TrendFacts(row.standing.name, row.standing.unit, path, targets if path else (), observed)
