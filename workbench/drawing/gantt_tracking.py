"""What tracking adds to the bars of a Gantt: the days a task really took, the critical path, slack.

Each is drawn over or beside the planned bar, in its own row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbench.drawing import gantt_styles as ink
from workbench.drawing.scene import Line, Rectangle, Scene

if TYPE_CHECKING:
    from workbench.drawing.gantt import BarShape, GanttFrame
    from workbench.rows.bars import BarRow

_ACTUAL_HEIGHT: Final = 3.0
_END_TICK: Final = 4.0


def draw_actual(scene: Scene, frame: GanttFrame, row: BarRow, middle: float) -> None:
    """The days a task really took, a thin bar over the planned one; red from the day after its deadline.

    Work that goes on runs to today.
    """
    start, end = row.did_start or row.did_end, row.did_end or max(frame.today, row.did_start)
    if not start:
        return
    y = round(middle - frame.bar_height / 2 - _ACTUAL_HEIGHT - 1)
    in_time = min(end, row.end) if row.end else end
    stretches = ((start, in_time, ink.ACTUAL), (max(start, in_time + 1), end, ink.ACTUAL_LATE))
    for first, last, style in stretches:
        left, right = frame.kept(frame.axis.x_of(first)), frame.kept(frame.axis.x_of(last + 1))
        if first <= last and right >= 0 and left <= frame.width:
            scene[style].rectangles.append(Rectangle(left, y, max(right - left, 2.0), _ACTUAL_HEIGHT))


def draw_slack(scene: Scene, frame: GanttFrame, row: BarRow, shape: BarShape, middle: float) -> None:
    """A red outline on the critical path; else a whisker to the last day the task may end on."""
    left, right = frame.kept(shape.left), frame.kept(shape.right)
    if row.critical:
        top, bottom = round(middle - frame.bar_height / 2), round(middle + frame.bar_height / 2)
        scene[ink.CRITICAL].lines.extend(
            (
                Line(left, top, right, top),
                Line(left, bottom, right, bottom),
                Line(left, top, left, bottom),
                Line(right, top, right, bottom),
            )
        )
    elif row.latest > row.end > 0:
        end = frame.kept(frame.axis.x_of(row.latest + 1))
        y = round(middle + frame.bar_height / 2)  # below the words beside the bar
        scene[ink.SLACK].lines.append(Line(right, y, end, y))
        scene[ink.SLACK_END].lines.append(Line(end, y - _END_TICK, end, y + _END_TICK / 2))


def slack_words(row: BarRow) -> str:
    """时差5天, on the critical path 关键, "" where nothing was worked out."""
    if row.critical:
        return "关键" if row.slack >= 0 else f"关键，时差{row.slack}天"
    return f"时差{row.slack}天" if row.latest else ""
