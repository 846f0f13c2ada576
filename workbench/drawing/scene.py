"""Scene: what a picture is made of, decided before any ink.

Layout functions fill one; a painter for the screen, for a page or for a test draws it.

Coordinates are device-independent points, x to the right and y downwards. Shapes are gathered by style, so
that a painter sets its pen once for hundreds of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple


class Fill(Enum):
    """How an area is filled."""

    SOLID = "solid"
    HATCHED = "hatched"  # thin diagonal strokes on nothing


class Align(Enum):
    """Where a text stands in its box."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """How shapes look. `layer` orders them: lower ones are painted first.

    Colours are #rrggbb, None for no fill or no stroke. A `width` of 0 is a hairline, one pixel on any screen.
    `smooth` asks for softened edges, for anything that is not level or upright. `size` is that of texts, in
    points, relative to the base font (0 is the same size). `far` says that its polylines run far across the
    picture: a painter may draw them stretch by stretch, leaving the corners unjoined.
    Two styles are the same only if they are the same object: they are made once, and compared a lot.
    """

    layer: float
    fill: str | None = None
    stroke: str | None = None
    width: float = 0.0
    pattern: Fill = Fill.SOLID
    dash: tuple[float, ...] = ()
    smooth: bool = False
    size: float = 0.0
    bold: bool = False
    far: bool = False


class Rectangle(NamedTuple):
    """Its upper left corner and its size."""

    x: float
    y: float
    width: float
    height: float


class Line(NamedTuple):
    """From one point to another."""

    x1: float
    y1: float
    x2: float
    y2: float


class Point(NamedTuple):
    """A place: to the right and down from the upper left corner."""

    x: float
    y: float


class Text(NamedTuple):
    """A text on one line, centred upright in its box. A `width` of 0 lets it run as far as it is long;
    otherwise what does not fit is cut off with an ellipsis."""

    x: float
    y: float
    width: float
    height: float
    text: str
    align: Align = Align.LEFT


@dataclass(slots=True)
class Batch:
    """All shapes of one style, painted in the order of these fields."""

    style: Style
    rectangles: list[Rectangle] = field(default_factory=list)
    polygons: list[tuple[Point, ...]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    polylines: list[tuple[Point, ...]] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)


class Scene:
    """A picture: `scene[style]` takes shapes of a style, iteration gives them in painting order."""

    def __init__(self) -> None:
        self._batches: dict[Style, Batch] = {}

    def __getitem__(self, style: Style) -> Batch:
        batch = self._batches.get(style)
        if batch is None:
            batch = self._batches[style] = Batch(style)
        return batch

    def __iter__(self) -> Iterator[Batch]:
        return iter(sorted(self._batches.values(), key=lambda batch: batch.style.layer))

    def texts(self) -> list[str]:
        """Every text in the picture, in painting order."""
        return [text.text for batch in self for text in batch.texts]
