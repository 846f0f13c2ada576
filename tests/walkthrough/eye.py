"""Where things are on the screen, found as a planner finds them: by the words written on them.

All points are those of the screen, in device-independent pixels.
"""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QModelIndex, QPoint
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QMenu,
    QMenuBar,
    QToolBar,
    QWidget,
)

from workbench.planning.task_arrays import NodeKind
from workbench.ui.gantt.drag import LINK_HANDLE
from workbench.ui.gantt.timeline import Timeline

W = TypeVar("W", bound=QWidget)


def in_front() -> QWidget:
    """The dialog that is asked in, else the window: also while the screen has not given it the focus yet."""
    front = QApplication.activeModalWidget() or QApplication.activeWindow()
    return front or next(one for one in QApplication.topLevelWidgets() if isinstance(one, QMainWindow))


def dialog() -> QDialog | None:
    """The dialog on screen, if there is one and it can be used."""
    front = QApplication.activeModalWidget()
    return front if isinstance(front, QDialog) and front.isVisible() and front.isActiveWindow() else None


def named(name: str, kind: type[W]) -> W:
    """The visible widget a screen reader calls so."""
    for one in in_front().findChildren(kind):
        if one.isVisible() and one.accessibleName() == name:
            return one
    raise LookupError(f"{kind.__name__} {name!r} is not on screen")


def button(words: str) -> QAbstractButton:
    """The visible button whose words begin so."""
    for one in in_front().findChildren(QAbstractButton):
        if one.isVisible() and one.text().replace("&", "").startswith(words):
            return one
    raise LookupError(f"button {words!r} is not on screen")


def line() -> QLineEdit:
    """The line that is typed in."""
    focus = QApplication.focusWidget()
    if not isinstance(focus, QLineEdit):
        raise LookupError(f"typed text would go to {focus}")
    return focus


def tool(words: str) -> QPoint:
    """A button of the tool bars."""
    for bar in in_front().findChildren(QToolBar):
        for action in bar.actions():
            widget = bar.widgetForAction(action)
            told = (action.iconText(), action.text(), widget.accessibleName() if widget else "")
            if widget and widget.isVisible() and words in told:
                return widget.mapToGlobal(widget.rect().center())
    raise LookupError(f"no tool {words!r}")


def menu(words: str) -> QPoint:
    """A menu of the menu bar."""
    for bar in in_front().findChildren(QMenuBar):
        for action in bar.actions():
            if action.text().startswith(words):
                return bar.mapToGlobal(bar.actionGeometry(action).center())
    raise LookupError(f"no menu {words!r}")


def entry(words: str) -> QPoint:
    """An entry of the menu that is open."""
    popup = QApplication.activePopupWidget()
    if isinstance(popup, QMenu):
        for action in popup.actions():
            if action.text().replace("&", "").startswith(words):
                return popup.mapToGlobal(popup.actionGeometry(action).center())
    raise LookupError(f"no entry {words!r} in {popup}")


def page(words: str) -> QPoint:
    """An entry of the navigation."""
    pages = named("导航", QListWidget)
    for row in range(pages.count()):
        if pages.item(row).text() == words:
            box = pages.visualItemRect(pages.item(row))
            return pages.viewport().mapToGlobal(box.center())
    raise LookupError(f"no page {words!r}")


def cell(view: QAbstractItemView, words: str, column: int, to: int | None = None) -> QPoint:
    """The cell of the row whose `column` begins with these words; that of column `to`, if given."""
    model = view.model()
    for row in range(model.rowCount()):
        index = model.index(row, column, QModelIndex())
        if str(index.data() or "").startswith(words):
            box = view.visualRect(index if to is None else index.siblingAtColumn(to))
            return view.viewport().mapToGlobal(box.intersected(view.viewport().rect()).center())
    raise LookupError(f"no row {words!r}")


class Bars:
    """The bars of the Gantt, by the beginnings of their tasks' names."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline

    def middle(self, name: str) -> QPoint:
        return self._point(self._timeline.bar_box(self.node(name)).center())

    def edge(self, name: str, *, at_end: bool) -> QPoint:
        """Where a bar is gripped to make it longer or shorter."""
        box = self._timeline.bar_box(self.node(name))
        return self._point(QPoint(box.right() - 1 if at_end else box.left() + 1, box.top() + 2))

    def handle(self, name: str, *, at_end: bool) -> QPoint:
        """Where a link is pulled from."""
        box, beside = self._timeline.bar_box(self.node(name)), round(LINK_HANDLE)
        return self._point(
            QPoint(box.right() + 1 + beside if at_end else box.left() - beside, box.center().y())
        )

    def node(self, name: str) -> int:
        arrays = self._timeline.model.arrays
        for node in range(len(arrays)):
            if arrays.kind[node] == NodeKind.TASK and arrays.name[node].startswith(name):
                return node
        raise LookupError(f"no task {name!r}")

    def _point(self, at: QPoint) -> QPoint:
        viewport = self._timeline.viewport()
        if not viewport.rect().contains(at):
            raise LookupError(f"{at} lies outside the chart")
        return viewport.mapToGlobal(at)
