"""Ink for a Scene: shapes and texts as PDF operators, in the faces of the press, every text extractable."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.drawing.scene import Align, Batch, Fill, Point, Rectangle, Scene, Style, Text
from workbench.press.embedding import EmbeddedFace
from workbench.press.faces import Face, Role, TypeCase

_HAIRLINE = 0.4
_HATCH = "[0.9 2.7] 0 d"  # upright strokes: one wide dashed line a bar, however long it is
_MIDDLE = 0.38  # of the em, from the middle of a text to its baseline


class SceneInk:
    """Turns scenes into operators, and gathers the faces and characters they use. `size` is the base size.

    `faces` are those of a file that has other text too.
    """

    def __init__(self, case: TypeCase, size: float, faces: dict[Face, EmbeddedFace] | None = None) -> None:
        self._case, self._size = case, size
        self.faces: dict[Face, EmbeddedFace] = {} if faces is None else faces

    def measure(self, text: str) -> float:
        """The width of a text at the base size, in points."""
        role = Role.SONG
        return self._case.width(role, self._case.printable(role, text)) * self._size / 1000

    def operators(self, scene: Scene, height: float, *, within: Rectangle | None = None) -> str:
        """A scene on a page `height` high; `within` moves it right by its x, and cuts it to that box."""
        parts = ["q"]
        if within:
            bottom = height - within.y - within.height
            parts.append(f"{within.x:.2f} {bottom:.2f} {within.width:.2f} {within.height:.2f} re W n")
            parts.append(f"1 0 0 1 {within.x:.2f} 0 cm")
        for batch in scene:
            parts += self._batch(batch, height)
        return "\n".join([*parts, "Q"])

    def _batch(self, batch: Batch, height: float) -> Iterator[str]:
        style = batch.style
        if style.fill and not batch.texts:
            yield f"{_colour(style.fill)} rg"
        if style.stroke:
            dash = f"[{' '.join(map(str, style.dash))}] 0 d" if style.dash else "[] 0 d"
            yield f"{_colour(style.stroke)} RG {style.width * 0.6 or _HAIRLINE:.2f} w {dash}"
        if style.pattern is Fill.HATCHED:
            yield from _hatched(batch, height)
        elif batch.rectangles:
            yield from (f"{x:.2f} {height - y - h:.2f} {w:.2f} {h:.2f} re" for x, y, w, h in batch.rectangles)
            yield "B" if style.fill and style.stroke else "f" if style.fill else "S"
        if batch.polygons:
            paint = "b" if style.fill and style.stroke else "f" if style.fill else "s"
            yield from (f"{_path(corners, height)} {paint}" for corners in batch.polygons)
        if batch.lines:
            yield from (
                f"{a:.2f} {height - b:.2f} m {c:.2f} {height - d:.2f} l" for a, b, c, d in batch.lines
            )
            yield "S"
        if batch.polylines:
            yield from (f"{_path(corners, height)} S" for corners in batch.polylines)
        if batch.texts:
            yield from self._texts(batch.texts, style, height)

    def _texts(self, texts: list[Text], style: Style, height: float) -> Iterator[str]:
        role = Role.HEAVY if style.bold else Role.SONG
        size = self._size + style.size
        yield f"BT {_colour(style.fill or '#000000')} rg"
        set_in = None
        for text in texts:
            shown = self._case.printable(role, text.text)
            base = height - (text.y + text.height / 2 + size * _MIDDLE)
            parts = [f"1 0 0 1 {text.x + self._shift(text, shown, role, size):.2f} {base:.2f} Tm"]
            for face, stretch in self._case.stretches(role, shown):
                embedded = self._embedded(face)
                if embedded is not set_in:
                    set_in = embedded
                    parts.append(f"/{embedded.name} {size:.2f} Tf")
                parts.append(f"<{''.join([embedded.codes[char] for char in stretch])}> Tj")
            yield " ".join(parts)
        yield "ET"

    def _shift(self, text: Text, shown: str, role: Role, size: float) -> float:
        if text.align is Align.LEFT:
            return 0.0
        rest = text.width - self._case.width(role, shown) * size / 1000
        return rest / 2 if text.align is Align.CENTER else rest

    def _embedded(self, face: Face) -> EmbeddedFace:
        if face not in self.faces:
            self.faces[face] = EmbeddedFace(face, f"G{len(self.faces) + 1}")
        return self.faces[face]


def _hatched(batch: Batch, height: float) -> Iterator[str]:
    yield f"q {_colour(batch.style.fill or '#000000')} RG {_HATCH}"
    for x, y, w, h in batch.rectangles:
        middle = height - y - h / 2
        yield f"{h:.2f} w {x:.2f} {middle:.2f} m {x + w:.2f} {middle:.2f} l S"
    yield "Q"


def _path(corners: tuple[Point, ...], height: float) -> str:
    (x, y), *rest = corners
    return f"{x:.2f} {height - y:.2f} m " + " ".join(f"{x:.2f} {height - y:.2f} l" for x, y in rest)


def _colour(name: str) -> str:
    """#rrggbb as three numbers from 0 to 1."""
    return " ".join(f"{int(name[place : place + 2], 16) / 255:.3f}" for place in (1, 3, 5))
