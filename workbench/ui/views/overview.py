"""总览: the plan in numbers. Each number is a card; clicking it lists what is behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from workbench.rows.documents import DocumentRow
from workbench.rows.overview import SummaryRow
from workbench.rows.tasks import TaskRow
from workbench.ui import wording
from workbench.ui.controls import named, push_button, quiet
from workbench.ui.itemmodels.rows import RIGHT, Column, RowsModel
from workbench.ui.views.page import Page, Place
from workbench.ui.views.table import RowTable
from workbench.ui.views.task_columns import TASK_COLUMNS
from workbench.ui.work import Work


@dataclass(frozen=True, slots=True)
class Card:
    """A number of the plan. `view` is where its things live; `look` names the tasks it counts."""

    title: str
    figure: Callable[[SummaryRow], int]
    view: str = ""
    look: str = ""


CARDS = (
    Card("文件", lambda s: s.documents, "documents"),
    Card("任务", lambda s: s.tasks, look="all"),
    Card("成果", lambda s: s.results, "results"),
    Card("指标", lambda s: s.indicators, "indicators"),
    Card("单位", lambda s: s.units, "responsibilities"),
    Card("本季度到期", lambda s: s.due_this_quarter, look="due_this_quarter"),
    Card("已逾期", lambda s: s.overdue, look="overdue"),
    Card("未明确牵头", lambda s: s.without_lead, look="without_lead"),
    Card("未定时限", lambda s: s.without_deadline, look="without_deadline"),
    Card("长期推进", lambda s: s.ongoing, look="ongoing"),
    Card("已完成", lambda s: s.done, look="done"),
)
COUNTS = 5  # the first so many cards count things, the rest tasks by their state

DOCUMENT_COLUMNS: tuple[Column[DocumentRow], ...] = (
    Column("文件", lambda row: row.title, 0),
    Column("发文字号", lambda row: row.doc_no, 150),
    Column("成文日期", lambda row: wording.day(row.issued_on), 96),
    Column("任务", lambda row: str(row.tasks), 56, RIGHT, order=lambda row: row.tasks),
    Column("成果", lambda row: str(row.results), 56, RIGHT, order=lambda row: row.results),
    Column("指标", lambda row: str(row.indicators), 56, RIGHT, order=lambda row: row.indicators),
)


class OverviewPage(Page):
    """Cards above; below, the documents, or the tasks that the chosen card counts."""

    title = "总览"

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self.cards: dict[str, QPushButton] = {}
        self._figures: dict[str, QLabel] = {}
        self._look = "all"
        self._chosen = False
        self._group = QButtonGroup(self)
        self._tasks: RowsModel[TaskRow] = RowsModel(TASK_COLUMNS, key=lambda row: row.id, parent=self)
        self._tasks.editable = False
        self._documents: RowsModel[DocumentRow] = RowsModel(
            DOCUMENT_COLUMNS, key=lambda row: row.id, parent=self
        )
        self.tasks = RowTable(self._tasks, "相关任务", "没有这样的任务")
        self.documents = RowTable(self._documents, "文件清单", "还没有导入文件")
        self._behind = QLabel()
        self._behind.setProperty("heading", True)
        self._empty = quiet("还没有导入文件。点“导入文件”，从工作方案、工作要点中读出任务、成果和指标。")
        self.bar.addStretch(1)
        self._import = push_button("导入文件…", self.import_wanted.emit, "import")
        self.bar.addWidget(self._import)
        self._lay_out()
        self.documents.chosen.connect(lambda row: self.wanted.emit(Place("documents", document=row.id)))
        self.tasks.chosen.connect(lambda row: self.wanted.emit(Place("tasks", task=row.id)))

    @property
    def listed(self) -> tuple[TaskRow, ...]:
        """The tasks behind the chosen card, as shown."""
        return tuple(self._tasks.rows)

    def refresh(self) -> None:
        from workbench.queries.overview import summary

        facts = self.work.ask(summary, dt.date.today())
        for card in CARDS:
            self._figures[card.title].setText(str(card.figure(facts)))
            self.cards[card.title].setAccessibleName(f"{card.title} {card.figure(facts)}")
        self._import.setEnabled(self.work.writable)
        self._documents.show(facts.by_document)
        self._empty.setVisible(not facts.documents)
        if not self._chosen:
            self._look = _most_pressing(facts)
        self._list_behind()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(12, 0, 12, 8)
        grid.setSpacing(8)
        for number, card in enumerate(CARDS):
            row, column = (0, number) if number < COUNTS else (1, number - COUNTS)
            grid.addWidget(self._make_card(card), row, column)
        self.body.addLayout(grid)
        self.body.addWidget(self._empty)
        self._empty.setContentsMargins(14, 8, 14, 8)
        lower = QHBoxLayout()
        lower.setContentsMargins(12, 4, 12, 12)
        lower.setSpacing(12)
        for name, table in ((self._behind, self.tasks), (self._document_heading(), self.documents)):
            column_box = QVBoxLayout()
            column_box.addWidget(name)
            column_box.addWidget(table, 1)
            lower.addLayout(column_box, 1)
        self.body.addLayout(lower, 1)

    def _document_heading(self) -> QLabel:
        label = QLabel("文件")
        label.setProperty("heading", True)
        return label

    def _make_card(self, card: Card) -> QWidget:
        button = named(QPushButton(), card.title)
        button.setProperty("card", True)
        button.setMinimumHeight(64)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        figure = QLabel("0")
        figure.setProperty("figure", True)
        column = QVBoxLayout(button)
        column.setContentsMargins(12, 6, 12, 6)
        column.setSpacing(0)
        column.addWidget(figure)
        column.addWidget(quiet(card.title))
        button.setCheckable(bool(card.look))
        if card.look:
            self._group.addButton(button)
        button.clicked.connect(lambda: self._choose(card))
        self.cards[card.title], self._figures[card.title] = button, figure
        return button

    def _choose(self, card: Card) -> None:
        if card.view:
            self.wanted.emit(Place(card.view))
        else:
            self._look, self._chosen = card.look, True
            self._list_behind()

    def _list_behind(self) -> None:
        from workbench.queries.overview import behind
        from workbench.queries.tasks import list_tasks

        card = next(card for card in CARDS if card.look == self._look)
        self.cards[card.title].setChecked(True)
        rows = self.work.ask(list_tasks)
        if self._look != "all":
            wanted = set(self.work.ask(behind, self._look, dt.date.today()))
            rows = tuple(row for row in rows if row.id in wanted)
        self._tasks.show(rows)
        self._behind.setText(f"{card.title}：{len(rows)} 项")


def _most_pressing(facts: SummaryRow) -> str:
    """What to list first: what falls due, else what is late, else everything."""
    if facts.due_this_quarter:
        return "due_this_quarter"
    return "overdue" if facts.overdue else "all"
