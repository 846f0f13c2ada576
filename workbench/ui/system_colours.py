"""Follows the system's colours while the program runs: high contrast switched on or off, other colours."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from workbench.ui import icons, theme

#: A system that changes says so several times: this long after the last of them is looked what it wants.
_SETTLED_MS = 50


def system_palette() -> QPalette:
    """The palette of the system as it is now, which ours stands before."""
    ours = QApplication.palette()
    QApplication.setPalette(QPalette())
    system = QApplication.palette()
    QApplication.setPalette(ours)
    return system


class SystemColours(QObject):
    """Dresses the application anew where the system asks for other colours.

    `changed` tells that the theme has other colours now: what was made of the old ones is to be made again.
    `window` hears of a change first; `system` tells the system's palette, a test gives its own.
    """

    changed = Signal()

    def __init__(self, window: QWidget, system: Callable[[], QPalette] | None = None) -> None:
        super().__init__(window)
        self.system = system or system_palette
        self._look_soon = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._look_soon.timeout.connect(self.look)
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _: self._look_soon.start())
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ThemeChange:
            self._look_soon.start()
        return super().eventFilter(watched, event)

    def look(self) -> None:
        """Take the colours that the system asks for, where they are others."""
        application, wanted = QApplication.instance(), theme.wanted_by(self.system())
        if wanted != theme.PALETTE and isinstance(application, QApplication):
            theme.PALETTE.take(wanted)
            theme.colour(application)
            icons.draw_anew(application.allWidgets())
            self.changed.emit()
