"""What charts share: round axis labels, short texts, and the marks that stand on lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import ceil, floor, log10

from workbench.drawing.scene import Point

#: How wide a text is at the base size, in units of the scene.
Measure = Callable[[str], float]

_TICKS = 4


def round_scale(values: Sequence[float]) -> tuple[float, float, float]:
    """Lowest and highest value of the axis, and the step between labels: round figures around the values."""
    low, high = min(values), max(values)
    span = (high - low) or abs(high) or 1.0
    rough = span * 1.1 / _TICKS
    power = 10.0 ** floor(log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough)
    bottom = floor(low / step - 0.05) * step
    if low >= 0:
        bottom = max(bottom, 0.0)
    return bottom, ceil(high / step + 0.05) * step, step


def ticks(low: float, high: float, step: float) -> Iterator[float]:
    """The values from `low` to `high`, both included, a `step` apart."""
    return (low + number * step for number in range(round((high - low) / step) + 1))


def figure(value: float) -> str:
    """A value in as few digits as tell it."""
    return f"{value:.6g}" if abs(value) < 1e6 else f"{value:.0f}"


def shortened(text: str, width: float, measure: Measure) -> str:
    """A text cut with an ellipsis where it is wider than its room."""
    if measure(text) <= width:
        return text
    while len(text) > 1 and measure(text + "…") > width:
        text = text[:-1]
    return text + "…"


def diamond(x: float, y: float, half: float) -> tuple[Point, ...]:
    """The corners of a mark around a place, as large to the eye as a square of `half` a side."""
    r = half * 1.4
    return Point(x, y - r), Point(x + r, y), Point(x, y + r), Point(x - r, y)


def square(x: float, y: float, half: float) -> tuple[Point, ...]:
    """The corners of a mark around a place, `half` a side from it."""
    return (
        Point(x - half, y - half),
        Point(x + half, y - half),
        Point(x + half, y + half),
        Point(x - half, y + half),
    )


def octagon(x: float, y: float, half: float) -> tuple[Point, ...]:
    """The corners of a mark around a place that looks round."""
    r, s = half, half * 0.41
    return (
        *(Point(x - s, y - r), Point(x + s, y - r), Point(x + r, y - s), Point(x + r, y + s)),
        *(Point(x + s, y + r), Point(x - s, y + r), Point(x - r, y + s), Point(x - r, y - s)),
    )
