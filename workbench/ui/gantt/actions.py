"""The strip over the Gantt: zoom steps, fitting, today, expansion, row height, and the key to the colours."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from workbench.drawing.gantt import BarLabel
from workbench.drawing.time_axis import Snap, Zoom
from workbench.planning.tones import ColorBy
from workbench.ui.controls import go_out_with_menu
from workbench.ui.gantt.baseline_menu import BaselineMenu
from workbench.ui.gantt.chart import ZOOM_STEP
from workbench.ui.gantt.front_line import FrontLine
from workbench.ui.gantt.grouping import Grouping
from workbench.ui.gantt.legend import Legend
from workbench.ui.gantt.scheduling import ScheduleMenu

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
        self.front_line = FrontLine(view, self)
        self.addWidget(self.front_line)
        self.baselines = BaselineMenu(self)
        self.addWidget(self.baselines)
        self.scheduling = ScheduleMenu(self)
        self.addWidget(self.scheduling)
        self.show_menu = QMenu("显示", self)
        self._fill_show_menu(self.show_menu)
        self.addWidget(_menu_button("显示", "颜色、分组、条旁文字和拖动时的吸附", self.show_menu, self))
        self.print_chart = self._action("打印…", "打印成 PDF，或存为 SVG、PNG 图片", view.print_wanted.emit)
        space = QWidget(self)
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(space)
        self.legend = Legend(self)
        self.addWidget(self.legend)
        timeline.zoomed.connect(self._mark_zoom)
        self._mark_zoom(timeline.axis.day_width)

    @property
    def stops(self) -> list[QWidget]:
        """The buttons in their order, for Tab to go through."""
        widgets = (self.widgetForAction(action) for action in self.actions())
        return [one for one in widgets if one.focusPolicy() & Qt.FocusPolicy.TabFocus]

    def _action(self, name: str, tip: str, slot: Callable[..., object]) -> QAction:
        action = QAction(name, self)
        action.setToolTip(tip)
        action.triggered.connect(slot)
        self.addAction(action)
        self.widgetForAction(action).setFocusPolicy(Qt.FocusPolicy.TabFocus)
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

    def _fill_show_menu(self, menu: QMenu) -> None:
        """How the plan is shown, each a choice of one among several."""
        view = self._view
        self.colors = _choices(menu, "横条颜色", ColorBy, view.dressing.set_color_by)
        self.groupings = _choices(menu, "分组（泳道）", Grouping, view.set_grouping)
        self.labels = _choices(menu, "条旁文字", BarLabel, view.set_label, BarLabel.DEADLINE)
        self.snaps = _choices(menu, "拖动时吸附到", Snap, view.timeline.set_snap)

    def _mark_zoom(self, day_width: float) -> None:
        """Check the step whose tiers are shown."""
        nearest = min(Zoom, key=lambda zoom: abs(zoom.day_width / day_width - 1))
        for zoom, action in self.zooms.items():
            action.setChecked(zoom is nearest)


Choice = TypeVar("Choice", bound=Enum)


def _choices(
    menu: QMenu,
    title: str,
    kind: type[Choice],
    choose: Callable[[Choice], object],
    first: Choice | None = None,
) -> dict[Choice, QAction]:
    """A submenu of which one entry is checked: the first one, unless told otherwise."""
    submenu, group = menu.addMenu(title), QActionGroup(menu)
    actions: dict[Choice, QAction] = {}
    for choice in kind:
        action = submenu.addAction(str(getattr(choice, "label", choice.value)))
        action.setCheckable(True)
        action.setChecked(choice is (first or next(iter(kind))))
        action.triggered.connect(lambda _=False, choice=choice: choose(choice))
        group.addAction(action)
        actions[choice] = action
    return actions


def _menu_button(text: str, tip: str, menu: QMenu, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setText(f"{text} ▾")
    button.setAccessibleName(text)
    button.setToolTip(tip)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setMenu(menu)
    go_out_with_menu(button)
    return button
