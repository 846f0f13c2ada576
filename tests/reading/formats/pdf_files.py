"""PDF files drawn in a test: lines of words and ruled tables at given places, with ReportLab."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.conftest import PROJECT

WIDTH, HEIGHT = 595.0, 842.0
LEFT, SIZE, PITCH = 80.0, 16.0, 28.0
#: How many characters a line of prose holds between the margins.
FULL = 27


@cache
def _song() -> str:
    pdfmetrics.registerFont(TTFont("song", PROJECT / "resources" / "fonts" / "GWSong-Regular.ttf"))
    return "song"


class Paper:
    """Draws from the top of each page downwards; `data` closes the file."""

    def __init__(self, *, password: str = "", rotate: int = 0) -> None:
        self._stream = io.BytesIO()
        lock = StandardEncryption(password, canPrint=0) if password else None
        self.canvas = Canvas(self._stream, pagesize=(WIDTH, HEIGHT), encrypt=lock, invariant=1)
        self._rotate = rotate
        self._begin()

    def _begin(self) -> None:
        self.y = HEIGHT - 90
        if self._rotate:
            self.canvas.setPageRotation(self._rotate)

    def page(self) -> None:
        self.canvas.showPage()
        self._begin()

    def write(self, words: str, x: float, y: float, size: float = SIZE) -> None:
        self.canvas.setFont(_song(), size)
        self.canvas.drawString(x, y, words)

    def line(self, words: str, indent: int = 0, size: float = SIZE) -> None:
        self.write(words, LEFT + indent * size, self.y, size)
        self.y -= PITCH

    def paragraph(self, words: str) -> None:
        """A paragraph indented by two characters and broken over lines, as offices print it."""
        self.line(words[: FULL - 2], 2)
        for at in range(FULL - 2, len(words), FULL):
            self.line(words[at : at + FULL])

    def foot(self, words: str) -> None:
        self.write(words, WIDTH / 2 - 20, 40, 12)

    def picture(self) -> None:
        from PIL import Image

        self.canvas.drawImage(ImageReader(Image.new("L", (40, 40), 128)), 100, 200, 300, 400)

    def columns(self, rows: Sequence[Sequence[str]], xs: Sequence[float], pitch: float = 24) -> None:
        """Rows of words in columns, without any line."""
        for row in rows:
            for words, x in zip(row, xs, strict=True):
                self.write(words, x, self.y, 12)
            self.y -= pitch

    def table(
        self, rows: Sequence[Sequence[str | None]], widths: Sequence[float], *, bottom: bool = True
    ) -> None:
        """A ruled table of 12-point words; None joins a cell with the one above, "<" with the one before.

        A cell's lines are parted by line breaks. The words of a joined cell stand in its first row.
        """
        xs = [LEFT + sum(widths[:at]) for at in range(len(widths) + 1)]
        for row in rows:
            height = 16 * max(1, *(len((words or "").split("\n")) for words in row)) + 8
            for column, words in enumerate(row):
                if words is not None:
                    self.canvas.line(xs[column], self.y, xs[column + 1], self.y)
                if words != "<":
                    self.canvas.line(xs[column], self.y, xs[column], self.y - height)
                for below, part in enumerate((words or "").split("\n") if words != "<" else ()):
                    self.write(part, xs[column] + 4, self.y - 14 - 16 * below, 12)
            self.canvas.line(xs[-1], self.y, xs[-1], self.y - height)
            self.y -= height
        if bottom:
            self.canvas.line(xs[0], self.y, xs[-1], self.y)
        self.y -= PITCH

    def data(self) -> bytes:
        self.canvas.save()
        return self._stream.getvalue()
