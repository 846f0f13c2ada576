"""GanttDesk: the wishes of a GanttView become operations on the plan, each one step of the history.

Pages make one beside their view. What a plain cell edit is (`moved`, `progress_set`, `edit_requested`) stays
with the page, which shares it with the table.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QInputDialog

from workbench.changes import ChangeSet
from workbench.terms import BaselineId, DependencyId, DocumentId, LinkKind, MilestoneId, SectionId, TaskId
from workbench.ui.gantt.scheduling import Scheduling
from workbench.ui.gantt.view import GanttView
from workbench.ui.work import Work


class GanttDesk(QObject):
    """Between one view and the plan. Queries and operations are imported when first needed, since at
    the start of the program the Gantt is painted before anything heavy comes in.

    Signal: `said(str)` is news for the message bar.
    """

    said = Signal(str)

    def __init__(self, work: Work, view: GanttView) -> None:
        super().__init__(view)
        self._work, self._view = work, view
        view.shifted.connect(self._shift)
        view.milestone_moved.connect(self._move_milestone)
        view.linked.connect(self._link)
        view.link_changed.connect(self._change_link)
        view.link_removed.connect(self._remove_link)
        view.drawn.connect(self._draw)
        view.print_wanted.connect(self._print)
        self.scheduling = Scheduling(work, view)
        baselines = view.tools.baselines
        baselines.wanted.connect(self._show_baseline)
        baselines.take_wanted.connect(self._take_baseline)
        baselines.compare_wanted.connect(self._compare)
        baselines.removal_wanted.connect(self._remove_baseline)
        work.changed.connect(self._plan_changed)
        baselines.menu().aboutToShow.connect(self.refresh)
        work.plan_changed.connect(self._start_over)

    def refresh(self) -> None:
        """Offer the baselines the plan has now."""
        from workbench.queries.baselines import list_baselines

        rows = self._work.ask(list_baselines) if self._work.is_open else ()
        self._view.tools.baselines.offer(rows, writable=self._work.writable)

    def _start_over(self) -> None:
        self._view.tools.baselines.offer(())

    def _plan_changed(self, changes: ChangeSet) -> None:
        if "baselines" in changes.tables:
            self.refresh()

    def _shift(self, tasks: list[int], days: int) -> None:
        from workbench.operations.gantt import shift

        self._work.change(shift, tuple(map(TaskId, tasks)), days)

    def _move_milestone(self, milestone: int, day: dt.date) -> None:
        from workbench.operations.gantt import move_milestone

        self._work.change(move_milestone, MilestoneId(milestone), day)

    def _link(self, before: int, after: int, kind: LinkKind) -> None:
        from workbench.operations.links import add

        self._work.change(add, TaskId(before), TaskId(after), kind)

    def _change_link(self, link: int, kind: LinkKind, lag: int) -> None:
        from workbench.operations.gantt import set_link

        self._work.change(set_link, DependencyId(link), kind, lag)

    def _remove_link(self, link: int) -> None:
        from workbench.operations.links import remove

        self._work.change(remove, DependencyId(link))

    def _draw(self, document: int, section: int | None, start: dt.date, end: dt.date) -> None:
        from workbench.operations.gantt import draw

        days = f"{start.isoformat()} 至 {end.isoformat()}"
        title = self._asked("新增任务", f"任务名称（{days}）：")
        if title:
            place = SectionId(section) if section is not None else None
            self._work.change(draw, DocumentId(document), title, start, end, place)

    def _print(self) -> None:
        from workbench.ui.gantt.printing import PrintDialog

        dialog = PrintDialog(self._view, self._work)
        dialog.saved.connect(lambda path: self.said.emit(f"甘特图已保存到 {path}。"))
        dialog.open()

    def _show_baseline(self, baseline: BaselineId | None) -> None:
        from workbench.queries.baselines import baseline_days

        shown = baseline is not None and self._work.is_open
        self._view.dressing.set_baseline(
            self._work.ask(baseline_days, baseline) if baseline and shown else None
        )

    def _take_baseline(self) -> None:
        from workbench.operations.baselines import take

        name = self._asked("保存基线", "基线名称：", f"{dt.date.today().isoformat()}安排")
        if name and self._work.change(take, name) is not None:
            self.said.emit(f"已保存基线“{name}”。要与当前安排对照，请在“基线”菜单中选择它。")

    def _remove_baseline(self, baseline: BaselineId) -> None:
        from workbench.operations.baselines import remove

        self._work.change(remove, baseline)

    def _compare(self, baseline: BaselineId) -> None:
        from workbench.queries.baselines import compare
        from workbench.ui.gantt.comparison import ComparisonDialog

        rows = self._work.ask(compare, baseline)
        dialog = ComparisonDialog(rows, self._view)
        dialog.chosen.connect(self._view.show_task)
        dialog.open()

    def _asked(self, title: str, question: str, proposal: str = "") -> str:
        """A line of text from the planner, "" where none was given."""
        answer: tuple[Any, bool] = QInputDialog.getText(self._view, title, question, text=proposal)
        return str(answer[0]).strip() if answer[1] else ""
