"""Ink pages into a PDF: ReportLab writes the file, every character's place is already decided.

Equal pages give equal bytes. The file carries its title and outline in Chinese, and only the glyphs used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import groupby, pairwise

from reportlab.pdfgen.canvas import Canvas

from workbench.press.breaking import EM, Line
from workbench.press.characters import rigid_gaps
from workbench.press.embedding import EmbeddedFace
from workbench.press.faces import Face, TypeCase
from workbench.press.files import new_file
from workbench.press.geometry import SHEET_HEIGHT, SHEET_WIDTH
from workbench.press.scene_ink import SceneInk
from workbench.press.sheet import Page, Picture, Rule, Text


def ink(pages: Sequence[Page], case: TypeCase, *, title: str, author: str, subject: str) -> bytes:
    """The PDF of some pages."""
    buffer = BytesIO()
    with new_file(buffer, SHEET_WIDTH, SHEET_HEIGHT, title, author=author, subject=subject) as canvas:
        press = _Press(case)
        outline = _Outline(canvas)
        for index, page in enumerate(pages):
            outline.add(page, index)
            canvas.addLiteral(press.page(page))
            _link(canvas, page)
            canvas.showPage()
        canvas.finish(press.faces.values())
    return buffer.getvalue()


class _Outline:
    """The bookmarks, one below another; a level that has nothing above it moves up."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._levels: list[int] = []  # of the entries above the next one

    def add(self, page: Page, index: int) -> None:
        for number, bookmark in enumerate(page.bookmarks):
            key = f"page{index + 1}-{number + 1}"
            top = SHEET_HEIGHT if page.turned else SHEET_HEIGHT - bookmark.top
            self._canvas.bookmarkPage(key, fit="FitH", top=top)
            while self._levels and self._levels[-1] >= bookmark.level:
                self._levels.pop()
            self._canvas.addOutlineEntry(bookmark.title, key, level=len(self._levels))
            self._levels.append(bookmark.level)


def _link(canvas: Canvas, page: Page) -> None:
    for link in page.links:
        box = link.x0, SHEET_HEIGHT - link.y1, link.x1, SHEET_HEIGHT - link.y0
        canvas.linkAbsolute("", f"page{link.page + 1}-1", box, thickness=0)


class _Press:
    """Turns pages into PDF operators, and gathers the faces and characters they used."""

    def __init__(self, case: TypeCase) -> None:
        self._case = case
        self.faces: dict[Face, EmbeddedFace] = {}
        self._set_in: tuple[str, float] | None = None  # face and size in force on the page

    def page(self, page: Page) -> str:
        height = SHEET_WIDTH if page.turned else SHEET_HEIGHT
        parts = ["q"]
        self._set_in = None
        if page.turned:  # read with the sheet turned clockwise: text runs up the upright sheet (clause 8)
            parts.append(f"0 1 -1 0 {SHEET_WIDTH:.3f} 0 cm")
        parts += _rules(page.rules, height)
        start = 0
        for picture in page.pictures:
            parts += self._texts(page.texts[start : picture.after], height)
            parts.append(self._picture(picture, height))
            start = picture.after
        parts += self._texts(page.texts[start:], height)
        parts.append("Q")
        if page.footer:
            self._set_in = None
            parts.append(f"BT {page.footer.colour.value} rg {self._text(page.footer, SHEET_HEIGHT)} ET")
        return "\n".join(parts)

    def _texts(self, texts: Sequence[Text], height: float) -> Iterator[str]:
        """Rows of text in their order; faces are set anew, as a picture may have set others."""
        self._set_in = None
        yield "BT"
        for colour, group in groupby(texts, key=lambda text: text.colour):
            yield f"{colour.value} rg"
            yield from (self._text(text, height) for text in group)
        yield "ET"

    def _picture(self, picture: Picture, height: float) -> str:
        """A scene, moved to its place."""
        drawn = SceneInk(self._case, picture.size, self.faces).operators(picture.scene, height)
        return f"q 1 0 0 1 {picture.x:.3f} {-picture.y:.3f} cm\n{drawn}\nQ"

    def _embedded(self, face: Face) -> EmbeddedFace:
        if face not in self.faces:
            self.faces[face] = EmbeddedFace(face, f"G{len(self.faces) + 1}")
        return self.faces[face]

    def _text(self, text: Text, height: float) -> str:
        """One row: its place, then each stretch of one face."""
        size, spread = text.size, text.line.spread
        rigid = _rigid(text.line) if spread else None
        parts = [f"1 0 0 1 {text.x:.3f} {height - text.base:.3f} Tm {spread * size / EM:.4f} Tc"]
        start, width = 0, 0.0
        for role, chars in text.line.runs:
            for face, stretch in self._case.stretches(role, chars):
                embedded = self._embedded(face)
                written = map(embedded.codes.__getitem__, stretch)
                if start and spread:  # some readers leave out the spacing between two operators
                    x = text.x + (width + spread * _gaps_before(start, rigid)) * size / EM
                    parts.append(f"1 0 0 1 {x:.3f} {height - text.base:.3f} Tm")
                if (embedded.name, size) != self._set_in:
                    self._set_in = embedded.name, size
                    parts.append(f"/{embedded.name} {size:.3f} Tf")
                if rigid:
                    parts.append(_shown(list(written), start, rigid, spread))
                else:
                    parts.append(f"<{''.join(written)}> Tj")
                start += len(stretch)
                if spread:
                    width += self._case.width(role, stretch)
        return " ".join(parts)


def _gaps_before(place: int, rigid: set[int] | None) -> int:
    """How many gaps before a character may stretch."""
    return place - sum(each <= place for each in rigid) if rigid else place


def _rigid(line: Line) -> set[int]:
    runs = line.runs
    return set(rigid_gaps(runs[0].text if len(runs) == 1 else "".join(run.text for run in runs)))


def _shown(written: Sequence[str], start: int, rigid: set[int], spread: float) -> str:
    """The operator that shows a stretch, its characters counted from `start` on in their row.

    Rigid gaps take back what the tracking has added to them.
    """
    inside = [place for place in range(1, len(written)) if start + place in rigid]
    if not inside:
        return f"<{''.join(written)}> Tj"
    cuts = [0, *inside, len(written)]
    shown = f"{spread:.1f}".join(f"<{''.join(written[a:b])}>" for a, b in pairwise(cuts))
    return f"[{shown}] TJ"


def _rules(rules: Iterable[Rule], height: float) -> Iterator[str]:
    """Rules of one thickness and colour are stroked together."""
    for (width, colour), group in groupby(rules, key=lambda rule: (rule.width, rule.colour)):
        yield f"{colour.value} RG {width:.3f} w"
        yield from (
            f"{rule.x0:.3f} {height - rule.y0:.3f} m {rule.x1:.3f} {height - rule.y1:.3f} l" for rule in group
        )
        yield "S"
