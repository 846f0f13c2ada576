"""What stands on a PDF page, from top to bottom: lines of prose and tables, ruled or by alignment."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from workbench.reading.formats.pdf_columns import aligned_tables
from workbench.reading.formats.pdf_ink import Glyph, Ink
from workbench.reading.formats.pdf_lattice import Lattice, lattices
from workbench.reading.formats.pdf_lines import Line, glue, lines_of, runs_on
from workbench.reading.formats.source import Part

#: Between the words of a cell and its edge, where nothing better is known.
_WIDEST_PADDING = 6.0


@dataclass(frozen=True, slots=True)
class Words:
    """Lines that stand together on one page, and the width they had to fit in."""

    ink: Ink
    lines: tuple[Line, ...]
    width: float


def parts_of(cell: Sequence[Words]) -> Iterator[Part]:
    """A cell's lines as runs of text; a line that was full goes on in the next, others end with a break."""
    above: Line | None = None
    room = 0.0
    for words in cell:
        for line in words.lines:
            between = glue(above, line) if above and runs_on(above, line, room) else "\n"
            yield part_of(words.ink, line, between)
            above, room = line, words.width - (line.right - line.left)


def part_of(ink: Ink, line: Line, between: str = "") -> Part:
    """A line as a run of text that knows its page and box."""
    return Part(line.text, f"第{ink.number}页", ink.number, ink.frame.shown(line.box), between)


@dataclass(slots=True)
class PageTable:
    """A table, or the part of one that stands on a page. `rows` name cells, `cells` hold their words."""

    top: float
    bottom: float
    xs: tuple[float, ...]
    rows: list[list[int]]
    cells: dict[int, list[Words]] = field(default_factory=dict)

    def text(self, cell: int) -> str:
        return "".join(line.text for words in self.cells.get(cell, ()) for line in words.lines)


Block = Line | PageTable


def blocks_of(ink: Ink) -> list[Block]:
    """The lines and tables of a page in reading order."""
    grids = lattices(ink.rules)
    inside: list[dict[int, list[Glyph]]] = [{} for _ in grids]
    outside: list[Glyph] = []
    for glyph in ink.glyphs:
        for lattice, cells in zip(grids, inside, strict=True):
            cell = lattice.cell_at((glyph.left + glyph.right) / 2, glyph.baseline - glyph.ink * 0.3)
            if cell is not None:
                cells.setdefault(cell, []).append(glyph)
                break
        else:
            outside.append(glyph)
    blocks: list[Block] = [
        _ruled(ink, lattice, cells) for lattice, cells in zip(grids, inside, strict=True) if cells
    ]
    blocks.extend(_loose(ink, lines_of(outside)))
    return sorted(blocks, key=lambda block: block.top)


def _ruled(ink: Ink, lattice: Lattice, cells: dict[int, list[Glyph]]) -> PageTable:
    table = PageTable(lattice.ys[0], lattice.ys[-1], lattice.xs, [list(row) for row in lattice.cells])
    lines = {cell: lines_of(glyphs) for cell, glyphs in cells.items()}
    edges = _sides(lattice)
    for cell, found in lines.items():
        if found:
            left, right = edges[cell]
            padding = min(min(line.left for line in found) - left, _WIDEST_PADDING)
            table.cells[cell] = [Words(ink, tuple(found), right - left - 2 * max(padding, 1.0))]
    return table


def _sides(lattice: Lattice) -> dict[int, tuple[float, float]]:
    """The left and right edge of each cell."""
    sides: dict[int, tuple[float, float]] = {}
    for row in lattice.cells:
        for column, cell in enumerate(row):
            left, right = sides.get(cell, (lattice.xs[column], 0.0))
            sides[cell] = (min(left, lattice.xs[column]), max(right, lattice.xs[column + 1]))
    return sides


def _loose(ink: Ink, lines: list[Line]) -> Iterator[Block]:
    """The lines outside ruled tables; those that stand in columns become tables."""
    level = [rule for rule in ink.rules if rule.top == rule.bottom]
    for found in aligned_tables(lines, level):
        if isinstance(found, Line):
            yield found
            continue
        table = PageTable(found.top, found.bottom, found.edges, [])
        serial = itertools.count()
        for row in found.rows:
            keys = [next(serial)] * len(row) if found.spans(row) else [next(serial) for _ in row]
            table.rows.append(keys)
            for column, lines_in_cell in enumerate(row):
                if lines_in_cell:
                    width = found.edges[column + 1] - found.edges[column]
                    table.cells[keys[column]] = [Words(ink, tuple(lines_in_cell), width)]
        yield table


__all__ = ["Block", "PageTable", "Words", "blocks_of", "part_of", "parts_of"]
