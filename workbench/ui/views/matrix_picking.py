"""Which cells of the responsibility matrix are picked: one, or a block of them from an anchor."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Picked:
    """A block of cells: the current one, and the anchor a block was begun from."""

    row: int = 0
    column: int = 0
    anchor_row: int = 0
    anchor_column: int = 0

    @property
    def rows(self) -> range:
        return range(min(self.row, self.anchor_row), max(self.row, self.anchor_row) + 1)

    @property
    def columns(self) -> range:
        return range(min(self.column, self.anchor_column), max(self.column, self.anchor_column) + 1)

    @property
    def several(self) -> bool:
        return len(self.rows) * len(self.columns) > 1

    def moved(self, row: int, column: int, *, extend: bool) -> Picked:
        """The block with its current cell elsewhere; without `extend` it is that cell alone."""
        return replace(self, row=row, column=column) if extend else Picked(row, column, row, column)

    def kept(self, rows: int, columns: int) -> Picked:
        """The block kept within so many rows and columns."""
        last_row, last_column = max(0, rows - 1), max(0, columns - 1)
        return Picked(
            min(self.row, last_row),
            min(self.column, last_column),
            min(self.anchor_row, last_row),
            min(self.anchor_column, last_column),
        )
