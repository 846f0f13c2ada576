"""The button of the front line (前锋线): shown or not, and the status day it goes by."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget, QWidgetAction

from workbench.ui.controls import go_out_with_menu
from workbench.ui.fields import DayEdit

if TYPE_CHECKING:
    from workbench.ui.gantt.view import GanttView


class FrontLine(QToolButton):
    """A click shows or hides the line; its menu chooses the day."""

    def __init__(self, view: GanttView, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self.shown = QAction("前锋线", self)
        self.shown.setCheckable(True)
        self.shown.setToolTip("看各项任务进度超前还是滞后；点箭头可改为以任意一天为准")
        self.shown.toggled.connect(view.timeline.set_front_line)
        self.setDefaultAction(self.shown)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.day = DayEdit("前锋线的日期")
        self.day.dateChanged.connect(lambda _: self._go_by(self.day.day))
        self.setMenu(self._make_menu())
        go_out_with_menu(self)

    def trigger(self) -> None:
        """Show or hide the line."""
        self.shown.trigger()

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        self.by_today = menu.addAction("以今天为准", self._go_by_today)
        row = QWidget(menu)
        line = QHBoxLayout(row)
        line.addWidget(QLabel("以这一天为准：", row))
        line.addWidget(self.day)
        entry = QWidgetAction(menu)
        entry.setDefaultWidget(row)
        menu.addAction(entry)
        return menu

    def _go_by(self, day: dt.date) -> None:
        self._view.set_status_day(day)
        self.shown.setChecked(True)

    def _go_by_today(self) -> None:
        self._view.set_status_day(None)
        self.shown.setChecked(True)
