"""名录查重: units of the directory that may be one body twice, to be put together line by line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from workbench.rows.units import AlikeUnits, UnitRow
from workbench.ui.controls import push_button, quiet
from workbench.ui.itemmodels.rows import Column, RowsModel
from workbench.ui.views.table import RowTable


def _told(row: UnitRow) -> str:
    return f"{row.name}（{row.shares} 项）"


COLUMNS: tuple[Column[AlikeUnits], ...] = (
    Column("单位", lambda pair: _told(pair.one), 0),
    Column("可能是同一单位", lambda pair: _told(pair.other), 210),
    Column("判断依据", lambda pair: pair.reason, 190),
)


class AlikeUnitsDialog(QDialog):
    """`merge_wanted(UnitRow, UnitRow)`: the first is another entry for the second."""

    merge_wanted = Signal(object, object)

    def __init__(self, pairs: Sequence[AlikeUnits], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("名录查重")
        self._model: RowsModel[AlikeUnits] = RowsModel(COLUMNS, key=_key, parent=self)
        self.table = RowTable(self._model, "可能重复的单位", "没有发现可能重复的单位")
        self._keep_one = push_button("并入左边的单位", lambda: self._merge(keep_one=True))
        self._keep_other = push_button("并入右边的单位", lambda: self._merge(keep_one=False))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self._keep_one)
        row.addWidget(self._keep_other)
        row.addStretch(1)
        row.addWidget(buttons)
        column = QVBoxLayout(self)
        column.addWidget(quiet("名称相近，可能是同一单位的两种写法。不是同一单位的不必处理；合并可以撤销。"))
        column.addWidget(self.table, 1)
        column.addLayout(row)
        self.table.picked.connect(lambda _: self._allow())
        self.resize(720, 400)
        self.show_pairs(pairs)

    def show_pairs(self, pairs: Sequence[AlikeUnits]) -> None:
        self._model.show(pairs)
        if pairs:
            self.table.selectRow(0)
        self._allow()

    def _merge(self, *, keep_one: bool) -> None:
        pair = self.table.current()
        if pair is not None:
            goes, stays = (pair.other, pair.one) if keep_one else (pair.one, pair.other)
            self.merge_wanted.emit(goes, stays)

    def _allow(self) -> None:
        pair = self.table.current()
        for button, into in ((self._keep_one, "左边的单位"), (self._keep_other, "右边的单位")):
            button.setEnabled(pair is not None)
            button.setText(f"并入{into}")
        if pair is not None:
            self._keep_one.setText(f"并入“{pair.one.name}”")
            self._keep_other.setText(f"并入“{pair.other.name}”")


def _key(pair: AlikeUnits) -> tuple[int, int]:
    return pair.one.id, pair.other.id
