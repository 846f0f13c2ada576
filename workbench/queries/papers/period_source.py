"""A period as the source of papers: how tasks, units, results, indicators and matters stood at its end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from workbench.queries.papers.plan_source import office_words
from workbench.queries.papers.source import PaperSource, Record
from workbench.queries.papers.trend_charts import year_of
from workbench.queries.wording import STATES, date_text, deadline_text, full_width, number_text, period_text
from workbench.rows.circular import CircularFacts
from workbench.rows.documents import DocumentRow
from workbench.rows.evaluation import FindingRow, ScoreRow
from workbench.rows.indicators import IndicatorStandingRow, TrendRow
from workbench.rows.overview import OverviewRow
from workbench.rows.papers import BarsFacts, TrendFacts
from workbench.rows.standing import GroupStandingRow, ResultStandingRow, StandingRow
from workbench.rows.supervision import ItemRow
from workbench.terms import Colour, TargetKind, TaskId, TaskState

_MOST_BARS = 28
_FINISHED = (TaskState.DONE, TaskState.CLOSED)


def period_source(
    facts: CircularFacts, document: DocumentRow | None = None, trends: Sequence[TrendRow] = ()
) -> PaperSource:
    """Everything known of a period. `document` tells whose paper it is; `trends` become charts."""
    overview = facts.overview
    late = set(overview.late)
    tasks = tuple(_task(row, number, facts.on, row.task in late) for number, row in enumerate(facts.tasks, 1))
    lists = {
        "任务": tasks,
        "逾期任务": _numbered(one for one in tasks if one["逾期"] == "是"),
        "未完到期任务": _numbered(
            one for one, row in zip(tasks, facts.tasks, strict=True) if row.task in overview.due_open
        ),
        "下期到期任务": _numbered(
            one for one, row in zip(tasks, facts.tasks, strict=True) if row.task in overview.due_next
        ),
        "已报任务": _numbered(one for one in tasks if one["报送"] == "已报"),
        "问题任务": _numbered(one for one in tasks if one["存在问题"]),
        "亮灯变化": _changes(overview, facts.tasks),
        "单位": _ranked(overview.by_unit),
        "章节": tuple(_group(one, number, number) for number, one in enumerate(overview.by_chapter, 1)),
        "未报单位": tuple(
            {"序号": str(n), "单位": one.unit_name or "责任单位待明确", "任务数": str(len(one.tasks))}
            for n, one in enumerate(overview.not_reported, 1)
        ),
        "成果": tuple(_result(row, number) for number, row in enumerate(facts.results, 1)),
        "指标": tuple(_indicator(row, number) for number, row in enumerate(facts.indicators, 1)),
        "督办件": tuple(_item(row, number) for number, row in enumerate(facts.items, 1)),
        "得分": tuple(_score(row) for row in facts.scores),
        "体检": tuple(_finding(row, number) for number, row in enumerate(facts.findings, 1)),
        "亮灯": tuple(
            {
                "亮灯": one.colour.value,
                "任务数": str(len(one.tasks)),
                "占比": _share(one.tasks, overview.tasks),
            }
            for one in overview.lights
            if one.tasks
        ),
    }
    lists["滞后指标"] = _numbered(
        one
        for one, row in zip(lists["指标"], facts.indicators, strict=True)
        if row.indicator in {each.indicator for each in overview.off_path}
    )
    return PaperSource(
        words={**office_words(document), **_words(facts)},
        lists=lists,
        charts={"单位亮灯": _lights_chart(overview), "走势": tuple(filter(None, map(_trend, trends)))},
        checks={"任务": len(overview.tasks), "逾期任务": len(overview.late), "成果": len(overview.results)},
    )


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
        "平均进度": _percent(overview.percent),
        "平均应完成": _percent(overview.due_percent),
        **{name: str(len(ids)) for name, ids in counts.items()},
        **{name: str(count) for name, count in every_light.items()},
        "完成占比": _share(overview.done, overview.tasks),
        "逾期占比": _share(overview.late, overview.tasks),
        "需关注数": str(len(overview.late) + len(overview.not_reported)),
        "推进数": str(len(overview.tasks) - len(overview.done) - len(overview.stopped)),
    }


def _share(part: Sequence[object], whole: Sequence[object]) -> str:
    return f"{number_text(round(100 * len(part) / len(whole), 1)) if whole else '0'}%"


def _percent(value: float | None) -> str:
    return "" if value is None else f"{number_text(round(value, 1))}%"


def _points(value: float | None) -> str:
    return "" if value is None else f"{number_text(round(value, 1))}个百分点"


def _numbered(records: Iterable[Record]) -> tuple[Record, ...]:
    return tuple({**record, "序号": str(number)} for number, record in enumerate(records, 1))


def _task(row: StandingRow, number: int, on: dt.date, late: bool) -> Record:
    due = row.deadline.date
    return {
        "序号": str(number),
        "原序号": row.no,
        "任务": row.title,
        "单位": row.unit_name or "责任单位待明确",
        "配合单位": "、".join(row.supports),
        "章节": row.chapter,
        "文件": row.document_title,
        "完成时限": deadline_text(row.deadline),
        "状态": STATES[row.state],
        "完成": "是" if row.state in _FINISHED else "否",
        "进度": _percent(row.percent),
        "应完成": _percent(row.due),
        "差距": _points(row.gap),
        "亮灯": row.colour.value,
        "亮灯说明": row.light,
        "上期亮灯": row.before.value if row.before else "",
        "逾期": "是" if late else "否",
        "逾期天数": str((on - due).days) if late and due else "",
        "进展情况": row.done,
        "存在问题": row.problems,
        "下一步": row.next_steps,
        "报送": "已报" if row.report else "未报",
    }


def _changes(overview: OverviewRow, tasks: Sequence[StandingRow]) -> tuple[Record, ...]:
    by_task: dict[TaskId, StandingRow] = {row.task: row for row in tasks}
    return tuple(
        {
            "序号": str(number),
            "任务": by_task[one.task].title,
            "单位": by_task[one.task].unit_name or "责任单位待明确",
            "上期亮灯": one.before.value,
            "亮灯": one.now.value,
            "变化": "转差" if one.worse else "转好",
        }
        for number, one in enumerate((each for each in overview.changed if each.task in by_task), 1)
    )


def _ranked(groups: Sequence[GroupStandingRow]) -> tuple[Record, ...]:
    """Units, the furthest first; equal ones share a 名次."""
    ordered = sorted(groups, key=lambda one: (-_done_share(one), len(one.late), -len(one.tasks)))
    records: list[Record] = []
    place = 0
    for number, one in enumerate(ordered, 1):
        same = number > 1 and _rank(one) == _rank(ordered[number - 2])
        place = place if same else number
        records.append(_group(one, number, place))
    return tuple(records)


def _rank(one: GroupStandingRow) -> tuple[float, int]:
    return _done_share(one), len(one.late)


def _done_share(one: GroupStandingRow) -> float:
    return len(one.done) / len(one.tasks) if one.tasks else 0.0


def _group(one: GroupStandingRow, number: int, place: int) -> Record:
    lights = {f"{colour.value}": "0" for colour in Colour}
    lights |= {each.colour.value: str(len(each.tasks)) for each in one.lights}
    return {
        "序号": str(number),
        "名次": str(place),
        "单位": one.name or "责任单位待明确",
        "任务数": str(len(one.tasks)),
        "完成数": str(len(one.done)),
        "完成率": _share(one.done, one.tasks),
        "逾期数": str(len(one.late)),
        "未报数": str(len(one.unreported)),
        "平均进度": _percent(one.percent),
        "平均应完成": _percent(one.due),
        **lights,
    }


def _result(row: ResultStandingRow, number: int) -> Record:
    return {
        "序号": str(number),
        "成果": row.title,
        "类别": row.category,
        "单位": row.unit_name or "责任单位待明确",
        "完成时限": deadline_text(row.deadline),
        "状态": STATES[row.state],
        "逾期": "是" if row.late else "否",
        "进展情况": row.done,
    }


def _indicator(row: IndicatorStandingRow, number: int) -> Record:
    return {
        "序号": str(number),
        "指标": row.name,
        "计量单位": row.unit,
        "类别": row.category,
        "属性": row.attribute,
        "目标值": row.final,
        "目标年": str(row.final_year or ""),
        "报告期": period_text(row.at) if row.at else "",
        "实际值": _value(row.observed),
        "应达值": _value(row.expected),
        "差距": f"{_value(row.gap)}{row.gap_unit}" if row.gap is not None else "",
        "完成度": _percent(row.share),
        "状态": row.standing.value,
        "说明": row.sentence,
    }


def _value(value: float | None) -> str:
    return "" if value is None else number_text(round(value, 4))


def _item(row: ItemRow, number: int) -> Record:
    return {
        "序号": str(number),
        "编号": row.number,
        "事项": row.title,
        "单位": row.unit_name,
        "办理时限": date_text(row.due),
        "催办次数": str(row.urged),
        "情况": row.sentence,
    }


def _score(row: ScoreRow) -> Record:
    return {
        "名次": str(row.place),
        "单位": row.name,
        "得分": number_text(round(row.total, 2)),
        "说明": full_width(row.sentence),
        "否决": "是" if row.vetoed else "否",
    }


def _finding(row: FindingRow, number: int) -> Record:
    return {"序号": str(number), "类别": row.kind, "问题": row.what, "建议": row.proposal}


def _lights_chart(overview: OverviewRow) -> tuple[BarsFacts, ...]:
    """Tasks by light, a bar for each unit; so many units to a chart that it goes onto a page."""
    colours = [one.colour for one in overview.lights if one.tasks]
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
        labels=tuple(one.name or "责任单位待明确" for one in units),
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
