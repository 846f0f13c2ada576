"""What lies under the pointer on the timeline: a grip of a bar, a link handle, a milestone; and its words."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt

from workbench.drawing.gantt import mark_reach
from workbench.planning.link_words import LINK_WORDS, lag_text
from workbench.planning.task_arrays import LINK_KINDS, Milestone, NodeKind
from workbench.ui.gantt.chart import GanttChart
from workbench.ui.gantt.drag import Grip, grip_at, link_handle_at
from workbench.ui.gantt.gestures import mark_under
from workbench.ui.gantt.tips import bar_tip
from workbench.ui.itemmodels.task_grid import Column, day_text

#: What the pointer looks like over each part of a bar.
CURSORS = {
    Grip.MOVE: Qt.CursorShape.SizeAllCursor,
    Grip.START: Qt.CursorShape.SizeHorCursor,
    Grip.END: Qt.CursorShape.SizeHorCursor,
    Grip.PROGRESS: Qt.CursorShape.SplitHCursor,
    Grip.NEW: Qt.CursorShape.CrossCursor,
}


class HitChart(GanttChart):
    """The chart, knowing what is where. Points are those of the viewport."""

    def grip_at(self, row: int, at: QPoint) -> Grip | None:
        """Which part of the row's bar a press would hold; NEW where a task has no bar yet."""
        bar, shape = self.bar_at(row)
        if shape is None:
            is_task = self.model.arrays.kind[bar.key] == NodeKind.TASK and not bar.summary
            return Grip.NEW if is_task else None
        return grip_at(bar, shape, at.x(), (at.y() - self.y_of(row)) / self.row_height)

    def on_bar(self, row: int, at: QPoint) -> bool:
        return self.grip_at(row, at) not in (None, Grip.NEW)

    def handle_at(self, row: int, at: QPoint) -> bool | None:
        """Which end's link handle lies at a point (True for the end of the bar), if any."""
        bar, shape = self.bar_at(row)
        return link_handle_at(bar, shape, at.x()) if shape else None

    def milestone_at(self, row: int, at: QPoint) -> Milestone | None:
        bar, frame = self.bar_at(row)[0], self.frame()
        if not bar.marks or abs(at.y() - self.y_of(row) - frame.bar_middle) > mark_reach(frame) + 2:
            return None
        middles = [frame.axis.x_of(mark.day + 0.5) for mark in bar.marks]
        found = mark_under(bar, at.x(), middles, mark_reach(frame) + 2)
        return next((one for one in self.model.arrays.milestones(bar.key) if one.id == found), None)

    def link_text(self, link: int) -> str:
        """A link in words: both tasks, its kind and its lag."""
        arrays = self.model.arrays
        before, after, lag = arrays.links[link].tolist()
        kind = LINK_WORDS[LINK_KINDS[arrays.link_kind[link]]]
        return f"{arrays.name[before]} → {arrays.name[after]}\n{kind}{lag_text(lag)}"

    def tip_at(self, at: QPoint) -> str:
        """What to tell of what lies at a point; "" for nothing."""
        row = self.row_at(at.y())
        if row is None:
            return ""
        milestone = self.milestone_at(row, at)
        if milestone is not None:
            return f"节点：{milestone.title}\n{day_text(milestone.day)}{'，已完成' if milestone.done else ''}"
        if self.on_bar(row, at) or self.bar_at(row)[0].summary:
            cell = self.model.index(row, Column.NAME).data(Qt.ItemDataRole.ToolTipRole)
            return bar_tip(str(cell or ""), self.bar_at(row)[0])
        link = self.link_at(at.x(), at.y())
        return self.link_text(link) if link is not None else ""
