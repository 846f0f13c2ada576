"""The third pane of 责任: one unit's sheet (责任清单), to look through in a meeting and to print."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from workbench.queries.wording import STATES, deadline_text
from workbench.rows.unit_sheets import UnitSheet, UnitSheetRow
from workbench.terms import DocumentId, UnitId
from workbench.ui import wording
from workbench.ui.controls import named, push_button
from workbench.ui.fields import label_for
from workbench.ui.itemmodels.rows import CENTRE, RIGHT, Column, RowsModel
from workbench.ui.views.page import Place
from workbench.ui.views.table import RowTable
from workbench.ui.work import Work


class SheetPane(QWidget):
    """`wanted(Place)` asks the window to show a task, or the paper."""

    wanted = Signal(object)

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.work = work
        self._document: DocumentId | None = None
        self._unit: UnitId | None = None
        self.unit = named(QComboBox(editable=True, insertPolicy=QComboBox.InsertPolicy.NoInsert), "单位")
        self.unit.setMinimumWidth(260)
        self.summary = QLabel()
        self.print_button = push_button("打印责任清单…", self._print, "reports")
        self.model: RowsModel[UnitSheetRow] = RowsModel(
            _columns(), key=lambda row: (row.task, row.result), parent=self
        )
        self.table = RowTable(self.model, "责任清单", "这个单位在所选文件里没有任务")
        self._lay_out()
        self.unit.currentIndexChanged.connect(lambda _: self._take_unit())
        self.table.chosen.connect(self._open)

    def choose(self, unit: UnitId) -> None:
        """Show this unit's sheet with the next fetch."""
        self._unit = unit

    def show_document(self, document: DocumentId | None) -> None:
        """Fetch anew, for one document or all."""
        self._document = document
        self._fill_units()
        self._fetch()

    def _lay_out(self) -> None:
        completer = QCompleter(self.unit.model(), self.unit)
        self.unit.setCompleter(completer)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 6, 12, 6)
        bar.setSpacing(8)
        bar.addWidget(label_for("单位(&U)：", self.unit))
        bar.addWidget(self.unit)
        bar.addWidget(self.summary, 1)
        bar.addWidget(self.print_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.table, 1)

    def _fill_units(self) -> None:
        from workbench.queries.units import list_units

        self.unit.blockSignals(True)
        self.unit.clear()
        for row in self.work.ask(list_units):
            self.unit.addItem(row.name, row.id)
        self.unit.setCurrentIndex(max(0, self.unit.findData(self._unit)))
        self._unit = self.unit.currentData()
        self.unit.blockSignals(False)

    def _take_unit(self) -> None:
        self._unit = self.unit.currentData()
        self._fetch()

    def _fetch(self) -> None:
        from workbench.queries.unit_sheet import unit_sheet

        self.print_button.setEnabled(self._unit is not None)
        if self._unit is None:
            self.model.show(())
            self.summary.setText("")
            return
        sheet = self.work.ask(unit_sheet, self._unit, self._document)
        self.model.show(sheet.rows)
        self.summary.setText(_told(sheet))

    def _open(self, row: UnitSheetRow) -> None:
        if row.task is not None:
            self.wanted.emit(Place("tasks", task=row.task))
        else:
            self.wanted.emit(Place("results", document=row.document))

    def _print(self) -> None:
        unit = self.unit.currentText()
        self.wanted.emit(Place("reports", document=self._document, look="unit-sheet", unit=unit))


def _columns() -> tuple[Column[UnitSheetRow], ...]:
    return (
        Column("序号", lambda row: str(row.number), 48, CENTRE, order=lambda row: row.number),
        Column("责任", lambda row: f"{wording.ROLE_MARKS[row.role]} {wording.ROLES[row.role]}", 70),
        Column("任务或成果", lambda row: f"{row.no} {row.title}".strip(), 0),
        Column("文件", lambda row: row.document_title, 200),
        Column("牵头单位", lambda row: row.lead, 130),
        Column("其他单位", lambda row: row.others, 170),
        Column(
            "完成时限", lambda row: deadline_text(row.deadline), 110, order=lambda r: str(r.deadline.date)
        ),
        Column("进度", _progress, 56, RIGHT, order=lambda row: row.progress or 0),
        Column("状态", lambda row: STATES[row.state], 70),
        Column("最近进展", lambda row: row.latest, 180),
    )


def _progress(row: UnitSheetRow) -> str:
    return "成果" if row.progress is None else f"{row.progress}%"


def _told(sheet: UnitSheet) -> str:
    also = f"（{'、'.join(sheet.aliases)}）" if sheet.aliases else ""
    return (
        f"{also}牵头{sheet.lead}项，责任{sheet.responsible}项，配合{sheet.support}项，成果{sheet.results}项"
    )
