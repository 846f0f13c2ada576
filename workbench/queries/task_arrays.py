"""The plan as columns, for the grid and the Gantt: one plain read a table over a DBAPI connection.

100,000 tasks come in a fraction of a second, which is why this query goes past SQLAlchemy (its models would
take twenty times as long, and their import longer than the window's start), and why no row of it ever becomes
a Python value: columns are read whole, and put in order whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

import numpy as np

from workbench.planning.task_arrays import (
    DEADLINE_KIND_CODE,
    LINK_KIND_CODE,
    NO_DAY,
    PRECISION_CODE,
    MilestoneColumns,
    Node,
    NodeKind,
    TaskArrays,
)
from workbench.queries.plan_order import Holders, plan_order
from workbench.queries.task_columns import read_tasks
from workbench.queries.whole_columns import (
    Connection,
    Objects,
    Whole,
    code_of,
    fetched,
    ordinal_of,
    whole_columns,
)
from workbench.terms import DeadlineKind, Precision

_NO_KIND: Final = DEADLINE_KIND_CODE[DeadlineKind.NONE]
_TO_THE_DAY: Final = PRECISION_CODE[Precision.DAY]
_LINK_KIND: Final = code_of("kind", {kind.value: code for kind, code in LINK_KIND_CODE.items()})
_LINK_NUMBERS: Final = ("id", "before_id", "after_id", _LINK_KIND, "lag")
_MILESTONE_NUMBERS: Final = ("id", "task_id", ordinal_of("date"), "done")

#: A plan of so many tasks is read whole in the blink in which its window appears.
_SMALL_PLAN = 1000
#: More tasks than a screen has rows.
_FIRST_SCREEN = 200


def load_task_arrays(connection: Connection) -> TaskArrays:
    """Documents, headings with tasks, tasks and links of the whole plan, in document order."""
    return _load(connection, _WHOLE)


def load_first_screen(connection: Connection) -> TaskArrays | None:
    """The beginning of a large plan, more rows than a screen shows; None for a plan soon read whole.

    It takes as long for a hundred thousand tasks as for a thousand, so that the first paint need not wait.
    """
    ((last,),) = fetched(connection, "SELECT MAX(id) FROM tasks")
    if (last or 0) <= _SMALL_PLAN:
        return None
    documents: list[int] = []
    tasks: list[int] = []
    for (document,) in fetched(connection, "SELECT id FROM documents ORDER BY position, id"):
        first = f"WHERE document_id = {document} ORDER BY position, id LIMIT {_FIRST_SCREEN - len(tasks)}"
        tasks.extend(id for (id,) in fetched(connection, f"SELECT id FROM tasks {first}"))
        documents.append(document)
        if len(tasks) >= _FIRST_SCREEN:
            break
    return _load(connection, _Part(documents, tasks))


def load_nodes(connection: Connection, ids: Iterable[int]) -> list[Node]:
    """Fresh facts of these tasks, for `TaskArrays.write_node`; ids that are not there are passed over.

    A node knows no place in the tree here: its `depth` is 0.
    """
    part = _Part(None, sorted({int(id) for id in ids}))
    tasks, documents = read_tasks(connection, part.of_tasks), _Documents.read(connection, part)
    facts = tasks.facts(documents.issued_of(tasks.holders.document))
    rows = zip(tasks.holders.id.tolist(), *(column.tolist() for column in facts), strict=True)
    return [Node(int(NodeKind.TASK), id, 0, *row) for id, *row in rows]


class _Part(NamedTuple):
    """Which documents and tasks to read; None for all of them."""

    documents: Sequence[int] | None
    tasks: Sequence[int] | None

    def of_documents(self, table: str, column: str) -> str:
        return f"{table} WHERE {_among(column, self.documents)}"

    def of_tasks(self, table: str, column: str) -> str:
        return f"{table} WHERE {_among(column, self.tasks)}"


_WHOLE: Final = _Part(None, None)


def _among(column: str, ids: Iterable[int] | None) -> str:
    """A condition on a column. The plus keeps an index out, which would look up one by one all of them."""
    return f"+{column} IS NOT NULL" if ids is None else f"{column} IN ({', '.join(map(str, ids))})"


class _Documents(NamedTuple):
    """Documents in their order, with the day each was issued (0 for none)."""

    id: Whole
    title: Objects
    issued: Whole

    @classmethod
    def read(cls, connection: Connection, part: _Part) -> _Documents:
        numbers = ("id", "position", ordinal_of("issued_on"))
        read = whole_columns(connection, part.of_documents("documents", "id"), numbers, texts=("title",))
        id, position, issued = read.numbers
        order = np.lexsort((id, position))
        return cls(id[order], read.texts[0][order], issued[order])

    def issued_of(self, documents: Whole) -> Whole:
        """The day each of these documents was issued, 0 for one that is not here."""
        days = dict(zip(self.id.tolist(), self.issued.tolist(), strict=True))
        return np.array([days.get(id, NO_DAY) for id in documents.tolist()], np.int64)


def _load(connection: Connection, part: _Part) -> TaskArrays:
    documents = _Documents.read(connection, part)
    sections, headings = _sections(connection, part)
    tasks = read_tasks(connection, part.of_tasks)
    order = plan_order(documents.id, tasks.holders, sections)
    lines = (
        _headings(NodeKind.DOCUMENT, documents.id, documents.title),
        (
            np.full(len(tasks.holders.id), NodeKind.TASK),
            tasks.holders.id,
            *tasks.facts(documents.issued_of(tasks.holders.document)),
        ),
        _headings(NodeKind.SECTION, sections.id, headings),
    )
    kind, id, *facts = (np.concatenate(parts)[order.line] for parts in zip(*lines, strict=True))
    columns: list[Any] = [kind, id, order.depth, *map(_listed, facts)]
    return TaskArrays(columns, _links(connection, part), _milestones(connection, part))


def _headings(kind: NodeKind, ids: Whole, titles: Objects) -> tuple[Objects, ...]:
    """The columns of documents or headings, but for their depth."""
    plain = Node(kind, 0, 0, deadline_kind=_NO_KIND, precision=_TO_THE_DAY)
    facts = [np.full(len(ids), each, object if isinstance(each, str) else np.int64) for each in plain[5:]]
    return (np.full(len(ids), kind), ids, np.full(len(ids), "", object), titles, *facts)


def _listed(column: Objects) -> Any:
    """Texts as a list; numbers stay as they are."""
    return column.tolist() if column.dtype == object else column


def _sections(connection: Connection, part: _Part) -> tuple[Holders, Objects]:
    """The headings in the order of their positions, and their titles."""
    numbers = ("document_id", "id", "ifnull(parent_id, 0)", "position")
    source = part.of_documents("sections", "document_id")
    read = whole_columns(connection, source, numbers, texts=("title",))
    document, id, parent, position = read.numbers
    order = np.lexsort((id, position))
    holders = Holders(id[order], document[order], parent[order], parent[order])
    return holders, read.texts[0][order]


def _links(connection: Connection, part: _Part) -> list[Any]:
    """The columns of `planning.task_arrays.Link`, in the order the links were made."""
    read = whole_columns(connection, part.of_tasks("dependencies", "before_id"), _LINK_NUMBERS)
    id, before, after, kind, lag = (column[np.argsort(read.numbers[0])] for column in read.numbers)
    return [before, after, kind, lag, id]


def _milestones(connection: Connection, part: _Part) -> MilestoneColumns:
    source = part.of_tasks("milestones", "task_id")
    read = whole_columns(connection, source, _MILESTONE_NUMBERS, texts=("title",))
    order = np.argsort(read.numbers[0])
    id, task, day, done = (column[order] for column in read.numbers)
    return MilestoneColumns(id, task, day, read.texts[0][order].tolist(), done.astype(np.bool_))
