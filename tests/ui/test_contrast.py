"""High contrast: where the system asks for it, every word is readable, on the Gantt too."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workbench.ui import theme
from workbench.ui.icons import icon
from workbench.ui.settings import Settings
from workbench.ui.theme import Palette
from workbench.ui.window import MainWindow
from workbench.ui.work import Work

ROLE = QPalette.ColorRole
BLACK = {"paper": "#000000", "words": "#ffffff", "highlight": "#1aebff"}
WHITE = {"paper": "#ffffff", "words": "#000000", "highlight": "#37006e"}


def system(paper: str, words: str, highlight: str) -> QPalette:
    """A system's palette of high contrast."""
    palette = QPalette()
    for role in (ROLE.Window, ROLE.Base, ROLE.Button, ROLE.AlternateBase):
        palette.setColor(role, QColor(paper))
    for role in (ROLE.WindowText, ROLE.Text, ROLE.ButtonText):
        palette.setColor(role, QColor(words))
    palette.setColor(ROLE.Highlight, QColor(highlight))
    return palette


def contrast(first: str, second: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    brighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(name: str) -> float:
    colour = QColor(name)
    parts = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


WORDS_ON = [
    ("text", ("paper", "window", "stripe", "group", "selection", "hover", "lit", "rest_day")),
    ("text", ("error_paper", "warning_paper", "good_paper")),
    ("quiet_text", ("paper", "window")),
    ("accent", ("paper", "window")),
    ("accent_text", ("accent",)),
    ("overdue", ("paper",)),
    ("warning", ("paper",)),
    ("good", ("paper",)),
    ("selection_text", ("selection",)),
]


@pytest.mark.parametrize("colours", [BLACK, WHITE], ids=["black", "white"])
def test_words_stand_out_from_what_they_stand_on(colours: dict[str, str]) -> None:
    palette = theme.contrasting(system(**colours))
    assert palette.high_contrast
    for words, papers in WORDS_ON:
        for paper in papers:
            assert contrast(getattr(palette, words), getattr(palette, paper)) >= 7, (words, paper)


def test_our_own_colours_are_readable_too() -> None:
    palette = Palette()
    for words, papers in WORDS_ON:
        for paper in papers:
            assert contrast(getattr(palette, words), getattr(palette, paper)) >= 4.5, (words, paper)


def test_only_pure_black_and_white_ask_for_contrast(qapp: QApplication) -> None:
    assert theme.asks_for_contrast(system(**BLACK))
    assert theme.asks_for_contrast(system(**WHITE))
    assert not theme.asks_for_contrast(system("#efefef", "#000000", "#308cc6"))
    assert not theme.asks_for_contrast(system("#1e1e1e", "#ffffff", "#308cc6"))
    assert not theme.asks_for_contrast(qapp.palette())


RENDER = """
import sys
from pathlib import Path
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from tests.ui.test_contrast import BLACK, system
from workbench import app
from workbench.ui import theme
from workbench.ui.settings import Settings

application = app.make_application()
application.setPalette(system(**BLACK))
theme.apply(application)
from workbench.ui.render import render_view
from workbench.ui.views import catalogue

plan, folder = Path(sys.argv[1]), Path(sys.argv[2])
work = app.make_work(plan, settings=Settings(folder))
for name in set(catalogue.NAMES) - {"reports"}:  # a paper is white, as it will be printed
    render_view(work, name, (1100, 640), 1.0, folder / f"{name}.png")
work.background.stop()
work.close()
"""


def test_no_page_keeps_a_pale_ground_on_a_black_screen(plan: Path, tmp_path: Path) -> None:
    """In a process of its own, since colours are taken when the program starts."""
    root = Path(__file__).parents[2]
    ran = subprocess.run(
        [sys.executable, "-c", RENDER, str(plan), str(tmp_path)],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    pale = {path.stem: share for path in tmp_path.glob("*.png") if (share := _pale(path)) > 0.15}
    assert pale == {}, "shares of each picture that are pale"


def colours_of(picture: QImage, least: int) -> set[str]:
    """The colours of which a picture has so many pixels."""
    pixels = (
        picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())
    )
    return {colour for colour, count in Counter(pixels).items() if count >= least}


def fresh_window(qtbot: QtBot, work: Work, settings: Settings, view: str) -> QImage:
    """The same view in a window that never had other colours."""
    other = MainWindow(work, settings)
    qtbot.addWidget(other)
    other.resize(1100, 640)
    other.show()
    other.show_view(view).refresh_now()
    qtbot.waitUntil(lambda: other.page is not None and not other.page.busy)
    return other.grab().toImage()


def test_the_window_follows_a_system_that_changes_its_colours(
    qtbot: QtBot, window: MainWindow, work: Work, settings: Settings
) -> None:
    """High contrast switched on while the program runs, and off again: everything on screen is redrawn."""
    window.resize(1100, 640)
    window.show_view("tasks").refresh_now()
    window.show_view("gantt").refresh_now()
    plain, now = QApplication.palette(), [QPalette(QApplication.palette())]
    window.colours.system = lambda: now[0]

    def change_to(palette: QPalette) -> QImage:
        with qtbot.waitSignal(window.colours.changed):
            now[0] = palette
            QApplication.sendEvent(window, QEvent(QEvent.Type.ThemeChange))
        qtbot.waitUntil(lambda: window.page is not None and not window.page.busy)
        return window.grab().toImage()

    before = window.grab().toImage()
    try:
        black = change_to(system(**BLACK))
        stroke = icon("undo").pixmap(48, 48).toImage()
        assert _pale_share(black) < 0.15
        assert colours_of(black, 50) <= colours_of(fresh_window(qtbot, work, settings, "gantt"), 1)
        window.show_view("tasks")
        tasks = window.grab().toImage()
        fresh = colours_of(fresh_window(qtbot, work, settings, "tasks"), 1) | {theme.PALETTE.hover}
        assert colours_of(tasks, 50) <= fresh
        window.show_view("gantt")
        assert window.menus.undo.icon().pixmap(48, 48).toImage() == stroke
    finally:
        after = change_to(plain)
    assert not theme.PALETTE.high_contrast
    assert _pale_share(after) == pytest.approx(_pale_share(before), abs=0.01)


def test_a_system_that_only_says_it_changed_changes_nothing(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.assertNotEmitted(window.colours.changed, wait=200):
        QApplication.sendEvent(window, QEvent(QEvent.Type.ThemeChange))


def _pale(path: Path) -> float:
    """How much of a picture is pale: words and lines are little, a ground is much."""
    return _pale_share(QImage(str(path)))


def _pale_share(whole: QImage) -> float:
    picture = whole.scaled(220, 128)
    pixels = [picture.pixelColor(x, y).lightness() for x in range(220) for y in range(128)]
    return sum(lightness > 170 for lightness in pixels) / len(pixels)
