"""Waiting for what takes a while, with progress and 取消: a job of the child process, a change on its way."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QProgressDialog,
    QVBoxLayout,
    QWidget,
)

from workbench.ui.background import LOOK_EVERY_MS, Job
from workbench.ui.controls import named, push_button

SHOWN_AFTER_MS = 400
LONGEST_WORDS = 60


class Waiting(QProgressDialog):
    """Follows a job to its end, however that comes; 取消 cancels the job. `steps` of 0: nobody knows."""

    def __init__(self, job: Job, title: str, words: str, steps: int, parent: QWidget) -> None:
        super().__init__(words, "取消", 0, steps, parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumDuration(SHOWN_AFTER_MS)
        self.setAutoReset(False)
        self.setAutoClose(False)
        self.canceled.connect(job.cancel)
        for ended in (job.finished, job.broken):
            ended.connect(lambda _: self._leave())
        job.cancelled.connect(self._leave)
        self.setValue(0)

    def _leave(self) -> None:
        self.blockSignals(True)  # closing counts as cancelling otherwise
        self.close()
        self.deleteLater()


class Telling(Protocol):
    """How far something is: `done` of `of`, 0 of 0 where nobody knows; `label` names it."""

    label: str
    done: int
    of: int


class Underway(Protocol):
    """Something that runs in another thread."""

    @property
    def ended(self) -> bool: ...
    @property
    def watch(self) -> Telling: ...
    def stop(self) -> None: ...


class StepBox(QDialog):
    """Shown while a change is stored, or a long question answered: nothing else can be done in the program
    meanwhile, but its windows live. 取消 asks for an end, which comes a moment later."""

    def __init__(self, underway: Underway, words: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._underway, self._words = underway, words
        self.setWindowTitle("请稍候")
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.told = QLabel()
        self.bar = named(QProgressBar(textVisible=False), "进度")
        self.cancel = push_button("取消", self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(self.told)
        column.addWidget(self.bar)
        column.addLayout(row)
        self.setMinimumWidth(420)
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self._show()

    def reject(self) -> None:
        """Esc, 取消 and closing the box ask for an end; the box stays until it has come."""
        self._underway.stop()
        self.cancel.setEnabled(False)
        self._words = "正在取消…"
        self._show()

    def _look(self) -> None:
        if self._underway.ended:
            self._timer.stop()
            self.accept()
        else:
            self._show()

    def _show(self) -> None:
        watch = self._underway.watch
        words = self._words or (f"正在{watch.label}…" if watch.label else "正在处理…")
        short = words if len(words) <= LONGEST_WORDS else words[: LONGEST_WORDS - 1] + "…"
        self.told.setText(short)
        self.bar.setRange(0, watch.of)
        self.bar.setValue(watch.done)


def sit_through(underway: Underway, words: str = "") -> None:
    """Show the box and let the event loop turn until it has ended, or the program is told to quit.

    `words` say what is being done, where its own label does not.
    """
    if isinstance(QApplication.instance(), QApplication):
        parent = QApplication.activeModalWidget() or QApplication.activeWindow()
        StepBox(underway, words, parent).exec()
