"""A real view, painted into a picture: for papers, for looking at what was made, and for tests.

The window is laid out and filled as on screen, but never shown to anyone.
"""

from __future__ import annotations

import time
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEventLoop, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from workbench.errors import CannotWriteError, UsageError
from workbench.ui import theme
from workbench.ui.settings import Settings
from workbench.ui.views import catalogue
from workbench.ui.views.page import Page
from workbench.ui.window import MainWindow
from workbench.ui.work import Work

WINDOW = "window"
#: What can be rendered: every view by its name, and the whole window.
VIEWS = (*catalogue.NAMES, WINDOW)
LONGEST_WAIT_S = 60.0


def render_view(work: Work, view: str, size: tuple[int, int], scale: float, to: Path) -> None:
    """Paint `view` of the open plan as a PNG at `to`.

    `size` is in device-independent pixels; the picture has `scale` times as many each way, and text and lines
    are drawn at that resolution. Needs a QApplication. Raises UsageError for an unknown view or an
    impossible size, CannotWriteError.
    """
    if view not in VIEWS:
        raise UsageError(f"没有名为“{view}”的视图。", f"可用的视图：{'、'.join(VIEWS)}。")
    if min(size) < 1 or scale <= 0:
        raise UsageError("图片的宽、高和倍率都必须大于零。", "例如宽 1400、高 900、倍率 2。")
    with TemporaryDirectory() as folder:
        window = MainWindow(work, Settings(Path(folder)))
        try:
            picture = picture_of(_laid_out(window, view, QSize(*size)), scale)
        finally:
            window.close()
            window.deleteLater()
    if not picture.save(str(to), "PNG"):  # type: ignore[call-overload]
        raise CannotWriteError(f"无法写入图片“{to.name}”。", "请检查文件夹是否存在、是否可写。")


def picture_of(widget: QWidget, scale: float) -> QImage:
    """A widget as it looks now, at `scale` device pixels for each of its own."""
    size = widget.size()
    picture = QImage(round(size.width() * scale), round(size.height() * scale), QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(scale)
    picture.fill(theme.color("window"))
    widget.render(picture)
    return picture


def _laid_out(window: MainWindow, view: str, size: QSize) -> QWidget:
    """The widget to paint, at its size and with its data."""
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    if view == WINDOW:
        window.resize(size)
    else:
        frame = window.show_view(view)
        window.resize(size)
        window.show()
        extra = window.size() - frame.size()
        window.resize(size + extra)
    window.show()
    page = window.page
    if page is not None:
        page.refresh_now()
        _settle(page)
    return window if view == WINDOW or page is None else page


def _settle(page: Page) -> None:
    """Let layouts, delayed fetches and the child process come to rest."""
    stop = time.monotonic() + LONGEST_WAIT_S
    for _ in range(4):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    while page.busy and time.monotonic() < stop:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
    QApplication.processEvents()
