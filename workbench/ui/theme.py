"""Theme: the colours, type and measures of the whole window, in one place. A QApplication goes in, dressed.

The look is the calm of an office suite: white paper, grey frames, one blue. Colours are named for what they
mean. Sizes are device-independent pixels; Qt scales them for the screen.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from workbench.resources import resource_path

#: Height of one row of the task grid and the Gantt, which must agree to the pixel, by lines of text shown.
ROW_HEIGHT: Final = 26
TALL_ROW_HEIGHT: Final = 42
#: Height of the header over both, two tiers of the time axis.
HEADER_HEIGHT: Final = 46
#: How far one level of the tree stands in from the one above it.
INDENT: Final = 16
#: Point size of the window's text; figures and small print take one or two less.
FONT_SIZE: Final = 9.0

#: Chinese interface typefaces, best first: two of Windows, one of macOS, then those of Linux.
_FAMILIES: Final = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
)
_OWN_FAMILY: Final = "GW Hei"
_OWN_FONT: Final = "GWHei-Medium.ttf"


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as #rrggbb, by meaning."""

    window: str = "#f3f3f3"  # frames, tool bars, headers
    paper: str = "#ffffff"  # where content stands
    stripe: str = "#f8f9fb"  # every second row
    group: str = "#eef2f8"  # rows of documents
    line: str = "#e1e4e8"  # thin rules between rows
    strong_line: str = "#c5cad1"  # edges of headers and panes
    text: str = "#1f2328"
    quiet_text: str = "#656d76"  # secondary words
    faint_text: str = "#9aa1a9"  # placeholders, the disabled
    accent: str = "#1f6fbf"  # links, focus, the one blue
    selection: str = "#d3e5f8"
    selection_text: str = "#1f2328"
    hover: str = "#eaf2fb"
    lit: str = "#ffe08a"  # the place in the source of the fact at hand
    today: str = "#d4562c"
    rest_day: str = "#f1f2f4"  # weekends and holidays on the calendar
    overdue: str = "#c42b1c"
    warning: str = "#9d5d00"
    good: str = "#107c41"


PALETTE: Final = Palette()


def apply(application: QApplication) -> None:
    """Dress the application: style, colours and a typeface that has Chinese."""
    application.setStyle("Fusion")
    application.setPalette(_qt_palette(PALETTE))
    application.setFont(interface_font())
    application.setStyleSheet(_STYLE_SHEET)


def interface_font(size: float = FONT_SIZE, *, bold: bool = False) -> QFont:
    """The window's typeface at a point size. Registers our own where the system has no Chinese one."""
    font = QFont([_chinese_family(), *_FAMILIES])
    font.setPointSizeF(size)
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font


def color(name: str) -> QColor:
    """A colour of the palette by its field name: `color("accent")`."""
    return QColor(getattr(PALETTE, name))


def _chinese_family() -> str:
    if sys.platform == "win32":
        return _FAMILIES[0]
    for family in (*_FAMILIES, _OWN_FAMILY):
        if QFontDatabase.hasFamily(family):
            return family
    QFontDatabase.addApplicationFont(str(resource_path("fonts", _OWN_FONT)))
    return _OWN_FAMILY


def _qt_palette(colors: Palette) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: colors.window,
        QPalette.ColorRole.WindowText: colors.text,
        QPalette.ColorRole.Base: colors.paper,
        QPalette.ColorRole.AlternateBase: colors.stripe,
        QPalette.ColorRole.Text: colors.text,
        QPalette.ColorRole.PlaceholderText: colors.faint_text,
        QPalette.ColorRole.Button: colors.window,
        QPalette.ColorRole.ButtonText: colors.text,
        QPalette.ColorRole.ToolTipBase: colors.paper,
        QPalette.ColorRole.ToolTipText: colors.text,
        QPalette.ColorRole.Highlight: colors.selection,
        QPalette.ColorRole.HighlightedText: colors.selection_text,
        QPalette.ColorRole.Link: colors.accent,
        QPalette.ColorRole.Mid: colors.strong_line,
        QPalette.ColorRole.Midlight: colors.line,
        QPalette.ColorRole.Accent: colors.accent,
    }
    palette = QPalette()
    for role, value in roles.items():
        palette.setColor(role, QColor(value))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colors.faint_text))
    return palette


_STYLE_SHEET: Final = f"""
QToolTip {{ color: {PALETTE.text}; background: {PALETTE.paper}; border: 1px solid {PALETTE.strong_line}; padding: 3px; }}
QSplitter::handle {{ background: {PALETTE.strong_line}; }}
QHeaderView::section {{
    background: {PALETTE.window}; color: {PALETTE.quiet_text}; border: none;
    border-right: 1px solid {PALETTE.line}; border-bottom: 1px solid {PALETTE.strong_line}; padding: 0 6px;
}}
"""  # noqa: E501 – a style sheet reads best one rule a line
