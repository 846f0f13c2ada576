"""改革记录: the reforms that were carried out, with their day and grounds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from workbench.queries.wording import REFORMS
from workbench.rows.units import ReformRow
from workbench.ui.itemmodels.rows import RIGHT, Column, RowsModel
from workbench.ui.views.table import RowTable

COLUMNS: tuple[Column[ReformRow], ...] = (
    Column("生效日期", lambda row: row.day.isoformat(), 96),
    Column("方式", lambda row: REFORMS[row.kind], 80),
    Column("单位变化", lambda row: row.told, 0),
    Column("依据或文号", lambda row: row.basis, 170),
    Column("涉及", lambda row: f"{row.touched} 项", 66, RIGHT, order=lambda row: row.touched),
)


class ReformsDialog(QDialog):
    """To read; a reform is taken back in the history."""

    def __init__(self, rows: Sequence[ReformRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("机构改革记录")
        model: RowsModel[ReformRow] = RowsModel(COLUMNS, key=lambda row: row.id, parent=self)
        table = RowTable(model, "机构改革记录", "还没有机构改革记录")
        model.show(rows)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(table, 1)
        column.addWidget(buttons)
        self.resize(760, 360)
