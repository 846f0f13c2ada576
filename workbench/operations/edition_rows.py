"""The rows of one document while a newer edition (版本) is taken in: each new fact put where it belongs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from workbench.models import Assignment, Base, Commitment, Document, Indicator, Result, Section, Task
from workbench.models.whys import pack_why, pack_whys
from workbench.operations.directory import Directory
from workbench.operations.edition_additions import Additions, id_of
from workbench.operations.importing import (
    indicator_of,
    last_year,
    paths_of,
    places,
    share_columns,
    store_commitments,
    targets_of,
)
from workbench.operations.placing import STRIDE
from workbench.operations.removing import remove_with_all_below
from workbench.planning.editions import Kind
from workbench.reading.draft import Commitment as ReadCommitment
from workbench.reading.draft import Draft, DraftIndicator, DraftTask

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
        self._additions = Additions(session, document, draft, self._directory)
        self._going: defaultdict[type[Base], dict[int, Base]] = defaultdict(dict)

    def is_present(self, kind: Kind, key: int) -> bool:
        return self._row(kind, key) is not None

    def _row(self, kind: Kind, key: int) -> Task | Result | Indicator | None:
        return self._rows.get((kind, key))

    def add(self, kind: Kind, index: int, stored_in: Mapping[int, int]) -> int:
        """A new row from the reading, behind the row of the fact before it. Gives its id."""
        if kind is Kind.INDICATOR:
            return self._add_indicator(index)
        if kind is Kind.RESULT:
            return self._additions.add_result(index)
        read = self._draft.tasks[index]
        above = stored_in.get(read.parent) if read.parent is not None else None
        if above is not None and above in self._additions:
            return self._additions.add_task(index, self._additions.section_of(above), above)
        parent = self._row(Kind.TASK, above) if above is not None else None
        if isinstance(parent, Task):
            return self._additions.add_task(index, parent.section_id, parent.id)
        section = self._section(read.section)
        return self._additions.add_task(index, section.id if section else None, None)

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
        """Remove a row, once everything is settled; parts of a task stay and move up."""
        row = self._rows.pop((kind, key), None)
        if row is not None:
            self._going[type(row)][key] = row

    def keep_as_own(self, kind: Kind, key: int) -> None:
        """A row the edition dropped and the office keeps: it has no place in the new text."""
        row = self._row(kind, key)
        if row is not None:
            row.span_start = row.span_end = None
            row.places, row.whys = "", None

    def settle(self, order: Sequence[int | None]) -> None:
        """Write what was added, remove what goes, bring headings and narrative targets to the new edition.

        `order` names the row of each task of the new reading, None for one that was not taken.
        """
        self._remove_what_goes()
        tasks = (row for row in self._rows.values() if isinstance(row, Task))
        self._additions.write(tasks, order)
        self._settle_sections()
        self._settle_commitments()
        self._session.flush()

    def _remove_what_goes(self) -> None:
        tasks = {key: row for key, row in self._going[Task].items() if isinstance(row, Task)}
        for task in tasks.values():
            above = task
            while above.parent is not None and above.id in tasks:
                above = above.parent
            for part in task.children:
                if part.id not in tasks:
                    part.parent_id = None if above.id in tasks else above.id
        for model, rows in self._going.items():
            remove_with_all_below(self._session, model, rows)

    # ---- tasks and results ---------------------------------------------------------------------------------

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
            known = id_of(self._session, self._directory, unit)
            if known in kept:
                continue
            kept.add(known)
            share = present.get(known)
            if share is None:
                row.assignments.append(Assignment(**share_columns(unit, known, position)))
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
