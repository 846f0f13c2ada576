"""What every format is turned into: decoded text, and the real tables with the place of each cell in it."""

from __future__ import annotations

from dataclasses import dataclass, field


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
class Source:
    """One decoded document. `encoding` names the code page of a plain text, else the format."""

    text: str
    grids: tuple[Grid, ...] = ()
    encoding: str = ""


@dataclass(slots=True)
class Composer:
    """Writes the text of a document with tables, remembering where each cell came to stand."""

    pieces: list[str] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    length: int = 0

    def write(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def paragraph(self, text: str) -> None:
        self.write(text.strip() + "\n")

    def table(self, rows: list[list[tuple[int, str]]]) -> None:
        """Write a table given as rows of (cell identity, text); equal identities are one merged cell."""
        start = self.length
        placed: dict[int, GridCell] = {}
        grid: list[tuple[GridCell | None, ...]] = []
        for row in rows:
            grid.append(tuple(self._cell(identity, text, placed) for identity, text in row))
            self.write("\n")
        self.grids.append(Grid(start, self.length, tuple(grid)))

    def _cell(self, identity: int, text: str, placed: dict[int, GridCell]) -> GridCell:
        if identity not in placed:
            text = text.strip()
            placed[identity] = GridCell(self.length, self.length + len(text))
            self.write(text + "\t")
        return placed[identity]

    def source(self, encoding: str) -> Source:
        return Source("".join(self.pieces), tuple(self.grids), encoding)
