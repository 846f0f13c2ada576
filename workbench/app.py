"""The composition root: where the wires meet. Builds the application, its `Work` and its window.

The only module that knows every room, together with `cli`. Before the first paint it imports Qt, sqlite3 and
numpy; what comes later is warmed up in idle moments, a little at a time.
"""

from __future__ import annotations

import gc
import importlib
import logging
import os
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import (
    QCoreApplication,
    QLibraryInfo,
    QLocale,
    QMessageLogContext,
    QObject,
    Qt,
    QTimer,
    QtMsgType,
    QTranslator,
    qInstallMessageHandler,
)
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from workbench import __version__
from workbench.storage.workspace import Workspace
from workbench.ui import theme
from workbench.ui.icons import icon
from workbench.ui.messages import install_hook
from workbench.ui.settings import Settings
from workbench.ui.window import MainWindow
from workbench.ui.work import UnderwayLike, Work, WorkspaceLike

#: Imported one by one while the planner is not at work, roughly in the order of need.
WARM_UP: Final = (
    "sqlalchemy",
    "sqlalchemy.orm",
    "sqlalchemy.dialects.sqlite",
    "workbench.models",
    "workbench.queries.tasks",
    "workbench.operations.tasks",
    "workbench.queries.overview",
    "pyqtgraph.Qt",
    "pyqtgraph",
)
WARM_UP_FIRST_MS, WARM_UP_EVERY_MS = 1500, 400

#: What the platform without a screen says of every window it paints; it is so, and nothing is amiss.
OFFSCREEN_CANNOT: Final = (
    "This plugin does not support propagateSizeHints()",
    "This plugin does not support raise()",
)
#: How loud the log is for what Qt says.
LOUDNESS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class PlanShelf:
    """Opens and makes plan files for the window, in the name of who is working."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def open(self, path: Path) -> WorkspaceLike:
        return Workspace.open(path, who=self._settings.who)

    def begin_open(self, path: Path) -> UnderwayLike[WorkspaceLike]:
        return Workspace.begin_open(path, who=self._settings.who)

    def create(self, path: Path) -> WorkspaceLike:
        return Workspace.create(path, who=self._settings.who)


class WarmUp(QObject):
    """Imports a module whenever the planner rests, so that the first edit and the first chart are quick.

    At rest: the mouse has not moved since the last look, no button is held, and nothing is being typed.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting = list(WARM_UP)
        self._seen_at = QCursor.pos()
        self._timer = QTimer(self, interval=WARM_UP_EVERY_MS)
        self._timer.timeout.connect(self._step)
        QTimer.singleShot(WARM_UP_FIRST_MS, self._timer.start)

    def _step(self) -> None:
        moved, self._seen_at = QCursor.pos() != self._seen_at, QCursor.pos()
        held = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if moved or held or isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit):
            return
        importlib.import_module(self._waiting.pop(0))
        if not self._waiting:
            self._timer.stop()


def take_down(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
    """What Qt has to say goes to the log, and not to the planner's terminal."""
    if words not in OFFSCREEN_CANNOT:
        logging.getLogger("workbench.qt").log(LOUDNESS.get(kind, logging.WARNING), words)


def make_application() -> QApplication:
    """The dressed QApplication, speaking Chinese; the present one if there is one already."""
    present = QApplication.instance()
    if isinstance(present, QApplication):
        return present
    qInstallMessageHandler(take_down)
    rounding = Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(rounding)
    QCoreApplication.setApplicationName("planning-workbench")
    QCoreApplication.setApplicationVersion(__version__)
    application = QApplication(sys.argv[:1])
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(application)
    translations = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", translations):
        application.installTranslator(translator)
    theme.apply(application)
    return application


def make_work(path: Path | None = None, *, settings: Settings | None = None) -> Work:
    """A Work on the plan at `path`, or on none. Raises WorkbenchError where it cannot be opened."""
    shelf = PlanShelf(settings or Settings())
    return Work(shelf, shelf.open(path) if path is not None else None)


def run_window(path: Path | None) -> int:
    """Open the window, on a plan if one is given, and stay until it is closed. Returns the exit code.

    A plan that cannot be opened is told in the window, which then shows the start page.
    """
    gc.disable()  # what is made before the first paint stays; looking it through for garbage is in vain
    application = make_application()
    settings = Settings()
    work = make_work(settings=settings)
    window = MainWindow(work, settings)
    application.setWindowIcon(icon("workbench"))
    install_hook(window.hook)
    if path is not None:
        window.open_plan(path)
    window.show()
    QTimer.singleShot(WARM_UP_FIRST_MS, settle)
    WarmUp(window)
    code = application.exec()
    work.close()
    return code


def settle() -> None:
    """Leave what start-up made out of every later collection of garbage, and collect again."""
    gc.freeze()
    gc.enable()


def render_plan(path: Path, view: str, size: tuple[int, int], scale: float, to: Path) -> None:
    """Paint a view of the plan at `path` as a PNG at `to`, without a screen. Raises WorkbenchError."""
    from workbench.ui.render import render_view

    if QApplication.instance() is None:  # icons are drawn at the ratio of the screen, so the screen gets it
        os.environ["QT_SCALE_FACTOR"] = str(scale)
    application = make_application()
    work = Work(PlanShelf(Settings()), Workspace.open(path, read_only=True))
    try:
        render_view(work, view, size, scale, to)
    finally:
        work.close()
        application.processEvents()
