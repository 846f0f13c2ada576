"""What a Word file takes over from the press, so that both papers look alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from workbench.rows.papers import FigureFacts, TableFacts, TableSetting


class Measures(Protocol):
    """The press as a Word file knows it; `press.measures.PressMeasures` is the one there is."""

    def title_rows(self, title: str, *, turned: bool = False) -> Sequence[str]:
        """A title cut between phrases, as a trapezoid or a diamond (7.3.1)."""

    def mark_size(self, mark: str) -> float:
        """The size of a red mark that fills its width, in points."""

    def runs(self, text: str) -> Sequence[tuple[str, str]]:
        """A paragraph cut where its heading ends, each part with the name of its face (7.3.3)."""

    def table(self, table: TableFacts) -> TableSetting:
        """Direction of the sheet, size of type and columns of a table."""

    def pictures(self, figure: FigureFacts) -> Sequence[tuple[bytes, float]]:
        """A figure without its caption as PNG, and its width in points; one for each page it takes."""
