"""得分: the ranking of units in a period, what each line of the scheme brought, and the facts it rests on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QLabel, QMenu, QSplitter, QVBoxLayout, QWidget

from workbench.operations import evaluation
from workbench.queries.wording import number_text
from workbench.rows.evaluation import MarkRow, SchemeItemRow, ScoreFactRow, ScoreLineRow, ScoreRow
from workbench.terms import Period
from workbench.ui.controls import action, menu_button, quiet
from workbench.ui.itemmodels.rows import CENTRE, RIGHT, Column, RowsModel
from workbench.ui.views.places import place_of
from workbench.ui.views.table import RowTable
from workbench.ui.work import Work

BY_HAND = "人工登记"


class ScorePane(QWidget):
    """`wanted(Place)`: the row a fact can be looked up in."""

    wanted = Signal(object)

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._period: Period | None = None
        self._items: tuple[SchemeItemRow, ...] = ()
        self.model: RowsModel[ScoreRow] = RowsModel(_SCORES, key=lambda row: row.unit, parent=self)
        self._lines: RowsModel[ScoreLineRow] = RowsModel(LINES, key=lambda row: row.key, parent=self)
        self._facts: RowsModel[ScoreFactRow] = RowsModel(_FACTS, key=lambda row: row.what, parent=self)
        self._marks: RowsModel[MarkRow] = RowsModel(_MARKS, key=lambda row: row.id, parent=self)
        self.table = RowTable(self.model, "单位得分", "还没有可以评分的单位。")
        self.lines = RowTable(self._lines, "得分构成", "选择一个单位，查看得分构成。")
        self.facts = RowTable(self._facts, "得分依据", "选择一项，查看依据的事实。")
        self.marks = RowTable(self._marks, "考核登记", "本期没有人工登记的事项。")
        self._sentence = quiet()
        self.add = menu_button("登记加减分", self._fill_items)
        self._lay_out()
        self.table.picked.connect(self._show)
        self.lines.picked.connect(self._show_line)
        self.facts.chosen.connect(self._look_up)
        self.marks.set_menu(self._fill_mark_menu)

    def show_period(
        self,
        period: Period,
        rows: tuple[ScoreRow, ...],
        items: tuple[SchemeItemRow, ...],
        marks: tuple[MarkRow, ...],
    ) -> None:
        """Show a period's ranking; `items` are the lines of the scheme it is scored by."""
        self._period, self._items = period, items
        self.model.show(rows)
        self._marks.show(marks)
        if self.table.current() is None and rows:
            self.table.selectRow(0)
        self._show(self.table.current())
        self.add.setEnabled(self._work.writable and bool(rows))

    def note_mark(self, row: ScoreRow, item: SchemeItemRow, what: str) -> None:
        """Note something for a unit under a line of the scheme."""
        if row.unit is not None and self._period is not None:
            self._work.change(evaluation.add_mark, row.unit, self._period, item.key, what)

    def _lay_out(self) -> None:
        left, right = QWidget(), QWidget()
        column, beside = QVBoxLayout(left), QVBoxLayout(right)
        for box in (column, beside):
            box.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 3)
        column.addLayout(_row(QLabel("考核登记"), self.add))
        column.addWidget(self.marks, 1)
        self._sentence.setContentsMargins(8, 0, 8, 2)
        beside.addWidget(self._sentence)
        beside.addWidget(self.lines, 3)
        beside.addWidget(self.facts, 2)
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(right)
        split.setSizes([560, 800])
        split.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 6, 0, 0)
        whole.addWidget(split)

    def _show(self, row: ScoreRow | None) -> None:
        self._sentence.setText(row.sentence if row else "")
        self._lines.show(row.lines if row else ())
        self._facts.show(())

    def _show_line(self, line: ScoreLineRow | None) -> None:
        self._facts.show(line.facts if line else ())

    def _look_up(self, fact: ScoreFactRow) -> None:
        if fact.place is not None:
            self.wanted.emit(place_of(fact.place))

    def _fill_items(self, menu: QMenu) -> None:
        menu.clear()
        for item in self._items:
            if item.source == BY_HAND:
                menu.addAction(action(menu, f"{item.name}（{item.kind}）…", partial(self._ask_mark, item)))

    def _ask_mark(self, item: SchemeItemRow) -> None:
        row = self.table.current()
        if row is None:
            return
        what, given = QInputDialog.getText(self, "登记考核事项", f"{row.name} · {item.name}，登记内容：")
        if given and what.strip():
            self.note_mark(row, item, what.strip())

    def _fill_mark_menu(self, menu: QMenu, rows: list[MarkRow]) -> None:
        if rows and self._work.writable:
            remove = partial(self._work.change, evaluation.remove_mark, rows[0].id)
            menu.addAction(action(menu, "删除登记", remove, "remove"))


def _row(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(8, 2, 8, 2)
    row.addWidget(parts[0])
    row.addStretch(1)
    for part in parts[1:]:
        row.addWidget(part)
    return row


def _sentence(row: ScoreLineRow, role: int) -> object:
    return row.sentence if role == Qt.ItemDataRole.ToolTipRole else None


_SCORES: tuple[Column[ScoreRow], ...] = (
    Column("名次", lambda row: str(row.place), 50, RIGHT, order=lambda row: row.place),
    Column("单位", lambda row: row.name, 0),
    Column("得分", lambda row: number_text(round(row.total, 2)), 70, RIGHT, order=lambda row: row.total),
    Column("任务", lambda row: str(len(row.tasks)), 50, RIGHT, order=lambda row: len(row.tasks)),
    Column("一票否决", lambda row: "是" if row.vetoed else "", 74, CENTRE),
)
LINES: tuple[Column[ScoreLineRow], ...] = (
    Column("考核项目", lambda row: row.name, 150),
    Column("类型", lambda row: row.kind, 84),
    Column("满分", lambda row: number_text(row.full), 54, RIGHT, order=lambda row: row.full),
    Column("得分", lambda row: number_text(round(row.points, 2)), 60, RIGHT, order=lambda row: row.points),
    Column("说明", lambda row: row.sentence, 0, look=_sentence),
)
_FACTS: tuple[Column[ScoreFactRow], ...] = (
    Column("依据", lambda row: row.what, 0),
    Column("数值", lambda row: number_text(round(row.value, 2)), 80, RIGHT, order=lambda row: row.value),
)
_MARKS: tuple[Column[MarkRow], ...] = (
    Column("单位", lambda row: row.unit_name, 110),
    Column("登记内容", lambda row: row.what, 0),
    Column("次数", lambda row: number_text(row.times), 50, RIGHT),
    Column("登记人", lambda row: row.by, 70),
)
