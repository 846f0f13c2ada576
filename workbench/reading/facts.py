"""Facts from tables: the rows of a `Table` in, tasks and results out; `indicators` reads the other kind."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace

from workbench.problems import Problem
from workbench.reading import reasons
from workbench.reading.clauses import units_of, with_first_leading
from workbench.reading.columns import TITLES, Holds
from workbench.reading.deadlines import is_ambiguous, parse_deadline
from workbench.reading.draft import DraftTask, DraftUnit
from workbench.reading.outline import first_sentence
from workbench.reading.quantities import (
    is_absent,
)
from workbench.reading.tables import Row, Table, cell_text, is_total, split_number
from workbench.reading.text import Stretch, Text
from workbench.terms import NO_DEADLINE, Deadline, DeadlineKind, Role, Severity, Span, Why

#: A head that says who leads: 责任单位（列第一位的为牵头单位）.
_FIRST_LEADS = re.compile("[排列居]?(?:在)?(?:第一|首位|首个|最前|前面)[^,;]{0,6}(?:为|是)?牵头")
_ROLES = {Holds.LEAD: Role.LEAD, Holds.RESPONSIBLE: Role.RESPONSIBLE, Holds.SUPPORT: Role.SUPPORT}


@dataclass(frozen=True, slots=True)
class Setting:
    """What the document says once and every row takes: its year, and where the first-listed unit leads."""

    year: int | None
    first_leads_from: int | None = None
    aim: int | None = None  # the last year of the plan, as its title names it
    begins: int | None = None  # its first year, where the title names both


def tasks_of(text: Text, table: Table, setting: Setting) -> list[DraftTask]:
    """The tasks or results of a table, in order."""
    if any(_FIRST_LEADS.search(column.words) for column in table.columns):
        setting = replace(setting, first_leads_from=table.place.start)
    tasks = [_task(text, table, row, setting) for row in table.rows]
    return [task for task in tasks if task.title and not (is_total(task.title) or is_total(task.no))]


def untitled_rows(text: Text, table: Table) -> list[Problem]:
    """Rows that give no fact because nothing names them: told, never dropped in silence."""
    return [
        Problem(
            "untitled-row", Severity.WARNING, "表格中有一行没有名称，未能读入，请核对。", text.span(row.place)
        )
        for row in table.rows
        if not (words_in(text, table, row, *TITLES) or words_in(text, table, row, Holds.CONTENT))
    ]


def words_in(text: Text, table: Table, row: Row, *holds: Holds) -> str:
    """The words of the first column that holds one of these, "" where there is none."""
    index = table.index_of(*holds)
    return cell_text(text, row.cells.get(index, [])) if index is not None else ""


def _span(text: Text, pieces: list[Stretch]) -> Span:
    return text.span(Stretch(pieces[0].start, pieces[-1].end))


def _task(text: Text, table: Table, row: Row, setting: Setting) -> DraftTask:
    printed, content = _title_and_content(text, table, row)
    number = words_in(text, table, row, Holds.NO).rstrip(".、")
    own, title = split_number(printed)
    if number and own.strip("()（）") != number and not row.shares_title:
        title = printed
    units = _units(text, table, row)
    place = row.place
    if setting.first_leads_from is not None and place.start >= setting.first_leads_from:
        units = with_first_leading(units)
    deadline = _deadline(text, table, row, setting.year)
    spans = spans_in(text, table, row)
    is_result = table.index_of(Holds.RESULT) == table.title
    category = words_in(text, table, row, Holds.CATEGORY) or row.section
    return DraftTask(
        no=number or own,
        title=title,
        content=content,
        span=text.span(place),
        section=tuple(filter(None, (row.section, _shared_title(text, table, row)))),
        units=units,
        deadline=deadline,
        category=category if is_result else "",
        spans=spans,
        problems=tuple(deadline_problems(deadline, spans.get("deadline"))),
        whys=_task_whys(text, table, row, title, deadline),
    )


def _task_whys(text: Text, table: Table, row: Row, title: str, deadline: Deadline) -> dict[str, Why]:
    whys = whys_in(text, table, row, {"deadline": Holds.DEADLINE, "content": Holds.CONTENT})
    if table.title is not None:
        named = reasons.for_cell(text, table, row, table.title)
        whole = "".join(named.words.split()).endswith("".join(title.split()))
        whys["title"] = named if whole else reasons.for_title_in_content(whys.get("content", named))
    if "deadline" in whys:
        whys["deadline"] = reasons.for_deadline(deadline, whys["deadline"])
    return whys


def whys_in(text: Text, table: Table, row: Row, wanted: dict[str, Holds]) -> dict[str, Why]:
    """The reasons of the facts that have a cell in the row."""
    places = {name: table.index_of(holds) for name, holds in wanted.items()}
    return {
        name: reasons.for_cell(text, table, row, index)
        for name, index in places.items()
        if index is not None and index in row.cells
    }


def _title_and_content(text: Text, table: Table, row: Row) -> tuple[str, str]:
    """Title and content; a title merged over several rows heads them, and each content speaks for itself."""
    content = words_in(text, table, row, Holds.CONTENT)
    title_index = table.title
    title = cell_text(text, row.cells.get(title_index, [])) if title_index is not None else ""
    if content and (row.shares_title or not title or table.index_of(Holds.CONTENT) == title_index):
        pieces = row.cells[table.index_of(Holds.CONTENT) or 0]
        sentence = first_sentence(text, _first_paragraph(text, pieces))
        return cell_text(text, list(text.lines_of(sentence))), content
    return title, content or title


def _first_paragraph(text: Text, pieces: list[Stretch]) -> Stretch:
    """The lines of a cell up to the first that ends a sentence or stands before a number."""
    end = pieces[0]
    for line, following in itertools.pairwise(pieces):
        end = line
        if text.read(line)[-1] in "。;:!?" or split_number(text.read(following))[0]:
            break
        end = following
    return Stretch(pieces[0].start, end.end)


def _shared_title(text: Text, table: Table, row: Row) -> str:
    """The merged title above a row whose content speaks for itself."""
    if not row.shares_title or table.title is None or table.index_of(Holds.CONTENT) is None:
        return ""
    return cell_text(text, row.cells.get(table.title, []))


def _units(text: Text, table: Table, row: Row) -> tuple[DraftUnit, ...]:
    units: dict[str, DraftUnit] = {}
    for index, column in enumerate(table.columns):
        if column.holds in _ROLES and index in row.cells:
            why = reasons.for_cell(text, table, row, index)
            for unit in units_of(text, row.cells[index], _ROLES[column.holds]):
                units.setdefault(unit.name, reasons.finished(unit, why, unit.span))
    return tuple(units.values())


def _deadline(text: Text, table: Table, row: Row, year: int | None) -> Deadline:
    words = words_in(text, table, row, Holds.DEADLINE)
    index = table.index_of(Holds.DEADLINE)
    lines = [cell_text(text, [piece]) for piece in row.cells.get(index, [])] if index is not None else []
    if len(lines) > 1 and all(parse_deadline(line, year).date for line in lines):
        words = "；".join(lines)  # several times, one a line
    return NO_DEADLINE if is_absent(words) else parse_deadline(words, year)


def deadline_problems(deadline: Deadline, where: Span | None) -> list[Problem]:
    """What the planner should look at in a deadline: two meanings, or none that was understood."""
    if is_ambiguous(deadline):
        what = f"“{deadline.raw}”可以指此前，也可以指当年年底前，已按当年年底前读取。"
        return [Problem("ambiguous-deadline", Severity.INFO, what, where, str(deadline.date))]
    if deadline.raw and deadline.kind is DeadlineKind.NONE:
        return [
            Problem("unread-deadline", Severity.WARNING, f"完成时限“{deadline.raw}”无法换算成日期。", where)
        ]
    return []


_PLACED = {
    "no": (Holds.NO,),
    "content": (Holds.CONTENT,),
    "units": (Holds.LEAD, Holds.RESPONSIBLE),
    "deadline": (Holds.DEADLINE,),
    "measure": (Holds.MEASURE,),
    "base": (Holds.BASE,),
    "target": (Holds.TARGET,),
    "annual": (Holds.ANNUAL,),
}


def spans_in(text: Text, table: Table, row: Row) -> dict[str, Span]:
    """The places of the row's facts in the source, by their names in the draft."""
    places = {
        name: row.cells.get(index)
        for name, holds in _PLACED.items()
        if (index := table.index_of(*holds)) is not None
    }
    if table.title is not None:
        places["title"] = row.cells.get(table.title)
    return {name: _span(text, pieces) for name, pieces in places.items() if pieces}
