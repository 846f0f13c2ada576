"""The text beside drafts that no document was read for: their facts, line by line, with the place of each."""

from __future__ import annotations

from workbench.terms import Span


class FactText:
    """The text beside made-up drafts: it grows by lines, and tells where each line and its parts stand."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._length = 0

    @property
    def text(self) -> str:
        return "".join(self._lines)

    def line(self, *parts: str) -> tuple[Span, list[Span]]:
        """Add a line of tab-separated parts; the place of the line, and of each part."""
        start, places = self._length, []
        for part in parts:
            places.append(Span(self._length, self._length + len(part)))
            self._length += len(part) + 1
        self._lines.append("\t".join(parts) + "\n")
        return Span(start, places[-1].end), places
