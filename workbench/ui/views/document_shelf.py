"""DocumentShelf: what a document holds beside its text: its narrative targets (目标表述), of which indicators
are made, and its editions (版本), the earlier ones to read.

It stays hidden where a document has neither.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QTabWidget, QVBoxLayout, QWidget

from workbench.rows.documents import CommitmentRow, EditionRow
from workbench.terms import DocumentId
from workbench.ui import wording
from workbench.ui.controls import action, named, push_button
from workbench.ui.itemmodels.rows import RIGHT, Column, RowsModel
from workbench.ui.views.table import RowTable
from workbench.ui.work import Work

COMMITMENTS, EDITIONS = range(2)


class DocumentShelf(QTabWidget):
    """Signals: `place_wanted(Span)`, to be lit in the text in force; `edition_wanted(EditionRow)`, to be
    read; `said(str)`, news for the message bar.
    """

    place_wanted = Signal(object)
    edition_wanted = Signal(object)
    said = Signal(str)

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._filling = False
        named(self, "目标表述和版本")
        self._said: RowsModel[CommitmentRow] = RowsModel(_SAID_COLUMNS, key=lambda row: row.id, parent=self)
        self._told: RowsModel[EditionRow] = RowsModel(_EDITION_COLUMNS, key=lambda row: row.id, parent=self)
        self.commitments = RowTable(self._said, "目标表述清单")
        self.editions = RowTable(self._told, "版本清单")
        self.make = push_button("转为指标", self._make_indicators, "indicators")
        self.addTab(self._commitments_tab(), "")
        self.addTab(self.editions, "")
        self.commitments.set_menu(self._fill_menu)
        self.commitments.picked.connect(lambda _: self._light())
        self.commitments.clicked.connect(lambda _: self._light())
        self.commitments.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        self.editions.picked.connect(lambda _: self._open_edition())
        self.editions.clicked.connect(lambda _: self._open_edition())
        self.hide()

    def show_document(self, document: DocumentId | None) -> None:
        """List what this document holds; what is on screen of its text is left as it is."""
        from workbench.queries.commitments import list_commitments
        from workbench.queries.editions import list_editions

        said = self._work.ask(list_commitments, document) if document is not None else ()
        told = self._work.ask(list_editions, document) if document is not None else ()
        self._filling = True
        self._said.show(said)
        self._told.show(told[::-1])
        self._filling = False
        self._offer(COMMITMENTS, f"目标表述（{len(said)}）", bool(said))
        self._offer(EDITIONS, f"版本（{len(told)}）", len(told) > 1)
        self.setVisible(bool(said) or len(told) > 1)
        self._enable()

    def _offer(self, tab: int, title: str, wanted: bool) -> None:
        self.setTabText(tab, title)
        self.setTabVisible(tab, wanted)

    def _commitments_tab(self) -> QWidget:
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 6, 8, 6)
        bar.addStretch(1)
        bar.addWidget(self.make)
        tab = QWidget()
        column = QVBoxLayout(tab)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.commitments, 1)
        column.addLayout(bar)
        return tab

    def _light(self) -> None:
        row = self.commitments.current()
        if self._filling or row is None:
            return
        if row.span is not None:
            self.place_wanted.emit(row.why.span if row.why and row.why.span else row.span)

    def _open_edition(self) -> None:
        row = self.editions.current()
        if not self._filling and row is not None:
            self.edition_wanted.emit(row)

    def _enable(self) -> None:
        self.make.setEnabled(self._work.writable and bool(self._convertible()))

    def _convertible(self) -> list[CommitmentRow]:
        return [row for row in self.commitments.selected() if row.indicator is None]

    def _make_indicators(self) -> None:
        from workbench.operations.indicators import add_from_commitment

        rows = self._convertible()
        label = f"目标表述转为指标：{len(rows)}项"
        if self._work.change_each(add_from_commitment, [(row.id,) for row in rows], label) is not None:
            names = "、".join(f"“{row.subject}”" for row in rows)
            self.said.emit(f"已转为指标{names}，可在“指标”页修改和填报，按 Ctrl+Z 撤销。")

    def _fill_menu(self, menu: QMenu, rows: list[CommitmentRow]) -> None:
        if self._work.writable and self._convertible():
            menu.addAction(action(menu, "转为指标", self._make_indicators, "indicators"))


def _target(row: CommitmentRow) -> str:
    return wording.quantity(row.value, row.operator) + row.unit


_SAID_COLUMNS: tuple[Column[CommitmentRow], ...] = (
    Column("目标表述", lambda row: row.text, 0),
    Column("指标名称", lambda row: row.subject, 140),
    Column("目标值", _target, 84, RIGHT, order=lambda row: row.value),
    Column("年份", lambda row: str(row.year or ""), 52, order=lambda row: row.year or 0),
    Column("指标", lambda row: "已转" if row.indicator is not None else "", 48),
)

_EDITION_COLUMNS: tuple[Column[EditionRow], ...] = (
    Column("版本", lambda row: f"第{row.number}版{'（现行）' if row.current else ''}", 104),
    Column("成文日期", lambda row: wording.day(row.issued_on), 92),
    Column("发文字号", lambda row: row.doc_no, 140),
    Column("原文件名", lambda row: row.file, 0),
)
