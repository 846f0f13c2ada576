"""What every format is turned into: decoded text, its real tables, and where each stretch of it stood."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from workbench.problems import Problem

#: Left, top, right and bottom in points from the top left corner of the page as it is shown.
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell's place in the source text. A merged cell is one object in all its positions."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A real table of the document: its place in the source text, and its rows, None where a row is short."""

    start: int
    end: int
    rows: tuple[tuple[GridCell | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch of the source text stood in the file.

    `label` is for the planner (第12段, 任务清单!C14, 第3页); `page` counts from 1, 0 where the format has
    no pages; `box` is set together with `page`.
    """

    start: int
    end: int
    label: str
    page: int = 0
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a PDF as it is shown: its size in points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Source:
    """One decoded document. `encoding` names the code page of a plain text, else the format.

    `furniture` are stretches that belong to the paper and not to the document: page numbers, running heads,
    heads of tables repeated on each page. `places` are in the order of the text and do not overlap.
    """

    text: str
    grids: tuple[Grid, ...] = ()
    encoding: str = ""
    places: tuple[Place, ...] = ()
    furniture: tuple[tuple[int, int], ...] = ()
    problems: tuple[Problem, ...] = ()
    pages: tuple[Page, ...] = ()

    def places_of(self, start: int, end: int) -> tuple[Place, ...]:
        """Where characters `start` to `end` stood: one place for each paragraph, cell or page they touch."""
        first = bisect.bisect_right(self.places, start, key=lambda place: place.end)
        touched: dict[str, Place] = {}
        for at in range(first, len(self.places)):
            place = self.places[at]
            if place.start >= max(end, start + 1):
                break
            known = touched.get(place.label)
            touched[place.label] = _union(known, place) if known else place
        return tuple(touched.values())


def _union(one: Place, other: Place) -> Place:
    box = one.box
    if box and other.box:
        box = (*map(min, box[:2], other.box[:2]), *map(max, box[2:], other.box[2:]))  # type: ignore[assignment]
    return Place(one.start, other.end, one.label, one.page, box)


@dataclass(frozen=True, slots=True)
class Part:
    """A run of words with the place it stood at; `glue` parts it from the run before."""

    words: str
    label: str = ""
    page: int = 0
    box: Box | None = None
    glue: str = ""


@dataclass(slots=True)
class Composer:
    """Writes the text of a document with tables, remembering where each cell came to stand."""

    pieces: list[str] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    furniture: list[tuple[int, int]] = field(default_factory=list)
    length: int = 0

    def write(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def paragraph(self, text: str, label: str = "") -> None:
        self.run([Part(text.strip(), label)])
        self.write("\n")

    def run(self, parts: Iterable[Part]) -> tuple[int, int]:
        """Write parts one behind the other, and say where they came to stand."""
        start = self.length
        for part in parts:
            if self.length > start:
                self.write(part.glue)
            begin = self.length
            self.write(part.words)
            if part.label and part.words:
                self.places.append(Place(begin, self.length, part.label, part.page, part.box))
        return start, self.length

    def aside(self, parts: Iterable[Part]) -> None:
        """Write a line that belongs to the paper: a page number, a running head."""
        self.furniture.append(self.run(parts))
        self.write("\n")

    def table(
        self, rows: Sequence[Sequence[tuple[int, str]]], labels: Sequence[Sequence[str]] | None = None
    ) -> None:
        """Write a table given as rows of (cell identity, text); equal identities are one merged cell.

        `labels` names the place of each cell, in the shape of `rows`.
        """
        self.table_of_parts(
            [
                [
                    (identity, [Part(text.strip(), labels[at][column] if labels else "")])
                    for column, (identity, text) in enumerate(row)
                ]
                for at, row in enumerate(rows)
            ]
        )

    def table_of_parts(
        self, rows: Sequence[Sequence[tuple[int, Sequence[Part]]]], asides: frozenset[int] = frozenset()
    ) -> None:
        """Write a table whose cells are runs of parts; those in `asides` are written, but no rows of it."""
        start = self.length
        placed: dict[int, GridCell] = {}
        grid: list[tuple[GridCell | None, ...]] = []
        for at, row in enumerate(rows):
            begin = self.length
            cells = tuple(self._cell(identity, parts, placed) for identity, parts in row)
            if at in asides:
                self.furniture.append((begin, self.length))
            else:
                grid.append(cells)
            self.write("\n")
        self.grids.append(Grid(start, self.length, tuple(grid)))

    def _cell(self, identity: int, parts: Sequence[Part], placed: dict[int, GridCell]) -> GridCell:
        if identity not in placed:
            placed[identity] = GridCell(*self.run(parts))
            self.write("\t")
        return placed[identity]

    def source(self, encoding: str, problems: Sequence[Problem] = (), pages: Sequence[Page] = ()) -> Source:
        return Source(
            "".join(self.pieces),
            tuple(self.grids),
            encoding,
            tuple(self.places),
            tuple(self.furniture),
            tuple(problems),
            tuple(pages),
        )
