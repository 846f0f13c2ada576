"""成果: the results to deliver, edited in place."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QMenu

from workbench.queries.wording import STATES
from workbench.rows.standing import ResultStandingRow
from workbench.rows.tasks import ResultRow
from workbench.terms import ResultId, TaskState, UnitChoice
from workbench.ui import theme, wording
from workbench.ui.controls import action, filter_line, named
from workbench.ui.dialogs.deadline import DeadlineDelegate
from workbench.ui.itemmodels.rows import RIGHT, Column, RowsModel
from workbench.ui.views.page import Page, Place
from workbench.ui.views.table import RowTable
from workbench.ui.work import Work


class ResultsPage(Page):
    """One table over all documents."""

    title = "成果"

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self._model: RowsModel[ResultRow] = RowsModel(self._columns(), key=lambda row: row.id, parent=self)
        self.table = RowTable(self._model, "成果清单", "没有成果。导入带成果清单的文件后，在这里列出。")
        self._standings: dict[ResultId, ResultStandingRow] = {}
        self.looks = named(QComboBox(), "显示范围")
        self.looks.addItems(["全部成果", "逾期未交"])
        self.looks.currentIndexChanged.connect(lambda _: self._keep())
        self.bar.addWidget(self.looks)
        self.bar.addWidget(filter_line("筛选成果", self._model.filter))
        self.bar.addStretch(1)
        self.body.addWidget(self.table, 1)
        self.table.set_menu(self._fill_menu)

    def refresh(self) -> None:
        from workbench.queries.periods import current_period
        from workbench.queries.results import list_results
        from workbench.queries.standings import result_standings

        today = dt.date.today()
        standings = self.work.ask(result_standings, self.work.ask(current_period, today), today)
        self._standings = {row.result: row for row in standings}
        self._model.editable = self.work.writable
        self._model.show(self.work.ask(list_results))

    def go(self, place: Place) -> None:
        if place.look == "late":
            self.looks.setCurrentIndex(1)
        if place.row is not None and not self.table.select(place.row):
            self.looks.setCurrentIndex(0)
            self.table.select(place.row)

    def _keep(self) -> None:
        self._model.keep(self._is_late if self.looks.currentIndex() else None)

    def _is_late(self, row: ResultRow) -> bool:
        found = self._standings.get(row.id)
        return found is not None and found.late

    def _state(self, row: ResultRow) -> str:
        return f"{STATES[row.state]}（逾期）" if self._is_late(row) else STATES[row.state]

    def _look(self, row: ResultRow, role: int) -> object:
        """What is late stands out, with what was last said about it."""
        if role == Qt.ItemDataRole.ForegroundRole and self._is_late(row):
            return theme.color("overdue")
        found = self._standings.get(row.id)
        return found.done or None if role == Qt.ItemDataRole.ToolTipRole and found else None

    def _percent(self, row: ResultRow) -> str:
        found = self._standings.get(row.id)
        return "" if found is None or found.percent is None else f"{found.percent:.0f}%"

    def _columns(self) -> tuple[Column[ResultRow], ...]:
        return (
            Column("序号", lambda row: row.no, 56),
            Column("成果", lambda row: row.title, 0, edit=self._rename),
            Column("类别", lambda row: row.category, 150),
            Column("责任单位", lambda row: wording.units(row.units), 240, open=self._open_units),
            Column(
                "完成时限",
                lambda row: wording.deadline(row.deadline),
                110,
                look=self._look,
                order=lambda row: str(row.deadline.date or "9"),
                value=lambda row: row.deadline,
                edit=self._set_deadline,
                delegate=DeadlineDelegate,
            ),
            Column("进度", self._percent, 56, RIGHT, look=self._look),
            Column("状态", self._state, 116, look=self._look),
            Column("来源文件", lambda row: row.document_title, 200),
        )

    def _rename(self, row: ResultRow, title: str) -> None:
        from workbench.operations.results import rename

        self.work.change(rename, row.id, title)

    def _set_deadline(self, row: ResultRow, deadline: Any) -> None:
        from workbench.operations.results import set_deadline

        self.work.change(set_deadline, row.id, deadline)

    def _open_units(self, row: ResultRow) -> None:
        from workbench.operations.results import set_units
        from workbench.queries.units import unit_names
        from workbench.ui.dialogs.units import UnitPicker

        chosen = [UnitChoice(one.name, one.role) for one in row.units]
        picker = UnitPicker(row.title, self.work.ask(unit_names), chosen, self)
        picker.picked.connect(lambda choices: self.work.change(set_units, row.id, choices))
        picker.open()

    def _set_state(self, rows: list[ResultRow], state: TaskState) -> None:
        from workbench.operations.results import set_state

        label = f"更新成果状态：{len(rows)}项 → {STATES[state]}"
        self.work.change_each(set_state, [(row.id, state) for row in rows], label)

    def _remove(self, rows: list[ResultRow]) -> None:
        from workbench.operations.results import remove

        if self.work.change_each(remove, [(row.id,) for row in rows], f"删除成果：{len(rows)}项") is not None:
            self.said.emit(f"已删除 {len(rows)} 项成果，可按 Ctrl+Z 撤销。")

    def _show_reasons(self, row: ResultRow) -> None:
        from workbench.queries.whys import whys_of_result
        from workbench.ui.dialogs.reasons import show_reasons

        show_reasons(self, row.title, row.document, self.work.ask(whys_of_result, row.id))

    def _fill_menu(self, menu: QMenu, rows: list[ResultRow]) -> None:
        if not rows:
            return
        row = rows[0]
        place = Place("documents", document=row.document, span=row.span)
        menu.addAction(action(menu, "查看原文", lambda: self.wanted.emit(place), "source"))
        menu.addAction(action(menu, "读取依据…", lambda: self._show_reasons(row)))
        if not self.work.writable:
            return
        menu.addAction(action(menu, "责任单位…", lambda: self._open_units(row), "unit"))
        states = menu.addMenu("状态")
        for state, name in STATES.items():
            states.addAction(action(states, name, partial(self._set_state, rows, state)))
        menu.addSeparator()
        menu.addAction(action(menu, "删除成果", lambda: self._remove(rows), "remove"))
