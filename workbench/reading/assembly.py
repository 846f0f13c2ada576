"""From a decoded source to a Draft: the journey of a document through the rooms of this wing.

repair → tables → front matter → outline → tasks, indicators, narrative targets → the account of characters.
"""

from __future__ import annotations

import bisect
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from workbench.problems import Problem
from workbench.reading import reasons
from workbench.reading.clauses import Assignments, first_listed_leads
from workbench.reading.columns import Holds
from workbench.reading.commitments import aimed_year, find_commitments, is_past
from workbench.reading.draft import (
    Commitment,
    Draft,
    DraftIndicator,
    DraftSection,
    DraftTable,
    DraftTask,
    Meta,
)
from workbench.reading.facts import Setting, tasks_of, untitled_rows
from workbench.reading.flattened import find_flattened
from workbench.reading.formats import Source
from workbench.reading.front import Front, read_front
from workbench.reading.glued import find_glued
from workbench.reading.indicators import indicators_of
from workbench.reading.ledger import Account, Ledger
from workbench.reading.outline import Block, ancestors, heading_words, outline
from workbench.reading.prose import ProseTask, read_prose
from workbench.reading.quantities import begin_of_plan, end_of_plan
from workbench.reading.repair import repair
from workbench.reading.repeats import repeat_problem, repeated_lines
from workbench.reading.run_on import cut_lost_breaks, cut_run_on
from workbench.reading.script import fold
from workbench.reading.shared_duties import with_lists_joined
from workbench.reading.tables import Table, from_grid, head_words, is_of_labels, name_table, part_section_rows
from workbench.reading.text import Stretch, Text
from workbench.reading.units import firms_named_alone
from workbench.terms import Severity

Fact = TypeVar("Fact", DraftTask, DraftIndicator, Commitment)

_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_ARTICLE = re.compile(r"^\s*第[一二三四五六七八九十百]+条", re.MULTILINE)


@dataclass(slots=True)
class _Facts:
    """What tables and prose gave, in the order of the document."""

    tasks: list[DraftTask]
    results: list[DraftTask]
    indicators: list[DraftIndicator]
    problems: list[Problem]


def assemble(name: str, data: bytes, source: Source) -> Draft:
    """Read a decoded document into a Draft. Never raises for any text."""
    text, damage = repair(source.text)
    tables_proper = tuple(grid for grid in source.grids if not is_of_labels(text, grid))
    source = replace(source, grids=tables_proper)
    ledger = Ledger(text)
    grids = _grid_places(text, source)
    furniture = sorted(text.stretch(start, end) for start, end in source.furniture)
    for place in furniture:
        ledger.book(place, Account.BOILERPLATE)
    lines = _lines_outside(text, text.lines, grids)
    lines = [line for line in lines if not _lies_in(line, furniture)]
    glued = [table for line in lines if (table := find_glued(text, line))]
    lines = _remaining(text, lines, [table.place for table in glued])
    tables = sorted([*_tables(text, source, lines), *glued], key=lambda table: table.place)
    lines = _lines_outside(text, lines, [table.place for table in tables])
    repeated = repeated_lines(text, lines)
    for line in repeated:
        ledger.book(line, Account.BOILERPLATE)
    lines = cut_lost_breaks(text, [line for line in lines if ledger.is_free(line)])
    front = read_front(text, lines)
    _book_front(ledger, front)
    _book_tables(ledger, tables)
    body = cut_run_on(text, [line for line in lines if ledger.is_free(line)])
    assignments = Assignments(text, _year_of(front.meta))
    blocks = with_lists_joined(text, outline(text, body), assignments)
    title = fold(front.meta.title)
    setting = Setting(
        _year_of(front.meta), first_listed_leads(text), end_of_plan(title), begin_of_plan(title)
    )
    prose = read_prose(text, blocks, assignments, setting)
    facts = _with_firms_named_once(_facts(text, tables, setting, prose.tasks))
    _book_prose(ledger, blocks, prose.tasks)
    for place in grids:
        ledger.book(place, Account.NARRATIVE)  # tables of other things are kept, not dropped
    doubted = reasons.Damage(damage)
    return Draft(
        file=name,
        sha256=hashlib.sha256(data).hexdigest(),
        source=data,
        text=source.text,
        meta=front.meta,
        sections=tuple(_sections(text, blocks, prose.tasks)),
        tasks=tuple(_placed(source, reasons.weighed_task(task, doubted)) for task in facts.tasks),
        results=tuple(_placed(source, reasons.weighed_task(result, doubted)) for result in facts.results),
        indicators=tuple(
            _placed(source, reasons.weighed_indicator(one, doubted)) for one in facts.indicators
        ),
        commitments=tuple(_placed(source, one) for one in _commitments(text, blocks, front.meta)),
        problems=(
            *source.problems,
            *damage,
            *repeat_problem(text, repeated),
            *prose.orphans,
            *facts.problems,
            *_nothing_assigned(text, facts),
        ),
        accounting=ledger.close(),
        tables=tuple(_heads(text, source, tables)),
    )


def _placed(source: Source, fact: Fact) -> Fact:
    """The fact with its places in the file; plain text has none."""
    if not source.places:
        return fact
    return replace(fact, places=source.places_of(fact.span.start, fact.span.end))


def _lies_in(line: Stretch, places: Sequence[Stretch]) -> bool:
    at = bisect.bisect_right(places, line.start, key=lambda place: place.start) - 1
    return at >= 0 and line.end <= places[at].end


def _year_of(meta: Meta) -> int | None:
    """The year a document speaks in: that of its title, else that of its date."""
    found = _YEAR.search(meta.title)
    if found:
        return int(found.group())
    return meta.issued_on.year if meta.issued_on else None


# ---- tables --------------------------------------------------------------------------------------------


def _tables(text: Text, source: Source, lines: list[Stretch]) -> list[Table]:
    """The real tables that are understood, and those recovered from the lines outside them, in order."""
    real = [table for grid in source.grids if (table := from_grid(text, grid))]
    for table in real:
        above = bisect.bisect_right(lines, table.place.start, key=lambda line: line.end)
        name_table(text, table, lines[max(0, above - 3) : above])
    flattened = find_flattened(text, lines)
    for table in flattened:
        part_section_rows(text, table)
    return sorted([*real, *flattened], key=lambda table: table.place)


def _heads(text: Text, source: Source, tables: list[Table]) -> list[DraftTable]:
    """The heads of all tables, those that were not understood too, for the planner to explain."""
    known = [
        DraftTable(
            text.span(table.place),
            tuple(column.words for column in table.columns),
            tuple(column.holds.value for column in table.columns),
            understood=True,
        )
        for table in tables
    ]
    starts = {table.span.start for table in known}
    unknown = (
        DraftTable(span, heads, (Holds.UNKNOWN.value,) * len(heads), understood=False)
        for grid in source.grids
        if (span := text.span(text.stretch(grid.start, grid.end))).start not in starts
        and (heads := head_words(text, grid))
    )
    return sorted((*known, *unknown), key=lambda table: table.span)


def _grid_places(text: Text, source: Source) -> list[Stretch]:
    """The places of the real tables, understood or not."""
    return [text.stretch(grid.start, grid.end) for grid in source.grids]


def _lines_outside(text: Text, lines: Sequence[Stretch], places: list[Stretch]) -> list[Stretch]:
    """The lines that stand in none of the places; of one that a place ends in, the rest."""
    ends = [0] * (len(text.clean) + 1)
    for place in places:
        ends[place.start : place.end] = [place.end] * place.length
    rest = (text.trim(min(ends[line.start] or line.start, line.end), line.end) for line in lines)
    return [line for line in rest if line.length]


def _remaining(text: Text, lines: list[Stretch], places: list[Stretch]) -> list[Stretch]:
    """The lines without the places that a table inside of them takes."""
    if not places:
        return lines
    left: list[Stretch] = []
    for line in lines:
        inside = [place for place in places if line.start <= place.start < line.end]
        edges = [line.start, *(edge for place in inside for edge in (place.start, place.end)), line.end]
        pieces = [text.trim(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]
        left += [piece for piece in pieces if piece.length]
    return left


def _is_of_results(table: Table) -> bool:
    return table.index_of(Holds.RESULT) is not None and table.title == table.index_of(Holds.RESULT)


def _is_of_indicators(table: Table) -> bool:
    return (
        table.title == table.index_of(Holds.INDICATOR)
        and table.index_of(Holds.TARGET, Holds.BASE) is not None
    )


def _facts(text: Text, tables: list[Table], setting: Setting, prose: list[ProseTask]) -> _Facts:
    facts = _Facts([found.task for found in prose], [], [], [])
    for table in tables:
        facts.problems.extend(untitled_rows(text, table))
        if _is_of_indicators(table):
            facts.indicators.extend(indicators_of(text, table, setting))
        elif _is_of_results(table):
            facts.results.extend(tasks_of(text, table, setting))
        else:
            facts.tasks.extend(tasks_of(text, table, setting))
    return facts


def _with_firms_named_once(facts: _Facts) -> _Facts:
    """The facts with each firm under one name, where the document itself names it without a prefix."""
    alone = firms_named_alone(unit for task in (*facts.tasks, *facts.results) for unit in task.units)
    if not alone:
        return facts
    named = [
        [
            replace(
                task,
                units=tuple(replace(one, name=one.raw) if one.raw in alone else one for one in task.units),
            )
            for task in tasks
        ]
        for tasks in (facts.tasks, facts.results)
    ]
    return replace(facts, tasks=named[0], results=named[1])


# ---- the account ---------------------------------------------------------------------------------------


def _book_front(ledger: Ledger, front: Front) -> None:
    for line in front.boilerplate:
        ledger.book(line, Account.BOILERPLATE)
    for line in front.lines:
        ledger.book(line, Account.FRONT)


def _book_tables(ledger: Ledger, tables: list[Table]) -> None:
    for table in tables:
        account = Account.TASK
        if _is_of_indicators(table):
            account = Account.INDICATOR
        elif _is_of_results(table):
            account = Account.RESULT
        for heading in table.headings:
            ledger.book(heading, Account.HEADING)
        for row in table.rows:
            ledger.book(row.place, account)
        ledger.book(table.place, Account.HEADING)


def _book_prose(ledger: Ledger, blocks: list[Block], prose: list[ProseTask]) -> None:
    for found in prose:
        ledger.book(found.place, Account.TASK)
    for block in blocks:
        if block.number:
            ledger.book(Stretch(block.head.start, block.title.end), Account.HEADING)
        for line in block.lines:
            ledger.book(line, Account.NARRATIVE)


# ---- sections, narrative targets, and what is missing ---------------------------------------------------


def _sections(text: Text, blocks: list[Block], prose: list[ProseTask]) -> list[DraftSection]:
    """The headings: numbered blocks that are no tasks and hold a title alone or other blocks."""
    tasks = {found.block for found in prose if found.task.no}
    holders = {block.parent for block in blocks}
    kept: dict[int, int] = {}
    sections: list[DraftSection] = []
    for index, block in enumerate(blocks):
        if not block.number or index in tasks or not (block.is_heading or index in holders):
            continue
        above = [kept[at] for at in ancestors(blocks, index) if at in kept]
        kept[index] = len(sections)
        place = Stretch(block.head.start, block.title.end)
        parent = above[-1] if above else None
        sections.append(DraftSection(heading_words(text, block), len(above) + 1, text.span(place), parent))
    return sections


def _commitments(text: Text, blocks: list[Block], meta: Meta) -> list[Commitment]:
    """The narrative targets, aimed at the year of the paragraph above them, or of a yearly plan's title."""
    year = _year_of(meta)
    titled = _YEAR.search(meta.title)
    titled_for = int(titled.group()) if titled else None
    found: list[Commitment] = []
    for index, block in enumerate(blocks):
        above = [*ancestors(blocks, index), index]
        if any(is_past(text.read(blocks[at].title)) for at in above if blocks[at].is_heading):
            continue
        aimed_at = titled_for
        for line in block.lines:
            for target in find_commitments(text, line, year, aimed_at):
                found.append(reasons.for_commitment(text.source, target))
            aimed_at = aimed_year(text.read(line)) or aimed_at
    return found


def _nothing_assigned(text: Text, facts: _Facts) -> list[Problem]:
    """Why a document gave no task: said, never left to guess."""
    if facts.tasks or facts.results:
        return []
    if len(_ARTICLE.findall(text.key)) > 2:
        why = "本文件是分条的法规、规章或制度，条文没有指定责任单位，因此没有读出任务。"
    elif facts.indicators:
        why = f"本文件没有标明责任单位的任务，只读出重点指标{len(facts.indicators)}项。"
    else:
        why = "本文件没有写明责任单位（如“责任单位：……”“……牵头”），也没有任务清单，因此没有读出任务。"
    return [Problem("no-assignments", Severity.INFO, why)]
