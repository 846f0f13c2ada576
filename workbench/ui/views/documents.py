"""文件: the documents of the plan, the source text of the one chosen, its narrative targets and editions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QVBoxLayout, QWidget

from workbench.rows.documents import DocumentRow, EditionRow
from workbench.terms import EditionId, Span
from workbench.ui import wording
from workbench.ui.controls import action, filter_line, push_button, quiet
from workbench.ui.itemmodels.rows import RIGHT, Column, RowsModel
from workbench.ui.views.document_shelf import DocumentShelf
from workbench.ui.views.page import Page, Place
from workbench.ui.views.source import SourceReader
from workbench.ui.views.table import RowTable
from workbench.ui.work import Work


class DocumentsPage(Page):
    """A list above the reader; facts are edited in the list, the source stays as it came."""

    title = "文件"

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self._model: RowsModel[DocumentRow] = RowsModel(self._columns(), key=lambda row: row.id, parent=self)
        self.table = RowTable(self._model, "文件清单", "还没有文件。点“导入文件”，或把文件拖到窗口中。")
        self.source = SourceReader()
        self.shelf = DocumentShelf(work)
        self._shown = ""  # the digest of the file whose text is on screen
        self._edition: EditionId | None = None  # the earlier edition on screen
        self._which = quiet()
        self._former = QWidget()  # the line that tells of an earlier edition
        self._return = push_button("回到现行版本", self._show_current)
        self.bar.addWidget(filter_line("筛选文件", self._model.filter))
        self.bar.addStretch(1)
        self._import = push_button("导入文件…", self.import_wanted.emit, "import")
        self.bar.addWidget(self._import)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.table)
        splitter.addWidget(self._reading_desk())
        splitter.setSizes([220, 480])
        splitter.setChildrenCollapsible(False)
        self.body.addWidget(splitter, 1)
        self.table.picked.connect(self._show_document)
        self.shelf.place_wanted.connect(self._light)
        self.shelf.edition_wanted.connect(self._show_edition)
        self.shelf.said.connect(self.said)
        self.table.set_menu(self._fill_menu)

    def refresh(self) -> None:
        from workbench.queries.documents import list_documents

        self._model.editable = self.work.writable
        self._import.setEnabled(self.work.writable)
        self._model.show(self.work.ask(list_documents))
        if self.table.current() is None and self._model.rows:
            self.table.select(self._model.rows[0].id)

    def go(self, place: Place) -> None:
        if place.document is not None and self.table.select(place.document):
            self._light(place.span)

    def _reading_desk(self) -> QWidget:
        """The text, a line that tells when it is not the one in force, and the shelf beside."""
        line = QHBoxLayout(self._former)
        line.setContentsMargins(12, 4, 12, 4)
        line.addWidget(self._which, 1)
        line.addWidget(self._return)
        text = QWidget()
        column = QVBoxLayout(text)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._former)
        column.addWidget(self.source, 1)
        self._former.hide()
        desk = QSplitter()
        desk.addWidget(text)
        desk.addWidget(self.shelf)
        desk.setSizes([720, 520])
        desk.setChildrenCollapsible(False)
        return desk

    def _columns(self) -> tuple[Column[DocumentRow], ...]:
        return (
            Column("文件标题", lambda row: row.title, 0, edit=self._retitle),
            Column("发文字号", lambda row: row.doc_no, 170, edit=self._renumber),
            Column("发文机关", lambda row: row.issuer, 180, edit=self._set_issuer),
            Column("成文日期", lambda row: wording.day(row.issued_on), 96),
            Column("有效期至", lambda row: wording.day(row.effective_until), 96),
            Column("任务", lambda row: str(row.tasks), 56, RIGHT, order=lambda row: row.tasks),
            Column("成果", lambda row: str(row.results), 56, RIGHT, order=lambda row: row.results),
            Column("指标", lambda row: str(row.indicators), 56, RIGHT, order=lambda row: row.indicators),
            Column("原文件名", lambda row: row.file, 180),
        )

    def _retitle(self, row: DocumentRow, title: str) -> None:
        from workbench.operations.documents import edit

        self.work.change(edit, row.id, title=title)

    def _renumber(self, row: DocumentRow, doc_no: str) -> None:
        from workbench.operations.documents import edit

        self.work.change(edit, row.id, doc_no=doc_no)

    def _set_issuer(self, row: DocumentRow, issuer: str) -> None:
        from workbench.operations.documents import edit

        self.work.change(edit, row.id, issuer=issuer)

    def _show_document(self, row: DocumentRow | None) -> None:
        self.shelf.show_document(row.id if row else None)
        if row is None or row.sha256 != self._shown:
            self._shown = row.sha256 if row else ""
            self._show_current()

    def _show_current(self) -> None:
        """The text in force of the document chosen."""
        from workbench.queries.documents import source

        row = self.table.current()
        self._edition = None
        self.source.show_text(self.work.ask(source, row.id).text if row else "")
        self._former.hide()

    def _show_edition(self, row: EditionRow) -> None:
        from workbench.queries.editions import edition_text

        if row.current:
            self._show_current()
        elif row.id != self._edition:
            self._edition = row.id
            self.source.show_text(self.work.ask(edition_text, row.id))
            issued = f"（{wording.day(row.issued_on)}）" if row.issued_on else ""
            self._which.setText(f"这是第{row.number}版{issued}的原文，已不是现行版本。")
            self._former.show()

    def _light(self, span: Span | None) -> None:
        """Places of facts are those of the text in force."""
        if self._edition is not None:
            self._show_current()
        self.source.light(span)

    def _fill_menu(self, menu: QMenu, rows: list[DocumentRow]) -> None:
        if len(rows) != 1:
            return
        row = rows[0]
        menu.addAction(
            action(menu, "看它的任务", lambda: self.wanted.emit(Place("tasks", document=row.id)), "tasks")
        )
        menu.addAction(
            action(menu, "印发通知…", lambda: self.wanted.emit(Place("reports", document=row.id)), "reports")
        )
        if self.work.writable:
            menu.addAction(action(menu, "修改文件信息…", lambda: edit_facts(self.work, row, self), "edit"))
            menu.addSeparator()
            menu.addAction(action(menu, "移除文件及其任务", lambda: self._remove(row), "remove"))

    def _remove(self, row: DocumentRow) -> None:
        from workbench.operations.documents import remove

        if self.work.change(remove, row.id) is not None:
            self.said.emit(f"已移除《{row.title}》及其任务、成果和指标，可按 Ctrl+Z 撤销。")


def edit_facts(work: Work, row: DocumentRow, parent: QWidget) -> None:
    """Open the form on what a document says of itself; accepting is one step."""
    from workbench.operations.documents import edit
    from workbench.ui.dialogs.document_facts import DocumentFactsDialog

    dialog = DocumentFactsDialog(row, parent)
    dialog.given.connect(lambda facts: work.change(edit, row.id, **facts))
    dialog.open()
