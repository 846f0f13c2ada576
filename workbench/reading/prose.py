"""Tasks from prose: the blocks of the outline in, the points that carry an assignment out.

A point's own lines up to its last assignment are the task; a heading over several assigned paragraphs gives
a task for each of them. A point under a point that is itself a task is its part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbench.problems import Problem
from workbench.reading import reasons
from workbench.reading.clauses import Assignments, Clause, with_first_leading
from workbench.reading.draft import DraftTask, DraftUnit
from workbench.reading.duties import opens_with_label
from workbench.reading.facts import Setting, deadline_problems
from workbench.reading.outline import Block, ancestors, first_sentence, heading_of, heading_words
from workbench.reading.text import Stretch, Text
from workbench.terms import NO_DEADLINE, Severity, Span

#: What a form says of a task beside who and when: it belongs to the task above it.
_FIELD = re.compile(
    "(?:工作|目标|主要|具体|任务|建设|年度|推进|重点){0,2}(?:目标|内容|措施|举措|要求|标准|进展)(?:任务)?:"
)
_Line = tuple[Stretch, list[Clause]]


@dataclass(frozen=True, slots=True)
class ProseTask:
    """A task with the block it came from and the place it takes in the clean text."""

    task: DraftTask
    block: int
    place: Stretch


@dataclass(slots=True)
class _Point:
    """Lines that make one task and the clauses in them.

    `number_at` is where its number stands, `begin` where its words start after that.
    """

    number: str
    number_at: int
    begin: int
    lines: list[Stretch]
    clauses: list[Clause]
    title: Stretch


@dataclass(frozen=True, slots=True)
class Prose:
    """The tasks of a document's prose, in order, and the assignments that belong to none."""

    tasks: list[ProseTask]
    orphans: list[Problem]


def read_prose(text: Text, blocks: list[Block], assignments: Assignments, setting: Setting) -> Prose:
    """Read the tasks out of the blocks."""
    found: list[ProseTask] = []
    orphans: list[Problem] = []
    task_of_block: dict[int, int] = {}
    for index, (block, lines) in enumerate(zip(blocks, _clauses_of(blocks, assignments), strict=True)):
        above = ancestors(blocks, index)
        section = tuple(heading_words(text, blocks[at]) for at in above)
        parent = next((task_of_block[at] for at in reversed(above) if at in task_of_block), None)
        for point in _points(text, block, lines):
            is_block = point.number == block.number
            inside = section if is_block else (*section, heading_words(text, block))
            level = found[parent].task.level + 1 if parent is not None else 1
            task = replace(_task(text, point, setting), section=inside, parent=parent, level=level)
            if not task.title:
                orphans.append(_orphan(task))
                continue
            if point.number and is_block:
                task_of_block[index] = len(found)
            found.append(ProseTask(task, index, Stretch(point.lines[0].start, point.lines[-1].end)))
    return Prose(found, orphans)


def _orphan(task: DraftTask) -> Problem:
    """An assignment with nothing above it that could be its task."""
    names = "、".join(unit.name for unit in task.units)
    return Problem(
        "orphan-assignment", Severity.WARNING, f"此处写了责任单位（{names}），但找不到对应的任务。", task.span
    )


def _clauses_of(blocks: list[Block], assignments: Assignments) -> list[list[_Line]]:
    """The lines of each block with their assignments.

    A plain sentence (由市工信局牵头,市财政局配合) assigns where its section assigns by brackets or labels
    too, or where the whole document does not.
    """
    found = [[(line, assignments.of(line)) for line in block.lines] for block in blocks]
    by_form = [
        any(not (one.is_prose or one.is_time) for _, clauses in lines for one in clauses) for lines in found
    ]
    sections = {block.parent for block, has_form in zip(blocks, by_form, strict=True) if has_form}
    return [
        lines
        if has_form or not sections or block.parent in sections
        else [(line, [one for one in clauses if not one.is_prose]) for line, clauses in lines]
        for block, lines, has_form in zip(blocks, found, by_form, strict=True)
    ]


def _points(text: Text, block: Block, lines: list[_Line]) -> list[_Point]:
    """The block's lines in groups that end with an assignment; lines behind the last belong to none."""
    groups = list(_groups(text, lines))
    if not groups:
        return []
    if len(groups) > 1 and block.is_heading and not groups[0][0][1] and not _is_form(text, groups[0]):
        groups[0] = groups[0][1:]  # a bare heading over several assigned paragraphs
        return [_paragraph(text, group) for group in groups if group]
    if len(groups) == 1 and _assigns_in_heading(text, block, groups[0]):
        groups[0] = lines
    number_at = block.number_at
    first = _point(block.number, number_at, block.title.start, block.title, groups[0])
    if not block.number:
        first = _paragraph(text, groups[0])
    return [first, *(_paragraph(text, group) for group in groups[1:])]


def _assigns_in_heading(text: Text, block: Block, group: list[_Line]) -> bool:
    """Whether the bracket stands behind the heading, the text below: （一）完善制度（责任单位：省司法厅）."""
    _, clauses = group[0]
    return len(group) == 1 and "。" not in text.read(Stretch(block.title.start, clauses[0].place.start))


def _is_form(text: Text, group: list[_Line]) -> bool:
    """A heading with labelled lines below it: 责任领导:…, 牵头单位:…, 工作目标:…"""
    return len(group) > 1 and _is_labelled(text, group[1][0])


def _is_labelled(text: Text, line: Stretch) -> bool:
    is_field = _FIELD.match(text.key, line.start, line.end)
    return bool(is_field) or opens_with_label(text.key, line.start, line.end)


def _groups(text: Text, lines: list[_Line]) -> Iterator[list[_Line]]:
    """Cut behind each assigned line; a line that is nothing but （配合单位:…） stays with the one above."""
    group: list[_Line] = []
    is_assigned = False
    for line, clauses in lines:
        if is_assigned and not (_is_labelled(text, line) or _only_assigns(line, clauses)):
            yield group
            group, is_assigned = [], False
        group.append((line, clauses))
        is_assigned = is_assigned or any(not clause.is_time for clause in clauses)
    if is_assigned:
        yield group


def _only_assigns(line: Stretch, clauses: list[Clause]) -> bool:
    """Whether a line is one bracket that assigns, on its own below a task."""
    return bool(clauses) and clauses[0].place.start == line.start and clauses[-1].place.end >= line.end - 1


def _paragraph(text: Text, group: list[_Line]) -> _Point:
    """A task of unnumbered paragraphs, titled by its first sentence; 一是 before it is its number."""
    line = group[0][0]
    found = _COUNTED.match(text.key, line.start, line.end)
    begin = found.end() if found else line.start
    number = text.quote(Stretch(*found.span("no"))) if found and found["no"] else ""
    title = (heading_of if number else first_sentence)(text, Stretch(begin, line.end))
    return _point(number, line.start, begin, title, group)


#: What stands before a paragraph's words: 一是, 二是要, or a dash.
_COUNTED = re.compile("(?P<no>[一二三四五六七八九十]{1,3}是)要?|[—-]{1,2}(?=[\u3400-\u9fff“])")


def _point(number: str, number_at: int, begin: int, title: Stretch, group: list[_Line]) -> _Point:
    clauses = [clause for _, found in group for clause in found]
    return _Point(number, number_at, begin, [line for line, _ in group], clauses, title)


def _task(text: Text, point: _Point, setting: Setting) -> DraftTask:
    first = point.clauses[0].place.start
    title = text.trim(point.title.start, min(point.title.end, max(first, point.title.start)))
    if not title.length and len(point.lines) > 1:
        title = first_sentence(text, point.lines[1])
    dated = next((clause for clause in point.clauses if clause.deadline_place), None)
    deadline = dated.deadline if dated else NO_DEADLINE
    place = Stretch(point.lines[0].start, point.lines[-1].end)
    spans = _spans(text, point, title)
    if dated and dated.deadline_place:
        spans["deadline"] = text.span(dated.deadline_place)
    words = text.quote(title).rstrip("。：:；;，, ")
    whys = {"title": reasons.for_point(point.number, words, text.span(title))}
    if dated and dated.deadline_why and dated.deadline_place:
        why = replace(dated.deadline_why, words=deadline.raw, span=spans["deadline"])
        whys["deadline"] = reasons.for_deadline(deadline, why)
    return DraftTask(
        no=point.number,
        title=words,
        content=_content(text, point),
        span=text.span(place),
        units=_units(text, point, setting),
        deadline=deadline,
        spans=spans,
        problems=(*deadline_problems(deadline, spans.get("deadline")), *_unclosed(text, point)),
        whys=whys,
    )


def _spans(text: Text, point: _Point, title: Stretch) -> dict[str, Span]:
    spans = {
        "title": text.span(title),
        "content": text.span(Stretch(point.begin, point.lines[-1].end)),
        "units": text.span(next((one for one in point.clauses if one.units), point.clauses[0]).place),
    }
    if point.number:
        spans["no"] = text.span(Stretch(point.number_at, point.number_at + len(point.number)))
    return spans


def _content(text: Text, point: _Point) -> str:
    """The whole point without its number and its assignments."""
    paragraphs = []
    for index, line in enumerate(point.lines):
        start = max(line.start, point.begin) if index == 0 else line.start
        words = ""
        for clause in point.clauses:
            if start <= clause.place.start < line.end:
                words += text.clean[start : clause.place.start]
                start = clause.place.end
        words += text.clean[start : line.end] if start < line.end else ""
        paragraphs.append(words.strip())
    return "\n".join(words for words in paragraphs if words)


def _units(text: Text, point: _Point, setting: Setting) -> tuple[DraftUnit, ...]:
    """The units of all clauses once each, in order, placed in the source."""
    units: dict[str, DraftUnit] = {}
    for clause in point.clauses:
        found = clause.units
        rule = setting.first_leads_from
        if rule is not None and clause.place.end > rule:
            found = with_first_leading(found)
        for unit in found:
            units.setdefault(unit.name, unit)
    return tuple(reasons.finished(unit, reasons.BARE_LIST, _placed(text, unit)) for unit in units.values())


def _placed(text: Text, unit: DraftUnit) -> Span | None:
    return text.span(Stretch(unit.span.start, unit.span.end)) if unit.span else None


def _unclosed(text: Text, point: _Point) -> list[Problem]:
    return [
        Problem(
            "unclosed-bracket",
            Severity.WARNING,
            "责任单位的括号没有结束，请核对是否有缺漏。",
            text.span(clause.place),
        )
        for clause in point.clauses
        if clause.unclosed
    ]
