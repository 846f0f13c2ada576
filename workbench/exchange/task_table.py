"""Tasks as a table for Excel, WPS and the clipboard, with their numbers (编号) to know them by.

Out go lines of tabs, and the same as HTML. What comes back is read cell by cell against the tasks as they
stand: each line becomes a Proposal that says what it changes. Columns are known by their heads, in any order;
a column that is missing changes nothing.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any, Final

from workbench.planning.task_edits import TaskEdit
from workbench.rows.tasks import TaskRow
from workbench.terms import Deadline, DocumentId, Role, SectionId, TaskId, TaskState, UnitChoice

HEADS: Final = (
    *("编号", "序号", "任务名称", "主要内容", "牵头单位", "责任单位", "配合单位"),
    *("开始日期", "完成时限", "进度", "状态", "文件", "章节"),
)
#: Other heads that mean a column. Those of the second line are only for the reader.
_MEANT: Final = {
    "任务": "任务名称",
    "工作任务": "任务名称",
    "重点任务": "任务名称",
    "任务内容": "主要内容",
    "内容": "主要内容",
    "牵头": "牵头单位",
    "责任部门": "责任单位",
    "牵头部门": "牵头单位",
    "配合部门": "配合单位",
    "开始": "开始日期",
    "开始时间": "开始日期",
    "时限": "完成时限",
    "完成时间": "完成时限",
    "任务编号": "编号",
    "任务状态": "状态",
}
_ROLES: Final = {"牵头单位": Role.LEAD, "责任单位": Role.RESPONSIBLE, "配合单位": Role.SUPPORT}
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+0?0:00(?::00)?)?")

#: A task's number; Excel may have made 7.0 of it.
_NUMBER = re.compile(r"(\d{1,15})(?:\.0+)?")

Table = list[list[str]]


@dataclass(frozen=True, slots=True)
class Words:
    """How the facts of a task are written in cells, and read: the states in words, deadlines both ways."""

    states: Mapping[TaskState, str]
    deadline: Callable[[Deadline], str]
    read_deadline: Callable[[str], Deadline]


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that reads otherwise than the plan."""

    head: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one line of a table asks for. `line` counts from 1 below the heads; `task` None means a new task.

    `problem` says why the line cannot be taken; then there is no `edit`, nor where it changes nothing.
    """

    line: int
    task: TaskId | None
    title: str
    changes: tuple[CellChange, ...] = ()
    edit: TaskEdit | None = None
    problem: str = ""


class CellError(ValueError):
    """A cell that cannot be read, in words for the planner."""


def table_of(rows: Sequence[TaskRow], words: Words) -> Table:
    """The tasks as a table, heads first."""
    return [list(HEADS), *([_cell(row, head, words) for head in HEADS] for row in rows)]


def as_tsv(table: Table) -> str:
    """As Excel and WPS put cells on the clipboard: tabs between, quotes where a cell has tabs or lines."""
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\r\n").writerows(table)
    return out.getvalue()


def as_html(table: Table) -> str:
    """The same for programs that take HTML; all cells are text, so that 1.10 stays 1.10."""
    head, *body = table
    style = "mso-number-format:'\\@';white-space:normal"
    rows = "".join(
        "<tr>" + "".join(f'<td style="{style}">{escape(cell)}</td>' for cell in row) + "</tr>" for row in body
    )
    heads = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    return f'<meta charset="utf-8"><table border="1"><tr>{heads}</tr>{rows}</table>'


def read_table(text: str, html: str = "") -> Table:
    """The cells of what was copied. Text with columns goes before HTML, lines come last."""
    if "\t" in text or "<t" not in html.lower():
        return [row for row in csv.reader(io.StringIO(text), delimiter="\t") if any(map(str.strip, row))]
    return _read_html(html)


def known_heads(table: Table) -> dict[str, int]:
    """The heads in the first line that mean a column, with their places; none where they are no heads."""
    heads: dict[str, int] = {}
    for place, cell in enumerate(table[0] if table else ()):
        plain = re.sub(r"[\s*（(].*$", "", cell.strip())
        head = _MEANT.get(plain, plain)
        if head in HEADS:
            heads.setdefault(head, place)
    return heads if {"任务名称", "编号"} & heads.keys() else {}


def numbers(table: Table) -> list[TaskId]:
    """The numbers of tasks that a table speaks of, each once, whether there are such tasks or not."""
    place = known_heads(table).get("编号")
    cells = [] if place is None else [row[place].strip() for row in table[1:] if place < len(row)]
    return list(dict.fromkeys(TaskId(int(found[1])) for cell in cells if (found := _NUMBER.fullmatch(cell))))


def propose(
    table: Table,
    tasks: Mapping[TaskId, TaskRow],
    seat: tuple[DocumentId, SectionId | None] | None,
    words: Words,
) -> tuple[Proposal, ...]:
    """What a table asks for. New tasks go to `seat`; a table of one column without heads is new tasks."""
    heads = known_heads(table)
    body = table[1:] if heads else table
    if not heads:
        if any(len([cell for cell in row if cell.strip()]) > 1 for row in table):
            raise CellError("表格第一行没有可识别的表头（如“编号”“任务名称”“完成时限”）。")
        heads = {"任务名称": 0}
    lines = ({head: row[at].strip() if at < len(row) else "" for head, at in heads.items()} for row in body)
    return tuple(_proposal(number, cells, tasks, seat, words) for number, cells in enumerate(lines, 1))


def _proposal(
    line: int,
    cells: dict[str, str],
    tasks: Mapping[TaskId, TaskRow],
    seat: tuple[DocumentId, SectionId | None] | None,
    words: Words,
) -> Proposal:
    title = cells.get("任务名称", "")
    try:
        task = _task_meant(cells.get("编号", ""), tasks)
        if task is None:
            return _new(line, cells, seat, words)
        edit, changes = _compared(cells, task, words)
    except CellError as error:
        return Proposal(line, None, title, problem=str(error))
    return Proposal(line, task.id, title or task.title, changes, edit if changes else None)


def _task_meant(number: str, tasks: Mapping[TaskId, TaskRow]) -> TaskRow | None:
    if not number:
        return None
    digits = _NUMBER.fullmatch(number)
    task = tasks.get(TaskId(int(digits[1]))) if digits else None
    if task is None:
        raise CellError(f"没有编号为“{number}”的任务")
    return task


def _new(
    line: int, cells: dict[str, str], seat: tuple[DocumentId, SectionId | None] | None, words: Words
) -> Proposal:
    title = cells.get("任务名称", "")
    if not title:
        raise CellError("没有任务名称")
    if seat is None:
        raise CellError("还没有文件可以放入新任务")
    edit = TaskEdit(None, title=title, document=seat[0], section=seat[1])
    changes = [CellChange("任务名称", "", title)]
    for head, read in _FACTS.items():
        if cells.get(head):
            edit = replace(edit, **read(cells[head], words))
            changes.append(CellChange(head, "", cells[head]))
    if units := _units(cells, ()):
        edit = replace(edit, units=units)
        changes += [CellChange(head, "", cells[head]) for head in _ROLES if cells.get(head)]
    return Proposal(line, None, title, tuple(changes), edit)


def _compared(cells: dict[str, str], task: TaskRow, words: Words) -> tuple[TaskEdit, tuple[CellChange, ...]]:
    """What differs from the task as it stands. An empty name, progress or state says nothing."""
    edit, changes = TaskEdit(task.id), []
    for head, read in _FACTS.items():
        before, after = _cell(task, head, words), cells.get(head)
        silent = after is None or (not after and head in _NEVER_EMPTY)
        if silent or after is None or _same(after, before):
            continue
        facts = read(after, words)
        if facts != read(before, words):
            edit = replace(edit, **facts)
            changes.append(CellChange(head, before, after))
    present = tuple(UnitChoice(unit.name, unit.role) for unit in task.units)
    units = _units(cells, present)
    if units is not None and set(units) != set(present):
        edit = replace(edit, units=units)
        told = [(head, _cell(task, head, words), cells[head]) for head in _ROLES if head in cells]
        changes += [CellChange(*one) for one in told if _names(one[1]) != _names(one[2])]
    return edit, tuple(changes)


def _same(after: str, before: str) -> bool:
    return "".join(after.split()) == "".join(before.split())


def _units(cells: dict[str, str], present: tuple[UnitChoice, ...]) -> tuple[UnitChoice, ...] | None:
    """The units that the columns name; roles without a column stay. None where no column names any."""
    if not _ROLES.keys() & cells.keys():
        return None
    units = [choice for choice in present if _HEAD_OF[choice.role] not in cells]
    for head, role in _ROLES.items():
        known = {choice.name for choice in units}
        units += [UnitChoice(name, role) for name in _names(cells.get(head, "")) if name not in known]
    return tuple(units)


_HEAD_OF: Final = {role: head for head, role in _ROLES.items()}


def _names(cell: str) -> list[str]:
    return list(dict.fromkeys(name for name in re.split(r"[、,，;；\s]+", cell) if name))


def _read_start(cell: str, _: Words) -> dict[str, Any]:
    if not cell:
        return {"without_start": True}
    found = _DAY.fullmatch(cell)
    try:
        return {"start": dt.date(*map(int, found.groups()))} if found else _no_day(cell)
    except ValueError:
        return _no_day(cell)


def _no_day(cell: str) -> dict[str, Any]:
    raise CellError(f"看不懂日期“{cell}”，请写成 2025-03-01")


def _read_deadline(cell: str, words: Words) -> dict[str, Any]:
    found = _DAY.fullmatch(cell)
    return {"deadline": words.read_deadline("{}年{}月{}日前".format(*found.groups()) if found else cell)}


def _read_progress(cell: str, _: Words) -> dict[str, Any]:
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([%％]?)", cell)
    percent = float(found[1]) if found else -1.0
    if found and not found[2] and "." in cell and percent <= 1:  # a cell of Excel's, without its format
        percent *= 100
    if not 0 <= percent <= 100:
        raise CellError(f"进度“{cell}”不是 0 到 100 之间的百分数")
    return {"progress": round(percent)}


def _read_state(cell: str, words: Words) -> dict[str, Any]:
    for state, name in words.states.items():
        if cell == name:
            return {"state": state}
    raise CellError(f"没有状态“{cell}”，可用：{'、'.join(words.states.values())}")


#: How a cell becomes facts of a TaskEdit, by its head.
_FACTS: Final[dict[str, Callable[[str, Words], dict[str, Any]]]] = {
    "任务名称": lambda cell, _: {"title": cell},
    "主要内容": lambda cell, _: {"content": cell},
    "开始日期": _read_start,
    "完成时限": _read_deadline,
    "进度": _read_progress,
    "状态": _read_state,
}
_NEVER_EMPTY: Final = ("任务名称", "进度", "状态")


def _cell(row: TaskRow, head: str, words: Words) -> str:
    if head in _ROLES:
        return "、".join(unit.name for unit in row.units if unit.role is _ROLES[head])
    cells = {
        "编号": str(row.id),
        "序号": row.no,
        "任务名称": row.title,
        "主要内容": row.content,
        "开始日期": row.start.isoformat() if row.start else "",
        "完成时限": words.deadline(row.deadline),
        "进度": f"{row.progress}%",
        "状态": words.states[row.state],
        "文件": row.document_title,
        "章节": " › ".join(row.section),
    }
    return cells[head]


def _read_html(html: str) -> Table:
    from lxml import html as parser

    rows = parser.fromstring(html).iter("tr")
    table = [[" ".join(cell.text_content().split()) for cell in row.iter("td", "th")] for row in rows]
    return [row for row in table if any(row)]
