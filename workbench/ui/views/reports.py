"""报告: an official paper of a document, set in the child process and shown page by page from its own PDF."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QTimer
from PySide6.QtWidgets import QComboBox, QDateEdit, QLabel, QProgressBar

from workbench.errors import CannotWriteError, WorkbenchError
from workbench.rows.papers import NoticeFacts
from workbench.terms import DocumentId
from workbench.ui.background import Job
from workbench.ui.controls import named, push_button, quiet
from workbench.ui.views.page import Page, Place
from workbench.ui.views.pages import PaperView
from workbench.ui.work import Work

if TYPE_CHECKING:
    from workbench.press.paper import Paper


def set_notice(facts: NoticeFacts) -> Paper:
    """Runs in the child process: print a notice with the faces that come with the program."""
    from workbench.press.notice import print_notice

    return print_notice(facts, fonts="bundled")


class ReportsPage(Page):
    """The notice that issues a document (印发通知). It is set anew when the plan changes."""

    title = "报告"

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self.paper: Paper | None = None
        self.view = PaperView()
        self._job: Job | None = None
        self._undated: set[DocumentId] = set()
        self._document = named(QComboBox(), "印发的文件")
        self._document.setMinimumWidth(320)
        self._document.setMaximumWidth(520)
        self._date = named(QDateEdit(QDate.currentDate()), "落款日期")
        self._date.setCalendarPopup(True)
        self._date.setDisplayFormat("yyyy年M月d日")
        self._busy = QProgressBar(maximum=0, textVisible=False)
        self._busy.setFixedWidth(90)
        self._busy.hide()
        self._warnings = quiet()
        self._warnings.setContentsMargins(14, 0, 14, 8)
        self._save = push_button("保存为 PDF…", self.choose_file, main=True)
        self._facts = push_button("修改文件信息…", self._edit_facts, "edit")
        self._date_label = QLabel("落款日期")
        self.bar.addWidget(QLabel("印发通知"))
        self.bar.addWidget(self._document)
        self.bar.addWidget(self._date_label)
        for widget in (self._date, self._facts, self._busy):
            self.bar.addWidget(widget)
        self.bar.addStretch(1)
        self.bar.addWidget(self._save)
        self.body.addWidget(self._warnings)
        self.body.addWidget(self.view, 1)
        self._document.currentIndexChanged.connect(lambda _: self.set_paper())
        self._date.dateChanged.connect(lambda _: self.set_paper())
        self._later = QTimer(self, singleShot=True, interval=150)
        self._later.timeout.connect(self._set)

    @property
    def busy(self) -> bool:
        """Also while a paper is being set."""
        return super().busy or self._later.isActive() or (self._job is not None and self._job.running)

    def refresh(self) -> None:
        from workbench.queries.documents import list_documents

        chosen = self._document.currentData()
        rows = self.work.ask(list_documents)
        self._document.blockSignals(True)
        self._document.clear()
        self._undated = {row.id for row in rows if row.issued_on is None}
        for row in rows:
            self._document.addItem(row.title, row.id)
        self._document.setCurrentIndex(max(0, self._document.findData(chosen)) if rows else -1)
        self._document.blockSignals(False)
        self._facts.setEnabled(self.work.writable and bool(rows))
        self.set_paper()

    def go(self, place: Place) -> None:
        if place.document is not None:
            self._document.setCurrentIndex(max(0, self._document.findData(place.document)))

    def let_go(self) -> None:
        super().let_go()
        self._later.stop()
        self.view.show_pdf(None)

    def set_paper(self) -> None:
        """Set the chosen document's notice, shortly: several wishes in a row make one paper."""
        for widget in (
            self._date_label,
            self._date,
        ):  # a notice bears its document's own date if there is one
            widget.setVisible(self._document.currentData() in self._undated)
        self._save.setEnabled(False)
        self._later.start()

    def choose_file(self) -> None:
        from workbench.ui.dialogs.files import choose_where_to_save

        name = f"{self._document.currentText()}（印发通知）.pdf".replace("/", "／")
        to = choose_where_to_save(self, "保存为 PDF", Path(name), "PDF 文件 (*.pdf)")
        if to is not None:
            self.save(to)

    def save(self, to: Path) -> None:
        """Write the paper on screen to a file."""
        if self.paper is None:
            return
        try:
            to.write_bytes(self.paper.pdf)
        except OSError as error:
            what = f"无法写入“{to.name}”：{error.strerror}。"
            self.work.troubled.emit(CannotWriteError(what, "请关闭正在打开它的程序，或换一个位置保存。"))
        else:
            self.said.emit(f"已保存 {to}，共 {self.paper.pages} 页。")

    def _edit_facts(self) -> None:
        from workbench.queries.documents import document
        from workbench.ui.views.documents import edit_facts

        if self._document.currentData() is not None:
            edit_facts(self.work, self.work.ask(document, self._document.currentData()), self)

    def _set(self) -> None:
        from workbench.queries.notice import notice_facts

        document: DocumentId | None = self._document.currentData()
        if self._job is not None:
            self._job.forget()
        if document is None:
            self._show(None)
            return
        date = self._date.date()
        facts = self.work.ask(notice_facts, document, dt.date(date.year(), date.month(), date.day()))
        self._busy.show()
        self._job = self.work.background.run(set_notice, [(facts,)])
        self._job.finished.connect(lambda answers: self._take(answers[0]))
        self._job.broken.connect(self._fail)

    def _take(self, answer: Paper | WorkbenchError) -> None:
        self._busy.hide()
        if isinstance(answer, WorkbenchError):
            self._show(None)
            self.work.troubled.emit(answer)
        else:
            self._show(answer)

    def _fail(self, error: BaseException) -> None:
        self._busy.hide()
        raise error

    def _show(self, paper: Paper | None) -> None:
        self.paper = paper
        self._save.setEnabled(paper is not None)
        self.view.show_pdf(paper.pdf if paper else None)
        warnings = paper.warnings if paper else ("先导入一份文件，再排印它的印发通知。",)
        self._warnings.setText("\n".join(f"· {warning}" for warning in warnings))
        self._warnings.setVisible(bool(warnings))
