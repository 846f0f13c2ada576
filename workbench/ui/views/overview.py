"""总览: one period as a director reads it. Each number is a card; clicking it lists what is behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from workbench.queries.wording import PERIOD_STATES, TODO_KINDS
from workbench.rows.overview import OverviewRow
from workbench.rows.standing import GroupStandingRow, StandingRow
from workbench.rows.supervision import TodoRow
from workbench.terms import Colour, Period, TaskId
from workbench.ui import wording
from workbench.ui.controls import named, push_button, quiet
from workbench.ui.itemmodels.light_delegate import LIGHT_ROLE, LightDelegate, SharesDelegate
from workbench.ui.itemmodels.rows import RIGHT, Column, RowsModel
from workbench.ui.views.page import Page, Place
from workbench.ui.views.places import place_of
from workbench.ui.views.standing_columns import LIGHT_COLUMN, STANDING_COLUMNS
from workbench.ui.views.table import RowTable
from workbench.ui.work import Work

#: More rows than anybody reads on a first page; the headings tell how many there are.
MOST_LISTED = 200
_LEAST_TABLE = 38  # a head and a row: small screens scroll
_BEST_TO_WORST = (Colour.NONE, Colour.GREEN, Colour.BLUE, Colour.YELLOW, Colour.ORANGE, Colour.RED)


@dataclass(frozen=True, slots=True)
class Card:
    """A number of the period. `tasks` are those behind it; without, a `look` of another `view`."""

    title: str
    figure: Callable[[OverviewRow], int]
    tasks: Callable[[OverviewRow], tuple[TaskId, ...]] | None = None
    view: str = ""
    look: str = ""
    of: Callable[[OverviewRow], int] | None = None
    bad: bool = False


CARDS = (
    Card("已完成", lambda o: len(o.done), lambda o: o.done, of=lambda o: len(o.tasks)),
    Card("逾期未完成", lambda o: len(o.late), lambda o: o.late, bad=True),
    Card("本期到期未完成", lambda o: len(o.due_open), lambda o: o.due_open, of=lambda o: len(o.due)),
    Card("下期到期", lambda o: len(o.due_next), lambda o: o.due_next),
    Card(
        "亮灯转差",
        lambda o: sum(one.worse for one in o.changed),
        lambda o: tuple(one.task for one in o.changed if one.worse),
        bad=True,
    ),
    Card("未报送", lambda o: len(o.unreported), lambda o: o.unreported, of=lambda o: len(o.tasks), bad=True),
    Card("未明确牵头", lambda o: len(o.without_lead), lambda o: o.without_lead, bad=True),
    Card(
        "指标落后",
        lambda o: len(o.off_path),
        view="indicators",
        look="behind",
        of=lambda o: len(o.indicators),
        bad=True,
    ),
    Card(
        "成果逾期",
        lambda o: len(o.results_late),
        view="results",
        look="late",
        of=lambda o: len(o.results),
        bad=True,
    ),
    Card(
        "督办逾期",
        lambda o: len(o.items_late),
        view="supervision",
        look="late",
        of=lambda o: len(o.items_open),
        bad=True,
    ),
)
_COLUMNS = 5
#: Looked at in this order for what to list first.
_PRESSING = ("逾期未完成", "亮灯转差", "本期到期未完成", "未报送", "下期到期")


class OverviewPage(Page):
    """Cards above; below, what is behind the chosen one, the units by their lights, what is to be done."""

    title = "总览"

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self.facts: OverviewRow | None = None
        self.cards: dict[str, QPushButton] = {}
        self._figures: dict[str, QLabel] = {}
        self._captions: dict[str, QLabel] = {}
        self._chosen = ""
        self._group = QButtonGroup(self)
        self.periods = named(QComboBox(), "报告期")
        self.periods.setMinimumWidth(180)
        self._told = quiet()
        self._behind = _heading()
        self._tasks: RowsModel[StandingRow] = RowsModel(
            STANDING_COLUMNS, key=lambda row: row.task, parent=self
        )
        self._units: RowsModel[GroupStandingRow] = RowsModel(_UNITS, key=lambda row: row.name, parent=self)
        self._todo: RowsModel[TodoRow] = RowsModel(_TODO, key=lambda row: (row.kind, row.place), parent=self)
        self.tasks = RowTable(self._tasks, "相关任务", "没有这样的任务。")
        self.units = RowTable(self._units, "各单位亮灯", "还没有任务。")
        self.todo = RowTable(self._todo, "待办", "没有待办事项。")
        self._todo_heading = _heading("待办")
        self._empty = quiet("还没有导入文件。点“导入文件”，从工作方案、工作要点中读出任务、成果和指标。")
        self._import = push_button("导入文件…", self.import_wanted.emit, "import")
        self._print = push_button("打印…", self._print_one_page, "reports")
        self._lay_out()
        self._wire()

    @property
    def listed(self) -> tuple[StandingRow, ...]:
        """The tasks behind the chosen card, as shown."""
        return tuple(self._tasks.rows)

    def refresh(self) -> None:
        from workbench.queries.documents import list_documents
        from workbench.queries.periods import current_period, offered_periods

        today, ask = dt.date.today(), self.work.ask
        chosen: Period = self.periods.currentData() or ask(current_period, today)
        offered = ask(offered_periods, today)
        self.periods.blockSignals(True)
        self.periods.clear()
        for row in offered:
            self.periods.addItem(f"{row.name}（{PERIOD_STATES[row.state]}）", row.period)
        places = [number for number, row in enumerate(offered) if row.period == chosen]
        self.periods.setCurrentIndex(places[0] if places else 0)
        self.periods.blockSignals(False)
        has_documents = bool(ask(list_documents))
        self._empty.setVisible(not has_documents)
        self._print.setEnabled(has_documents)
        self._import.setEnabled(self.work.writable)
        self._show_period()

    def go(self, place: Place) -> None:
        if place.look == "todo":
            self.todo.setFocus()
            self.todo.selectRow(0)
        if place.look in self.cards:
            self.cards[place.look].click()

    def _show_period(self) -> None:
        from workbench.queries.overview import overview
        from workbench.queries.todo import todo_list

        period: Period | None = self.periods.currentData()
        if period is None:
            return
        today = dt.date.today()
        self.facts = facts = self.work.ask(overview, period, today)
        for card in CARDS:
            self._show_card(card, facts)
        self._told.setText(_told(facts))
        self._units.show(sorted(facts.by_unit, key=_worst_first))
        waiting = self.work.ask(todo_list, today, MOST_LISTED)
        self._todo.show(waiting.rows)
        self._todo_heading.setText(f"待办：{waiting.total} 项")
        self._todo_heading.setToolTip("，".join(f"{TODO_KINDS[kind]} {n}" for kind, n in waiting.counts))
        if self._chosen not in self.cards:
            figures = {card.title: card.figure(facts) for card in CARDS}
            self._chosen = next((title for title in _PRESSING if figures[title]), CARDS[0].title)
        self._list_behind()

    def _show_card(self, card: Card, facts: OverviewRow) -> None:
        figure = card.figure(facts)
        self._figures[card.title].setText(str(figure))
        self._figures[card.title].setProperty("tone", "error" if card.bad and figure else "")
        self._figures[card.title].style().polish(self._figures[card.title])
        of = f"　共 {card.of(facts)}" if card.of else ""
        self._captions[card.title].setText(f"{card.title}{of}")
        self.cards[card.title].setAccessibleName(f"{card.title} {figure}{of}")

    def _lay_out(self) -> None:
        self.bar.addWidget(self.periods)
        self.bar.addWidget(self._told, 1)
        self.bar.addWidget(self._print)
        self.bar.addWidget(self._import)
        grid = QGridLayout()
        grid.setContentsMargins(12, 0, 12, 8)
        grid.setSpacing(8)
        for number, card in enumerate(CARDS):
            grid.addWidget(self._make_card(card), number // _COLUMNS, number % _COLUMNS)
        self.body.addLayout(grid)
        self.body.addWidget(self._empty)
        self._empty.setContentsMargins(14, 8, 14, 8)
        self.tasks.setItemDelegateForColumn(LIGHT_COLUMN, LightDelegate(self.tasks))
        self.units.setItemDelegateForColumn(_SHARES_COLUMN, SharesDelegate(self.units))
        lower = QHBoxLayout()
        lower.setContentsMargins(12, 4, 12, 12)
        lower.setSpacing(12)
        lower.addLayout(_column((self._behind, self.tasks, 1)), 3)
        beside = ((_heading("各单位亮灯"), self.units, 3), (self._todo_heading, self.todo, 2))
        lower.addLayout(_column(*beside), 2)
        self.body.addLayout(lower, 1)

    def _wire(self) -> None:
        self.periods.currentIndexChanged.connect(lambda _: self._show_period())
        self.tasks.chosen.connect(lambda row: self.wanted.emit(Place("tasks", task=row.task)))
        self.units.chosen.connect(self._list_unit)
        self.units.picked.connect(lambda row: self._list_unit(row) if self.units.hasFocus() else None)
        self.todo.chosen.connect(lambda row: self.wanted.emit(place_of(row.place)))

    def _make_card(self, card: Card) -> QWidget:
        button = named(QPushButton(), card.title)
        button.setProperty("card", True)
        button.setMinimumHeight(50)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        figure, caption = QLabel("0"), quiet(card.title)
        figure.setProperty("figure", True)
        column = QVBoxLayout(button)
        column.setContentsMargins(12, 6, 12, 6)
        column.setSpacing(0)
        column.addWidget(figure)
        column.addWidget(caption)
        button.setCheckable(card.tasks is not None)
        if card.tasks is not None:
            self._group.addButton(button)
        button.clicked.connect(lambda: self._choose(card))
        self.cards[card.title], self._figures[card.title] = button, figure
        self._captions[card.title] = caption
        return button

    def _choose(self, card: Card) -> None:
        if card.view:
            self.wanted.emit(Place(card.view, look=card.look))
        else:
            self._chosen = card.title
            self._list_behind()

    def _list_behind(self) -> None:
        card = next(card for card in CARDS if card.title == self._chosen)
        if self.facts is None or card.tasks is None:
            return
        self.cards[card.title].setChecked(True)
        self._list(card.title, card.tasks(self.facts))

    def _list_unit(self, row: GroupStandingRow | None) -> None:
        if row is not None:
            self._list(row.name, row.tasks)

    def _list(self, title: str, tasks: tuple[TaskId, ...]) -> None:
        from workbench.queries.standings import standings

        assert self.facts is not None
        first = tasks[:MOST_LISTED]
        rows = self.work.ask(standings, self.facts.period, dt.date.today(), first) if first else ()
        self._tasks.show(rows)
        cut = f"，列出前 {len(first)} 项" if len(first) < len(tasks) else ""
        self._behind.setText(f"{title}：{len(tasks)} 项{cut}")

    def _print_one_page(self) -> None:
        self.wanted.emit(Place("reports", look="overview"))


def _heading(text: str = "") -> QLabel:
    label = QLabel(text)
    label.setProperty("heading", True)
    return label


def _column(*parts: tuple[QLabel, QWidget, int]) -> QVBoxLayout:
    """Tables under their headings, sharing the height as their numbers say."""
    column = QVBoxLayout()
    for label, table, share in parts:
        column.addWidget(label)
        table.setMinimumHeight(_LEAST_TABLE)
        column.addWidget(table, share)
    return column


def _told(facts: OverviewRow) -> str:
    percent = "" if facts.percent is None else f"，平均进度 {facts.percent:.0f}%"
    due = "" if facts.due_percent is None else f"（应完成 {facts.due_percent:.0f}%）"
    return f"截至 {wording.day(facts.on)} · 任务 {len(facts.tasks)} 项{percent}{due} · {facts.rules}"


def _worst_first(row: GroupStandingRow) -> tuple[int, ...]:
    """Units with the most red first, then the next colours."""
    return (*(-count for _, count in reversed(_counts(row))), -len(row.tasks))


def _counts(row: GroupStandingRow) -> list[tuple[Colour, int]]:
    """How many tasks show each colour, from the best to the worst."""
    counts = {one.colour: len(one.tasks) for one in row.lights}
    return [(colour, counts.get(colour, 0)) for colour in _BEST_TO_WORST]


def _shares(row: GroupStandingRow, role: int) -> object:
    if role == LIGHT_ROLE:
        return _counts(row)
    told = "，".join(f"{colour.value}{count}项" for colour, count in _counts(row) if count)
    return told if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole) else None


def _sentence(row: TodoRow, role: int) -> object:
    return row.sentence if role == Qt.ItemDataRole.ToolTipRole else None


_SHARES_COLUMN = 2
_UNITS: tuple[Column[GroupStandingRow], ...] = (
    Column("单位", lambda row: row.name, 0),
    Column("任务", lambda row: str(len(row.tasks)), 50, RIGHT, order=lambda row: len(row.tasks)),
    Column("亮灯", lambda row: "", 170, look=_shares, order=_worst_first),
    Column("逾期", lambda row: str(len(row.late)), 50, RIGHT, order=lambda row: len(row.late)),
    Column("未报", lambda row: str(len(row.unreported)), 50, RIGHT, order=lambda row: len(row.unreported)),
)
_TODO: tuple[Column[TodoRow], ...] = (
    Column("类别", lambda row: TODO_KINDS[row.kind], 76),
    Column("事项", lambda row: row.title, 0, look=_sentence),
    Column("单位", lambda row: row.unit_name, 90),
    Column("期限", lambda row: wording.day(row.day), 92, order=lambda row: str(row.day or "9")),
)
