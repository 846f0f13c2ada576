"""The tasks and results that a newer edition (版本) brings: collected one by one, written together.

Each stands behind the fact before it in the document, as far as that has the same parent and heading; so
positions are worked out for all of them at once, when everything else is in its place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from workbench.models import Assignment, Document, Result, Task
from workbench.operations.directory import Directory
from workbench.operations.importing import Columns, read_columns, share_columns
from workbench.operations.many_rows import many_rows
from workbench.operations.placing import STRIDE
from workbench.reading.draft import Draft, DraftTask, DraftUnit


class Siblings(NamedTuple):
    """What the tasks of one list of siblings share."""

    section: int | None
    parent: int | None


class Additions:
    """New rows of one document by their place in the new reading. They get their ids at once."""

    def __init__(self, session: Session, document: Document, draft: Draft, directory: Directory) -> None:
        self._session = session
        self._document = document
        self._draft = draft
        self._directory = directory
        self._first_task = many_rows(session).next_key(Task)
        self._first_result = many_rows(session).next_key(Result)
        self._tasks: dict[int, Columns] = {}
        self._results: dict[int, Columns] = {}
        self._shares: list[Columns] = []

    def add_task(self, index: int, section: int | None, parent: int | None) -> int:
        """Gives the id."""
        key, read = self._first_task + len(self._tasks), self._draft.tasks[index]
        self._tasks[key] = {
            "id": key,
            "document_id": self._document.id,
            "section_id": section,
            "parent_id": parent,
            "start": read.start,
            **read_columns(read),
        }
        self._assign("task_id", key, read)
        return key

    def add_result(self, index: int) -> int:
        """Gives the id."""
        key, read = self._first_result + len(self._results), self._draft.results[index]
        self._results[key] = {
            "id": key,
            "document_id": self._document.id,
            "position": (index + 1) * STRIDE,
            "category": read.category,
            **read_columns(read),
        }
        self._assign("result_id", key, read)
        return key

    def section_of(self, task: int) -> int | None:
        """The heading of a new task."""
        section: int | None = self._tasks[task]["section_id"]
        return section

    def __contains__(self, task: int) -> bool:
        return task in self._tasks

    def write(self, standing: Iterable[Task], order: Sequence[int | None]) -> None:
        """Write everything. `standing` are the document's other tasks; `order` names the rows of all tasks in
        the order of the new reading."""
        others = {task.id: task for task in standing}
        for key, position in self._positions(others, order):
            if key in others:
                others[key].position = position
            else:
                self._tasks[key]["position"] = position
        rows = many_rows(self._session)
        rows.insert_rows(Task, list(self._tasks.values()))
        rows.insert_rows(Result, list(self._results.values()))
        first = rows.next_key(Assignment)
        rows.insert_rows(Assignment, [{"id": key, **share} for key, share in enumerate(self._shares, first)])

    def _assign(self, owner: str, key: int, read: DraftTask) -> None:
        shares: dict[int, DraftUnit] = {}
        for unit in read.units:
            shares.setdefault(id_of(self._session, self._directory, unit), unit)
        for position, (unit_id, share) in enumerate(shares.items()):
            owners = {"task_id": None, "result_id": None, owner: key}
            self._shares.append({**owners, **share_columns(share, unit_id, position)})

    def _positions(
        self, others: Mapping[int, Task], order: Sequence[int | None]
    ) -> Iterator[tuple[int, int]]:
        lists: defaultdict[Siblings, list[int]] = defaultdict(list)
        for task in sorted(others.values(), key=lambda one: (one.position, one.id)):
            lists[Siblings(task.section_id, task.parent_id)].append(task.id)
        mine = {key: Siblings(row["section_id"], row["parent_id"]) for key, row in self._tasks.items()}
        theirs = {key: among for among, keys in lists.items() for key in keys}
        follower, behind_all = _followers(order, mine, theirs)
        for among in dict.fromkeys(mine.values()):
            line = [key for start in lists[among] for key in _chain(start, follower)]
            line += [key for start in behind_all.get(among, ()) for key in _chain(start, follower)]
            yield from _spaced(line, {key: others[key].position for key in lists[among]})


def id_of(session: Session, directory: Directory, unit: DraftUnit) -> int:
    """The unit that a reading names, made where nobody knows it."""
    known = directory.resolve(unit.name, unit.group)
    if known.id is None:
        session.flush()
    return known.id


def _followers(
    order: Sequence[int | None], mine: Mapping[int, Siblings], theirs: Mapping[int, Siblings]
) -> tuple[dict[int, int], dict[Siblings, list[int]]]:
    """Which new task stands right behind which task, and which stand behind all their siblings."""
    follower: dict[int, int] = {}
    behind_all: defaultdict[Siblings, list[int]] = defaultdict(list)
    last: dict[Siblings, int] = {}
    for key in order:
        among = None if key is None else mine.get(key) or theirs.get(key)
        if key is None or among is None:
            continue
        if key in mine and among in last:
            follower[last[among]] = key
        elif key in mine:
            behind_all[among].append(key)
        last[among] = key
    return follower, behind_all


def _chain(start: int, follower: Mapping[int, int]) -> Iterator[int]:
    """A task and the new ones behind it."""
    at: int | None = start
    while at is not None:
        yield at
        at = follower.get(at)


def _spaced(line: Sequence[int], present: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Positions for the new ones of a line, between their neighbours'; for all where room is short."""
    found: list[tuple[int, int]] = []
    low, run = 0, list[int]()
    for key in (*line, None):
        if key is not None and key not in present:
            run.append(key)
            continue
        high = low + (len(run) + 1) * STRIDE if key is None else present[key]
        if run and high - low <= len(run):
            yield from ((one, place * STRIDE) for place, one in enumerate(line, start=1))
            return
        found += [(one, low + (high - low) * place // (len(run) + 1)) for place, one in enumerate(run, 1)]
        low, run = high, []
    yield from found
