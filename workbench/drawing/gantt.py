"""The Gantt: rows of a plan and a stretch of time go in, a Scene comes out.

A deadline is often vague (2025年底前, 第三季度). Its bar is solid as far as the work is certain to run, and hatched
over the stretch the deadline leaves open. 持续推进 has no end: its bar runs to the horizon and ends in an open arrow.
A start nobody stated has an open left edge.
"""  # noqa: E501 – Chinese counts double

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from workbench.drawing import gantt_styles as ink
from workbench.drawing.gantt_styles import BarInk
from workbench.drawing.gantt_tracking import draw_actual, draw_slack, slack_words
from workbench.drawing.scene import Line, Point, Rectangle, Scene, Style, Text
from workbench.drawing.time_axis import TimeAxis, Unit, first_of, is_rest_day
from workbench.rows.bars import BarRow
from workbench.terms import DeadlineKind, Precision, TaskState


class BarLabel(Enum):
    """What stands beside a bar."""

    NOTHING = "不显示"
    UNITS = "责任单位"
    TITLE = "任务名称"
    DEADLINE = "完成时限"


@dataclass(frozen=True, slots=True)
class GanttFrame:
    """The window that rows are drawn in: the axis gives its x, `width` its right edge, in points.

    `today` and `horizon` are days; bars without an end run to the horizon. `status_day` is the day the front
    line goes by, 0 for today. `ghosts` leaves room below the bars for their days in a baseline.
    """

    axis: TimeAxis
    width: float
    row_height: float
    today: int
    horizon: int
    label: BarLabel = BarLabel.DEADLINE
    status_day: int = 0
    ghosts: bool = False
    thickest: float = 16.0  # no bar is higher than this

    @property
    def bar_height(self) -> float:
        return min(self.row_height - (14.0 if self.ghosts else 10.0), self.thickest)

    @property
    def bar_middle(self) -> float:
        """How far below the top of a row the middle of its bar lies."""
        return self.row_height / 2 - (3.0 if self.ghosts else 0.0)

    def kept(self, x: float) -> float:
        """An x kept near the window: bars may be years wide."""
        return min(max(x, -_MARGIN), self.width + _MARGIN)


@dataclass(frozen=True, slots=True)
class BarShape:
    """Where a bar lies: x of both ends, and of where its vague tail begins (`right` if it has none)."""

    left: float
    right: float
    vague_from: float
    open_end: bool = False
    milestone: bool = False

    def progress_x(self, percent: int) -> float:
        return self.left + (self.right - self.left) * percent / 100


_UNIT_OF = {Precision.YEAR: Unit.YEAR, Precision.HALF: Unit.HALF, Precision.QUARTER: Unit.QUARTER}
_OPEN_KINDS = (DeadlineKind.ONGOING, DeadlineKind.PERIODIC)
_SETTLED = (TaskState.DONE, TaskState.CLOSED, TaskState.DROPPED, TaskState.PAUSED)
GHOST_HEIGHT = 4.0
_MARGIN = 60.0  # how far beyond the window a coordinate may lie


def is_overdue(row: BarRow, today: int) -> bool:
    """Whether the last day of the deadline has passed with the task unfinished. That day is not late."""
    return 0 < row.end < today and row.progress < 100 and not row.summary and row.state not in _SETTLED


def bar_shape(row: BarRow, frame: GanttFrame) -> BarShape | None:
    """Where the bar of a row lies, or None for a row without any day."""
    if not row.start and not row.end:
        return None
    end = row.end or max(frame.horizon, row.start)
    vague = _vague_from(row)
    start = row.start or vague or end
    x_of = frame.axis.x_of
    return BarShape(
        left=x_of(start),
        right=x_of(end + 1),
        vague_from=x_of(max(start, vague)) if vague else x_of(end + 1),
        open_end=not row.end or row.deadline_kind in _OPEN_KINDS,
        milestone=bool(row.end) and start == end and not vague and not row.summary,
    )


def _vague_from(row: BarRow) -> int:
    """The first day of the stretch that an imprecise deadline means, or 0."""
    unit = _UNIT_OF.get(row.precision)
    if unit is None or not row.end or row.summary:
        return 0
    return first_of(unit, dt.date.fromordinal(row.end)).toordinal()


def draw_calendar(
    frame: GanttFrame, top: float, bottom: float, scene: Scene, rests: Callable[[int], bool] = is_rest_day
) -> None:
    """Add what lies behind the bars: days of rest, the rules of both tiers, and the line of today."""
    axis = frame.axis
    if axis.shows_rest_days:
        days = axis.days_between(0, frame.width)
        scene[ink.REST_DAY].rectangles.extend(
            Rectangle(axis.x_of(day), top, axis.day_width, bottom - top) for day in days if rests(day)
        )
    upper, lower = axis.tiers
    majors = {cell.start for cell in axis.cells(upper, 0, frame.width)}
    for cell in axis.cells(lower, 0, frame.width):
        if cell.start not in majors:
            scene[ink.MINOR_RULE].lines.append(_upright(axis.x_of(cell.start), top, bottom))
    for day in majors:
        scene[ink.MAJOR_RULE].lines.append(_upright(axis.x_of(day), top, bottom))
    today = axis.x_of(frame.today)
    if -1 <= today <= frame.width:
        scene[ink.TODAY].lines.append(_upright(today, top, bottom))


def draw_rows(frame: GanttFrame, rows: Sequence[BarRow], top: float, scene: Scene) -> None:
    """Add the bars, brackets, milestones and labels of consecutive rows, the first one at y = `top`."""
    for number, row in enumerate(rows):
        _draw_row(scene, frame, row, top + number * frame.row_height)


def draw_front_line(frame: GanttFrame, rows: Sequence[BarRow], top: float, scene: Scene) -> None:
    """Add the progress front line (前锋线): the line of the status day, with a peak to how far each task has come.

    A peak to the left is work behind time. Work not due to begin, settled or without an end stays on it.
    """  # noqa: E501 – Chinese counts double
    base = frame.kept(frame.axis.x_of(frame.status_day or frame.today))
    corners = [Point(base, top)]
    for number, row in enumerate(rows):
        y = top + number * frame.row_height
        x = _front(row, frame)
        if x is not None:
            corners.append(Point(x, y + frame.bar_middle))
        corners.append(Point(base, y + frame.row_height))
    scene[ink.FRONT_LINE].polylines.append(tuple(corners))


def _front(row: BarRow, frame: GanttFrame) -> float | None:
    """How far a task has come, or None where it tells nothing about the plan being late or early."""
    shape = bar_shape(row, frame)
    if shape is None or shape.open_end or shape.milestone or row.summary:
        return None
    ahead_of_time = row.start > (frame.status_day or frame.today) and not row.progress
    if ahead_of_time or row.progress == 100 or row.state in _SETTLED:
        return None
    return frame.kept(shape.progress_x(row.progress))


def _upright(x: float, top: float, bottom: float) -> Line:
    return Line(x, top, x, bottom)


def _draw_row(scene: Scene, frame: GanttFrame, row: BarRow, y: float) -> None:
    rule = y + frame.row_height - 1
    scene[ink.ROW_RULE].lines.append(Line(0, rule, frame.width, rule))
    if row.depth == 0:
        scene[ink.DOCUMENT_ROW].rectangles.append(Rectangle(0, y, frame.width, frame.row_height))
    middle = y + frame.bar_middle
    if frame.ghosts:
        _draw_ghost(scene, frame, row, middle)
    if row.did_start or row.did_end:
        draw_actual(scene, frame, row, middle)
    _draw_marks(scene, frame, row, middle)
    shape = bar_shape(row, frame)
    if shape is None:
        return
    if shape.right < 0 or shape.left > frame.width:
        _draw_beyond(scene, frame, shape, middle)
    elif row.summary:
        _draw_summary(scene, frame, row, shape, middle)
    elif shape.milestone:
        _draw_milestone(scene, frame, row, shape, middle)
    else:
        _draw_bar(scene, frame, row, shape, middle)
    if row.critical or row.latest:
        draw_slack(scene, frame, row, shape, middle)


def _draw_beyond(scene: Scene, frame: GanttFrame, shape: BarShape, middle: float) -> None:
    """A small arrow at the edge of the window, pointing to where the bar is."""
    edge, inward = (3.0, 4.0) if shape.right < 0 else (frame.width - 3.0, -4.0)
    scene[ink.BEYOND].polygons.append(
        (Point(edge, middle), Point(edge + inward, middle - 4), Point(edge + inward, middle + 4))
    )


def _draw_ghost(scene: Scene, frame: GanttFrame, row: BarRow, middle: float) -> None:
    """The days of a baseline, a thin bar below the bar; a thin diamond where there was one day alone."""
    if not row.then_end and not row.then_start:
        return
    left = frame.kept(frame.axis.x_of(row.then_start or row.then_end))
    right = frame.kept(frame.axis.x_of((row.then_end or max(frame.horizon, row.then_start)) + 1))
    if right < 0 or left > frame.width:
        return
    y = round(middle + frame.bar_height / 2 + 2)
    scene[ink.GHOST].rectangles.append(Rectangle(left, y, max(right - left, 2.0), GHOST_HEIGHT))


def _draw_marks(scene: Scene, frame: GanttFrame, row: BarRow, middle: float) -> None:
    """The milestones (节点) on a bar: small diamonds, filled once reached, red once missed."""
    reach = mark_reach(frame)
    for mark in row.marks:
        x = frame.axis.x_of(mark.day + 0.5)
        if -reach <= x <= frame.width + reach:
            missed = not mark.done and mark.day < frame.today
            style = ink.MARK_DONE if mark.done else ink.MARK_MISSED if missed else ink.MARK
            scene[style].polygons.append(_diamond(x, middle, reach))


def mark_reach(frame: GanttFrame) -> float:
    """From the middle of a milestone's diamond to its corners."""
    return min(frame.bar_height / 2, 5.5)


def _diamond(x: float, middle: float, reach: float) -> tuple[Point, ...]:
    return (
        Point(x, middle - reach),
        Point(x + reach, middle),
        Point(x, middle + reach),
        Point(x - reach, middle),
    )


def _draw_summary(scene: Scene, frame: GanttFrame, row: BarRow, shape: BarShape, middle: float) -> None:
    """A bracket over the rows below: a thin bar, dark as far as done, with a tip at either end."""
    left, right = frame.kept(shape.left), frame.kept(shape.right)
    done = min(max(shape.progress_x(row.progress), left), right)
    height = 6.0 if row.depth == 0 else 4.0
    y = middle - height / 2 - 1
    scene[ink.SUMMARY].rectangles.append(Rectangle(left, y, right - left, height))
    if done > left:
        scene[ink.SUMMARY_DONE].rectangles.append(Rectangle(left, y, done - left, height))
    for x, inward in ((shape.left, 5.0), (shape.right, -5.0)):
        if 0 <= x <= frame.width:
            scene[ink.SUMMARY_TIP].polygons.append(
                (Point(x, y), Point(x + inward, y), Point(x, y + height + 5))
            )
    _label(scene, frame, ink.SUMMARY_LABEL, shape.right + 8, middle, f"{row.progress}%")


def _draw_milestone(scene: Scene, frame: GanttFrame, row: BarRow, shape: BarShape, middle: float) -> None:
    x, reach = (shape.left + shape.right) / 2, frame.bar_height / 2
    look = _look(row, frame.today)
    scene[look.mark].polygons.append(_diamond(x, middle, reach))
    _label_of(scene, frame, row, x + reach, middle)


def _draw_bar(scene: Scene, frame: GanttFrame, row: BarRow, shape: BarShape, middle: float) -> None:
    look = _look(row, frame.today)
    left, right = frame.kept(shape.left), frame.kept(max(shape.right, shape.left + 2))
    vague = min(max(frame.kept(shape.vague_from), left), right)
    done = min(max(shape.progress_x(row.progress), left), right)
    y, height = round(middle - frame.bar_height / 2), frame.bar_height
    body = look.tail if shape.open_end else look.body
    if vague > left:
        scene[body].rectangles.append(Rectangle(left, y, vague - left, height))
    if vague < right:
        scene[look.tail].rectangles.append(Rectangle(vague, y, right - vague, height))
        scene[look.hatch].rectangles.append(Rectangle(vague, y, right - vague, height))
    if done > left and not shape.open_end:
        scene[look.done].rectangles.append(Rectangle(left, y, done - left, height))
    _draw_edges(scene, look, row, shape, Rectangle(left, y, right - left, height))
    # A bar without an end runs out of sight: its label stands on it, where it comes into sight.
    _label_of(scene, frame, row, max(shape.left, 0.0) - 4 if shape.open_end else shape.right, middle)


def _draw_edges(scene: Scene, look: BarInk, row: BarRow, shape: BarShape, box: Rectangle) -> None:
    """The outline: no left edge where the start is only implied, an arrow tip where there is no end."""
    left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    lines = scene[look.edge].lines
    lines.append(Line(left, top, right, top))
    lines.append(Line(left, bottom, right, bottom))
    if row.start_given:
        lines.append(Line(left, top, left, bottom))
    if shape.open_end:
        tip = Point(right + box.height / 2, (top + bottom) / 2)
        scene[look.open_edge].polylines.append((Point(right, top), tip, Point(right, bottom)))
    else:
        lines.append(Line(right, top, right, bottom))


def _label_of(scene: Scene, frame: GanttFrame, row: BarRow, x: float, middle: float) -> None:
    late = is_overdue(row, frame.today)
    words = [_label_text(row, frame.label), slack_words(row)]
    if row.deadline_kind in _OPEN_KINDS and row.progress:
        words.append(f"{row.progress}%")
    if late:
        words.append(f"逾期{frame.today - row.end}天")
    if frame.ghosts and row.then_end and row.end and row.end != row.then_end:
        words.append(shift_text(row.end - row.then_end))
    style = ink.LATE_LABEL if late else ink.LABEL
    _label(scene, frame, style, x + 10, middle, "  ".join(word for word in words if word))


def shift_text(days: int) -> str:
    """How far an end has moved from its baseline."""
    return f"较基线推迟{days}天" if days > 0 else f"较基线提前{-days}天"


def _label_text(row: BarRow, label: BarLabel) -> str:
    deadline = row.deadline or ("" if row.end else "未定时限")
    texts = {BarLabel.UNITS: row.units, BarLabel.TITLE: row.title, BarLabel.DEADLINE: deadline}
    return texts.get(label, "")


def _label(scene: Scene, frame: GanttFrame, style: Style, x: float, middle: float, text: str) -> None:
    if text and x < frame.width:
        height = frame.row_height
        scene[style].texts.append(Text(x, middle - height / 2, 0.0, height, text))


def _look(row: BarRow, today: int) -> BarInk:
    if row.tone >= 0:
        return ink.TONES[row.tone % len(ink.TONES)]
    if is_overdue(row, today):
        return ink.OVERDUE
    if row.state in (TaskState.DONE, TaskState.CLOSED) or row.progress == 100:
        return ink.DONE
    if row.state is TaskState.PAUSED:
        return ink.PAUSED
    if row.state is TaskState.DROPPED:
        return ink.DROPPED
    return ink.WAITING if row.state is TaskState.NOT_STARTED and not row.progress else ink.RUNNING
