"""Theme: the colours, type and measures of the whole window, in one place. A QApplication goes in, dressed.

The look is the calm of an office suite: white paper, grey frames, one blue. Colours are named for what they
mean. Sizes are device-independent pixels; Qt scales them for the screen.

Where the system asks for high contrast (高对比度: its palette is pure black on white, or white on black), the
colours are taken from there, and those of drawings are turned so that words stay readable.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from workbench.resources import resource_path
from workbench.terms import Colour

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


@dataclass(slots=True)
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
    error_paper: str = "#fdeceb"  # behind news that something failed
    warning_paper: str = "#fff5e0"
    good_paper: str = "#e9f5ee"
    warning_line: str = "#e0b95c"
    accent_text: str = "#ffffff"  # words on the accent
    accent_hover: str = "#195c9f"
    accent_focus: str = "#0d3c6b"

    @property
    def high_contrast(self) -> bool:
        """Whether all words are in the one colour of the text."""
        return self.quiet_text == self.text

    @property
    def is_dark(self) -> bool:
        return QColor(self.paper).lightness() < 128

    def take(self, other: Palette) -> None:
        """Become like another, for everyone who holds this one."""
        for name in self.__slots__:
            setattr(self, name, getattr(other, name))


#: The colours in force. `apply` alone changes them, and `system_colours` when the system does.
PALETTE: Final = Palette()


def apply(application: QApplication) -> None:
    """Dress the application: style, colours and a typeface that has Chinese."""
    PALETTE.take(wanted_by(application.palette()))
    application.setStyle("Fusion")
    application.setFont(interface_font())
    colour(application)


def colour(application: QApplication) -> None:
    """Give the application the colours in force."""
    application.setPalette(_qt_palette(PALETTE))
    application.setStyleSheet(_style_sheet())


def wanted_by(system: QPalette) -> Palette:
    """The colours that go with a system's palette."""
    return contrasting(system) if asks_for_contrast(system) else Palette()


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


#: The colours of lights (亮灯), told apart in grey too; words stand beside them everywhere.
_LIGHTS: Final = {
    Colour.GREEN: "#2e9e4f",
    Colour.BLUE: "#3f7fd0",
    Colour.YELLOW: "#f2c230",
    Colour.ORANGE: "#e8842a",
    Colour.RED: "#d0342c",
    Colour.NONE: "#c9ced4",
}


def light(colour: Colour) -> QColor:
    """The colour of a light."""
    return QColor(_LIGHTS[colour])


def words_on(colour: Colour) -> QColor:
    """The colour of words on a light."""
    return QColor("#ffffff" if colour in (Colour.GREEN, Colour.BLUE, Colour.RED) else "#1f2328")


def ink(colour: str, *, words: bool = False) -> QColor:
    """A colour of a drawing as the screen wants it: as it is, or turned for high contrast.

    Then all `words` are in the colour of the text, and on black paper what was pale is dark.
    """
    plain = QColor(colour)
    if not PALETTE.high_contrast:
        return plain
    if words:
        return color("text")
    if PALETTE.is_dark:
        plain.setHsl(plain.hslHue(), plain.hslSaturation(), 255 - plain.lightness())
    return plain


def asks_for_contrast(system: QPalette) -> bool:
    """Whether a system's palette is one of high contrast: pure black and pure white, buttons included."""
    roles = (QPalette.ColorRole.Window, QPalette.ColorRole.Button, QPalette.ColorRole.Base)
    papers = {system.color(role).name() for role in roles}
    words = {system.color(role).name() for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text)}
    return (papers, words) in (({"#000000"}, {"#ffffff"}), ({"#ffffff"}, {"#000000"}))


def contrasting(system: QPalette) -> Palette:
    """Our colours from those of a system of high contrast."""
    paper, text = system.color(QPalette.ColorRole.Window), system.color(QPalette.ColorRole.WindowText)
    highlight = system.color(QPalette.ColorRole.Highlight)
    dark = paper.lightness() < 128

    def tint(share: float) -> str:
        """The paper with something of the highlight in it, still far from the colour of the words."""
        return _mixed(paper, highlight, share)

    plain = dict.fromkeys(("window", "paper", "stripe", "group"), paper.name())
    words = dict.fromkeys(("text", "quiet_text", "faint_text", "line", "strong_line"), text.name())
    papers = dict.fromkeys(("error_paper", "warning_paper", "good_paper"), paper.name())
    return Palette(
        **plain,
        **words,
        **papers,
        accent="#7fdbff" if dark else "#00317a",
        accent_text=paper.name(),
        accent_hover=text.name(),
        accent_focus=text.name(),
        selection=tint(0.3),
        selection_text=text.name(),
        hover=tint(0.18),
        lit=tint(0.4 if dark else 0.25),
        rest_day=_mixed(paper, text, 0.14),
        today="#ffb38a" if dark else "#8a2a00",
        overdue="#ff9d94" if dark else "#8b0000",
        warning="#ffd75e" if dark else "#5f3700",
        warning_line=text.name(),
        good="#86e8ab" if dark else "#004d22",
    )


def _mixed(first: QColor, second: QColor, share: float) -> str:
    """Two colours mixed, the second one by so much (0 to 1)."""
    parts = (
        round(one + (other - one) * share)
        for one, other in (
            (first.red(), second.red()),
            (first.green(), second.green()),
            (first.blue(), second.blue()),
        )
    )
    return QColor(*parts).name()


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


def _style_sheet() -> str:
    return f"""
QToolTip {{ color: {PALETTE.text}; background: {PALETTE.paper}; border: 1px solid {PALETTE.strong_line}; padding: 3px; }}
QSplitter::handle {{ background: {PALETTE.strong_line}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QHeaderView::section {{
    background: {PALETTE.window}; color: {PALETTE.quiet_text}; border: none;
    border-right: 1px solid {PALETTE.line}; border-bottom: 1px solid {PALETTE.strong_line}; padding: 0 6px;
}}
QHeaderView::section:vertical {{ border-bottom-color: {PALETTE.line}; }}
"""  # noqa: E501 – a style sheet reads best one rule a line
