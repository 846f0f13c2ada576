"""A chart of the window on paper (图表): rows.charts ─► drawing.pictures: one scene ─► scene_ink: PDF.

A4, lying. What is longer than a page goes on on the next ones under the same head; the rest fits on one.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Final

from workbench.drawing.picture import LINE, QUIET, TYPE_SIZE, Picture, between
from workbench.drawing.pictures import picture_of
from workbench.drawing.scene import Align, Rectangle, Scene
from workbench.press.characters import clean
from workbench.press.faces import FontChoice, TypeCase
from workbench.press.files import new_file
from workbench.press.geometry import mm
from workbench.press.paper import Paper, face_notes, face_warnings
from workbench.press.scene_ink import SceneInk
from workbench.rows.charts import Chart

_SCALE: Final = 0.75  # a unit of the scene in points
_WIDTH, _HEIGHT, _MARGIN = mm(297) / _SCALE, mm(210) / _SCALE, mm(15) / _SCALE
_ROOM = _HEIGHT - 2 * _MARGIN
_SQUEEZED = 1.3  # a picture so much higher than a page is made smaller, and not cut


def print_chart(chart: Chart, *, fonts: FontChoice = "bundled") -> Paper:
    """Print a chart as drawn on the screen, all of it vectors and text."""
    case = TypeCase(fonts)
    press = SceneInk(case, TYPE_SIZE)
    picture = picture_of(chart, _WIDTH - 2 * _MARGIN, _ROOM, lambda text: press.measure(clean(text)))
    _cleaned(picture.scene)
    pages = list(_pages(picture))
    buffer = BytesIO()
    with new_file(buffer, _WIDTH * _SCALE, _HEIGHT * _SCALE, chart.title) as canvas:
        for number, (top, bottom) in enumerate(pages, 1):
            canvas.addLiteral(_page(press, picture, top, bottom))
            if len(pages) > 1:
                canvas.addLiteral(_folio(press, number, len(pages)))
            canvas.showPage()
        canvas.finish(press.faces.values())
    return Paper(buffer.getvalue(), len(pages), face_warnings(case), face_notes(case))


def _cleaned(scene: Scene) -> None:
    """Take control characters out of all texts."""
    for batch in scene:
        batch.texts[:] = [text._replace(text=" ".join(clean(text.text).split("\n"))) for text in batch.texts]


def _pages(picture: Picture) -> Iterator[tuple[float, float]]:
    """From where to where each page shows the picture; cut between rows, or not at all."""
    if picture.height <= _ROOM * _SQUEEZED or not picture.cuts:
        yield 0.0, picture.height
        return
    ends = [*picture.cuts[1:], picture.height]
    top, room = 0.0, _ROOM - LINE
    for start, end in zip(picture.cuts, ends, strict=True):
        if start > top and end - top > room:
            yield top, start
            top, room = start, _ROOM - LINE - picture.head
    yield top, picture.height


def _page(press: SceneInk, picture: Picture, top: float, bottom: float) -> str:
    """A stretch of the picture, its head above it where it is not the first."""
    head = picture.head if top else 0.0
    size = min(1.0, _ROOM / picture.height) if bottom - top >= picture.height else 1.0
    parts = [f"q {_SCALE * size:.4f} 0 0 {_SCALE * size:.4f} {_MARGIN * _SCALE:.2f} 0 cm"]
    foot = (_HEIGHT - _MARGIN) / size
    if head:
        parts.append(press.operators(between(picture.scene, 0, head - 0.5), foot))
    body = between(picture.scene, top, bottom) if (top or bottom < picture.height) else picture.scene
    height = foot - head + top
    # The clip is told in the page's own heights, from above.
    clip = Rectangle(0, height - foot + head, picture.width, bottom - top)
    parts.append(press.operators(body, height, within=clip))
    return "\n".join([*parts, "Q"])


def _folio(press: SceneInk, number: int, of: int) -> str:
    picture = Picture(_WIDTH)
    picture.write(QUIET, f"第{number}页　共{of}页", 0, _HEIGHT - _MARGIN / 2, _WIDTH, Align.CENTER)
    return "\n".join([f"q {_SCALE} 0 0 {_SCALE} 0 0 cm", press.operators(picture.scene, _HEIGHT), "Q"])
