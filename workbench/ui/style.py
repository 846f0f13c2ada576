"""The style sheet of the main window and its dialogs, on top of the theme's palette."""

from __future__ import annotations

from string import Template
from typing import Final

from workbench.resources import resource_path
from workbench.ui import theme

_RULES: Final = """
QLabel[heading="true"] { font-size: 13pt; font-weight: bold; color: $text; }
QLabel[quiet="true"] { color: $quiet_text; }
QLabel[part="true"] { color: $quiet_text; font-weight: bold; padding-top: 6px; }
QLabel[tone="error"] { color: $overdue; }
QLabel[figure="true"] { font-size: 18pt; color: $accent; }
QLabel[figure="true"][tone="error"] { color: $overdue; }

#navigation, #subjects { background: $window; border: none; border-right: 1px solid $strong_line; outline: 0; padding-top: 6px; }
#navigation:focus, #subjects:focus { border-right-color: $accent; }
#navigation::item, #subjects::item { height: 36px; padding-left: 10px; border-left: 3px solid transparent; color: $text; }
#navigation::item:hover, #subjects::item:hover { background: $hover; }
#navigation::item:selected, #subjects::item:selected { background: $selection; border-left: 3px solid $accent; color: $text; }

#messageBar { border-bottom: 1px solid $strong_line; background: $hover; }
#messageBar[tone="error"] { background: $error_paper; }
#messageBar[tone="warning"] { background: $warning_paper; }
#messageBar[tone="success"] { background: $good_paper; }
#messageBar QPushButton { color: $accent; border: none; padding: 2px 8px; font-weight: bold; }
#banner { background: $warning_paper; border-bottom: 1px solid $warning_line; }

QToolBar { border: none; border-bottom: 1px solid $strong_line; spacing: 2px; padding: 3px 6px; }
QToolBar QToolButton, QToolButton { border: 1px solid transparent; border-radius: 3px; padding: 3px 5px; }
QToolBar #qt_toolbar_ext_button { padding: 0; }
QToolButton:hover { background: $hover; border-color: $strong_line; }
QToolButton:pressed, QToolButton:checked { background: $selection; border-color: $accent; }
QToolButton:focus { border-color: $accent; }
QToolButton[popupMode="1"] { padding-right: 16px; }
QToolButton::menu-indicator { image: none; }
QToolButton::menu-button { border: none; width: 16px; }
QToolButton::menu-arrow { image: url($icons/chevron_down.svg); width: 10px; height: 10px; }
QStatusBar { border-top: 1px solid $line; color: $quiet_text; }
QStatusBar::item { border: none; }

QPushButton {
    background: $paper; border: 1px solid $strong_line; border-radius: 3px; padding: 4px 14px; min-height: 16px;
}
QPushButton:hover { background: $hover; border-color: $accent; }
QPushButton:pressed, QPushButton:checked { background: $selection; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $faint_text; background: $window; border-color: $line; }
QPushButton[main="true"] { background: $accent; color: $accent_text; border-color: $accent; }
QPushButton[main="true"]:hover { background: $accent_hover; }
QPushButton[main="true"]:focus { border-color: $accent_focus; }
QPushButton[main="true"]:disabled { background: $strong_line; border-color: $strong_line; }
QPushButton[segment="true"] { border: none; background: transparent; padding: 3px 10px; color: $quiet_text; }
QPushButton[segment="true"]:hover { background: $hover; }
QPushButton[segment="true"]:checked { color: $accent; font-weight: bold; }
QPushButton[segment="true"]:focus { background: $hover; }
QPushButton::menu-indicator { width: 0; }
QPushButton[card="true"] { border-radius: 4px; border-color: $line; padding: 0; min-height: 62px; }
QPushButton[card="true"]:hover, QPushButton[card="true"]:focus { border-color: $accent; background: $hover; }
QPushButton[card="true"]:checked { border-color: $accent; background: $selection; }

QLineEdit, QComboBox, QDateEdit, QSpinBox { border: 1px solid $strong_line; border-radius: 3px; padding: 3px 6px; min-height: 18px; background: $paper; }
QLineEdit:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus { border-color: $accent; }
QComboBox[on="true"] { background: $warning_paper; border-color: $warning_line; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 22px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url($icons/chevron_down.svg); width: 12px; height: 12px; }
QSpinBox::up-button, QSpinBox::down-button { border: none; width: 18px; }
QSpinBox::up-arrow { image: url($icons/chevron_up.svg); width: 10px; height: 10px; }
QSpinBox::down-arrow { image: url($icons/chevron_down.svg); width: 10px; height: 10px; }
QComboBox QAbstractItemView { border: 1px solid $strong_line; background: $paper; selection-background-color: $selection; selection-color: $text; }
QAbstractItemView QLineEdit, QAbstractItemView QSpinBox { border-radius: 0; padding: 0 3px; min-height: 0; }
QAbstractItemView QComboBox { border: none; padding: 0 4px; min-height: 0; }
#recent { background: transparent; border: none; }
#recent::item { padding-left: 4px; border-radius: 3px; }
#recent::item:hover { background: $hover; }
QTableView, QTreeView, QListView, QPlainTextEdit, QTextBrowser, ChartBoard { border: 1px solid $line; }
QTableView { selection-background-color: $selection; selection-color: $text; gridline-color: $line; outline: 0; }
QTableView:focus, QTreeView:focus, QListView:focus, QPlainTextEdit:focus, QTextBrowser:focus, ChartBoard:focus { border-color: $accent; }
QTableView::item { padding: 0 4px; }
QTableView::item:focus { border: 1px solid $accent; }
QTableCornerButton::section { background: $window; border: none; border-bottom: 1px solid $strong_line; }
QTabWidget::pane { border: none; border-top: 1px solid $strong_line; }
QTabBar::tab { padding: 6px 14px; border: none; color: $quiet_text; }
QTabBar::tab:selected { color: $accent; border-bottom: 2px solid $accent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { background: $hover; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $window; }
QCalendarWidget QToolButton { color: $text; }
QScrollBar:vertical { background: $window; width: 12px; margin: 0; border: none; }
QScrollBar:horizontal { background: $window; height: 12px; margin: 0; border: none; }
QScrollBar::handle { background: $strong_line; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $faint_text; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
QAbstractScrollArea::corner { background: $window; border: none; }
QMenu { border: 1px solid $strong_line; background: $paper; }
QMenu::item { padding: 5px 28px 5px 24px; }
QMenu::icon { padding-left: 8px; }
QMenu::item:selected { background: $selection; color: $text; }
QMenu::item:disabled { color: $faint_text; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
"""  # noqa: E501 – a style sheet reads best one rule a line


def style_sheet() -> str:
    colors = {name: getattr(theme.PALETTE, name) for name in theme.PALETTE.__slots__}
    icons = resource_path("icons").as_posix()
    return Template(_RULES).substitute(colors, icons=icons)
