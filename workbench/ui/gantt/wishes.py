"""What the planner wants of a GanttView: nodes and ordinals of the timeline go in, ids and dates come out.

The timeline speaks of nodes of the arrays it shows, which lanes put in another order; whoever changes the plan
needs ids. Each wish comes out as a signal of the view.
"""  # noqa: E501 – Chinese counts double

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from workbench.planning.task_arrays import LINK_KINDS, NodeKind
from workbench.terms import LinkKind
from workbench.ui.gantt.drag import Grip
from workbench.ui.gantt.link_editor import LinkEditor
from workbench.ui.itemmodels.task_grid import TaskGridModel

if TYPE_CHECKING:
    from workbench.ui.gantt.view import GanttView


class Wishes(QObject):
    """Between the panes of one view and its signals."""

    def __init__(self, view: GanttView, model: TaskGridModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        timeline = view.timeline
        timeline.dates_wanted.connect(self._move)
        timeline.progress_wanted.connect(
            lambda node, percent: view.progress_set.emit(self._id(node), percent)
        )
        timeline.activated.connect(self._open)
        timeline.shift_wanted.connect(self._shift)
        timeline.milestone_wanted.connect(
            lambda milestone, day: view.milestone_moved.emit(milestone, dt.date.fromordinal(day))
        )
        timeline.link_wanted.connect(self._link)
        timeline.link_activated.connect(self._open_link)
        timeline.link_removal_wanted.connect(
            lambda link: view.link_removed.emit(int(self._model.arrays.link_id[link]))
        )
        timeline.task_drawn.connect(self._draw)
        model.edit_requested.connect(
            lambda node, column, value: view.edit_requested.emit(self._id(node), column, value)
        )

    def _id(self, node: int) -> int:
        """The id of a node shown."""
        return int(self._model.arrays.id[node])

    def _move(self, node: int, start: int, end: int, grip: Grip) -> None:
        states_start = self._model.arrays.start_given[node] or grip is not Grip.END
        self._view.moved.emit(
            self._id(node),
            dt.date.fromordinal(start) if start and states_start else None,
            dt.date.fromordinal(end) if end else None,
        )

    def _shift(self, nodes: list[int], days: int) -> None:
        if days:
            self._view.shifted.emit([self._id(node) for node in nodes], days)

    def _link(self, before: int, after: int, kind: LinkKind) -> None:
        self._view.linked.emit(self._id(before), self._id(after), kind)

    def _open(self, node: int) -> None:
        if self._model.arrays.kind[node] == NodeKind.TASK:
            self._view.activated.emit(self._id(node))

    def _open_link(self, link: int, at: QPoint) -> None:
        """The link's own little window, beside its arrow."""
        if not self._model.editable:
            return
        view, arrays = self._view, self._model.arrays
        id = int(arrays.link_id[link])
        kind, lag = LINK_KINDS[arrays.link_kind[link]], int(arrays.links[link, 2])
        for former in view.findChildren(LinkEditor):
            former.close()
        editor = LinkEditor(view.timeline.link_text(link), kind, lag, view)
        editor.changed.connect(lambda kind, lag: view.link_changed.emit(id, kind, lag))
        editor.removed.connect(lambda: view.link_removed.emit(id))
        editor.show_at(view.timeline.viewport().mapTo(view, at))

    def _draw(self, node: int, start: int, end: int) -> None:
        """A task was drawn at a node: it goes into that node's section, or right into the document."""
        plan, at = self._view.arrays, self._view.plan_node(node)
        if at is None:
            return
        seat = {int(plan.kind[each]): each for each in (*reversed(plan.ancestors(at)), at)}
        section = seat.get(NodeKind.SECTION)
        self._view.drawn.emit(
            int(plan.id[seat[NodeKind.DOCUMENT]]),
            int(plan.id[section]) if section is not None else None,
            dt.date.fromordinal(start),
            dt.date.fromordinal(end),
        )
