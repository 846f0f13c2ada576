"""机构改革: units put together, renamed or parted as from a day, with everything that touches seen before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.queries.wording import REFORMS, ROLES
from workbench.rows.units import ReformLine, UnitRow
from workbench.terms import Dealing, ReformKind, UnitId
from workbench.ui import theme
from workbench.ui.controls import named, push_button, quiet, tool_button
from workbench.ui.dialogs.deadline import DeadlineEdit
from workbench.ui.dialogs.unit_choice import UnitBox
from workbench.ui.fields import growing_form, ok_and_cancel
from workbench.ui.itemmodels.rows import Column, RowsModel
from workbench.ui.views.table import RowTable

_ROW = 24
#: What a reform of these units as from that day would touch.
Preview = Callable[[Sequence[UnitId], dt.date], Sequence[ReformLine]]
_WORDS = {
    ReformKind.MERGE: ("合并的单位", "合并后名称", "新单位，或承接职责的现有单位"),
    ReformKind.RENAME: ("更名的单位", "更名后名称", "新名称"),
    ReformKind.SPLIT: ("拆分的单位", "拆分后名称", "两个以上单位，用顿号隔开"),
}


@dataclass(frozen=True, slots=True)
class ReformWish:
    """What the planner decided: the arguments of an operation of `operations.reforms`."""

    kind: ReformKind
    units: tuple[UnitId, ...]
    names: tuple[str, ...]
    day: dt.date
    basis: str
    dealings: tuple[Dealing, ...] = ()


class ReformDialog(QDialog):
    """`given(ReformWish)` on acceptance."""

    given = Signal(object)

    def __init__(
        self,
        kind: ReformKind,
        units: Sequence[UnitRow],
        chosen: Sequence[UnitId],
        preview: Preview,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"机构改革：{REFORMS[kind]}")
        self._kind, self._units, self._preview = kind, units, preview
        self._names = {row.id: row.name for row in units}
        self._dealt: dict[ReformLine, str] = {}
        self.chosen = named(QListWidget(), _WORDS[kind][0])
        self.pick = UnitBox(_WORDS[kind][0], "输入单位名称，回车添加")
        self.pick.offer(units)
        self.name = named(QLineEdit(placeholderText=_WORDS[kind][2]), _WORDS[kind][1])
        self.day = DeadlineEdit(dt.date.today().year)
        named(self.day.line, "生效日期").setPlaceholderText("如：2025年3月1日")
        self.day.line.setText(f"{dt.date.today():%Y-%m-%d}")
        self.basis = named(QLineEdit(placeholderText="如：闽委办〔2025〕3号"), "依据或文号")
        self.model: RowsModel[ReformLine] = RowsModel(self._columns(), key=lambda line: line, parent=self)
        self.table = RowTable(self.model, "涉及的任务和成果", "没有涉及的任务和成果")
        self.heir = named(QComboBox(), "归属单位")
        self.summary = quiet()
        self.fault = quiet()
        self.fault.setProperty("tone", "error")
        self._lay_out()
        for unit in chosen:
            self.add(unit)
        self.pick.settled.connect(self._add_picked)
        self.name.textChanged.connect(lambda _: self._name_heirs())
        self.day.line.editingFinished.connect(self.refresh)
        self.refresh()

    def add(self, unit: UnitId) -> None:
        """One more unit that is reformed; where there is but one, it takes the place of the former."""
        if unit in self.units():
            return
        if self._kind is not ReformKind.MERGE:
            self.chosen.clear()
        item = QListWidgetItem(self._names[unit])
        item.setData(Qt.ItemDataRole.UserRole, int(unit))
        item.setSizeHint(QSize(0, _ROW))
        self.chosen.addItem(item)

    def units(self) -> tuple[UnitId, ...]:
        items = (self.chosen.item(number) for number in range(self.chosen.count()))
        return tuple(UnitId(int(item.data(Qt.ItemDataRole.UserRole))) for item in items)

    def names(self) -> tuple[str, ...]:
        texts = self.name.text().replace("，", "、").replace(",", "、").split("、")
        parts = texts if self._kind is ReformKind.SPLIT else [self.name.text()]
        return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))

    def refresh(self) -> None:
        """Show what the reform would touch."""
        from workbench.ui.views.unit_form import read_day

        day = read_day(self.day.line.text().strip())
        lines = self._preview(self.units(), day) if day is not None and self.units() else ()
        self.model.show(tuple(lines))
        kept = sum(line.kept for line in lines)
        told = f"共涉及 {len(lines)} 项：改由新单位承担 {len(lines) - kept} 项"
        self.summary.setText(f"{told}，生效前已办结、保留原名 {kept} 项。" if kept else f"{told}。")

    def deal(self) -> None:
        """The selected lines go to the unit chosen beside them."""
        for line in self.table.selected():
            self._dealt[line] = self.heir.currentText()
        self.model.show(self.model.rows)

    def accept(self) -> None:
        from workbench.ui.views.unit_form import read_day

        day, names = read_day(self.day.line.text().strip()), self.names()
        fault = self._fault(day, names)
        if fault or day is None:
            self.fault.setText(fault)
            return
        dealings = (
            Dealing(self._heir_of(line), line.task, line.result) for line in self.model.rows if not line.kept
        )
        split = tuple(dealings) if self._kind is ReformKind.SPLIT else ()
        self.given.emit(ReformWish(self._kind, self.units(), names, day, self.basis.text().strip(), split))
        super().accept()

    def _fault(self, day: dt.date | None, names: Sequence[str]) -> str:
        if not self.units():
            return f"请先选择{_WORDS[self._kind][0]}。"
        if not names or (self._kind is ReformKind.SPLIT and len(names) < 2):
            return f"请填写{_WORDS[self._kind][1]}（{_WORDS[self._kind][2]}）。"
        return "" if day is not None else "没有看懂生效日期，请写成 2025-03-01 或 2025年3月1日。"

    def _heir_of(self, line: ReformLine) -> str:
        names = self.names()
        dealt = self._dealt.get(line, "")
        return dealt if dealt in names else (names[0] if names else "")

    def _columns(self) -> tuple[Column[ReformLine], ...]:
        return (
            Column("序号", lambda line: line.no, 60),
            Column("任务或成果", lambda line: line.title, 0),
            Column("文件", lambda line: line.document_title, 170),
            Column("现责任单位", lambda line: line.unit_name, 130),
            Column("责任方式", lambda line: ROLES[line.role], 76),
            Column("改革后", self._after, 150, look=_look),
        )

    def _after(self, line: ReformLine) -> str:
        return f"{line.unit_name}（保留原名）" if line.kept else self._heir_of(line) or "（新单位）"

    def _add_picked(self) -> None:
        unit = self.pick.unit()
        if unit is not None:
            self.add(unit)
            self.pick.clearEditText()
            self.refresh()

    def _remove(self) -> None:
        self.chosen.takeItem(self.chosen.currentRow())
        self.refresh()

    def _name_heirs(self) -> None:
        present = self.heir.currentText()
        self.heir.clear()
        self.heir.addItems(list(self.names()))
        self.heir.setCurrentIndex(max(0, self.heir.findText(present)))
        self.model.show(self.model.rows)

    def _lay_out(self) -> None:
        form = growing_form()
        form.addRow(_WORDS[self._kind][0], self._units_part())
        form.addRow(_WORDS[self._kind][1], self.name)
        form.addRow("生效日期", self.day)
        form.addRow("依据或文号", self.basis)
        dealing = QHBoxLayout()
        dealing.addWidget(self.summary, 1)
        if self._kind is ReformKind.SPLIT:
            dealing.addWidget(QLabel("选中各项归"))
            dealing.addWidget(self.heir)
            dealing.addWidget(push_button("分给它", self.deal))
        buttons = ok_and_cancel(self)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText("执行改革")
        buttons.button(QDialogButtonBox.StandardButton.Ok).setAutoDefault(False)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addLayout(dealing)
        column.addWidget(self.table, 1)
        column.addWidget(self.fault)
        if self._kind is ReformKind.SPLIT:
            column.addWidget(
                quiet("没有分派的归第一个单位，它也登记为接替单位：以后的文件写原名称，就指它。")
            )
        column.addWidget(quiet("作为一步写入操作记录，可按 Ctrl+Z 整体撤销。以往各期仍显示当时的名称。"))
        column.addWidget(buttons)
        self.resize(860, 600)

    def _units_part(self) -> QWidget:
        part = QWidget()
        side = QHBoxLayout()
        side.addWidget(self.pick, 1)
        side.addWidget(tool_button("移除选中的单位", "remove", self._remove))
        self.chosen.setFixedHeight(_ROW * (3 if self._kind is ReformKind.MERGE else 1) + 4)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.chosen)
        column.addLayout(side)
        return part


def _look(line: ReformLine, role: int) -> Any:
    if line.kept and role == Qt.ItemDataRole.ForegroundRole:
        return theme.color("quiet_text")
    return None
