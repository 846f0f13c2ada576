"""挂图作战: every task of a document, or of the whole plan, with its progress and its light."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from sqlalchemy.orm import Session

from workbench.notation import date_text
from workbench.planning.standings import day_of
from workbench.queries.documents import document as document_row
from workbench.queries.notice import own_name
from workbench.queries.papers.records import task_records
from workbench.queries.papers.source import PaperChoice, Record
from workbench.queries.standings import standings
from workbench.queries.tasks import list_tasks
from workbench.queries.wording import full_width
from workbench.rows.papers import WallFacts, WallGroup, WallRow
from workbench.rows.standing import StandingRow
from workbench.rows.tasks import TaskRow
from workbench.terms import Colour, TaskState

#: What a spot says where the plan keeps no lights for the day: finished, late, running, not begun, stopped.
_STATES: tuple[tuple[str, str], ...] = (
    ("已完成", "#2e9e4f"),
    ("推进中", "#3f7fd0"),
    ("未启动", "#bfbfbf"),
    ("已逾期", "#d93025"),
    ("已暂缓", "#7f6000"),
)
#: The lights, best first, in the colours of the window.
_LIGHTS = (
    (Colour.GREEN.value, "#2e9e4f"),
    (Colour.BLUE.value, "#3f7fd0"),
    (Colour.YELLOW.value, "#f2c230"),
    (Colour.ORANGE.value, "#e8842a"),
    (Colour.RED.value, "#d0342c"),
    (Colour.NONE.value, "#c9ced4"),
)
_HEADS = ("序号", "任务", "责任单位", "完成时限")


def wall_facts(session: Session, choice: PaperChoice) -> WallFacts:
    """The chart of one document where one is chosen, else of all, with the lights of a period if one is.

    Without a period a spot tells the state of its task. Raises RefusedError for an unknown document.
    """
    tasks: Sequence[TaskRow] = list_tasks(session, choice.document)
    name = "重点任务"
    if choice.document is not None:
        name = own_name(full_width(document_row(session, choice.document).title))
    key, day = _STATES, choice.on
    if choice.period is None:
        looks = [_look(task, choice) for task in tasks]
    else:
        stood = {row.task: row for row in standings(session, choice.period, choice.on)}
        tasks = [replace(task, progress=_percent(stood[task.id])) for task in tasks if task.id in stood]
        looks = [stood[task.id].colour.value for task in tasks]
        day = day_of(choice.period, choice.on)
        key = tuple((name, colour) for name, colour in _LIGHTS if name in looks)
    return WallFacts(
        title=f"{name}挂图作战",
        heads=_HEADS,
        groups=tuple(_groups(tasks, looks, dict(key))),
        figures=(("任务总数", f"{len(tasks)}项"), *((look, f"{looks.count(look)}项") for look, _ in key)),
        key=key,
        note=f"截至{date_text(day)}",
    )


def _percent(row: StandingRow) -> int:
    """The progress a task stood at then, in whole percent; 0 where none is known."""
    return round(row.percent or 0)


def _look(task: TaskRow, choice: PaperChoice) -> str:
    if task.state in (TaskState.DONE, TaskState.CLOSED):
        return "已完成"
    if task.state in (TaskState.PAUSED, TaskState.DROPPED):
        return "已暂缓"
    if task.deadline.date is not None and task.deadline.date < choice.on:
        return "已逾期"
    return "推进中" if task.state is TaskState.RUNNING or task.progress else "未启动"


def _groups(tasks: Sequence[TaskRow], looks: Sequence[str], colours: Mapping[str, str]) -> list[WallGroup]:
    """One group for each stretch of tasks under the same top heading."""
    several = len({task.document for task in tasks}) > 1
    lines = list(zip(tasks, task_records(tasks), looks, strict=True))

    def heading(line: tuple[TaskRow, Record, str]) -> str:
        task, record, _ = line
        document = own_name(full_width(task.document_title))
        return "　".join(filter(None, (document if several else "", full_width(record["章节"]))))

    return [
        WallGroup(title, tuple(_row(task, record, colours[look]) for task, record, look in found))
        for title, found in groupby(lines, key=heading)
    ]


def _row(task: TaskRow, record: Record, colour: str) -> WallRow:
    unit = record["牵头单位"] or record["责任单位"] or record["单位"]
    cells = (record["序号"], full_width(record["任务"]), unit, record["完成时限"])
    return WallRow(cells, task.progress, colour)
