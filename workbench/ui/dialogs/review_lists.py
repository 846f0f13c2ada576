"""The lists of a draft on the desk: tasks, results, indicators, narrative targets, problems; which of them to
look at, what can be done with several at once, and why the chosen one was read as it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QTabWidget, QVBoxLayout, QWidget

from workbench.problems import Problem
from workbench.terms import Span, UnitChoice
from workbench.ui.controls import action, menu_button, named, push_button, quiet
from workbench.ui.dialogs.draft_desk import NO_REASON, DraftDesk, Kind
from workbench.ui.dialogs.import_columns import Line, commitment_columns, indicator_columns, task_columns
from workbench.ui.dialogs.review_bulk import BulkMends
from workbench.ui.dialogs.review_filter import ReviewFilter
from workbench.ui.dialogs.review_reason import ReasonPanel
from workbench.ui.dialogs.units import UnitPicker
from workbench.ui.itemmodels.rows import RowsModel
from workbench.ui.messages import ProblemList
from workbench.ui.views.table import RowTable

TITLES = ("任务", "成果", "指标", "目标表述", "问题")
COMMITMENTS, PROBLEMS = 3, 4
COMMITMENT_LIST = "commitments"

Mend = Callable[[Callable[[DraftDesk], None]], None]


class ReviewLists(QWidget):
    """Shows a desk; changes it through `mend`, which is expected to show it again.

    Signals: `place_wanted(Span)`, to be lit in the source; `listed(spans)`, the places of what is on screen.
    """

    place_wanted = Signal(object)
    listed = Signal(object)

    def __init__(self, mend: Mend, unit_names: Sequence[str]) -> None:
        super().__init__()
        self._mend = mend
        self._unit_names = tuple(unit_names)
        self._desk: DraftDesk | None = None
        self.filter = ReviewFilter()
        self.reasons = ReasonPanel()
        self.problems = ProblemList()
        self.bulk = BulkMends(mend, self._unit_names, self)
        self.tabs = named(QTabWidget(), "读取结果")
        self.tables = self._make_tables()
        self.settle = push_button("标记为已核对", self._toggle_settled)
        self.promote = push_button("转为指标", self._promote_selected, "indicators")
        self._lay_out()
        self._wire()

    @property
    def kind(self) -> Kind | None:
        """The list on screen; None where it holds narrative targets or problems."""
        number = self.tabs.currentIndex()
        return list(Kind)[number] if number < COMMITMENTS else None

    def selected(self) -> list[Any]:
        """The chosen lines of the list on screen."""
        table = self.tabs.currentWidget()
        return table.selected() if isinstance(table, RowTable) else []

    def show_desk(self, desk: DraftDesk) -> None:
        self._desk = desk
        draft = desk.draft
        self.filter.show_draft(draft)
        for number, (kind, table) in enumerate(self.tables.items()):
            lines = _lines(desk, kind)
            _model(table).show(lines)
            self.tabs.setTabText(number, f"{TITLES[number]}（{len(lines)}）")
        self.problems.show_problems(draft.all_problems, tuple(desk.settled))
        self.tabs.setTabText(PROBLEMS, f"{TITLES[PROBLEMS]}（{len(draft.all_problems)}）")
        self._apply_filter()

    def show_first_list(self) -> None:
        """The first list with something in it; what was chosen to look at before does not hold any more."""
        self.filter.clear()
        filled = [number for number in range(PROBLEMS) if "（0）" not in self.tabs.tabText(number)]
        self.tabs.setCurrentIndex(filled[0] if filled else PROBLEMS)

    def show_problems(self) -> None:
        self.tabs.setCurrentIndex(PROBLEMS)
        self.problems.setCurrentRow(0)

    def find_fact(self, offset: int) -> None:
        """Choose the fact that a character of the source belongs to."""
        found = self._desk.fact_at(offset) if self._desk else None
        if found is not None:
            kind, number = found
            self.tabs.setCurrentWidget(self.tables[kind])
            self.tables[kind].select(number)

    def accept_selected(self) -> None:
        if self.kind is not None and self.selected():
            self.bulk.accept(self.kind, self.selected())

    def drop_selected(self) -> None:
        lines = self.selected()
        if self.kind is not None:
            self.bulk.drop(self.kind, lines, NO_REASON)
        elif lines:
            self._with_each_target(lines, DraftDesk.drop_commitment)

    # -- how it is made ------------------------------------------------------------------------------------

    def _make_tables(self) -> dict[Kind | str, RowTable[Any]]:
        lists: list[tuple[Kind | str, str, Any]] = [
            (Kind.TASK, "任务", task_columns(Kind.TASK, self._mend, self._units_opener(Kind.TASK))),
            (Kind.RESULT, "成果", task_columns(Kind.RESULT, self._mend, self._units_opener(Kind.RESULT))),
            (Kind.INDICATOR, "指标", indicator_columns(self._mend)),
            (COMMITMENT_LIST, "目标表述", commitment_columns()),
        ]
        tables: dict[Kind | str, RowTable[Any]] = {}
        for kind, name, columns in lists:
            model: RowsModel[Any] = RowsModel(columns, key=lambda line: line.number, parent=self)
            table: RowTable[Any] = RowTable(model, name, "没有这样的行")
            table.picked.connect(lambda line, table=table: self._pick(table, line))
            table.clicked.connect(lambda _, table=table: self._pick(table, table.current()))
            table.set_menu(partial(self._fill_menu, kind))
            tables[kind] = table
        return tables

    def _lay_out(self) -> None:
        for page, title in zip((*self.tables.values(), self._problem_page()), TITLES, strict=True):
            self.tabs.addTab(page, title)
        tools = QHBoxLayout()
        tools.setContentsMargins(8, 0, 8, 0)
        tools.addWidget(self.filter)
        tools.addStretch(1)
        tools.addWidget(self.promote)
        tools.addWidget(push_button("接受确定的", lambda: self._mend(DraftDesk.accept_sure), "success"))
        tools.addWidget(menu_button("批量处理", self._fill_bulk_menu))
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.addWidget(self.tabs)
        halves.addWidget(self.reasons)
        halves.setSizes([460, 130])
        halves.setStretchFactor(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(tools)
        column.addWidget(halves, 1)
        self.promote.hide()

    def _problem_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.problems, 1)
        row = QHBoxLayout()
        row.setContentsMargins(8, 4, 8, 4)
        row.addWidget(quiet("点选一条即可在原文中看到位置。"), 1)
        row.addWidget(self.settle)
        column.addLayout(row)
        return page

    def _wire(self) -> None:
        self.reasons.place_wanted.connect(self.place_wanted)
        self.problems.wanted.connect(self._pick_problem)
        self.filter.changed.connect(self._apply_filter)
        self.tabs.currentChanged.connect(lambda _: self._show_tab())

    # -- what is shown -------------------------------------------------------------------------------------

    def _apply_filter(self) -> None:
        for table in self.tables.values():
            _model(table).keep(self.filter.test)
            _model(table).filter(self.filter.words)
        self._tell_listed()

    def _show_tab(self) -> None:
        self.promote.setVisible(self.tabs.currentIndex() == COMMITMENTS)
        table = self.tabs.currentWidget()
        line = table.current() if isinstance(table, RowTable) else None
        self.reasons.show_fact(line.fact if line else None)
        self._tell_listed()

    def _pick(self, table: RowTable[Any], line: Line[Any] | None) -> None:
        if self.tabs.currentWidget() is not table:
            return  # lists behind the one on screen follow the desk too
        self.reasons.show_fact(line.fact if line else None)
        if line is not None:
            self.place_wanted.emit(line.fact.span)

    def _pick_problem(self, problem: Problem) -> None:
        settled = self._desk is not None and problem in self._desk.settled
        self.settle.setText("恢复为待处理" if settled else "标记为已核对")
        if problem.where is not None:
            self.place_wanted.emit(problem.where)

    def _tell_listed(self) -> None:
        table = self.tabs.currentWidget()
        spans: list[Span] = []
        if isinstance(table, RowTable):
            spans = [line.fact.span for line in _model(table).rows]
        if not spans and self._desk is not None:
            spans = [one.where for one in self._desk.draft.all_problems if one.where]
        self.listed.emit(spans)

    # -- what the planner does -----------------------------------------------------------------------------

    def _fill_menu(self, kind: Kind | str, menu: QMenu, lines: list[Any]) -> None:
        if lines and isinstance(kind, Kind):
            self.bulk.fill(menu, kind, lines)
        elif lines:
            menu.addAction(action(menu, "转为指标", self._promote_selected, "indicators"))
            menu.addAction(action(menu, "剔除所选行", self.drop_selected, "remove"))

    def _fill_bulk_menu(self, menu: QMenu) -> None:
        menu.clear()
        number = self.tabs.currentIndex()
        if number < PROBLEMS and self.selected():
            self._fill_menu(list(self.tables)[number], menu, self.selected())
        else:
            menu.addAction("请先在列表中选择行（可多选）").setEnabled(False)

    def _toggle_settled(self) -> None:
        problem, row = self.problems.current_problem(), self.problems.currentRow()
        if problem is None or self._desk is None:
            return
        settled = problem in self._desk.settled
        self._mend(lambda desk: desk.reopen(problem) if settled else desk.settle(problem))
        self.problems.setCurrentRow(row)

    def _units_opener(self, kind: Kind) -> Callable[[Line[Any]], None]:
        def open_units(line: Line[Any]) -> None:
            chosen = [UnitChoice(unit.name, unit.role) for unit in line.fact.units]
            picker = UnitPicker(line.fact.title, self._unit_names, chosen, self)
            picker.picked.connect(
                lambda choices: self._mend(lambda desk: desk.set_units(kind, line.number, choices))
            )
            picker.open()

        return open_units

    def _promote_selected(self) -> None:
        """The chosen narrative targets become indicators; the planner then mends their names."""
        self._with_each_target(self.tables[COMMITMENT_LIST].selected(), DraftDesk.promote)

    def _with_each_target(self, lines: list[Any], change: Callable[[DraftDesk, int], None]) -> None:
        def all_of_them(desk: DraftDesk) -> None:
            with desk.one_step():
                for line in sorted(lines, key=lambda one: -one.number):
                    change(desk, line.number)

        self._mend(all_of_them)


def _lines(desk: DraftDesk, kind: Kind | str) -> list[Line[Any]]:
    if isinstance(kind, Kind):
        facts = getattr(desk.draft, kind.value)
        return [Line(place, fact, desk.is_looked_at(kind, place)) for place, fact in enumerate(facts)]
    return [Line(place, said) for place, said in enumerate(desk.draft.commitments)]


def _model(table: RowTable[Any]) -> RowsModel[Any]:
    model = table.model()
    assert isinstance(model, RowsModel)
    return model
