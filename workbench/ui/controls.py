"""Controls made one way: with an icon, a name for screen readers and a tool tip that tells the shortcut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QCursor, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)

from workbench.ui.icons import icon

W = TypeVar("W", bound=QWidget)


def named(widget: W, name: str) -> W:
    """Give a widget the name that a screen reader says and a test finds it by."""
    widget.setAccessibleName(name)
    return widget


def tool_button(name: str, drawing: str, act: Callable[[], object], *, text: bool = False) -> QToolButton:
    button = named(QToolButton(autoRaise=True), name)
    button.setIcon(icon(drawing))
    button.setText(name)
    button.setToolTip(name)
    style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if text else Qt.ToolButtonStyle.ToolButtonIconOnly
    button.setToolButtonStyle(style)
    button.clicked.connect(lambda: act())
    return button


def push_button(
    name: str, act: Callable[[], object], drawing: str = "", *, main: bool = False
) -> QPushButton:
    """A button; `main` is the one a dialog or page is for."""
    button = named(QPushButton(name, autoDefault=False), name)
    if drawing:
        button.setIcon(icon(drawing))
    if main:
        button.setProperty("main", True)
    button.clicked.connect(lambda: act())
    return button


def menu_button(name: str, fill: Callable[[QMenu], object]) -> QPushButton:
    """A button that drops a menu, filled anew each time."""
    button = named(QPushButton(f"{name} ▾", autoDefault=False), name)
    menu = QMenu(button)
    menu.aboutToShow.connect(lambda: fill(menu))
    button.setMenu(menu)
    return button


def go_out_with_menu(button: QToolButton) -> None:
    """Let a button that drops a menu look untouched again once the mouse has left through the menu, which
    nobody tells the button."""

    def look() -> None:
        if not button.rect().contains(button.mapFromGlobal(QCursor.pos())):
            button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
            button.update()

    button.menu().aboutToHide.connect(lambda: QTimer.singleShot(0, button, look))


def action(
    parent: QWidget,
    text: str,
    act: Callable[[], object],
    drawing: str = "",
    keys: QKeySequence | QKeySequence.StandardKey | str | None = None,
) -> QAction:
    """A menu or tool bar action of `parent`. `text` may hold the mnemonic as 打开(&O)."""
    made = QAction(text, parent)
    if drawing:
        made.setIcon(icon(drawing))
    if keys is not None:
        made.setShortcut(QKeySequence(keys))
    made.triggered.connect(lambda: act())
    return made


def filter_line(name: str, typed: Callable[[str], object]) -> QLineEdit:
    """A line to narrow a list with, as the user types."""
    line = named(QLineEdit(clearButtonEnabled=True, placeholderText=name), name)
    line.setObjectName("filter")
    line.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
    line.setMaximumWidth(280)
    line.textChanged.connect(typed)
    return line


def chooser(name: str, width: int) -> QComboBox:
    """A box to choose from, `width` logical pixels wide."""
    box = named(QComboBox(), name)
    box.setFixedWidth(width)
    box.setToolTip(name)
    return box


def offer(box: QComboBox, rows: Sequence[tuple[str, object]], chosen: object) -> None:
    """Offer these rows (words, and what they mean) without a signal; `chosen` is current where it is among
    them, else the first."""
    box.blockSignals(True)
    box.clear()
    for text, data in rows:
        box.addItem(text, data)
    box.setCurrentIndex(0 if rows else -1)
    choose(box, chosen)
    box.blockSignals(False)


def choose(box: QComboBox, wanted: object) -> None:
    """Make the row that means this current, if there is one. `findData` does not compare Python's values."""
    places = [number for number in range(box.count()) if box.itemData(number) == wanted]
    if places:
        box.setCurrentIndex(places[0])


def offer_names(line: QLineEdit, names: Sequence[str]) -> QCompleter:
    """Offer the names that hold what is being typed. A name typed whole needs no list, which would only
    take the next click."""
    completer = QCompleter(list(names), line)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    line.setCompleter(completer)

    def close_when_whole(text: str) -> None:
        if completer.completionCount() == 1 and completer.currentCompletion() == text:
            completer.popup().hide()

    line.textEdited.connect(lambda text: QTimer.singleShot(0, completer, lambda: close_when_whole(text)))
    return completer


def heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("heading", True)
    return label


def quiet(text: str = "") -> QLabel:
    """Secondary words that wrap."""
    label = QLabel(text, wordWrap=True)
    label.setProperty("quiet", True)
    return label
