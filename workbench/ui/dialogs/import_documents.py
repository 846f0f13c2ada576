"""The import dialog (导入文件): the source on the left, what was read out of it on the right, and why.

Clicking a fact lights up its place in the source; clicking in the source finds the fact. Accepting stores the
mended draft by one operation, hence one undo step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCursor, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from workbench.errors import RefusedError, StoppedError, WorkbenchError
from workbench.reading.draft import Draft
from workbench.reading.formats.source import Grid
from workbench.rows.documents import DocumentRow
from workbench.terms import DocumentId, Script, Severity
from workbench.ui.background import raise_again
from workbench.ui.controls import named, push_button
from workbench.ui.dialogs.draft_desk import Account, DraftDesk
from workbench.ui.dialogs.edition import EditionDialog, EditionNotice
from workbench.ui.dialogs.import_facts import FactsForm
from workbench.ui.dialogs.reading_anew import ColumnMenu, ReadingAnew
from workbench.ui.dialogs.review_lists import ReviewLists
from workbench.ui.dialogs.waiting import Waiting
from workbench.ui.views.source_pane import SourcePane
from workbench.ui.work import Work


class ImportDialog(QDialog):
    """Reviews drafts one after another. `imported(DocumentId)` for each accepted."""

    imported = Signal(int)

    def __init__(
        self, work: Work, drafts: Sequence[Draft], names: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("导入文件")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._work = work
        self._desks = [DraftDesk(draft) for draft in drafts]
        self._places = list(range(1, len(drafts) + 1))  # of the desks left, among the files chosen
        self._chosen = len(drafts)
        self.original = SourcePane(work.background)
        self.source = self.original.text
        self.facts = FactsForm(self.mend)
        self.lists = ReviewLists(self.mend, names)
        self.tables = self.lists.tables
        self.edition = EditionNotice(self.hold_against)
        self.state = QLabel(wordWrap=True)
        self.undo = push_button("撤销修改", self._undo_mend, "undo")
        self._account = QLabel()
        self._chooser = named(QComboBox(), "待导入文件")
        self._lay_out()
        self._wire()
        self._fill_chooser()
        self._change_desk()
        self.resize(1360, 820)

    @property
    def desk(self) -> DraftDesk:
        return self._desks[max(0, self._chooser.currentIndex())]

    def mend(self, change: Callable[[DraftDesk], None]) -> None:
        """Change the draft on the desk and show the outcome."""
        change(self.desk)
        self._show_desk()

    def accept(self) -> None:
        """Store the draft as one step, then go on with the next; refused while an error stands."""
        if self.desk.blocking:
            self.lists.show_problems()
            self._say_state()
            return
        changes = self._work.change(_store, self.desk.accepted(), dict(self.desk.aliases))
        if changes is None:
            return
        for key in changes.keys("documents"):
            self.imported.emit(DocumentId(key))
        self._leave_desk()

    def done(self, result: int) -> None:
        self.original.let_go()
        super().done(result)

    def read_anew(self, script: str) -> None:
        """Read the document on the desk in other characters, or with what was learnt since."""
        reading, desk = ReadingAnew(self._work, self), self.desk
        reading.read.connect(lambda draft: self._take_reading(desk, draft))
        reading.refused.connect(self._say_trouble)
        reading.broken.connect(raise_again)
        reading.start(desk.draft, script)

    def remember_column(self, head: str, holds: str) -> None:
        """Columns of this head hold `holds` from now on, in this document and the next."""
        from workbench.reading.office_lexicon import remember_head

        try:
            remember_head(head, holds)
        except WorkbenchError as error:
            self._say_trouble(error)
        else:
            self.read_anew(self.facts.script.currentData())

    def hold_against(self, document: DocumentRow) -> None:
        """Take the draft in as a newer edition of a document of the plan."""
        try:
            dialog = EditionDialog(self._work, document, self.desk.accepted(), self)
        except WorkbenchError as error:
            self._say_trouble(error)
            return
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.adopted.connect(lambda: self.imported.emit(document.id))
        dialog.adopted.connect(self._leave_desk)
        dialog.open()

    def export_review(self, to: Path) -> None:
        """Write what was read and what became of it, for all documents on the desks, in the child process."""
        from workbench.exchange.review_sheet import write_review

        job = self._work.background.run(write_review, [(to, [desk.review for desk in self._desks])])
        Waiting(job, "导出核对清单", f"正在写入：{to.name}", 0, self)
        job.finished.connect(lambda answers: self._tell_written(to, answers[0]))
        job.broken.connect(raise_again)

    # -- the frame -----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.facts)
        column.addWidget(self.lists, 1)
        splitter = QSplitter()
        splitter.addWidget(self.original)
        splitter.addWidget(right)
        splitter.setSizes([500, 860])
        splitter.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        if len(self._desks) > 1:
            whole.addWidget(self._chooser)
        whole.addWidget(self.edition)
        whole.addWidget(splitter, 1)
        whole.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addWidget(self._account)
        told.addWidget(self.state)
        row = QHBoxLayout()
        row.addLayout(told, 1)
        row.addWidget(push_button("导出核对清单…", self._choose_review_file, "export"))
        row.addWidget(self.undo)
        if len(self._desks) > 1:
            row.addWidget(push_button("跳过此文件", self._leave_desk))
        row.addWidget(push_button("接受并导入", self.accept, main=True))
        row.addWidget(push_button("取消", self.reject))
        return row

    def _wire(self) -> None:
        self._chooser.currentIndexChanged.connect(lambda _: self._change_desk())
        self._work.troubled.connect(self._say_trouble)
        self.original.place_clicked.connect(self.lists.find_fact)
        self.original.tables.column_wanted.connect(self._explain_column)
        self.lists.place_wanted.connect(self.original.light)
        self.lists.listed.connect(self.original.mark)
        self.facts.script_wanted.connect(self.read_anew)
        QShortcut(QKeySequence.StandardKey.Undo, self, self._undo_mend)
        QShortcut(QKeySequence.StandardKey.Delete, self.lists.tabs, self.lists.drop_selected)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.lists.accept_selected)

    # -- what is shown -------------------------------------------------------------------------------------

    def _fill_chooser(self) -> None:
        self._chooser.blockSignals(True)
        self._chooser.clear()
        for number, desk in zip(self._places, self._desks, strict=True):
            self._chooser.addItem(
                f"第 {number} 份，共 {self._chosen} 份：{desk.draft.meta.title or desk.draft.file}"
            )
        self._chooser.blockSignals(False)

    def _change_desk(self) -> None:
        draft = self.desk.draft
        self.facts.show_script("hans" if draft.meta.script is Script.HANT else "keep")
        self.edition.show_documents(self._documents_like(draft))
        self._show_desk()
        self.lists.show_first_list()

    def _documents_like(self, draft: Draft) -> Sequence[DocumentRow]:
        from workbench.queries.editions import documents_like

        return self._work.ask(documents_like, draft) if self._work.is_open else ()

    def _show_desk(self) -> None:
        self.original.show_draft(self.desk.draft)
        self.facts.show_meta(self.desk.draft.meta)
        self.lists.show_desk(self.desk)
        self.undo.setEnabled(self.desk.can_undo)
        self._account.setText(in_words(self.desk.account))
        self._say_state()

    def _say_state(self) -> None:
        standing = len(self.desk.blocking)
        if standing:
            text = f"还有 {standing} 个错误待处理：请修改或剔除相应的行，或在“问题”中标记为已核对。"
        else:
            doubts = sum(one.severity is Severity.WARNING for one in self.desk.draft.all_problems)
            text = f"可以导入；有 {doubts} 处存疑，建议看一遍。" if doubts else "可以导入。"
        self._say(text, wrong=bool(standing))

    def _say(self, text: str, *, wrong: bool) -> None:
        self.state.setText(text)
        self.state.setProperty("tone", "error" if wrong else "")
        self.state.style().unpolish(self.state)
        self.state.style().polish(self.state)

    def _say_trouble(self, error: WorkbenchError) -> None:
        """A refusal is told here too: the window's message bar lies behind this dialog."""
        self._say(f"{error.what}{error.way_forward}", wrong=not isinstance(error, StoppedError))

    # -- what the planner does -----------------------------------------------------------------------------

    def _take_reading(self, desk: DraftDesk, draft: Draft) -> None:
        desk.read_anew(draft)
        self._show_desk()
        self._say("已重新读取；之前的修改可用“撤销修改”找回。", wrong=False)

    def _explain_column(self, grid: Grid, column: int) -> None:
        menu = ColumnMenu(self.desk.draft, grid, column, self.remember_column, self)
        menu.popup(QCursor.pos())

    def _choose_review_file(self) -> None:
        from workbench.ui.dialogs.files import choose_where_to_save

        name = f"{self.desk.draft.meta.title or self.desk.draft.file}（核对清单）.xlsx".replace("/", "／")
        to = choose_where_to_save(self, "导出核对清单", Path(name), "Excel 工作簿 (*.xlsx)")
        if to is not None:
            self.export_review(to)

    def _tell_written(self, to: Path, answer: WorkbenchError | None) -> None:
        if answer is not None:
            self._say_trouble(answer)
        else:
            self._say(f"核对清单已保存到 {to}。", wrong=False)

    def _undo_mend(self) -> None:
        self.mend(DraftDesk.undo)

    def _leave_desk(self) -> None:
        """Done with this draft: show the next, or close after the last."""
        if len(self._desks) == 1:
            super().accept()
            return
        done = max(0, self._chooser.currentIndex())
        del self._desks[done], self._places[done]
        self._fill_chooser()
        self._change_desk()


def _store(session: Any, draft: Draft, aliases: Mapping[str, str]) -> None:
    """Import a draft and remember what was said of its unit names, as one step."""
    from workbench.operations.documents import import_draft
    from workbench.operations.units import remember_alias

    for alias, name in aliases.items():
        with suppress(RefusedError):  # a unit of the plan bears that name: to merge the two is another step
            remember_alias(session, name, alias)
    import_draft(session, draft)


def in_words(account: Account) -> str:
    """读出 42 项 = 接受 30 + 剔除 2（重复 1、不是任务 1） + 待核 10: what was read and where it went."""
    left_out = sum(account.dropped.values())
    reasons = "、".join(f"{reason} {count}" for reason, count in account.dropped.items())
    told = f"读出 {account.read} 项 = 接受 {account.accepted} + 剔除 {left_out}"
    told += f"（{reasons}）" if reasons else ""
    told += f" + 待核 {account.pending}" if account.pending else ""
    return told + (f"；另由目标表述转入指标 {account.added} 项" if account.added else "")
