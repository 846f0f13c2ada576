"""From chosen files to the import dialog: read in the child process, with progress and cancel."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from workbench.errors import WorkbenchError
from workbench.reading.draft import Draft
from workbench.ui.background import Job
from workbench.ui.dialogs.import_documents import ImportDialog
from workbench.ui.work import Work

FILTER = (
    "可导入的文件 (*.txt *.html *.htm *.docx *.xlsx *.pdf *.md *.csv);;"
    "文本 (*.txt *.md *.csv);;网页 (*.html *.htm);;Word (*.docx);;Excel (*.xlsx);;PDF (*.pdf);;所有文件 (*)"
)


def read_quietly(path: str) -> Draft:
    """Runs in the child process: read one file."""
    from workbench.reading import read_file

    return read_file(Path(path))


class Importing(QObject):
    """One import on its way. Signals: `imported(document id)`, `unreadable(WorkbenchError)`,
    `broken(exception)`."""

    imported = Signal(int)
    unreadable = Signal(object)
    broken = Signal(object)

    def __init__(self, work: Work, window: QWidget) -> None:
        super().__init__(window)
        self._work = work
        self._window = window
        self.dialog: ImportDialog | None = None

    def start(self, paths: Sequence[Path]) -> Job:
        """Begin reading; the dialog opens when all files are read."""
        job = self._work.background.run(read_quietly, [(str(path),) for path in paths])
        progress = QProgressDialog("正在读取文件…", "取消", 0, len(paths), self._window)
        progress.setWindowTitle("导入文件")
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.setMinimumDuration(400)
        progress.setAutoReset(False)
        progress.canceled.connect(job.cancel)
        job.progress.connect(lambda done, of: self._tell(progress, paths, done))
        job.finished.connect(lambda answers: self._review(progress, answers))
        job.broken.connect(lambda error: self._fail(progress, error))
        job.cancelled.connect(progress.deleteLater)
        return job

    def review(self, drafts: Sequence[Draft]) -> ImportDialog:
        """Open the dialog on drafts already read."""
        from workbench.queries.units import unit_names

        self.dialog = ImportDialog(self._work, drafts, self._work.ask(unit_names), self._window)
        self.dialog.imported.connect(self.imported)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.open()
        return self.dialog

    def _tell(self, progress: QProgressDialog, paths: Sequence[Path], done: int) -> None:
        progress.setValue(done)
        if done < len(paths):
            progress.setLabelText(f"正在读取：{paths[done].name}")

    def _review(self, progress: QProgressDialog, answers: Sequence[Draft | WorkbenchError]) -> None:
        self._close(progress)
        refused = [error for error in answers if isinstance(error, WorkbenchError)]
        if refused:
            self.unreadable.emit(_all_of(refused))
        drafts = [draft for draft in answers if not isinstance(draft, WorkbenchError)]
        if drafts:
            self.review(drafts)

    def _fail(self, progress: QProgressDialog, error: BaseException) -> None:
        self._close(progress)
        self.broken.emit(error)

    def _close(self, progress: QProgressDialog) -> None:
        progress.blockSignals(True)  # closing counts as cancelling otherwise
        progress.close()
        progress.deleteLater()


def _all_of(errors: Sequence[WorkbenchError]) -> WorkbenchError:
    """Several refusals as one, so that the message bar hides none of them."""
    if len(errors) == 1:
        return errors[0]
    told = "".join(error.what for error in errors)
    return WorkbenchError(f"{len(errors)} 份文件没有读成：{told}", errors[0].way_forward)
