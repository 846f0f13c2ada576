"""What a drag on a bar means: where the bar is gripped, and what dates or progress a pointer stands for.

Nothing here touches Qt or the plan: points and days go in, days and percentages come out.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from workbench.drawing.gantt import BarShape
from workbench.drawing.time_axis import Snap, TimeAxis
from workbench.rows.bars import BarRow

_END_REACH = 5.0  # how near to an end of a bar the pointer grips that end, in points
#: How far beside a bar the handles lie from which links are pulled.
LINK_HANDLE = 11.0
_HANDLE_REACH = 5.0
_LAST_DAY = dt.date.max.toordinal()


class Grip(Enum):
    """The part of a bar the pointer has hold of."""

    MOVE = "move"
    START = "start"
    END = "end"
    PROGRESS = "progress"
    NEW = "new"  # no bar yet: one is drawn from where the pointer goes down


@dataclass(frozen=True, slots=True)
class Held:
    """A bar as it is held at the moment: days (0 for none) and percent."""

    start: int
    end: int
    progress: int


@dataclass(frozen=True, slots=True)
class Drag:
    """A drag under way: the node and what it was before, the grip, and when the pointer went down.

    `first`, `last` and `pressed` are times on the axis (days and fractions), so that the chart may scroll.
    """

    node: int
    grip: Grip
    before: Held
    first: float
    last: float
    pressed: float

    def held_at(self, x: float, axis: TimeAxis, snap: Snap = Snap.DAY) -> Held:
        """What the bar becomes with the pointer at x. `snap` pulls its ends to those of weeks, months, …."""
        if self.grip is Grip.NEW:
            return self._drawn_to(axis.day_at(x), axis, snap)
        days = round(axis.time_at(x) - self.pressed)
        start, end = self.before.start, self.before.end
        if self.grip is Grip.PROGRESS:
            return Held(start, end, self._progress_at(axis.time_at(x)))
        if self.grip is Grip.START:
            moved = _within(start + days)
            moved = axis.snapped_start(moved, snap) if days else moved
            return Held(_within(moved, end or _LAST_DAY), end, self.before.progress)
        moved_end = self._end_after(days, axis, snap)
        if self.grip is Grip.END:
            return Held(start, max(moved_end, start), self.before.progress)
        shift = moved_end - end if end else days
        return Held(_within(start + shift) if start else 0, moved_end, self.before.progress)

    def _drawn_to(self, day: int, axis: TimeAxis, snap: Snap) -> Held:
        """A new bar over the days from where the pointer went down."""
        pressed = int(self.pressed // 1)
        start, end = _within(min(pressed, day)), _within(max(pressed, day))
        if snap is not Snap.AUTO:
            start = axis.snapped_start(start, snap)
            end = max(axis.snapped_end(end, snap), start)
        return Held(start, end, self.before.progress)

    def _end_after(self, days: int, axis: TimeAxis, snap: Snap) -> int:
        if not self.before.end:
            return 0
        end = _within(self.before.end + days)
        return axis.snapped_end(end, snap) if days else end

    def _progress_at(self, time: float) -> int:
        percent = 100 * (time - self.first) / max(self.last - self.first, 1.0)
        return min(max(round(percent / 5) * 5, 0), 100)


def grip_at(row: BarRow, shape: BarShape, x: float, depth: float) -> Grip | None:
    """The grip at a point, `depth` telling how far down the row it lies (0 to 1); None where there is no bar.

    Summary rows cannot be dragged. Progress is gripped low on the bar, its ends higher up.
    """
    if row.summary or not shape.left - _END_REACH <= x <= shape.right + _END_REACH:
        return None
    if shape.milestone:
        return Grip.MOVE
    if depth > 0.62 and not shape.open_end and abs(x - shape.progress_x(row.progress)) <= _END_REACH + 1:
        return Grip.PROGRESS
    if row.end and abs(x - shape.right) <= _END_REACH:
        return Grip.END
    if row.start and abs(x - shape.left) <= _END_REACH:
        return Grip.START
    return Grip.MOVE if shape.left <= x <= shape.right else None


def link_handle_at(row: BarRow, shape: BarShape, x: float) -> bool | None:
    """Which end of a bar the link handle at x belongs to: True for its end, False for its start."""
    if not row.summary and not shape.open_end and abs(x - shape.right - LINK_HANDLE) <= _HANDLE_REACH:
        return True
    if not row.summary and abs(shape.left - LINK_HANDLE - x) <= _HANDLE_REACH:
        return False
    return None


def shifted(held: Held, days: int) -> Held:
    """A bar some days later, an end it has not got staying away."""
    start, end = (_within(day + days) if day else 0 for day in (held.start, held.end))
    return Held(start, end, held.progress)


def _within(day: int, latest: int = _LAST_DAY) -> int:
    """A day kept within the calendar."""
    return min(max(day, 1), latest)
