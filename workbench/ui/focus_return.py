"""Brings the keyboard back where a dialog that had it closes and nothing takes it.

Some window managers lose it when two dialogs close at once, as after printing: then every shortcut is lost.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

#: So long the window manager has to give the keyboard to a window by itself.
_GRACE_MS = 60


class FocusReturn(QTimer):
    """Watches for `window`; whoever went to another program is left there, since then no dialog closed."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, singleShot=True, interval=_GRACE_MS)
        self._window = window
        self._last: QWindow | None = None
        self.timeout.connect(self._bring_back)
        window.installEventFilter(self)
        QGuiApplication.instance().focusWindowChanged.connect(self._note)  # type: ignore[union-attr]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A dialog that is destroyed with the keyboard takes it along without a word."""
        if event.type() == QEvent.Type.WindowUnblocked and self._last is not None:
            self.start()
        return super().eventFilter(watched, event)

    def _note(self, now: QWindow | None) -> None:
        last, self._last = self._last, now
        if now is not None:
            self.stop()
        elif last is not None and not (isValid(last) and last.isVisible()):
            self.start()

    def _bring_back(self) -> None:
        front = QApplication.activeModalWidget() or self._window
        if QGuiApplication.focusWindow() is None and front.isVisible():
            front.activateWindow()
