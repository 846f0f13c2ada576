"""督办: matters under supervision, the moves open to each of them, and the papers they make."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from workbench.operations import supervision
from workbench.planning.supervision import ACTIONS, ITEM_STATES, SOURCES
from workbench.rows.supervision import ItemRow, ItemStepRow
from workbench.terms import ItemAction, ItemId, ItemState
from workbench.ui import wording
from workbench.ui.controls import action, filter_line, menu_button, named, push_button, quiet
from workbench.ui.itemmodels.rows import RIGHT, Column, RowsModel
from workbench.ui.views.page import Page, Place
from workbench.ui.views.table import RowTable
from workbench.ui.work import Work

_CLOSED = (ItemState.CLOSED, ItemState.STOPPED)


def _open(row: ItemRow) -> bool:
    return row.state not in _CLOSED


def _late(row: ItemRow) -> bool:
    return row.days_left is not None and row.days_left < 0


LOOKS: tuple[tuple[str, Callable[[ItemRow], bool] | None], ...] = (
    ("未销号", _open),
    ("已逾期", _late),
    ("待审核或待批", lambda row: row.state is ItemState.REVIEWING or row.asked_due is not None),
    ("全部", None),
)
#: The move a matter in a state waits for: its button stands out.
_NEXT = {
    ItemState.REGISTERED: ItemAction.ASSIGN,
    ItemState.ASSIGNED: ItemAction.SIGN,
    ItemState.RUNNING: ItemAction.REPORT,
    ItemState.REVIEWING: ItemAction.FINISH,
    ItemState.FINISHED: ItemAction.CLOSE,
}


class SupervisionPage(Page):
    """The ledger on the left; the matter at hand with its record and its moves on the right."""

    title = "督办"

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self._model: RowsModel[ItemRow] = RowsModel(_ITEMS, key=lambda row: row.id, parent=self)
        self._steps: RowsModel[ItemStepRow] = RowsModel(_STEPS, key=lambda row: row.at, parent=self)
        self.table = RowTable(self._model, "督办台账", "没有督办件。点“立项”，或在任务上选“转督办”。")
        self.steps = RowTable(self._steps, "办理记录")
        self.looks = named(QComboBox(), "显示范围")
        for title, _ in LOOKS:
            self.looks.addItem(title)
        self._title = QLabel(wordWrap=True)
        self._title.setProperty("heading", True)
        self._facts, self._sentence = quiet(), quiet()
        self._requirement = QLabel(wordWrap=True)
        self._next = push_button("", lambda: self._current_move(self._offered), main=True)
        self._others = menu_button("其他环节", self._fill_moves)
        self._paper = push_button("打印督办通知单…", partial(self._print, "supervision"), "reports")
        self._reminder = push_button("打印催办函…", partial(self._print, "reminder"), "reports")
        self._new = push_button("立项…", self._open_dialog, main=True)
        self._offered = ItemAction.ASSIGN
        self._lay_out()
        self.looks.currentIndexChanged.connect(lambda _: self._keep())
        self.table.picked.connect(self._show)
        self.table.set_menu(self._fill_menu)
        self._keep()

    def refresh(self) -> None:
        from workbench.queries.supervision import list_items

        self._model.editable = self.work.writable
        self._new.setEnabled(self.work.writable)
        self._model.show(self.work.ask(list_items, dt.date.today()))
        if self.table.current() is None and self._model.rows:
            self.table.selectRow(0)
        self._show(self.table.current())

    def go(self, place: Place) -> None:
        if place.look == "late":
            self.looks.setCurrentIndex(1)
        if place.row is not None and not self.table.select(place.row):
            self.looks.setCurrentIndex(len(LOOKS) - 1)
            self.table.select(place.row)

    def take_step(self, item: ItemId, operation: Callable[..., None], arguments: tuple[object, ...]) -> None:
        """Take one step of the loop. (Its reason is the operation's own, not the journal's.)"""
        self.work.change(operation, item, *arguments)

    def open_item(self, arguments: dict[str, Any]) -> None:
        """Put a matter under supervision."""
        changes = self.work.change(supervision.open_item, **arguments)
        if changes is not None:
            self.refresh_now()
            (key,) = changes.keys("supervision_items")
            self.go(Place("supervision", row=key))

    def _lay_out(self) -> None:
        for widget in (self.looks, filter_line("筛选督办件", self._model.filter)):
            self.bar.addWidget(widget)
        self.bar.addStretch(1)
        self.bar.addWidget(self._new)
        split = QSplitter()
        split.addWidget(self.table)
        split.addWidget(self._detail())
        split.setSizes([760, 560])
        split.setChildrenCollapsible(False)
        self.body.addWidget(split, 1)

    def _detail(self) -> QWidget:
        frame = QFrame()
        column = QVBoxLayout(frame)
        for widget in (self._title, self._sentence, self._facts, self._requirement):
            column.addWidget(widget)
        moves, papers = QHBoxLayout(), QHBoxLayout()
        moves.addWidget(self._next)
        moves.addWidget(self._others)
        moves.addStretch(1)
        papers.addWidget(self._paper)
        papers.addWidget(self._reminder)
        papers.addStretch(1)
        column.addLayout(moves)
        column.addLayout(papers)
        column.addWidget(self.steps, 1)
        return frame

    def _keep(self) -> None:
        self._model.keep(LOOKS[max(0, self.looks.currentIndex())][1])

    def _show(self, row: ItemRow | None) -> None:
        self._title.setText(f"{row.number}　{row.title}" if row else "选择一件督办事项，查看办理情况。")
        self._sentence.setText(row.sentence if row else "")
        self._facts.setText(_facts(row) if row else "")
        self._requirement.setText(row.requirement if row else "")
        self._steps.show(row.steps if row else ())
        allowed = self.work.writable and row is not None
        self._offered = _offered(row) if row else ItemAction.ASSIGN
        self._next.setVisible(row is not None and bool(row.actions))
        self._next.setText(f"{ACTIONS[self._offered]}…")
        self._next.setAccessibleName(ACTIONS[self._offered])
        self._next.setEnabled(allowed)
        self._others.setEnabled(bool(allowed and row and row.actions))
        self._paper.setEnabled(bool(row and row.notice_number))
        self._reminder.setEnabled(bool(row and row.urged))

    def _fill_moves(self, menu: QMenu) -> None:
        menu.clear()
        row = self.table.current()
        for each in row.actions if row else ():
            if each is not self._offered:
                menu.addAction(action(menu, f"{ACTIONS[each]}…", partial(self._current_move, each)))

    def _fill_menu(self, menu: QMenu, rows: list[ItemRow]) -> None:
        if not rows:
            return
        row = rows[0]
        if row.task is not None:
            place = Place("tasks", task=row.task)
            menu.addAction(action(menu, "查看任务", lambda: self.wanted.emit(place), "tasks"))
        if self.work.writable:
            for each in row.actions:
                menu.addAction(action(menu, f"{ACTIONS[each]}…", partial(self._current_move, each)))
            menu.addSeparator()
            remove = partial(self.work.change, supervision.remove, row.id)
            menu.addAction(action(menu, "删除督办件", remove, "remove"))

    def _current_move(self, chosen: ItemAction) -> None:
        from workbench.ui.dialogs.supervision import MoveDialog

        row = self.table.current()
        if row is not None:
            dialog = MoveDialog(chosen, row, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.decided.connect(partial(self.take_step, row.id))
            dialog.open()

    def _open_dialog(self) -> None:
        from workbench.queries.units import unit_names
        from workbench.ui.dialogs.supervision import NewItemDialog

        dialog = NewItemDialog([str(name) for name in self.work.ask(unit_names)], self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.decided.connect(self.open_item)
        dialog.open()

    def _print(self, paper: str) -> None:
        row = self.table.current()
        if row is not None:
            self.wanted.emit(Place("reports", look=paper, row=row.id))


def _offered(row: ItemRow) -> ItemAction:
    """The move that a matter waits for: a delay asked for is decided before anything else."""
    if row.asked_due is not None and ItemAction.GRANT_DELAY in row.actions:
        return ItemAction.GRANT_DELAY
    waits = _NEXT.get(row.state, ItemAction.ASSIGN)
    return waits if waits in row.actions or not row.actions else row.actions[0]


def _facts(row: ItemRow) -> str:
    """Where it comes from, who has it, by when."""
    parts = [SOURCES[row.source], row.leader, row.basis, f"承办：{row.unit_name or '未定'}"]
    parts += [f"协办：{row.supports}"] if row.supports else []
    due = f"时限：{wording.day(row.due)}"
    parts.append(due if row.due == row.first_due else f"{due}（原定 {wording.day(row.first_due)}）")
    return " · ".join(part for part in parts if part)


def _left(row: ItemRow) -> str:
    if row.days_left is None:
        return ""
    return f"超 {-row.days_left} 天" if row.days_left < 0 else f"余 {row.days_left} 天"


def _left_look(row: ItemRow, role: int) -> object:
    from workbench.ui import theme

    return theme.color("overdue") if role == Qt.ItemDataRole.ForegroundRole and _late(row) else None


_ITEMS: tuple[Column[ItemRow], ...] = (
    Column("编号", lambda row: row.number, 150),
    Column("督办事项", lambda row: row.title, 0),
    Column("承办单位", lambda row: row.unit_name, 110),
    Column("时限", lambda row: wording.day(row.due), 92),
    Column("剩余", _left, 74, RIGHT, order=lambda row: row.days_left or 0, look=_left_look),
    Column("状态", lambda row: ITEM_STATES[row.state], 76),
    Column("催办", lambda row: str(row.urged) if row.urged else "", 46, RIGHT),
)
_STEPS: tuple[Column[ItemStepRow], ...] = (
    Column("日期", lambda row: wording.day(row.day), 88),
    Column("环节", lambda row: ACTIONS[row.action], 72),
    Column("内容", lambda row: row.text, 0),
    Column("文号", lambda row: row.number, 116),
    Column("经办人", lambda row: row.who, 58),
)
