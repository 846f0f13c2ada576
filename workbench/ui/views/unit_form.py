"""UnitForm: one unit of the directory with its particulars. Each field is a change that can be undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workbench.queries.wording import ALIAS_KINDS, LEVELS
from workbench.rows.units import AliasRow, UnitRow
from workbench.terms import AliasKind, Level, UnitId
from workbench.ui.controls import heading, named, push_button, quiet, tool_button
from workbench.ui.dialogs.deadline import read_deadline
from workbench.ui.dialogs.unit_choice import UnitBox
from workbench.ui.fields import growing_form
from workbench.ui.wording import day
from workbench.ui.work import Work


class UnitForm(QScrollArea):
    """`said(str)` is what could not be understood; `tasks_wanted(str)` asks for the tasks of a unit."""

    said = Signal(str)
    tasks_wanted = Signal(str)

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its lines take it, and scroll into sight
        self._work = work
        self._row: UnitRow | None = None
        self._units: Sequence[UnitRow] = ()
        self.title = heading("")
        self.title.setWordWrap(True)
        self.counts = quiet()
        self.name = self._line("单位名称", self._rename)
        self.level = named(QComboBox(), "层级")
        self.parent_unit = UnitBox("上级单位", "输入上级单位名称，可留空")
        self.leader = self._line("分管领导", self._set_leader)
        self.contact = self._line("联系人", self._set_contact)
        self.telephone = self._line("联系电话", self._set_contact)
        self.valid_from = self._line("设立日期", self._set_validity, "如 2018-10-25，可留空")
        self.valid_until = self._line("撤销日期", self._set_validity, "仍然存在则留空")
        self.successor = UnitBox("接替单位", "撤销后由谁接替，可留空")
        self.names = named(QListWidget(), "其他名称")
        self.alias = named(QLineEdit(placeholderText="输入简称或曾用名，回车添加"), "新的其他名称")
        self.kind = named(QComboBox(), "名称类别")
        self.note = named(QPlainTextEdit(tabChangesFocus=True), "备注")
        self._fill_boxes()
        self._lay_out()
        self.show_unit(None, ())

    @property
    def row(self) -> UnitRow | None:
        return self._row

    def show_unit(self, row: UnitRow | None, units: Sequence[UnitRow]) -> None:
        """Show a unit beside all others; what is being typed in a field that did not change stays."""
        same = row is not None and self._row is not None and row.id == self._row.id
        former, self._row, self._units = self._row, row, units
        self._body.setVisible(row is not None)
        self._hint.setVisible(row is None)
        self._body.setEnabled(self._work.writable)
        if row is None:
            return
        self.title.setText(row.name)
        shares = f"牵头 {row.lead} 项 · 责任 {row.responsible} 项 · 配合 {row.support} 项"
        self.counts.setText(shares if row.listed else f"{shares}　待认单位")
        for box in (self.parent_unit, self.successor):
            box.offer([one for one in units if one.id != row.id])
        for widget, read in self._fields():
            being_typed = same and widget.hasFocus() and former is not None and read(former) == read(row)
            if not being_typed:
                _fill(widget, read(row))
        self.level.setCurrentIndex(max(0, self.level.findData(row.level)))
        self._show_names(row.names)

    def let_go(self) -> None:
        """Keep what was typed and not yet left."""
        self._keep_note()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.note and event.type() == QEvent.Type.FocusOut:
            self._keep_note()
        return super().eventFilter(watched, event)

    def _fields(self) -> tuple[tuple[QWidget, Callable[[UnitRow], str]], ...]:
        return (
            (self.name, lambda row: row.name),
            (self.parent_unit, lambda row: self._name_of(row.parent)),
            (self.leader, lambda row: row.leader),
            (self.contact, lambda row: row.contact),
            (self.telephone, lambda row: row.telephone),
            (self.valid_from, lambda row: day(row.valid_from)),
            (self.valid_until, lambda row: day(row.valid_until)),
            (self.successor, lambda row: self._name_of(row.successor)),
            (self.note, lambda row: row.note),
        )

    def _name_of(self, unit: UnitId | None) -> str:
        return next((row.name for row in self._units if row.id == unit), "") if unit is not None else ""

    def _show_names(self, names: Sequence[AliasRow]) -> None:
        self.names.clear()
        for one in names:
            item = QListWidgetItem(f"{one.name}（{ALIAS_KINDS[one.kind]}）")
            item.setData(Qt.ItemDataRole.UserRole, one.name)
            item.setSizeHint(QSize(0, 24))
            self.names.addItem(item)

    def _line(self, name: str, settled: Callable[[], object], placeholder: str = "") -> QLineEdit:
        line = named(QLineEdit(placeholderText=placeholder), name)
        line.editingFinished.connect(settled)
        return line

    def _fill_boxes(self) -> None:
        self.level.addItem("未定", None)
        for level, word in LEVELS.items():
            self.level.addItem(word, level)
        for kind, word in ALIAS_KINDS.items():
            self.kind.addItem(word, kind)
        self.level.activated.connect(lambda _: self._set_level())
        self.parent_unit.settled.connect(self._set_parent)
        self.successor.settled.connect(self._set_successor)
        self.alias.returnPressed.connect(self._add_alias)

    def _lay_out(self) -> None:
        self._hint = quiet("选中一个单位，在这里查看和修改。")
        form = growing_form()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        for label, field in (
            ("名称", self.name),
            ("层级", self.level),
            ("上级单位", self.parent_unit),
            ("分管领导", self.leader),
            ("联系人", self.contact),
            ("联系电话", self.telephone),
            ("设立日期", self.valid_from),
            ("撤销日期", self.valid_until),
            ("接替单位", self.successor),
            ("其他名称", self._names_part()),
            ("备注", self.note),
        ):
            form.addRow(label, field)
        self.note.setFixedHeight(64)
        self.note.installEventFilter(self)
        self._body = QWidget()
        inner = QVBoxLayout(self._body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.title)
        inner.addWidget(self.counts)
        inner.addLayout(form)
        inner.addWidget(push_button("看它的任务", self._want_tasks, "tasks"))
        inner.addStretch(1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(14, 10, 14, 10)
        column.addWidget(self._hint)
        column.addWidget(self._body, 1)
        self.setWidget(whole)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(330)

    def _names_part(self) -> QWidget:
        part = QWidget()
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.alias, 1)
        row.addWidget(self.kind)
        row.addWidget(tool_button("添加名称", "add", self._add_alias))
        row.addWidget(tool_button("删除选中的名称", "remove", self._remove_alias))
        self.names.setFixedHeight(84)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.names)
        column.addLayout(row)
        return part

    # -- changes -------------------------------------------------------------------------------------------

    def _rename(self) -> None:
        from workbench.operations.units import rename

        row, name = self._row, self.name.text().strip()
        if (
            row is not None
            and name != row.name
            and (not name or self._work.change(rename, row.id, name) is None)
        ):
            self.name.setText(row.name)

    def _set_level(self) -> None:
        from workbench.operations.units import set_level

        chosen = self.level.currentData()
        level = Level(chosen) if chosen is not None else None
        if self._row is not None and level != self._row.level:
            self._work.change(set_level, self._row.id, level)

    def _set_parent(self) -> None:
        from workbench.operations.units import set_parent

        row, parent = self._row, self.parent_unit.unit()
        if row is None or self._is_unknown(self.parent_unit, row.parent) or parent == row.parent:
            return
        if self._work.change(set_parent, row.id, parent) is None:
            self.parent_unit.setEditText(self._name_of(row.parent))

    def _set_successor(self) -> None:
        from workbench.operations.units import set_successor

        row, successor = self._row, self.successor.unit()
        if row is None or self._is_unknown(self.successor, row.successor) or successor == row.successor:
            return
        if self._work.change(set_successor, row.id, successor) is None:
            self.successor.setEditText(self._name_of(row.successor))

    def _is_unknown(self, box: UnitBox, present: UnitId | None) -> bool:
        """Whether nobody bears the typed name; then the present one comes back, and it is said."""
        if not box.is_unknown:
            return False
        self.said.emit(f"单位名录里没有“{box.currentText().strip()}”，请从列表中选择。")
        box.setEditText(self._name_of(present))
        return True

    def _set_leader(self) -> None:
        from workbench.operations.units import set_leader

        if self._row is not None and self.leader.text().strip() != self._row.leader:
            self._work.change(set_leader, self._row.id, self.leader.text())

    def _set_contact(self) -> None:
        from workbench.operations.units import set_contact

        typed = (self.contact.text().strip(), self.telephone.text().strip())
        if self._row is not None and typed != (self._row.contact, self._row.telephone):
            self._work.change(set_contact, self._row.id, *typed)

    def _set_validity(self) -> None:
        from workbench.operations.units import set_validity

        row = self._row
        if row is None:
            return
        since, until = (
            self._day(self.valid_from, row.valid_from),
            self._day(self.valid_until, row.valid_until),
        )
        if (since, until) != (row.valid_from, row.valid_until) and (
            self._work.change(set_validity, row.id, since, until) is None
        ):
            self.valid_from.setText(day(row.valid_from))
            self.valid_until.setText(day(row.valid_until))

    def _day(self, line: QLineEdit, present: dt.date | None) -> dt.date | None:
        """The day typed; the present one where it is not understood, which is said."""
        text = line.text().strip()
        read = read_day(text)
        if text and read is None:
            self.said.emit(f"没有看懂日期“{text}”，请写成 2018-10-25 或 2018年10月25日。")
            line.setText(day(present))
            return present
        return read

    def _add_alias(self) -> None:
        from workbench.operations.units import add_alias

        name = self.alias.text().strip()
        if self._row is not None and name:
            kind = AliasKind(self.kind.currentData())
            if self._work.change(add_alias, self._row.id, name, kind) is not None:
                self.alias.clear()

    def _remove_alias(self) -> None:
        from workbench.operations.units import remove_alias

        item = self.names.currentItem()
        if self._row is not None and item is not None:
            self._work.change(remove_alias, self._row.id, str(item.data(Qt.ItemDataRole.UserRole)))

    def _keep_note(self) -> None:
        from workbench.operations.units import set_note

        row, note = self._row, self.note.toPlainText().strip()
        if row is not None and self._work.writable and note != row.note:
            self._work.change(set_note, row.id, note)

    def _want_tasks(self) -> None:
        if self._row is not None:
            self.tasks_wanted.emit(self._row.name)


def read_day(text: str) -> dt.date | None:
    """A day as it is typed: 2018-10-25, 2018年10月25日."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return read_deadline(text, dt.date.today().year).date if text else None


def _fill(widget: QWidget, text: str) -> None:
    if isinstance(widget, QLineEdit):
        widget.setText(text)
    elif isinstance(widget, UnitBox):
        widget.setEditText(text)
    elif isinstance(widget, QPlainTextEdit):
        widget.setPlainText(text)
