"""The import dialog (导入文件): the source text on the left, what was read out of it on the right.

Clicking a fact lights up its place in the source; clicking in the source finds the fact. Accepting stores the
mended draft by one operation, hence one undo step.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.errors import WorkbenchError
from workbench.problems import Problem
from workbench.reading.draft import Draft
from workbench.terms import DocumentId, Severity, Span, UnitChoice
from workbench.ui import wording
from workbench.ui.controls import action, named, push_button, quiet
from workbench.ui.dialogs.document_facts import read_day
from workbench.ui.dialogs.draft_desk import DraftDesk, Kind
from workbench.ui.dialogs.import_columns import Line, commitment_columns, indicator_columns, task_columns
from workbench.ui.dialogs.units import UnitPicker
from workbench.ui.itemmodels.rows import RowsModel
from workbench.ui.messages import ProblemList
from workbench.ui.views.source import SourceReader
from workbench.ui.views.table import RowTable
from workbench.ui.work import Work

TITLES = ("任务", "成果", "指标", "目标表述", "问题")
COMMITMENTS, PROBLEMS = 3, 4


class ImportDialog(QDialog):
    """Reviews drafts one after another. `imported(DocumentId)` for each accepted; `skipped(Draft)`."""

    imported = Signal(int)

    def __init__(
        self, work: Work, drafts: Sequence[Draft], names: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("导入文件")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._work = work
        self._unit_names = tuple(names)
        self._desks = [DraftDesk(draft) for draft in drafts]
        self.source = SourceReader()
        self.problems = ProblemList()
        self.tables = self._make_tables()
        self._chooser = named(QComboBox(), "待导入文件")
        self._meta = {name: named(QLineEdit(), label) for name, label in META_FIELDS.items()}
        self._tabs = named(QTabWidget(), "读取结果")
        self._state = QLabel(wordWrap=True)
        self._settle = push_button("标记为已核对", self._toggle_settled)
        self._undo = push_button("撤销修改", self._undo_mend, "undo")
        self._lay_out()
        self._wire()
        self._fill_chooser()
        self._show_desk()
        self._show_first_list()
        self.resize(1240, 760)

    @property
    def desk(self) -> DraftDesk:
        return self._desks[max(0, self._chooser.currentIndex())]

    def mend(self, change: Callable[[DraftDesk], None]) -> None:
        """Change the draft on the desk and show the outcome."""
        change(self.desk)
        self._show_desk()

    def accept(self) -> None:
        """Store the draft as one step, then go on with the next; refused while an error stands."""
        if self.desk.blocking:
            self._tabs.setCurrentIndex(PROBLEMS)
            self.problems.setCurrentRow(0)
            self._say_state()
            return
        from workbench.operations.documents import import_draft

        changes = self._work.change(import_draft, self.desk.accepted())
        if changes is None:
            return
        for key in changes.keys("documents"):
            self.imported.emit(DocumentId(key))
        self._leave_desk()

    def _make_tables(self) -> dict[Kind | str, RowTable[Any]]:
        lists: list[tuple[Kind | str, str, Any]] = [
            (Kind.TASK, "任务", task_columns(Kind.TASK, self.mend, self._units_opener(Kind.TASK))),
            (Kind.RESULT, "成果", task_columns(Kind.RESULT, self.mend, self._units_opener(Kind.RESULT))),
            (Kind.INDICATOR, "指标", indicator_columns(self.mend)),
            ("commitments", "目标表述", commitment_columns()),
        ]
        tables: dict[Kind | str, RowTable[Any]] = {}
        for kind, name, columns in lists:
            model: RowsModel[Any] = RowsModel(columns, key=lambda line: line.number, parent=self)
            table: RowTable[Any] = RowTable(model, name)
            table.picked.connect(self._light_line)
            table.clicked.connect(lambda _, table=table: self._light_line(table.current()))
            table.set_menu(self._menu_for(kind))
            tables[kind] = table
        return tables

    def _menu_for(self, kind: Kind | str) -> Callable[[QMenu, list[Any]], None]:
        def fill(menu: QMenu, lines: list[Any]) -> None:
            if lines and not isinstance(kind, Kind):
                menu.addAction(action(menu, "转为指标", self._promote_selected, "indicators"))
            if lines:
                menu.addAction(action(menu, "剔除所选行", lambda: self._drop(kind, lines), "remove"))

        return fill

    def _lay_out(self) -> None:
        for table, title in zip((*self.tables.values(), self._problem_page()), TITLES, strict=True):
            self._tabs.addTab(table, title)
        form = QFormLayout()
        form.setContentsMargins(8, 8, 8, 4)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow("文件标题", self._meta["title"])
        pair = QHBoxLayout()
        pair.addWidget(self._meta["doc_no"], 1)
        pair.addWidget(QLabel("发文机关"))
        pair.addWidget(self._meta["issuer"], 1)
        pair.addWidget(QLabel("成文日期"))
        pair.addWidget(self._meta["issued_on"], 1)
        form.addRow("发文字号", pair)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(form)
        column.addWidget(self._tabs, 1)
        splitter = QSplitter()
        splitter.addWidget(self.source)
        splitter.addWidget(right)
        splitter.setSizes([500, 740])
        splitter.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        if len(self._desks) > 1:
            whole.addWidget(self._chooser)
        whole.addWidget(splitter, 1)
        whole.addLayout(self._foot())

    def _problem_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 4)
        column.addWidget(self.problems, 1)
        row = QHBoxLayout()
        row.addWidget(quiet("点选一条即可在原文中看到位置。"), 1)
        row.addWidget(self._settle)
        column.addLayout(row)
        return page

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._state, 1)
        self._promote = push_button("转为指标", self._promote_selected, "indicators")
        row.addWidget(self._promote)
        row.addWidget(push_button("剔除所选行", self._drop_selected, "remove"))
        row.addWidget(self._undo)
        if len(self._desks) > 1:
            row.addWidget(push_button("跳过此文件", self._leave_desk))
        row.addWidget(push_button("取消", self.reject))
        row.addWidget(push_button("接受并导入", self.accept, main=True))
        return row

    def _wire(self) -> None:
        self._chooser.currentIndexChanged.connect(lambda _: self._change_desk())
        self._work.troubled.connect(self._say_trouble)
        self.source.place_clicked.connect(self._find_fact)
        self.problems.wanted.connect(self._light_problem)
        self._tabs.currentChanged.connect(lambda _: self._mark_facts())
        self._tabs.currentChanged.connect(lambda tab: self._promote.setVisible(tab == COMMITMENTS))
        self._promote.hide()
        for name, line in self._meta.items():
            line.editingFinished.connect(partial(self._set_meta, name))
        QShortcut(QKeySequence.StandardKey.Undo, self, self._undo_mend)
        QShortcut(QKeySequence.StandardKey.Delete, self._tabs, self._drop_selected)

    def _fill_chooser(self) -> None:
        self._chooser.blockSignals(True)
        self._chooser.clear()
        for number, desk in enumerate(self._desks, 1):
            self._chooser.addItem(
                f"第 {number} 份，共 {len(self._desks)} 份：{desk.draft.meta.title or desk.draft.file}"
            )
        self._chooser.blockSignals(False)

    def _change_desk(self) -> None:
        self._show_desk()
        self._show_first_list()

    def _show_desk(self) -> None:
        draft = self.desk.draft
        self.source.show_text(draft.text)
        self._show_meta()
        facts = (draft.tasks, draft.results, draft.indicators, draft.commitments)
        for number, (table, rows) in enumerate(zip(self.tables.values(), facts, strict=True)):
            model = table.model()
            assert isinstance(model, RowsModel)
            model.show([Line(place, fact) for place, fact in enumerate(rows)])
            self._tabs.setTabText(number, f"{TITLES[number]}（{len(rows)}）")
        self.problems.show_problems(draft.all_problems, tuple(self.desk.settled))
        self._tabs.setTabText(PROBLEMS, f"{TITLES[PROBLEMS]}（{len(draft.all_problems)}）")
        self._undo.setEnabled(self.desk.can_undo)
        self._mark_facts()
        self._say_state()

    def _show_meta(self) -> None:
        for name, line in self._meta.items():
            value = getattr(self.desk.draft.meta, name) or ""
            line.setText(wording.day(value) if isinstance(value, dt.date) else value)
            line.setCursorPosition(0)

    def _show_first_list(self) -> None:
        filled = [number for number in range(PROBLEMS) if "（0）" not in self._tabs.tabText(number)]
        self._tabs.setCurrentIndex(filled[0] if filled else PROBLEMS)

    def _say_state(self) -> None:
        standing = len(self.desk.blocking)
        if standing:
            text = f"还有 {standing} 个错误待处理：请修改或剔除相应的行，或在“问题”中标记为已核对。"
        else:
            doubts = sum(one.severity is Severity.WARNING for one in self.desk.draft.all_problems)
            text = f"可以导入；有 {doubts} 处存疑，建议看一遍。" if doubts else "可以导入。"
        self._say(text, wrong=bool(standing))

    def _say(self, text: str, *, wrong: bool) -> None:
        self._state.setText(text)
        self._state.setProperty("tone", "error" if wrong else "")
        self._state.style().unpolish(self._state)
        self._state.style().polish(self._state)

    def _say_trouble(self, error: WorkbenchError) -> None:
        """A refusal is told here too: the window's message bar lies behind this dialog."""
        self._say(f"{error.what}{error.way_forward}", wrong=True)

    def _light_line(self, line: Line[Any] | None) -> None:
        if line is not None:
            self.source.light(line.fact.span)

    def _light_problem(self, problem: Problem) -> None:
        self._settle.setText("恢复为待处理" if problem in self.desk.settled else "标记为已核对")
        if problem.where is not None:
            self.source.light(problem.where)

    def _mark_facts(self) -> None:
        table = self._tabs.currentWidget()
        model = table.model() if isinstance(table, RowTable) else None
        lines = model.rows if isinstance(model, RowsModel) else []
        spans: list[Span] = [line.fact.span for line in lines]
        if not spans:
            spans = [one.where for one in self.desk.draft.all_problems if one.where]
        self.source.mark(spans)

    def _find_fact(self, offset: int) -> None:
        found = self.desk.fact_at(offset)
        if found is not None:
            kind, number = found
            self._tabs.setCurrentWidget(self.tables[kind])
            self.tables[kind].select(number)

    def _toggle_settled(self) -> None:
        problem, row = self.problems.current_problem(), self.problems.currentRow()
        if problem is None:
            return
        settled = problem in self.desk.settled
        self.mend(lambda desk: desk.reopen(problem) if settled else desk.settle(problem))
        self.problems.setCurrentRow(row)

    def _units_opener(self, kind: Kind) -> Callable[[Line[Any]], None]:
        def open_units(line: Line[Any]) -> None:
            chosen = [UnitChoice(unit.name, unit.role) for unit in line.fact.units]
            picker = UnitPicker(line.fact.title, self._unit_names, chosen, self)
            picker.picked.connect(
                lambda choices: self.mend(lambda desk: desk.set_units(kind, line.number, choices))
            )
            picker.open()

        return open_units

    def _promote_selected(self) -> None:
        """The chosen narrative targets become indicators; the planner then mends their names."""
        for line in sorted(self.tables["commitments"].selected(), key=lambda one: -one.number):
            self.desk.promote(line.number)
        self._show_desk()

    def _drop_selected(self) -> None:
        kind = list(self.tables)[self._tabs.currentIndex()] if self._tabs.currentIndex() < PROBLEMS else None
        if kind is not None:
            self._drop(kind, self.tables[kind].selected())

    def _drop(self, kind: Kind | str, lines: list[Line[Any]]) -> None:
        for line in sorted(lines, key=lambda one: -one.number):
            if isinstance(kind, Kind):
                self.desk.drop(kind, line.number)
            else:
                self.desk.drop_commitment(line.number)
        self._show_desk()

    def _set_meta(self, name: str) -> None:
        text = self._meta[name].text().strip()
        try:
            value = read_day(text) if name == "issued_on" else text
        except ValueError:
            value = getattr(self.desk.draft.meta, name)  # not a day: what was there comes back
        if (value or None) != (getattr(self.desk.draft.meta, name) or None):
            self.mend(lambda desk: desk.set_meta(**{name: value}))
        else:
            self._show_meta()

    def _undo_mend(self) -> None:
        self.mend(DraftDesk.undo)

    def _leave_desk(self) -> None:
        """Done with this draft: show the next, or close after the last."""
        if len(self._desks) == 1:
            super().accept()
            return
        del self._desks[max(0, self._chooser.currentIndex())]
        self._fill_chooser()
        self._change_desk()


META_FIELDS = {"title": "文件标题", "doc_no": "发文字号", "issuer": "发文机关", "issued_on": "成文日期"}
