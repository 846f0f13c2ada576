"""OFD files written in a test: lines of words and ruled tables, placed in millimetres as GB/T 33190 wants."""

from __future__ import annotations

import html
from collections.abc import Sequence

from tests.reading.formats.pdf_files import HEIGHT, LEFT, PITCH, SIZE, WIDTH
from tests.reading.formats.word_files import package

_SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_MM = 25.4 / 72


def ofd(pages: Sequence[str], *, template: str = "") -> bytes:
    """A package of pages, each given by its objects."""
    size = f"<ofd:PhysicalBox>0 0 {WIDTH * _MM:.3f} {HEIGHT * _MM:.3f}</ofd:PhysicalBox>"
    listed = "".join(
        f'<ofd:Page ID="{at}" BaseLoc="Pages/Page_{at}/Content.xml"/>' for at in range(len(pages))
    )
    behind = '<ofd:TemplatePage ID="99" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template else ""
    common = f"<ofd:CommonData><ofd:PageArea>{size}</ofd:PageArea>{behind}</ofd:CommonData>"
    refers = '<ofd:Template TemplateID="99"/>' if template else ""
    parts = {
        "OFD.xml": f"<ofd:OFD {_SPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_SPACE}>{common}<ofd:Pages>{listed}</ofd:Pages>"
        "</ofd:Document>",
        "Doc_0/Tpls/Tpl_0/Content.xml": _page(template, ""),
    }
    parts |= {f"Doc_0/Pages/Page_{at}/Content.xml": _page(page, refers) for at, page in enumerate(pages)}
    return package(dict(parts))


def _page(objects: str, refers: str) -> str:
    layer = f'<ofd:Layer ID="1">{objects}</ofd:Layer>'
    return f"<ofd:Page {_SPACE}>{refers}<ofd:Content>{layer}</ofd:Content></ofd:Page>"


def text(words: str, x: float, y: float, size: float = SIZE, more: str = "") -> str:
    """Words whose first baseline point lies at `x`, `y`, in points from the top left corner."""
    steps = " ".join(f"{_step(char, size) * _MM:.3f}" for char in words[:-1])
    box = f"{x * _MM:.3f} {(y - size) * _MM:.3f} {len(words) * size * _MM:.3f} {size * 1.2 * _MM:.3f}"
    return (
        f'<ofd:TextObject ID="2" Boundary="{box}" Font="1" Size="{size * _MM:.3f}"{more}>'
        f'<ofd:TextCode X="0" Y="{size * _MM:.3f}" DeltaX="{steps}">{html.escape(words)}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def _step(char: str, size: float) -> float:
    return size if ord(char) > 0x2000 else size / 2


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    """A straight line between two points."""
    box = " ".join(f"{number * _MM:.3f}" for number in (x0, y0, max(x1 - x0, 0.1), max(y1 - y0, 0.1)))
    ends = f"M 0 0 L {(x1 - x0) * _MM:.3f} {(y1 - y0) * _MM:.3f}"
    return (
        f'<ofd:PathObject ID="3" Boundary="{box}" LineWidth="0.2">'
        f"<ofd:AbbreviatedData>{ends}</ofd:AbbreviatedData></ofd:PathObject>"
    )


class OfdPaper:
    """Draws from the top of each page downwards, as `pdf_files.Paper` does."""

    def __init__(self) -> None:
        self._pages: list[list[str]] = [[]]
        self.y = 90.0

    def page(self) -> None:
        self._pages.append([])
        self.y = 90.0

    def line(self, words: str, indent: int = 0) -> None:
        self._pages[-1].append(text(words, LEFT + indent * SIZE, self.y))
        self.y += PITCH

    def table(self, rows: Sequence[Sequence[str | None]], widths: Sequence[float]) -> None:
        """A ruled table of 12-point words; None joins a cell with the one above, "<" with the one before."""
        here = self._pages[-1]
        xs = [LEFT + sum(widths[:at]) for at in range(len(widths) + 1)]
        for row in rows:
            height = 16 * max(1, *(len((words or "").split("\n")) for words in row)) + 8
            for column, words in enumerate(row):
                if words is not None:
                    here.append(rule(xs[column], self.y, xs[column + 1], self.y))
                if words != "<":
                    here.append(rule(xs[column], self.y, xs[column], self.y + height))
                    for below, part in enumerate((words or "").split("\n")):
                        here.append(text(part, xs[column] + 4, self.y + 14 + 16 * below, 12) if part else "")
            here.append(rule(xs[-1], self.y, xs[-1], self.y + height))
            self.y += height
        here.append(rule(xs[0], self.y, xs[-1], self.y))
        self.y += PITCH

    def data(self) -> bytes:
        return ofd(["".join(objects) for objects in self._pages])
