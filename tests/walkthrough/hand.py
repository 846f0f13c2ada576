"""A hand: moves the mouse and types through the X server, and waits until the window has answered.

A story is a generator that yields what to wait for: seconds, or something that becomes true.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget

Wait = float | Callable[[], object]
Story = Iterator[Wait]

PATIENCE = 30.0
_STEP_MS = 40
_SETTLED = 0.25
_STEPS_OF_A_DRAG = 6


class Hand(QObject):
    """Tells a story step by step while the event loop of the application turns, also that of a dialog."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.shots = 0
        self.failed: BaseException | None = None
        self._story: Story | None = None
        self._wait: Wait = 0.0
        self._since = 0.0
        self._timer = QTimer(self, interval=_STEP_MS)
        self._timer.timeout.connect(self._go_on)

    def tell(self, story: Story, then: Callable[[], object]) -> None:
        self._story, self._then = story, then
        self._wait, self._since = _SETTLED, time.monotonic()
        self._timer.start()

    def click(self, at: QPoint, *, button: int = 1, keys: str = "") -> None:
        """Click at a point of the screen, with keys held."""
        self._move(at)
        if keys:
            _xdotool("keydown", keys)
        _xdotool("click", str(button))
        if keys:
            _xdotool("keyup", keys)

    def press(self, widget: QWidget) -> None:
        """Click a widget in its middle."""
        self.click(widget.mapToGlobal(widget.rect().center()))

    def drag(self, start: QPoint, end: QPoint, picture: str = "") -> Story:
        """Pull from one point to another, in a few steps as a hand does; the picture is taken on the way."""
        self._move(start)
        yield 0.1
        _xdotool("mousedown", "1")
        for step in range(1, _STEPS_OF_A_DRAG + 1):
            self._move(start + (end - start) * (step / _STEPS_OF_A_DRAG))
            yield 0.03
        yield 0.2
        if picture:
            self.look(picture)
        _xdotool("mouseup", "1")
        yield 0.3

    def keys(self, *names: str) -> None:
        """Press keys one after the other, such as ctrl+z."""
        for name in names:
            _xdotool("key", "--clearmodifiers", name)

    def write(self, text: str) -> None:
        """Type Latin text; Chinese goes through the clipboard, as from an input method."""
        if text.isascii():
            _xdotool("type", "--delay", "8", text)
        else:
            QGuiApplication.clipboard().setText(text)
            self.keys("ctrl+v")

    def look(self, name: str) -> None:
        """Keep a picture of the whole screen."""
        self.shots += 1
        screen = QGuiApplication.primaryScreen()
        screen.grabWindow(0).save(str(self.folder / f"{self.shots:02d} {name}.png"))

    def _move(self, at: QPoint) -> None:
        ratio = QGuiApplication.primaryScreen().devicePixelRatio()
        _xdotool("mousemove", str(round(at.x() * ratio)), str(round(at.y() * ratio)))

    def _go_on(self) -> None:
        if self._story is None or not self._over():
            return
        try:
            self._wait, self._since = next(self._story), time.monotonic()
        except StopIteration:
            self._end()
        except BaseException as error:  # told by whoever runs the story
            self.stop(error)

    def _over(self) -> bool:
        waited = time.monotonic() - self._since
        if not callable(self._wait):
            return waited > self._wait
        if waited > PATIENCE:
            self.stop(TimeoutError(f"waited in vain after picture {self.shots}"))
            return False
        return waited > _SETTLED and bool(self._wait())

    def stop(self, error: BaseException) -> None:
        self.failed = error
        self.look("stuck")
        self._end()

    def _end(self) -> None:
        self._timer.stop()
        self._story = None
        while isinstance(dialog := QApplication.activeModalWidget(), QDialog) and dialog.isVisible():
            dialog.reject()
        self._then()


def _xdotool(*words: str) -> None:
    subprocess.run(["xdotool", *words], check=True, timeout=20)
