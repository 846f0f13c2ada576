"""The plan as columns, for the grid and the Gantt: one plain read a table over a DBAPI connection.

100,000 tasks come in a fraction of a second, which is why this query alone goes past SQLAlchemy
(its models would take twenty times as long, and their import longer than the window's start).
"""

from __future__ import annotations

import datetime as dt
import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple, Protocol

from workbench.planning.task_arrays import (
    DEADLINE_KIND_CODE,
    LINK_KIND_CODE,
    NO_DAY,
    PRECISION_CODE,
    STATE_CODE,
    Milestone,
    Node,
    NodeKind,
    TaskArrays,
)
from workbench.queries.outline import outline
from workbench.queries.wording import deadline_text
from workbench.terms import Deadline, DeadlineKind, Precision, Role

_DOCUMENTS = "SELECT id, title, issued_on FROM documents {which} ORDER BY position, id"
_SECTIONS = "SELECT document_id, id, parent_id, title FROM sections {which} ORDER BY position, id"
_TASK_COLUMNS = """document_id, id, section_id, parent_id, "no", title, start, progress, state,
    deadline_raw, deadline_kind, deadline_date, deadline_precision"""
_TASKS = f"SELECT {_TASK_COLUMNS} FROM tasks {{which}} ORDER BY position, id"
_SHARES = "SELECT task_id, unit_id, role FROM assignments {which} ORDER BY task_id, position, id"
_LINKS = "SELECT before_id, after_id, kind, lag, id FROM dependencies {which} ORDER BY id"
_MILESTONES = "SELECT id, task_id, date, title, done FROM milestones {which} ORDER BY date, id"

#: A plan of so many tasks is read whole in the blink in which its window appears.
_SMALL_PLAN = 1000
#: More tasks than a screen has rows.
_FIRST_SCREEN = 200


#: The codes by the text the database holds: making an enumeration's member first would double the time.
_STATES: dict[str, int] = {state.value: code for state, code in STATE_CODE.items()}
_LEAD: str = Role.LEAD.value
_LINK_KINDS: dict[str, int] = {kind.value: code for kind, code in LINK_KIND_CODE.items()}


class Connection(Protocol):
    """What is needed of a DBAPI connection."""

    def cursor(self) -> Any: ...


def load_task_arrays(connection: Connection) -> TaskArrays:
    """Documents, headings with tasks, tasks and links of the whole plan, in document order.

    Meanwhile no garbage is collected: of the many small tuples that are made none is garbage yet, and looking
    through them again and again would take longer than the reading.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _load(connection, _WHOLE)
    finally:
        if collecting:
            gc.enable()


def load_first_screen(connection: Connection) -> TaskArrays | None:
    """The beginning of a large plan, more rows than a screen shows; None for a plan soon read whole.

    It takes as long for a hundred thousand tasks as for a thousand, so that the first paint need not wait.
    """
    ((last,),) = fetched(connection, "SELECT MAX(id) FROM tasks")
    if (last or 0) <= _SMALL_PLAN:
        return None
    documents: list[int] = []
    tasks: list[int] = []
    for document, _, _ in fetched(connection, _DOCUMENTS.format(which="")):
        first = f"WHERE document_id = {document} ORDER BY position, id LIMIT {_FIRST_SCREEN - len(tasks)}"
        tasks.extend(id for (id,) in fetched(connection, f"SELECT id FROM tasks {first}"))
        documents.append(document)
        if len(tasks) >= _FIRST_SCREEN:
            break
    return _load(connection, _Part(_among("id", documents), _among("document_id", documents), tasks))


def load_nodes(connection: Connection, ids: Iterable[int]) -> list[Node]:
    """Fresh facts of these tasks, for `TaskArrays.write_node`; ids that are not there are passed over.

    A node knows no place in the tree here: its `depth` is 0.
    """
    wanted = ", ".join(str(int(id)) for id in sorted(set(ids)))
    tasks = fetched(connection, f"SELECT {_TASK_COLUMNS} FROM tasks WHERE id IN ({wanted})")
    shares = fetched(
        connection,
        f"""SELECT a.task_id, u.name, a.role FROM assignments a JOIN units u ON u.id = a.unit_id
            WHERE a.task_id IN ({wanted}) ORDER BY a.task_id, a.position, a.id""",
    )
    units = _answering(shares)
    issued = {row[0]: _ordinal(row[2]) for row in fetched(connection, _DOCUMENTS.format(which=""))}
    return [Node(*_task(row, 0, units.get(row[1], _NOBODY), issued[row[0]])) for row in tasks]


class _Part(NamedTuple):
    """Which rows to read, as conditions."""

    documents: str
    sections: str
    tasks: Sequence[int] | None

    def of_tasks(self, column: str) -> str:
        return "" if self.tasks is None else _among(column, self.tasks)


_WHOLE = _Part("", "", None)


def _among(column: str, ids: Iterable[int]) -> str:
    return f"WHERE {column} IN ({', '.join(map(str, ids))})"


def _load(connection: Connection, part: _Part) -> TaskArrays:
    sections = _by_document(connection, _SECTIONS.format(which=part.sections))
    tasks = _by_document(connection, _TASKS.format(which=part.of_tasks("id")))
    units = _units(connection, part)
    nodes: list[tuple[Any, ...]] = []
    for document, title, issued_on in fetched(connection, _DOCUMENTS.format(which=part.documents)):
        nodes.append(_heading(NodeKind.DOCUMENT, document, 0, title))
        nodes.extend(_nodes(sections[document], tasks[document], units, _ordinal(issued_on)))
    links = (
        (before, after, _LINK_KINDS[kind], lag, id)
        for before, after, kind, lag, id in fetched(
            connection, _LINKS.format(which=part.of_tasks("before_id"))
        )
    )
    milestones = [
        Milestone(id, task, _ordinal(date), title, bool(done))
        for id, task, date, title, done in fetched(
            connection, _MILESTONES.format(which=part.of_tasks("task_id"))
        )
    ]
    return TaskArrays.build(nodes, links, milestones)


def fetched(connection: Connection, query: str) -> list[tuple[Any, ...]]:
    """All rows a plain statement answers with, over a DBAPI connection."""
    cursor = connection.cursor()
    try:
        return cursor.execute(query).fetchall()  # type: ignore[no-any-return]
    finally:
        cursor.close()


def _by_document(connection: Connection, query: str) -> defaultdict[int, list[tuple[Any, ...]]]:
    """The rows of a query by their first column."""
    groups: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in fetched(connection, query):
        groups[row[0]].append(row)
    return groups


#: Who answers for a task: the unit names as one text, and that of the lead unit.
_Answering = tuple[str, str]
_NOBODY: _Answering = ("", "")


def _units(connection: Connection, part: _Part) -> dict[int, _Answering]:
    """Who answers for each task."""
    names = dict(fetched(connection, "SELECT id, name FROM units"))
    shares = fetched(
        connection, _SHARES.format(which=part.of_tasks("task_id") or "WHERE task_id IS NOT NULL")
    )
    return _answering((task, names[unit], role) for task, unit, role in shares)


def _answering(shares: Iterable[tuple[Any, ...]]) -> dict[int, _Answering]:
    """From (task, unit name, role), in order: by task, who answers for it."""
    units: defaultdict[int, list[str]] = defaultdict(list)
    leads: dict[int, str] = {}
    for task, name, role in shares:
        units[task].append(name)
        if role == _LEAD:
            leads.setdefault(task, name)
    return {task: ("、".join(names), leads.get(task, "")) for task, names in units.items()}


def _nodes(
    sections: list[tuple[Any, ...]], tasks: list[tuple[Any, ...]], units: dict[int, _Answering], issued: int
) -> Iterator[tuple[Any, ...]]:
    titles = {row[1]: row[3] for row in sections}
    by_id = {row[1]: row for row in tasks}
    places = outline(
        ((row[1], row[2]) for row in sections),
        ((row[1], row[2], row[3]) for row in tasks),
        empty_sections=False,
    )
    for is_section, id, depth in places:
        if is_section:
            yield _heading(NodeKind.SECTION, id, depth + 1, titles[id])
        else:
            yield _task(by_id[id], depth + 1, units.get(id, _NOBODY), issued)


def _heading(kind: NodeKind, id: int, depth: int, title: str) -> tuple[Any, ...]:
    no_kind, no_precision = DEADLINE_KIND_CODE[DeadlineKind.NONE], PRECISION_CODE[Precision.DAY]
    return (int(kind), id, depth, "", title, "", "", NO_DAY, NO_DAY, False, no_kind, no_precision, 0, 0, "")


def _task(row: tuple[Any, ...], depth: int, answering: _Answering, issued: int) -> tuple[Any, ...]:
    _, id, _, _, no, title, start, progress, state, raw, kind, date, precision = row
    units, lead = answering
    text, kind_code, precision_code, first, end = _deadline(raw, kind, date, precision)
    began = _ordinal(start) or _implied_start(kind, first, end, issued)
    return (
        int(NodeKind.TASK),
        id,
        depth,
        no,
        title,
        units,
        text,
        began,
        end,
        start is not None,
        kind_code,
        precision_code,
        progress,
        _STATES[state],
        lead,
    )


@cache
def _ordinal(date: str | dt.date | None) -> int:
    """A day as the database hands it out (SQLite: ISO text), as an ordinal."""
    if date is None:
        return NO_DAY
    return (dt.date.fromisoformat(date) if isinstance(date, str) else date).toordinal()


@cache
def _deadline(
    raw: str, kind: str, date: str | dt.date | None, precision: str
) -> tuple[str, int, int, int, int]:
    """Text, codes of kind and precision, first and last day of the stretch. A plan has few different ones."""
    end = _ordinal(date)
    last = dt.date.fromordinal(end) if end else None
    deadline = Deadline(raw, DeadlineKind(kind), last, Precision(precision))
    first = _first_day(last, deadline.precision).toordinal() if last else NO_DAY
    return (
        deadline_text(deadline),
        DEADLINE_KIND_CODE[deadline.kind],
        PRECISION_CODE[deadline.precision],
        first,
        end,
    )


def _first_day(day: dt.date, precision: Precision) -> dt.date:
    """The first day of the year, half-year, quarter or month that `day` lies in."""
    months = {Precision.YEAR: 12, Precision.HALF: 6, Precision.QUARTER: 3, Precision.MONTH: 1}
    if precision is Precision.DAY:
        return day
    length = months[precision]
    return day.replace(month=(day.month - 1) // length * length + 1, day=1)


def _implied_start(kind: str, first: int, end: int, issued: int) -> int:
    """Work set for a stretch (in) begins with it; work due by a day, when the document is issued, or with
    the year of the deadline if that is not known or later. Ongoing and periodic work: with the document."""
    if kind in (DeadlineKind.ONGOING, DeadlineKind.PERIODIC):
        return issued
    if end == NO_DAY:
        return NO_DAY
    if kind == DeadlineKind.IN:
        return first
    if NO_DAY < issued <= end:
        return issued
    return dt.date.fromordinal(end).replace(month=1, day=1).toordinal()
