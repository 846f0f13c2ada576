"""The arrows of a Gantt: dependencies between rows go in, elbow lines with heads come out.

An arrow leaves its bar by a short stub, runs upright beside it, and comes in level on the other bar's row,
where the space before a bar is free. Where the other bar lies behind, it goes round between the rows.
"""

from __future__ import annotations

from collections.abc import Iterable

from workbench.drawing import gantt_styles as ink
from workbench.drawing.gantt import GanttFrame
from workbench.drawing.scene import Point, Scene
from workbench.rows import BarLink
from workbench.terms import LinkKind

_STUB = 7.0
_HEAD = 5.0

#: For each kind: does the arrow leave at the end of the one bar, does it arrive at the end of the other.
_SIDES = {
    LinkKind.FINISH_START: (True, False),
    LinkKind.START_START: (False, False),
    LinkKind.FINISH_FINISH: (True, True),
    LinkKind.START_FINISH: (False, True),
}


def draw_links(frame: GanttFrame, links: Iterable[BarLink], first_row: int, top: float, scene: Scene) -> None:
    """Add the arrows, row `first_row` lying at y = `top`. Links that are off to one side are left out."""
    for link in links:
        route = _route(frame, link, first_row, top)
        if route and _in_sight(route, frame.width):
            scene[ink.LINK].polylines.append(route)
            scene[ink.LINK_HEAD].polygons.append(_head(route[-2], route[-1]))


def _route(frame: GanttFrame, link: BarLink, first_row: int, top: float) -> tuple[Point, ...]:
    """The corners of an arrow, or none where a bar lacks the day it should hang on."""
    from_end, to_end = _SIDES[link.kind]
    leave = _hook(frame, link.before_start, link.before_end, at_end=from_end)
    arrive = _hook(frame, link.after_start, link.after_end, at_end=to_end)
    if leave is None or arrive is None or link.before_row == link.after_row:
        return ()
    height = frame.row_height
    source = Point(leave, _near(top + (link.before_row - first_row + 0.5) * height))
    target = Point(arrive, _near(top + (link.after_row - first_row + 0.5) * height))
    side = height / 2 if link.after_row > link.before_row else -height / 2
    return _elbow(source, target, _STUB if from_end else -_STUB, _STUB if to_end else -_STUB, side)


def _hook(frame: GanttFrame, start: int, end: int, *, at_end: bool) -> float | None:
    """The x at which an arrow hangs on a bar (a diamond for a single day); None without that day."""
    day = end if at_end else start
    if not day:
        return None
    if start == end:
        middle = frame.axis.x_of(day + 0.5)
        return _reach(middle + frame.bar_height / 2 * (1 if at_end else -1), frame.width)
    return _reach(frame.axis.x_of(day + at_end), frame.width)


def _elbow(source: Point, target: Point, out: float, back: float, side: float) -> tuple[Point, ...]:
    """Corners from source to target, leaving by `out` and arriving from `back` (signed stubs)."""
    if out * back > 0:
        return _bracket(source, target, out, side)
    x = source.x + out
    if (target.x + back - x) * out >= 0:
        return (source, Point(x, source.y), Point(x, target.y), target)
    between = target.y - side
    inward = target.x + back
    return (
        source,
        Point(x, source.y),
        Point(x, between),
        Point(inward, between),
        Point(inward, target.y),
        target,
    )


def _bracket(source: Point, target: Point, out: float, side: float) -> tuple[Point, ...]:
    """Corners around the farther of two ends on one side; a long way there runs between the rows."""
    x = max(source.x, target.x) + out if out > 0 else min(source.x, target.x) + out
    if abs(x - source.x) <= 2 * _STUB:
        return (source, Point(x, source.y), Point(x, target.y), target)
    near, between = source.x + out, source.y + side
    return (
        source,
        Point(near, source.y),
        Point(near, between),
        Point(x, between),
        Point(x, target.y),
        target,
    )


def _head(before: Point, tip: Point) -> tuple[Point, ...]:
    back = -_HEAD if tip.x >= before.x else _HEAD
    return (
        tip,
        Point(tip.x + back, tip.y - _HEAD * 0.7),
        Point(tip.x + back, tip.y + _HEAD * 0.7),
    )


def _reach(x: float, width: float) -> float:
    """An x kept near the window, but plainly outside it where it is outside."""
    return min(max(x, -100.0), width + 100.0)


def _near(y: float) -> float:
    """A y that a painter can still count with: the other bar may be 100,000 rows away."""
    return min(max(y, -8000.0), 16000.0)


def _in_sight(route: tuple[Point, ...], width: float) -> bool:
    xs = [point.x for point in route]
    return max(xs) >= 0 and min(xs) <= width
