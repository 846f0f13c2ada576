"""What every page and dialog owes to whoever has no mouse or sees badly: names, Tab, visible focus, room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QComboBox,
    QDialog,
    QDockWidget,
    QHeaderView,
    QLabel,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QToolBar,
    QWidget,
)

_INTERACTIVE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
)
#: Whole in themselves: what lies inside is reached and named through them.
_WHOLES = (QAbstractSpinBox, QComboBox, QLineEdit, QTabBar, QCalendarWidget, QAbstractItemView)
_MOST_TABS = 150
_AROUND = 3


def interactive(root: QWidget) -> list[QWidget]:
    """The widgets of a window that can be used now, not counting the parts of others."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and (isinstance(widget, _INTERACTIVE) or _takes_keys(widget))
        and not _is_part(widget, root)
    ]


def _takes_keys(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractScrollArea) and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _is_part(widget: QWidget, root: QWidget) -> bool:
    if isinstance(widget, QHeaderView) or widget.objectName() == "qt_toolbar_ext_button":
        return True
    above = widget.parentWidget()
    if isinstance(above, QDockWidget) or (isinstance(above, QToolBar) and above.objectName() == "tools"):
        return True  # what the window's tool bar offers, its menus offer too
    while above is not None and above is not root:
        if isinstance(above, _WHOLES):
            return True
        above = above.parentWidget()
    return False


def _led_by_a_line(widget: QWidget) -> bool:
    """A list of finds is gone through from the line above it; that line then says so."""
    if not isinstance(widget, QAbstractItemView) or widget.focusPolicy():
        return False
    above = widget.parentWidget()
    lines = above.findChildren(QLineEdit) if above is not None else []
    return any("方向键" in line.accessibleDescription() for line in lines)


def nameless(root: QWidget) -> list[str]:
    """Those a screen reader would have no word for."""
    labelled = {label.buddy() for label in root.findChildren(QLabel) if label.buddy()}
    return [_told(widget) for widget in interactive(root) if widget not in labelled and not _has_name(widget)]


def _has_name(widget: QWidget) -> bool:
    if widget.accessibleName():
        return True
    above = widget.parentWidget()
    if isinstance(widget, QTabBar) and above is not None and above.accessibleName():
        return True
    return isinstance(widget, QAbstractButton) and bool(widget.text().strip())


def beyond_reach(root: QWidget) -> list[str]:
    """Those that Tab never comes to, and (told so) those it comes to without showing it."""
    wanted = {id(one): one for one in interactive(root) if not _led_by_a_line(one)}
    unseen: list[str] = []
    groups: set[object] = set()
    root.activateWindow()
    if root.focusWidget() is None:
        root.focusNextPrevChild(True)
    first = here = QApplication.focusWidget()
    for _ in range(_MOST_TABS):
        if here is None or not wanted:
            break
        groups.add(_group_of(here))
        fresh = wanted.pop(id(here), None) is not None
        focused = _look(here, root)
        QTest.keyClick(here, Qt.Key.Key_Tab)
        there = QApplication.focusWidget()
        # Where the hand begins, Qt shows the focus only once a key has moved it.
        if fresh and here not in (first, there) and _look(here, root) == focused:
            unseen.append(f"不显示焦点：{_told(here)}")
        here = there
    groups.discard(None)
    missed = [widget for widget in wanted.values() if _group_of(widget) not in groups]
    return [_told(widget) for widget in missed] + unseen


def _group_of(widget: QWidget) -> object:
    """The exclusive group a button belongs to: Tab comes to one of them, and arrows go on from there."""
    if not isinstance(widget, QAbstractButton):
        return None
    group = widget.group()
    if group is not None and group.exclusive():
        return group
    return widget.parentWidget() if widget.autoExclusive() else None


def _look(widget: QWidget, root: QWidget) -> QImage:
    """A widget as it looks now, with the edge round it."""
    place = QRect(widget.mapTo(root, QPoint()), widget.size())
    return root.grab(place.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)).toImage()


def cramped(dialog: QDialog) -> list[str]:
    """Why a dialog cannot be made larger, if it cannot."""
    layout = dialog.layout()
    fixed = layout is not None and layout.sizeConstraint() == QLayout.SizeConstraint.SetFixedSize
    least, most = dialog.minimumSize(), dialog.maximumSize()
    if fixed or most.width() - least.width() < 200 or most.height() - least.height() < 100:
        return [f"{type(dialog).__name__}不能拉大"]
    return []


def _told(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    name = widget.accessibleName() or text or widget.objectName()
    above = widget.parentWidget()
    return f"{type(widget).__name__} {name!r} in {type(above).__name__}"
