"""待认单位: names that were read and wait to join the directory, each with what it may stand for and why."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QMenu, QVBoxLayout, QWidget

from workbench.rows.units import UnitRow, UnknownName
from workbench.terms import AliasKind, UnitId
from workbench.ui.controls import action, named, push_button, quiet
from workbench.ui.dialogs.unit_choice import UnitChoiceDialog
from workbench.ui.itemmodels.rows import RIGHT, Column, RowsModel
from workbench.ui.views.table import RowTable
from workbench.ui.work import Work


def _may_be(row: UnknownName) -> str:
    return "；".join(one.name for one in row.proposals)


def _why(row: UnknownName) -> str:
    if row.proposals:
        return row.proposals[0].reason
    return row.oddity or ("集体称谓，新出现" if row.group else "新出现，名录中没有相近的名称")


COLUMNS: tuple[Column[UnknownName], ...] = (
    Column("读到的名称", lambda row: row.name, 0),
    Column("文中写法", lambda row: "、".join(row.raws), 130),
    Column("项数", lambda row: str(row.shares), 52, RIGHT, order=lambda row: row.shares),
    Column("可能就是", _may_be, 200),
    Column("判断依据", _why, 230),
    Column("出处", lambda row: "；".join(row.documents), 220),
)


class UnitQueue(QWidget):
    """Every button acts on the selected names as one step, which can be undone."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._model: RowsModel[UnknownName] = RowsModel(COLUMNS, key=lambda row: row.unit, parent=self)
        self.table = RowTable(self._model, "待认单位", "没有待认单位：读到的名称都已在单位名录中。")
        self._units: Sequence[UnitRow] = ()
        self._accept = push_button("加入名录", self.accept, main=True)
        self._same = push_button("就是它", self.take_proposal)
        self._rename = push_button("改名后加入…", self.rename, "edit")
        self._merge = push_button("并入其他单位…", self.merge)
        self._rest = push_button("没有疑问的全部加入", self.accept_the_rest)
        self._lay_out()
        self.table.picked.connect(lambda _: self._allow())
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._allow())
        self.table.chosen.connect(lambda _: self.accept())
        self.table.set_menu(self._fill_menu)

    @property
    def rows(self) -> Sequence[UnknownName]:
        return self._model.rows

    def show_names(self, names: Sequence[UnknownName], units: Sequence[UnitRow]) -> None:
        self._units = [row for row in units if row.listed]
        self._model.show(names)
        if self.table.current() is None and names:
            self.table.selectRow(0)
        self._allow()

    def filter(self, text: str) -> None:
        self._model.filter(text)

    def accept(self) -> None:
        """Put the selected names into the directory as they are."""
        self._accept_all([row.unit for row in self.table.selected()])

    def accept_the_rest(self) -> None:
        """Put all names nothing speaks against into the directory."""
        self._accept_all([row.unit for row in self._model.rows if not row.doubtful])

    def take_proposal(self) -> None:
        """Each selected name is the unit it most likely stands for."""
        from workbench.operations.units import merge

        calls = [(row.unit, row.proposals[0].unit) for row in self.table.selected() if row.proposals]
        self._work.change_each(merge, calls, f"合并单位：{len(calls)}个待认名称")

    def rename(self) -> None:
        """Put a name into the directory in its right form."""
        row = self.table.current()
        if row is None:
            return
        words = f"单位名称（“{row.name}”将记为它的别名，以后读到会自动识别）："
        name, given = QInputDialog.getText(self, "改名后加入名录", words, text=row.name)
        if given and name.strip():
            self.name_as(row, name.strip())

    def name_as(self, row: UnknownName, name: str) -> None:
        """A name in its right form; as it was read, it is known from now on, as after a merge."""
        from workbench.operations.registry import label
        from workbench.operations.units import add_alias, rename

        def name_it(session: Any) -> None:
            rename(session, row.unit, name)
            if name != row.name:
                add_alias(session, row.unit, row.name, AliasKind.VARIANT)
            label(session, f"认定单位：{row.name} → {name}")

        self._work.change(name_it)

    def merge(self) -> None:
        """The selected names are other names of one unit of the directory."""
        rows = self.table.selected()
        if not rows:
            return
        words = "、".join(row.name for row in rows[:3]) + ("等" if len(rows) > 3 else "")
        proposed = rows[0].proposals[0].name if rows[0].proposals else ""
        dialog = UnitChoiceDialog(
            "并入其他单位", f"“{words}”是下面这个单位的别名：", self._units, proposed, self
        )
        dialog.chosen.connect(lambda into: self.merge_into([row.unit for row in rows], into))
        dialog.open()

    def merge_into(self, units: Sequence[UnitId], into: UnitId) -> None:
        from workbench.operations.units import merge

        self._work.change_each(merge, [(unit, into) for unit in units], f"合并单位：{len(units)}个待认名称")

    def _accept_all(self, units: Sequence[UnitId]) -> None:
        from workbench.operations.units import accept

        if units:
            self._work.change(accept, tuple(units))

    def _allow(self) -> None:
        rows, writable = self.table.selected(), self._work.writable
        likely = [row.proposals[0].name for row in rows if row.proposals]
        self._same.setText(f"就是“{likely[0]}”" if len(likely) == 1 == len(rows) else "就是可能的单位")
        self._same.setEnabled(writable and bool(likely))
        self._accept.setEnabled(writable and bool(rows))
        self._merge.setEnabled(writable and bool(rows))
        self._rename.setEnabled(writable and len(rows) == 1)
        sure = sum(not row.doubtful for row in self._model.rows)
        self._rest.setText(f"没有疑问的 {sure} 个全部加入" if sure else "没有疑问的全部加入")
        self._rest.setEnabled(writable and bool(sure))

    def _fill_menu(self, menu: QMenu, rows: list[UnknownName]) -> None:
        if not rows or not self._work.writable:
            return
        menu.addAction(action(menu, "加入名录", self.accept, "add"))
        if len(rows) == 1:
            for one in rows[0].proposals:
                take = partial(self.merge_into, [rows[0].unit], one.unit)
                menu.addAction(action(menu, f"就是“{one.name}”（{one.reason}）", take))
            menu.addAction(action(menu, "改名后加入…", self.rename, "edit"))
        menu.addAction(action(menu, "并入其他单位…", self.merge))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        for button in (self._accept, self._same, self._rename, self._merge):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._rest)
        hint = quiet("文件中读到、名录里还没有的单位名称。并入后，原写法记为别名，以后读到会自动识别。")
        hint.setContentsMargins(12, 0, 12, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(hint)
        column.addWidget(named(self.table, "待认单位"), 1)
