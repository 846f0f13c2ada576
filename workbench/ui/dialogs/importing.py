"""From chosen files, or from the clipboard, to the import dialog: read in the child process, with progress
and cancel."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from workbench.errors import WorkbenchError
from workbench.reading.draft import Draft
from workbench.ui.background import Job
from workbench.ui.dialogs.import_documents import ImportDialog
from workbench.ui.dialogs.waiting import Waiting
from workbench.ui.reading_child import read_copied, read_quietly
from workbench.ui.work import Work

FILTER = (
    "可导入的文件 (*.txt *.html *.htm *.docx *.xlsx *.xls *.et *.pdf *.ofd *.md *.csv *.tsv);;"
    "文本 (*.txt *.md *.csv *.tsv);;网页 (*.html *.htm *.mht);;Word (*.docx);;"
    "Excel、WPS 表格 (*.xlsx *.xls *.et);;PDF、OFD (*.pdf *.ofd);;所有文件 (*)"
)


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
        box = self._follow(job, f"正在读取：{paths[0].name}", len(paths))
        job.progress.connect(lambda done, _: box.setValue(done))
        names = [path.name for path in (*paths, paths[-1])]
        job.progress.connect(lambda done, _: box.setLabelText(f"正在读取：{names[done]}"))
        return job

    def start_copied(self, name: str, data: bytes) -> Job:
        """Begin reading what was copied."""
        job = self._work.background.run(read_copied, [(name, data)])
        self._follow(job, "正在读取剪贴板中的内容…", 0)
        return job

    def review(self, drafts: Sequence[Draft]) -> ImportDialog:
        """Open the dialog on drafts already read."""
        from workbench.queries.units import unit_names

        self.dialog = ImportDialog(self._work, drafts, self._work.ask(unit_names), self._window)
        self.dialog.imported.connect(self.imported)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.open()
        return self.dialog

    def _follow(self, job: Job, words: str, steps: int) -> Waiting:
        box = Waiting(job, "导入文件", words, steps, self._window)
        job.finished.connect(self._review)
        job.broken.connect(self.broken)
        return box

    def _review(self, answers: Sequence[Draft | WorkbenchError]) -> None:
        refused = [error for error in answers if isinstance(error, WorkbenchError)]
        if refused:
            self.unreadable.emit(_all_of(refused))
        drafts = [draft for draft in answers if not isinstance(draft, WorkbenchError)]
        if drafts:
            self.review(drafts)


def copied(clipboard: QMimeData | None) -> tuple[str, bytes] | None:
    """What was copied in Excel, Word, WPS or a browser, as a named file to read; None where it has no words.

    A table comes as HTML, else as lines parted by tabs.
    """
    if clipboard is None:  # an empty clipboard, on some platforms
        return None
    html, text = clipboard.html(), clipboard.text()
    if "<t" in html.lower() or (html.strip() and not text.strip()):
        return "剪贴板.html", html.encode("utf-8", "replace")
    if text.strip():
        ending = "tsv" if "\t" in text else "txt"
        return f"剪贴板.{ending}", text.encode("utf-8", "replace")
    return None


def _all_of(errors: Sequence[WorkbenchError]) -> WorkbenchError:
    """Several refusals as one, so that the message bar hides none of them."""
    if len(errors) == 1:
        return errors[0]
    told = "".join(error.what for error in errors)
    return WorkbenchError(f"{len(errors)} 份文件没有读成：{told}", errors[0].way_forward)
