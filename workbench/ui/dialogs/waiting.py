"""Waiting for the child process: a small box with progress and 取消, shown only where it takes a while."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

from workbench.ui.background import Job

SHOWN_AFTER_MS = 400


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
