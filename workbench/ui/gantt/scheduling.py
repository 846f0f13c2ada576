"""排程: the button with all that has to do with reckoned days, and what its entries do to the plan."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from workbench.errors import WorkbenchError
from workbench.terms import TaskDays, TaskId
from workbench.ui.gantt.overlays import Ghost

if TYPE_CHECKING:
    from workbench.changes import ChangeSet
    from workbench.planning.rescheduling import ProposedLine
    from workbench.ui.gantt.view import GanttView
    from workbench.ui.work import Work

#: Tables of which a change moves the critical path, or the real days.
_RECKONED = {"tasks", "dependencies", "documents"}
_REPORTED = {"tasks", "progress_reports"}


class ScheduleMenu(QToolButton):
    """What is offered; the entries are open to the desk."""

    schedule_wanted = Signal()
    note_wanted = Signal()
    calendar_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText("排程 ▾")
        self.setAccessibleName("排程")
        self.setToolTip("自动排程、关键路径和时差、实际起止、工作日历")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self.schedule = menu.addAction("自动排程…", self.schedule_wanted.emit)
        menu.addSeparator()
        self.critical = _toggle(menu, "关键路径和时差", "红框为关键任务，虚线为可以推迟的天数")
        self.actual = _toggle(menu, "实际起止", "在横条上方显示实际开始和完成的时间")
        self.note = menu.addAction("登记实际起止…", self.note_wanted.emit)
        menu.addSeparator()
        self.calendar = menu.addAction("工作日历…", self.calendar_wanted.emit)
        menu.setToolTipsVisible(True)
        self.setMenu(menu)


class Scheduling(QObject):
    """Between the menu of one view and the plan."""

    def __init__(self, work: Work, view: GanttView) -> None:
        super().__init__(view)
        self._work, self._view = work, view
        menu = view.tools.scheduling
        menu.schedule_wanted.connect(self.open_dialog)
        menu.note_wanted.connect(self._note_actual)
        menu.calendar_wanted.connect(self._edit_calendar)
        menu.critical.toggled.connect(self._show_critical)
        menu.actual.toggled.connect(self._show_actual)
        menu.menu().aboutToShow.connect(self._offer)
        work.changed.connect(self._plan_changed)
        self._menu = menu

    def open_dialog(self) -> None:
        """Reckon a schedule, and let the planner choose what of it to take."""
        from workbench.planning.rescheduling import reschedule
        from workbench.ui.gantt.schedule_dialog import ScheduleDialog

        view, calendar = self._view, self._view.calendar
        if calendar is None:
            return
        dialog = ScheduleDialog(
            lambda way, last: reschedule(view.arrays, calendar, way, last_day=last),
            view.arrays.last_day(),
            view,
        )
        dialog.previewed.connect(self._preview)
        dialog.accepted_lines.connect(self._apply)
        dialog.work_out()
        dialog.open()

    def _offer(self) -> None:
        self._menu.schedule.setEnabled(self._work.writable)
        self._menu.note.setEnabled(self._work.writable and bool(self._view.selected_ids()))

    def _plan_changed(self, changes: ChangeSet) -> None:
        if self._menu.critical.isChecked() and changes.tables & _RECKONED:
            self._view.dressing.plan_edited()
        if self._menu.actual.isChecked() and changes.tables & _REPORTED:
            self._show_actual(True)

    def _preview(self, lines: list[ProposedLine]) -> None:
        self._view.preview([Ghost(line.node, line.new_start, line.new_end) for line in lines])

    def _apply(self, lines: list[ProposedLine]) -> None:
        from workbench.operations.gantt import apply_schedule
        from workbench.planning.rescheduling import day_of

        days = (TaskDays(TaskId(line.task), day_of(line.new_start), day_of(line.new_end)) for line in lines)
        self._work.change(apply_schedule, tuple(days))

    def _show_critical(self, shown: bool) -> None:
        try:
            self._view.dressing.show_slack(shown)
        except WorkbenchError as error:
            self._menu.critical.setChecked(False)
            self._work.troubled.emit(error)

    def _show_actual(self, shown: bool) -> None:
        from workbench.queries.actuals import actual_days

        wanted = shown and self._work.is_open
        self._view.dressing.set_actual(self._work.ask(actual_days) if wanted else None)

    def _note_actual(self) -> None:
        from workbench.queries.actuals import actual_of
        from workbench.queries.tasks import task as ask_task
        from workbench.ui.gantt.actual_dialog import ActualDialog

        chosen = self._view.selected_ids()
        if not chosen:
            return
        id = TaskId(chosen[0])
        dialog = ActualDialog(self._work.ask(ask_task, id).title, self._work.ask(actual_of, id), self._view)
        dialog.noted.connect(lambda started, finished: self._set_actual(id, started, finished))
        dialog.open()

    def _set_actual(self, task: TaskId, started: dt.date | None, finished: dt.date | None) -> None:
        from workbench.operations.gantt import set_actual

        if self._work.change(set_actual, task, started, finished) is not None:
            self._menu.actual.setChecked(True)

    def _edit_calendar(self) -> None:
        from workbench.planning.calendar_files import load_office_calendar
        from workbench.ui.gantt.calendar_dialog import CalendarDialog

        dialog = CalendarDialog(self._view)
        dialog.saved.connect(lambda: self._view.set_calendar(load_office_calendar()))
        dialog.troubled.connect(self._work.troubled.emit)
        dialog.open()


def _toggle(menu: QMenu, name: str, tip: str) -> QAction:
    entry = menu.addAction(name)
    entry.setCheckable(True)
    entry.setToolTip(tip)
    return entry
