"""体检: what the check of the ledger found, kind by kind, with the way to each row; all of it as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.errors import WorkbenchError
from workbench.rows.evaluation import FindingRow
from workbench.rows.papers import TableFacts
from workbench.terms import Severity
from workbench.ui.controls import chooser, filter_line, offer, push_button, quiet
from workbench.ui.dialogs import files
from workbench.ui.itemmodels.rows import Column, RowsModel
from workbench.ui.views.places import place_of
from workbench.ui.views.table import RowTable
from workbench.ui.work import Work

SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.INFO: "提示"}
_TITLE = "台账体检问题清单"


class FindingsPane(QWidget):
    """`wanted(Place)`: the row a finding speaks of. `said(str)`: news for the message bar."""

    wanted = Signal(object)
    said = Signal(str)

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._found: tuple[FindingRow, ...] = ()
        self.model: RowsModel[FindingRow] = RowsModel(_COLUMNS, key=_key, parent=self)
        self.table = RowTable(self.model, "台账体检", "没有发现问题。")
        self.kinds = chooser("问题类别", 220)
        self._told = quiet()
        self.export = push_button("导出清单…", self._choose_file, "export")
        self._lay_out()
        self.kinds.currentIndexChanged.connect(lambda _: self._show_kind())
        self.table.chosen.connect(lambda row: self.wanted.emit(place_of(row.place)))

    def show_rows(self, found: tuple[FindingRow, ...]) -> None:
        self._found = found
        counts = Counter(row.kind for row in found)
        kinds = [(f"{kind}（{count}）", kind) for kind, count in counts.items()]
        offer(self.kinds, [(f"全部类别（{len(found)}）", None), *kinds], self.kinds.currentData())
        grave = Counter(row.severity for row in found)
        self._told.setText(
            "，".join(f"{name} {grave[one]}" for one, name in SEVERITIES.items() if grave[one])
        )
        self.export.setEnabled(bool(found))
        self._show_kind()

    def facts(self) -> TableFacts:
        """Everything that was found, as a table."""
        heads = ("序号", *(column.title for column in _COLUMNS))
        rows = tuple(
            (str(number), *(column.text(row) for column in _COLUMNS))
            for number, row in enumerate(self._found, 1)
        )
        return TableFacts(heads, rows, title=_TITLE)

    def save_to(self, path: Path) -> None:
        """Write the whole list as a workbook."""
        from workbench.exchange.workbook import write_workbook

        try:
            files.write_file(path, write_workbook((self.facts(),), _TITLE))
        except WorkbenchError as error:
            self._work.troubled.emit(error)
        else:
            self.said.emit(f"体检问题清单已保存到 {path}。")

    def _show_kind(self) -> None:
        kind: str | None = self.kinds.currentData()
        rows: Sequence[FindingRow] = [row for row in self._found if kind in (None, row.kind)]
        self.model.show(rows)

    def _choose_file(self) -> None:
        plan = self._work.workspace
        folder = plan.path.parent if plan is not None else Path.home()
        to = files.choose_where_to_save(
            self, "导出体检问题清单", folder / f"{_TITLE}.xlsx", "Excel 工作簿 (*.xlsx)"
        )
        if to is not None:
            self.save_to(to)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setContentsMargins(12, 8, 12, 8)
        above.setSpacing(8)
        above.addWidget(self.kinds)
        above.addWidget(filter_line("筛选问题", self.model.filter))
        above.addWidget(self._told)
        above.addStretch(1)
        above.addWidget(self.export)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(self.table, 1)


def _key(row: FindingRow) -> tuple[str, object]:
    return row.code, row.place


_COLUMNS: tuple[Column[FindingRow], ...] = (
    Column("级别", lambda row: SEVERITIES[row.severity], 54),
    Column("类别", lambda row: row.kind, 130),
    Column("问题", lambda row: row.what, 0),
    Column("建议", lambda row: row.proposal, 330),
)
