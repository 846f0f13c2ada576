"""The rows of one document while a newer edition (版本) is taken in: each new fact put where it belongs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from workbench.models import Assignment, Commitment, Document, Indicator, Result, Section, Task
from workbench.models.whys import pack_why, pack_whys
from workbench.operations.directory import Directory
from workbench.operations.importing import (
    indicator_of,
    last_year,
    paths_of,
    places,
    share_columns,
    store_commitments,
    targets_of,
)
from workbench.operations.placing import STRIDE, place
from workbench.planning.editions import Kind
from workbench.reading.draft import Commitment as ReadCommitment
from workbench.reading.draft import Draft, DraftIndicator, DraftTask
from workbench.terms import TaskId

Path = tuple[str, ...]


class DocumentRows:
    """Adds, changes and removes the rows of a document by the new reading. Call `settle` at the end."""

    def __init__(self, session: Session, document: Document, draft: Draft) -> None:
        self._session = session
        self._document = document
        self._draft = draft
        self._directory = Directory(session)
        self._sections = {_path(section): section for section in reversed(document.sections)}
        self._rows = _rows(session, document)

    def is_present(self, kind: Kind, key: int) -> bool:
        return self._row(kind, key) is not None

    def _row(self, kind: Kind, key: int) -> Task | Result | Indicator | None:
        return self._rows.get((kind, key))

    def add(self, kind: Kind, index: int, stored_in: Mapping[int, int]) -> int:
        """A new row from the reading, behind the row of the fact before it. Gives its id."""
        if kind is Kind.INDICATOR:
            return self._add_indicator(index)
        if kind is Kind.RESULT:
            return self._add_result(index)
        read = self._draft.tasks[index]
        parent = self._session.get(Task, stored_in.get(read.parent, -1)) if read.parent is not None else None
        section = parent.section if parent else self._section(read.section)
        task = Task(
            document_id=self._document.id,
            section_id=section.id if section else None,
            parent_id=parent.id if parent else None,
            title=read.title,
            start=read.start,
        )
        place(self._session, task, after=self._before(task, index, stored_in))
        self._session.add(task)
        self._session.flush()
        self._fill(task, read, {"no", "title", "content", "units", "deadline"})
        return task.id

    def take(self, kind: Kind, key: int, index: int, fields: set[str]) -> None:
        """Bring a row to the new edition: the named fields in its words, every place in its text."""
        row = self._row(kind, key)
        assert row is not None  # the caller asks `is_present` first
        if isinstance(row, Indicator):
            self._take_indicator(row, self._draft.indicators[index], fields)
            return
        read = (self._draft.tasks if isinstance(row, Task) else self._draft.results)[index]
        if isinstance(row, Task) and "section" in fields and row.parent_id is None:
            section = self._section(read.section)
            row.section_id = section.id if section else None
            for part in row.children:
                part.section_id = row.section_id
        if isinstance(row, Result) and "category" in fields:
            row.category = read.category
        self._fill(row, read, fields)

    def remove(self, kind: Kind, key: int) -> None:
        """Remove a row; parts of a task stay and move up."""
        row = self._row(kind, key)
        if row is None:
            return
        if isinstance(row, Task):
            for part in list(row.children):
                part.parent = row.parent
            self._session.flush()
        self._session.delete(row)
        self._session.flush()
        del self._rows[kind, key]

    def keep_as_own(self, kind: Kind, key: int) -> None:
        """A row the edition dropped and the office keeps: it has no place in the new text."""
        row = self._row(kind, key)
        if row is not None:
            row.span_start = row.span_end = None
            row.places, row.whys = "", None

    def settle(self) -> None:
        """Bring headings and narrative targets to the new edition."""
        self._settle_sections()
        self._settle_commitments()
        self._session.flush()

    # ---- tasks and results ---------------------------------------------------------------------------------

    def _add_result(self, index: int) -> int:
        read = self._draft.results[index]
        result = Result(
            document_id=self._document.id,
            category=read.category,
            position=(index + 1) * STRIDE,
            title=read.title,
        )
        self._session.add(result)
        self._session.flush()
        self._fill(result, read, {"no", "title", "content", "units", "deadline"})
        return result.id

    def _before(self, task: Task, index: int, stored_in: Mapping[int, int]) -> TaskId | None:
        """The nearest task above it in the document that stands beside it in the plan."""
        for at in range(index - 1, -1, -1):
            row = self._session.get(Task, stored_in.get(at, -1))
            if row and (row.section_id, row.parent_id) == (task.section_id, task.parent_id):
                return TaskId(row.id)
        return None

    def _fill(self, row: Task | Result, read: DraftTask, fields: set[str]) -> None:
        for name in fields & {"no", "title", "content", "deadline"}:
            setattr(row, name, getattr(read, name))
        if "units" in fields:
            self._assign(row, read)
        else:
            self._explain(row, read)
        row.span_start, row.span_end = read.span.start, read.span.end
        row.places, row.whys = places(read), pack_whys(read.whys)

    def _assign(self, row: Task | Result, read: DraftTask) -> None:
        """The units as the new edition lists them; one that stays keeps its row."""
        present = {share.unit_id: share for share in row.assignments}
        kept: set[int] = set()
        for position, unit in enumerate(read.units):
            known = self._directory.resolve(unit.name, unit.group)
            self._session.flush()
            if known.id in kept:
                continue
            kept.add(known.id)
            share = present.get(known.id)
            if share is None:
                row.assignments.append(Assignment(**share_columns(unit, known.id, position)))
            else:
                share.role, share.position, share.raw, share.why = (
                    unit.role,
                    position,
                    unit.raw,
                    pack_why(unit.why),
                )
        for unit_id, share in present.items():
            if unit_id not in kept:
                row.assignments.remove(share)
        self._session.flush()

    def _explain(self, row: Task | Result, read: DraftTask) -> None:
        """Places of the reasons moved with the text, the shares themselves did not."""
        units = {found.id: unit for unit in read.units if (found := self._directory.find(unit.name))}
        for share in row.assignments:
            unit = units.get(share.unit_id)
            if unit is not None and unit.role is share.role:
                share.raw, share.why = unit.raw, pack_why(unit.why)

    # ---- indicators ----------------------------------------------------------------------------------------

    def _add_indicator(self, index: int) -> int:
        read = self._draft.indicators[index]
        row = indicator_of(self._document, (index + 1) * STRIDE, read)
        self._session.add(row)
        self._session.flush()
        self._session.add_all(targets_of(self._document, read, row))
        self._session.flush()
        return row.id

    def _take_indicator(self, row: Indicator, read: DraftIndicator, fields: set[str]) -> None:
        fresh = indicator_of(self._document, row.position, read)
        columns = {"base": ("base_value", "base_year", "base_raw"), "annual": ("annual_raw",), "targets": ()}
        for name in fields:
            for column in columns.get(name, (name,)):
                setattr(row, column, getattr(fresh, column))
        for column in ("span_start", "span_end", "places", "whys"):
            setattr(row, column, getattr(fresh, column))
        if "targets" in fields:
            self._take_targets(row, read)

    def _take_targets(self, row: Indicator, read: DraftIndicator) -> None:
        stated = read.targets_by_year(last_year(self._document))
        present = {target.year: target for target in row.targets}
        for year, target in present.items():
            if year not in stated:
                row.targets.remove(target)
            else:
                said = stated[year]
                target.value, target.operator = said.value or 0.0, said.operator
                target.kind, target.raw = said.kind, said.raw
        fresh = (one for one in targets_of(self._document, read, row) if one.year not in present)
        row.targets.extend(fresh)
        self._session.flush()

    # ---- headings and narrative targets --------------------------------------------------------------------

    def _section(self, path: Path) -> Section | None:
        """The heading of this path, made with those above it where the plan has none."""
        if not path:
            return None
        if path not in self._sections:
            above = self._section(path[:-1])
            row = Section(
                document_id=self._document.id,
                parent_id=above.id if above else None,
                title=path[-1],
                level=len(path),
            )
            self._session.add(row)
            self._session.flush()
            self._sections[path] = row
        return self._sections[path]

    def _settle_sections(self) -> None:
        """Headings in the order of the new edition; former ones stay while something stands under them."""
        read = dict(zip(paths_of(self._draft.sections), self._draft.sections, strict=True))
        named = dict.fromkeys(
            task.section[: depth + 1] for task in self._draft.tasks for depth in range(len(task.section))
        )
        order: Sequence[Path] = tuple(dict.fromkeys((*read, *named)))
        for position, path in enumerate(order):
            row = self._section(path)
            assert row is not None  # a path is never empty here
            row.position = position
            found = read.get(path)
            row.span_start, row.span_end = (found.span.start, found.span.end) if found else (None, None)
        self._session.flush()
        self._session.expire(self._document, ["sections"])
        for path, row in sorted(self._sections.items(), key=lambda one: -len(one[0])):
            if path not in order:
                self._retire(row, len(order))

    def _retire(self, section: Section, behind: int) -> None:
        self._session.expire(section)
        if section.tasks or section.children:
            section.position, section.span_start, section.span_end = behind + section.position, None, None
        else:
            self._session.delete(section)
        self._session.flush()

    def _settle_commitments(self) -> None:
        """Those the new edition says again keep their indicator; the others give way, unless one was made."""
        fresh = {said.text: said for said in self._draft.commitments}
        query = select(Commitment).where(Commitment.document_id == self._document.id)
        for row in self._session.scalars(query).all():
            said = fresh.pop(row.text, None)
            if said is not None:
                _move_commitment(row, said)
            elif row.indicator_id is None:
                self._session.delete(row)
            else:
                row.span_start = row.span_end = None
        store_commitments(self._session, self._document, tuple(fresh.values()))


def _move_commitment(row: Commitment, said: ReadCommitment) -> None:
    row.span_start, row.span_end, row.why = said.span.start, said.span.end, pack_why(said.why)


def _rows(session: Session, document: Document) -> dict[tuple[Kind, int], Task | Result | Indicator]:
    """Every row of the document in a few reads, held on to: the session itself holds them but weakly."""
    tasks = select(Task).options(selectinload(Task.assignments), selectinload(Task.children))
    results = select(Result).options(selectinload(Result.assignments))
    indicators = select(Indicator).options(selectinload(Indicator.targets))
    found: dict[tuple[Kind, int], Task | Result | Indicator] = {}
    for task in session.scalars(tasks.where(Task.document_id == document.id)):
        found[Kind.TASK, task.id] = task
    for result in session.scalars(results.where(Result.document_id == document.id)):
        found[Kind.RESULT, result.id] = result
    for indicator in session.scalars(indicators.where(Indicator.document_id == document.id)):
        found[Kind.INDICATOR, indicator.id] = indicator
    return found


def _path(section: Section) -> Path:
    return (*(_path(section.parent) if section.parent else ()), section.title)
