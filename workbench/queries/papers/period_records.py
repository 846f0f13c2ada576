"""How tasks, units, indicators and the rest stood at the end of a period, as records for templates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from workbench.notation import date_text
from workbench.queries.papers.source import Record
from workbench.queries.wording import STATES, deadline_text, full_width, number_text, period_text
from workbench.rows.evaluation import FindingRow, ScoreRow
from workbench.rows.indicators import IndicatorStandingRow
from workbench.rows.overview import LightChange, NotReported
from workbench.rows.standing import ColourCount, GroupStandingRow, ResultStandingRow, StandingRow
from workbench.rows.supervision import ItemRow
from workbench.terms import Colour, TaskId, TaskState

NOBODY = "责任单位待明确"
_FINISHED = (TaskState.DONE, TaskState.CLOSED)
#: Findings of a kind that a report names; the rest are counted.
FEW_FINDINGS = 3


def share(part: Sequence[object], whole: Sequence[object]) -> str:
    return f"{number_text(round(100 * len(part) / len(whole), 1)) if whole else '0'}%"


def percent_text(value: float | None) -> str:
    return "" if value is None else f"{number_text(round(value, 1))}%"


def _points(value: float | None) -> str:
    return "" if value is None else f"{number_text(round(value, 1))}个百分点"


def renumbered(records: Iterable[Record]) -> tuple[Record, ...]:
    return tuple({**record, "序号": str(number)} for number, record in enumerate(records, 1))


def task_line(row: StandingRow, number: int, on: dt.date, *, late: bool) -> Record:
    due = row.deadline.date
    return {
        "序号": str(number),
        "原序号": row.no,
        "任务": row.title,
        "单位": row.unit_name or NOBODY,
        "配合单位": "、".join(row.supports),
        "章节": row.chapter,
        "文件": row.document_title,
        "完成时限": deadline_text(row.deadline),
        "状态": STATES[row.state],
        "完成": "是" if row.state in _FINISHED else "否",
        "进度": percent_text(row.percent),
        "应完成": percent_text(row.due),
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


def change_lines(changed: Sequence[LightChange], tasks: Sequence[StandingRow]) -> tuple[Record, ...]:
    by_task: dict[TaskId, StandingRow] = {row.task: row for row in tasks}
    return tuple(
        {
            "序号": str(number),
            "任务": by_task[one.task].title,
            "单位": by_task[one.task].unit_name or NOBODY,
            "上期亮灯": one.before.value,
            "亮灯": one.now.value,
            "变化": "转差" if one.worse else "转好",
        }
        for number, one in enumerate((each for each in changed if each.task in by_task), 1)
    )


def ranked(groups: Sequence[GroupStandingRow]) -> tuple[Record, ...]:
    """Units, the furthest first; equal ones share a 名次."""
    ordered = sorted(groups, key=lambda one: (-_done_share(one), len(one.late), -len(one.tasks)))
    records: list[Record] = []
    place = 0
    for number, one in enumerate(ordered, 1):
        same = number > 1 and _rank(one) == _rank(ordered[number - 2])
        place = place if same else number
        records.append(group_line(one, number, place))
    return tuple(records)


def _rank(one: GroupStandingRow) -> tuple[float, int]:
    return _done_share(one), len(one.late)


def _done_share(one: GroupStandingRow) -> float:
    return len(one.done) / len(one.tasks) if one.tasks else 0.0


def group_line(one: GroupStandingRow, number: int, place: int) -> Record:
    lights = {f"{colour.value}": "0" for colour in Colour}
    lights |= {each.colour.value: str(len(each.tasks)) for each in one.lights}
    return {
        "序号": str(number),
        "名次": str(place),
        "单位": one.name or NOBODY,
        "任务数": str(len(one.tasks)),
        "完成数": str(len(one.done)),
        "完成率": share(one.done, one.tasks),
        "逾期数": str(len(one.late)),
        "未报数": str(len(one.unreported)),
        "平均进度": percent_text(one.percent),
        "平均应完成": percent_text(one.due),
        **lights,
    }


def result_line(row: ResultStandingRow, number: int) -> Record:
    return {
        "序号": str(number),
        "成果": row.title,
        "类别": row.category,
        "单位": row.unit_name or NOBODY,
        "完成时限": deadline_text(row.deadline),
        "状态": STATES[row.state],
        "逾期": "是" if row.late else "否",
        "进展情况": row.done,
    }


def indicator_line(row: IndicatorStandingRow, number: int) -> Record:
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
        "完成度": percent_text(row.share),
        "状态": row.standing.value,
        "说明": row.sentence,
    }


def _value(value: float | None) -> str:
    return "" if value is None else number_text(round(value, 4))


def item_line(row: ItemRow, number: int) -> Record:
    return {
        "序号": str(number),
        "编号": row.number,
        "事项": row.title,
        "单位": row.unit_name,
        "办理时限": date_text(row.due),
        "催办次数": str(row.urged),
        "情况": row.sentence,
    }


def score_line(row: ScoreRow) -> Record:
    return {
        "名次": str(row.place),
        "单位": row.name,
        "得分": number_text(round(row.total, 2)),
        "说明": full_width(row.sentence),
        "否决": "是" if row.vetoed else "否",
    }


def finding_line(row: FindingRow, number: int) -> Record:
    return {"序号": str(number), "类别": row.kind, "问题": row.what, "建议": row.proposal}


def finding_kinds(rows: Sequence[FindingRow]) -> tuple[Record, ...]:
    """The findings by kind, in their order: how many, and the first few of each in words."""
    held: dict[str, list[FindingRow]] = {}
    for row in rows:
        held.setdefault(row.kind, []).append(row)
    return tuple(
        {
            "序号": str(number),
            "类别": kind,
            "处数": str(len(of_kind)),
            "问题": _first_few([row.what for row in of_kind]),
            "建议": of_kind[0].proposal,
        }
        for number, (kind, of_kind) in enumerate(held.items(), 1)
    )


def _first_few(told: Sequence[str]) -> str:
    if len(told) == 1:
        return told[0]
    first = "".join(f"（{number}）{one}" for number, one in enumerate(told[:FEW_FINDINGS], 1))
    rest = len(told) - FEW_FINDINGS
    return f"{first}（其余{rest}处略）" if rest > 0 else first


def unreported_line(one: NotReported, number: int) -> Record:
    return {"序号": str(number), "单位": one.unit_name or NOBODY, "任务数": str(len(one.tasks))}


def light_line(one: ColourCount, tasks: Sequence[TaskId]) -> Record:
    return {"亮灯": one.colour.value, "任务数": str(len(one.tasks)), "占比": share(one.tasks, tasks)}
