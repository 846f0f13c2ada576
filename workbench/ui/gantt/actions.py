"""The strip over the Gantt: zoom steps, fitting, today, expansion, row height, and the key to the colours."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from workbench.drawing.gantt import BarLabel
from workbench.drawing.time_axis import Zoom
from workbench.ui.gantt.chart import ZOOM_STEP
from workbench.ui.gantt.legend import Legend

if TYPE_CHECKING:
    from workbench.ui.gantt.view import GanttView


class GanttActions(QToolBar):
    """What can be done to the view; the actions are open to the window's menus."""

    def __init__(self, view: GanttView) -> None:
        super().__init__("甘特图", view)
        self._view = view
        timeline = view.timeline
        self.setMovable(False)
        self.expand_all = self._action("全部展开", "展开所有文件和章节", view.expand_all)
        self.collapse_all = self._action("全部折叠", "只显示文件", view.collapse_all)
        self.tall_rows = self._action("两行显示", "每行显示两行文字，便于阅读较长的任务", view.set_tall_rows)
        self.tall_rows.setCheckable(True)
        self.addSeparator()
        self.zooms = {zoom: self._zoom_action(zoom) for zoom in Zoom}
        self.addSeparator()
        self.fit = self._action("适合选中", "缩放到所选任务的起止时间", view.fit_selection)
        self.today = self._action("回到今天", "将今天移入视野（Home）", timeline.show_today)
        self.zoom_in = self._zoom_key("放大", "Ctrl+=", ZOOM_STEP)
        self.zoom_out = self._zoom_key("缩小", "Ctrl+-", 1 / ZOOM_STEP)
        self.addSeparator()
        self.front_line = self._action(
            "前锋线", "以今天为准，看各项任务进度超前还是滞后", timeline.set_front_line
        )
        self.front_line.setCheckable(True)
        self.addWidget(self._label_menu())
        space = QWidget(self)
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(space)
        self.addWidget(Legend(self))
        timeline.zoomed.connect(self._mark_zoom)
        self._mark_zoom(timeline.axis.day_width)

    def _action(self, name: str, tip: str, slot: Callable[..., object]) -> QAction:
        action = QAction(name, self)
        action.setToolTip(tip)
        action.triggered.connect(slot)
        self.addAction(action)
        return action

    def _zoom_action(self, zoom: Zoom) -> QAction:
        action = self._action(
            zoom.label,
            f"按{zoom.label}显示时间（Ctrl+滚轮可任意缩放）",
            lambda: self._view.timeline.zoom_to(zoom.day_width),
        )
        action.setCheckable(True)
        return action

    def _zoom_key(self, name: str, keys: str, factor: float) -> QAction:
        """A finer or coarser scale by one step, from any place in the view."""
        action = QAction(name, self._view)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        timeline = self._view.timeline
        action.triggered.connect(lambda: timeline.zoom_to(timeline.axis.day_width * factor))
        self._view.addAction(action)
        return action

    def _label_menu(self) -> QToolButton:
        """What stands beside the bars."""
        button, group = QToolButton(self), QActionGroup(self)
        button.setText("条旁文字")
        button.setToolTip("选择横条旁边显示的内容")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        for label in BarLabel:
            action = menu.addAction(label.value)
            action.setCheckable(True)
            action.setChecked(label is BarLabel.DEADLINE)
            action.triggered.connect(lambda _=False, label=label: self._view.set_label(label))
            group.addAction(action)
        button.setMenu(menu)
        return button

    def _mark_zoom(self, day_width: float) -> None:
        """Check the step whose tiers are shown."""
        nearest = min(Zoom, key=lambda zoom: abs(zoom.day_width / day_width - 1))
        for zoom, action in self.zooms.items():
            action.setChecked(zoom is nearest)
