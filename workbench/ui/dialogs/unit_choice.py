"""Choosing one unit of the directory by typing a part of its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from workbench.rows.units import UnitRow
from workbench.terms import UnitId
from workbench.ui.controls import named, quiet
from workbench.ui.fields import growing_form, ok_and_cancel


class UnitBox(QComboBox):
    """A line that completes names and aliases; `unit()` is None where it is empty or names nobody.

    `settled()` tells that the planner is done with it.
    """

    settled = Signal()

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, name)
        self.setEditable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._ids: Mapping[str, UnitId] = {}
        line = self.lineEdit()
        assert line is not None
        line.setPlaceholderText(placeholder)
        line.editingFinished.connect(self.settled)
        self.activated.connect(lambda _: self.settled.emit())

    def offer(self, rows: Sequence[UnitRow]) -> None:
        """The units to choose from, the one in the line staying there."""
        text = self.currentText()
        self._ids = {name: row.id for row in rows for name in (*row.aliases, row.name)}
        self.blockSignals(True)
        self.clear()
        self.addItems([row.name for row in rows])
        self.setEditText(text)
        self.blockSignals(False)
        completer = QCompleter(list(self._ids), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(12)
        self.setCompleter(completer)

    def unit(self) -> UnitId | None:
        return self._ids.get(self.currentText().strip())

    @property
    def is_unknown(self) -> bool:
        """Whether something is typed that names no unit."""
        return bool(self.currentText().strip()) and self.unit() is None


class UnitChoiceDialog(QDialog):
    """`chosen(UnitId)` on acceptance."""

    chosen = Signal(object)

    def __init__(
        self,
        title: str,
        words: str,
        rows: Sequence[UnitRow],
        proposed: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.box = UnitBox("单位", "输入单位名称或简称")
        self.box.offer(rows)
        self.box.setEditText(proposed)
        self._fault = quiet()
        self._fault.setProperty("tone", "error")
        form = growing_form()
        form.addRow(QLabel(words, wordWrap=True))
        form.addRow("单位", self.box)
        form.addRow("", self._fault)
        buttons = ok_and_cancel(self)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addStretch(1)
        column.addWidget(buttons)
        self.resize(460, 170)

    def accept(self) -> None:
        unit = self.box.unit()
        if unit is None:
            self._fault.setText("单位名录里没有这个名称，请从列表中选择。")
            return
        self.chosen.emit(unit)
        super().accept()
