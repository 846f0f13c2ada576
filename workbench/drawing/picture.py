"""A finished chart: a Scene, how large it is, and its marks with what is behind each.

Layout is in units of which twelve are the height of the type, so that one layout serves screen and paper.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from workbench.drawing.axes import Measure, shortened
from workbench.drawing.scene import Align, Batch, Rectangle, Scene, Style, Text
from workbench.rows.charts import Behind

#: Height of the type that charts are laid out for.
TYPE_SIZE = 12.0
LINE = 18.0  # a row of words
PAD = 12.0

WORDS = Style(6, fill="#1f2328")
QUIET = Style(6, fill="#656d76", size=-1.0)
TITLE = Style(6, fill="#1f2328", size=2.0, bold=True)
STRONG = Style(6, fill="#1f2328", bold=True)
GRID = Style(0, stroke="#e1e4e8", width=1.0)
AXIS = Style(4, stroke="#8c959f", width=1.0)
#: Colours of words on dark and on bright tones.
ON_TONES = ("#ffffff", "#000000")
#: Colours of paper, grids and axes: on a black screen they are turned, while tones keep their meaning.
GROUNDS = ("#ffffff", "#e1e4e8", "#8c959f")
#: What stays together on a line: a word or number, and the closing marks after anything.
_PIECES = re.compile(r"(?s)(?:[0-9A-Za-z.+-]+|.)[，。、；：？！）》”’％%]*")


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that can be pointed at."""

    box: Rectangle
    behind: Behind


@dataclass(slots=True)
class Picture:
    """`head` is the height of what stays in place above while the rest scrolls; at each of `cuts` (heights)
    the picture may go on on another page. `field` is where time runs across, with the years at its ends.
    """

    width: float
    height: float = 0.0
    scene: Scene = field(default_factory=Scene)
    marks: list[Mark] = field(default_factory=list)
    head: float = 0.0
    cuts: list[float] = field(default_factory=list)
    field: tuple[Rectangle, float, float] | None = None

    def write(
        self, style: Style, text: str, x: float, middle: float, width: float = 0.0, align: Align = Align.LEFT
    ) -> None:
        """A text whose middle is at this height."""
        self.scene[style].texts.append(Text(x, middle - LINE / 2, width, LINE, text, align))


@cache
def filled(tone: str, layer: float = 2, *, edged: bool = False) -> Style:
    """An area in a tone; `edged` sets it off from its neighbours."""
    return Style(layer, fill=tone, stroke="#ffffff" if edged else None, width=1.0 if edged else 0.0)


@cache
def drawn(tone: str, width: float, dash: tuple[float, ...] = ()) -> Style:
    """A line in a tone."""
    return Style(3, stroke=tone, width=width, dash=dash, smooth=True)


@cache
def words_on(tone: str, size: float = -1.0) -> Style:
    """Words that can be read on a tone, and only there: they are in one of ON_TONES."""
    return Style(6, fill=ON_TONES[brightness(tone) > 0.55], size=size)


def brightness(tone: str) -> float:
    """How bright a tone is to the eye, from 0 to 1."""
    red, green, blue = (int(tone[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return 0.3 * red + 0.59 * green + 0.11 * blue


def titled(width: float, title: str, note: str, measure: Measure) -> tuple[Picture, float]:
    """A picture with its title and, below it, its note; and the height at which the rest begins."""
    picture = Picture(width)
    room = width - 2 * PAD
    picture.write(TITLE, shortened(title, room / 1.17, measure), PAD, PAD + LINE / 2)
    y = PAD + LINE + 6
    for line in wrapped(note, room / 0.93, measure) if note else ():
        picture.write(QUIET, line, PAD, y + LINE / 2)
        y += LINE
    return picture, y + 4


def add_key(picture: Picture, key: Sequence[tuple[str, str]], y: float, measure: Measure) -> None:
    """What tones mean, in a row."""
    x = PAD
    for name, tone in key:
        picture.scene[filled(tone)].rectangles.append(Rectangle(x, y + 4, 11, 10))
        picture.write(QUIET, name, x + 16, y + LINE / 2)
        x += measure(name) + 34


def wrapped(text: str, width: float, measure: Measure) -> list[str]:
    """A text on as many lines as it needs; no line starts with a closing mark, and no number is torn."""
    lines, line = [], ""
    for piece in _PIECES.findall(text):
        if line and measure(line + piece) > width:
            lines.append(line)
            line = ""
        line += piece
    return [*lines, line]


def between(scene: Scene, top: float, bottom: float) -> Scene:
    """The shapes that touch the stretch from `top` to `bottom`: what a scrolled view has to paint."""
    part = Scene()
    for batch in scene:
        kept = part[batch.style]
        kept.rectangles += [one for one in batch.rectangles if one.y <= bottom and one.y + one.height >= top]
        kept.texts += [one for one in batch.texts if one.y <= bottom and one.y + one.height >= top]
        _keep_lines(batch, kept, top, bottom)
    return part


def _keep_lines(batch: Batch, kept: Batch, top: float, bottom: float) -> None:
    kept.lines += [one for one in batch.lines if min(one.y1, one.y2) <= bottom and max(one.y1, one.y2) >= top]
    for name in ("polygons", "polylines"):
        shapes = getattr(batch, name)
        heights = ([point.y for point in shape] for shape in shapes)
        getattr(kept, name).extend(
            shape for shape, ys in zip(shapes, heights, strict=True) if min(ys) <= bottom and max(ys) >= top
        )
