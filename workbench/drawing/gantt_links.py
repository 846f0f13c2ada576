"""The arrows of a Gantt: dependencies between rows go in, elbow lines with heads come out.

An arrow leaves its bar by a short stub, runs upright beside it, and comes in level on the other bar's row,
where the space before a bar is free. Where the other bar lies behind, it goes round between the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

from workbench.drawing import gantt_styles as ink
from workbench.drawing.gantt import GanttFrame
from workbench.drawing.scene import Point, Scene
from workbench.rows.bars import BarLink
from workbench.terms import LinkKind

_STUB = 7.0
_HEAD = 5.0

#: Where the middle of the bar of a row lies, by row.
MiddleOf = Callable[[int], float]

#: For each kind: does the arrow leave at the end of the one bar, does it arrive at the end of the other.
_SIDES = {
    LinkKind.FINISH_START: (True, False),
    LinkKind.START_START: (False, False),
    LinkKind.FINISH_FINISH: (True, True),
    LinkKind.START_FINISH: (False, True),
}


def even_rows(frame: GanttFrame, first_row: int, top: float) -> MiddleOf:
    """The middles of rows of one height, row `first_row` lying at y = `top`."""
    return lambda row: top + (row - first_row) * frame.row_height + frame.bar_middle


def draw_links(
    frame: GanttFrame, links: Iterable[BarLink], middle_of: MiddleOf, scene: Scene, chosen: int = -1
) -> None:
    """Add the arrows, the one with the key `chosen` in its own ink. Links off to one side are left out."""
    for link in links:
        route = link_route(frame, link, middle_of)
        if route and _in_sight(route, frame.width):
            is_chosen = link.key == chosen >= 0
            scene[ink.LINK_CHOSEN if is_chosen else ink.LINK].polylines.append(route)
            head = _head(route[-2], route[-1])
            scene[ink.LINK_CHOSEN_HEAD if is_chosen else ink.LINK_HEAD].polygons.append(head)


def kind_of(from_end: bool, to_end: bool) -> LinkKind:
    """The kind of a link from the end (else the start) of one bar to the end (else the start) of another."""
    return next(kind for kind, sides in _SIDES.items() if sides == (from_end, to_end))


def distance_to(route: tuple[Point, ...], x: float, y: float) -> float:
    """How far a point lies from an arrow, whose stretches are all level or upright."""
    return min(
        max(min(a.x, b.x) - x, x - max(a.x, b.x), min(a.y, b.y) - y, y - max(a.y, b.y), 0.0)
        for a, b in pairwise(route)
    )


def link_route(frame: GanttFrame, link: BarLink, middle_of: MiddleOf) -> tuple[Point, ...]:
    """The corners of an arrow, or none where a bar lacks the day it should hang on."""
    from_end, to_end = _SIDES[link.kind]
    leave = _hook(frame, link.before_start, link.before_end, at_end=from_end)
    arrive = _hook(frame, link.after_start, link.after_end, at_end=to_end)
    if leave is None or arrive is None or link.before_row == link.after_row:
        return ()
    height = frame.row_height
    source = Point(leave, _near(middle_of(link.before_row)))
    target = Point(arrive, _near(middle_of(link.after_row)))
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
