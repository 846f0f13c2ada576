"""Pages joined into one document: paragraphs over line ends and pages, tables over pages."""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from workbench.reading.formats.pdf_blocks import Block, PageTable, Words, part_of
from workbench.reading.formats.pdf_ink import Ink
from workbench.reading.formats.pdf_lines import Line, glue, runs_on
from workbench.reading.formats.source import Part

#: From this indent on, in squares, a line begins a paragraph.
_INDENT = 1.4
#: Lines further apart than usual by this factor belong to different paragraphs.
_WIDE_GAP = 1.35
_OTHER_SIZE = 0.15
#: The type of a title against that of plain text: 22 to 16 points, after GB/T 9704-2012.
_TITLE_SIZE = (1.2, 1.9)
#: A line shorter than this share of the page's text width is never full.
_FULL = 0.6
#: Lines of so many characters show where the text of a page ends.
_LONG = 12
_NUMBERED = re.compile(r"[第（(]?[一二三四五六七八九十百0-9０-９]+[章节条）)、.．]|[①-⑳]|附件|附表|专栏")
_SENTENCE_END = ("。", "；", "：", "！", "？", "）", ";", ":")
_DIGITS = re.compile(r"[(（]?[0-9０-９]{1,4}[)）]?[.．、]?")
#: The same table on the next page has its columns here or nearer.
_SAME_EDGE = 6.0


@dataclass(slots=True)
class Paragraph:
    """Lines that make one paragraph, each with its page."""

    lines: list[tuple[Ink, Line]]

    def parts(self) -> Iterator[Part]:
        for at, (ink, line) in enumerate(self.lines):
            yield part_of(ink, line, glue(self.lines[at - 1][1], line) if at else "")


@dataclass(slots=True)
class Table:
    """A table over its pages: `repeated` are the rows that only repeat its head."""

    table: PageTable
    repeated: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Aside:
    """A line of furniture."""

    ink: Ink
    line: Line

    def parts(self) -> Iterator[Part]:
        yield part_of(self.ink, self.line)


Item = Paragraph | Table | Aside


@dataclass(frozen=True, slots=True)
class _Measure:
    """Where the text of a page stands: its edges, the usual distance of its lines, the size of plain text."""

    left: float
    right: float
    pitch: float
    plain: float


def joined(pages: Sequence[tuple[Ink, Sequence[Block]]], furniture: set[int]) -> list[Item]:
    """The document in reading order; furniture stands behind the paragraph or table that it interrupts."""
    items: list[Item] = []
    asides: list[Item] = []
    last: tuple[Line, _Measure, int] | None = None
    prose = [[b for b in blocks if isinstance(b, Line) and id(b) not in furniture] for _, blocks in pages]
    long = [line for lines in prose for line in lines if len(line.glyphs) >= _LONG]
    plain = statistics.median(line.size for line in long) if long else 0.0
    otherwise = _right_edge(long)
    for (ink, blocks), lines in zip(pages, prose, strict=True):
        measure = _measure(lines, otherwise, plain)
        for block in blocks:
            if id(block) in furniture and isinstance(block, Line):
                asides.append(Aside(ink, block))
                continue
            open_item = items[-1] if items else None
            if isinstance(block, PageTable):
                last = None
                if isinstance(open_item, Table) and _goes_on(open_item.table, block):
                    _append(open_item, block)
                    continue
            elif last and isinstance(open_item, Paragraph) and _continues(*last, block, measure, ink.number):
                open_item.lines.append((ink, block))
                last = (block, measure, ink.number)
                continue
            items.extend(asides)
            asides = []
            items.append(Table(block) if isinstance(block, PageTable) else Paragraph([(ink, block)]))
            last = None if isinstance(block, PageTable) else (block, measure, ink.number)
    return [*items, *asides]


def _measure(lines: Sequence[Line], otherwise: float, plain: float) -> _Measure:
    """The edges of a page's text; `otherwise` is the right edge where the page shows none of its own."""
    if not lines:
        return _Measure(0, 0, 0, plain)
    long = [line for line in lines if len(line.glyphs) >= _LONG] or list(lines)
    gaps = [(line, below.baseline - line.baseline) for line, below in itertools.pairwise(lines)]
    pitches = [gap for line, gap in gaps if 0 < gap < line.size * 4]
    right = _right_edge(long) or max(otherwise, *(line.right for line in lines))
    left = _shared([-line.left for line in long], long[0].size)
    return _Measure(-left, right, statistics.median(pitches) if pitches else 0, plain)


def _right_edge(lines: Sequence[Line]) -> float:
    """Where the lines end; 0 where each ends somewhere else."""
    edges = [line.right for line in lines]
    edge = _shared(edges, lines[0].size) if lines else 0.0
    return edge if sum(edge - lines[0].size < e <= edge for e in edges) > 1 else 0.0


def _shared(edges: Sequence[float], size: float) -> float:
    """The outermost edge that several lines share, so that a line that sticks out does not set it."""
    least = min(len(edges), max(3, len(edges) // 8))
    for edge in sorted(edges, reverse=True):
        if sum(edge - size * 0.4 <= other <= edge for other in edges) >= least:
            return edge
    return max(edges)


def _continues(
    line: Line, measure: _Measure, page: int, following: Line, its: _Measure, its_page: int
) -> bool:
    """Whether `following` belongs to the paragraph that `line` stands in."""
    if abs(following.size - line.size) > line.size * _OTHER_SIZE:
        return False
    if page == its_page and _are_title(line, following, measure.plain):
        return True
    if line.right - line.left < (measure.right - measure.left) * _FULL:
        return False
    if not runs_on(line, following, measure.right - line.right):
        return False
    if line.text.endswith(_SENTENCE_END) and _NUMBERED.match(following.text):
        return False
    gap = following.baseline - line.baseline
    if page == its_page and measure.pitch and gap > max(measure.pitch, line.size) * _WIDE_GAP:
        return False
    indent = following.left - its.left
    if indent > following.size * _INDENT:
        stands_in_block = abs(following.left - line.left) < following.size / 2
        return stands_in_block and not line.text.endswith(_SENTENCE_END)
    return True


def _are_title(line: Line, following: Line, plain: float) -> bool:
    """Two centred lines of one title: larger than plain text, smaller than the head of an office's paper."""
    is_title_size = plain > 0 and all(
        _TITLE_SIZE[0] <= one.size / plain <= _TITLE_SIZE[1] for one in (line, following)
    )
    is_near = following.baseline - line.baseline < line.size * 2.2
    is_centred = abs((line.left + line.right) - (following.left + following.right)) < line.size * 3
    is_numbered = _NUMBERED.match(line.text) or _NUMBERED.match(following.text)
    return is_title_size and is_near and is_centred and not is_numbered


# ---- tables over pages ---------------------------------------------------------------------------------


def _goes_on(table: PageTable, following: PageTable) -> bool:
    """Whether a table goes on in the next one: the same columns, and nothing but furniture between them."""
    return len(table.xs) == len(following.xs) and all(
        abs((a - table.xs[0]) - (b - following.xs[0])) < _SAME_EDGE
        for a, b in zip(table.xs, following.xs, strict=True)
    )


def _append(target: Table, following: PageTable) -> None:
    """Put the rows of the next page under a table: heads told, cut rows joined, merged cells carried on."""
    table = target.table
    shift = 1 + max(key for row in table.rows for key in row)
    rows = [[key + shift for key in row] for row in following.rows]
    cells = {key + shift: words for key, words in following.cells.items()}
    heads = _repeated_heads(table, rows, cells)
    target.repeated.update(range(len(table.rows), len(table.rows) + heads))
    last = next((row for at, row in reversed(list(enumerate(table.rows))) if at not in target.repeated), None)
    numbered = _numbered_column(table)
    table.cells.update(cells)
    if last is not None and heads < len(rows):
        first = rows[heads]
        if _is_cut(table, last, first, numbered):
            _join(table, last, first)
            rows[heads + 1 :] = [_renamed(row, first, last) for row in rows[heads + 1 :]]
            del rows[heads]
        else:
            _carry(table, last, rows[heads:], numbered)
    table.rows.extend(rows)


def _repeated_heads(table: PageTable, rows: list[list[int]], cells: dict[int, list[Words]]) -> int:
    """How many rows at the top say what the table's first rows say."""
    following = PageTable(0, 0, (), rows, cells)
    count = 0
    for row, head in zip(rows, table.rows, strict=False):
        words = [following.text(key) for key in row]
        if not any(words) or words != [table.text(key) for key in head]:
            break
        count += 1
    return count


def _numbered_column(table: PageTable) -> int | None:
    """The column that numbers the rows, if one does."""
    for column in range(min(3, len(table.xs) - 1)):
        filled = [text for row in table.rows if (text := table.text(row[column]))]
        if sum(bool(_DIGITS.fullmatch(text)) for text in filled) * 2 >= max(len(filled), 2):
            return column
    return None


def _is_cut(table: PageTable, last: list[int], first: list[int], numbered: int | None) -> bool:
    """Whether a page break cut one row in two: its number stands on one side only."""
    if len(set(first)) == 1 or len(set(last)) == 1:
        return False  # a section row
    opener = numbered if numbered is not None else 0
    upper, lower = table.text(last[opener]), table.text(first[opener])
    return bool(upper) != bool(lower) if numbered is not None else not lower


def _join(table: PageTable, last: list[int], first: list[int]) -> None:
    for upper, lower in zip(last, first, strict=True):
        if lower in table.cells:
            table.cells.setdefault(upper, []).extend(table.cells.pop(lower))


def _renamed(row: list[int], old: list[int], new: list[int]) -> list[int]:
    """A merged cell of the joined row that reaches further down keeps being one cell."""
    names = dict(zip(old, new, strict=True))
    return [names.get(key, key) for key in row]


def _carry(table: PageTable, last: list[int], rows: list[list[int]], numbered: int | None) -> None:
    """A merged cell before the number that is empty on the new page is the one of the page before."""
    for column in range(numbered or 0):
        empty = rows[0][column]
        if table.text(empty) or not table.text(last[column]):
            continue
        for row in rows:
            if row[column] == empty:
                row[column] = last[column]


__all__ = ["Aside", "Item", "Paragraph", "Table", "joined"]
