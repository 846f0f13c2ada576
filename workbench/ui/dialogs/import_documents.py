"""The import dialog (导入文件): the source on the left, what was read out of it on the right, and why.

Clicking a fact lights up its place in the source; clicking in the source finds the fact. Accepting stores the
mended draft by one operation, hence one undo step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCursor, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QMenu,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.errors import WorkbenchError
from workbench.problems import Problem
from workbench.reading.draft import Draft
from workbench.reading.formats.source import Grid
from workbench.rows import DocumentRow
from workbench.terms import DocumentId, Script, Severity, Span, UnitChoice
from workbench.ui.background import raise_again
from workbench.ui.controls import action, menu_button, named, push_button, quiet
from workbench.ui.dialogs.draft_desk import NO_REASON, Account, DraftDesk, Kind
from workbench.ui.dialogs.edition import EditionDialog
from workbench.ui.dialogs.import_columns import Line, commitment_columns, indicator_columns, task_columns
from workbench.ui.dialogs.import_facts import FactsForm
from workbench.ui.dialogs.reading_anew import MEANINGS, ReadingAnew, head_of, meaning_of
from workbench.ui.dialogs.review_bulk import BulkMends
from workbench.ui.dialogs.review_filter import ReviewFilter
from workbench.ui.dialogs.review_reason import ReasonPanel
from workbench.ui.dialogs.units import UnitPicker
from workbench.ui.dialogs.waiting import Waiting
from workbench.ui.itemmodels.rows import RowsModel
from workbench.ui.messages import ProblemList
from workbench.ui.views.source_pane import SourcePane
from workbench.ui.views.table import RowTable
from workbench.ui.work import Work

TITLES = ("任务", "成果", "指标", "目标表述", "问题")
COMMITMENTS, PROBLEMS = 3, 4
COMMITMENT_LIST = "commitments"
MOST_NAMES = 20


class ImportDialog(QDialog):
    """Reviews drafts one after another. `imported(DocumentId)` for each accepted."""

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
        self.original = SourcePane(work.background)
        self.source = self.original.text
        self.problems = ProblemList()
        self.reasons = ReasonPanel()
        self.filter = ReviewFilter()
        self.bulk = BulkMends(self.mend, self)
        self.facts = FactsForm(self.mend)
        self.tables = self._make_tables()
        self.edition = EditionNotice(self.hold_against)
        self._chooser = named(QComboBox(), "待导入文件")
        self._tabs = named(QTabWidget(), "读取结果")
        self._account = QLabel()
        self._state = QLabel(wordWrap=True)
        self._settle = push_button("标记为已核对", self._toggle_settled)
        self._undo = push_button("撤销修改", self._undo_mend, "undo")
        self._lay_out()
        self._wire()
        self._fill_chooser()
        self._change_desk()
        self.resize(1360, 820)

    @property
    def desk(self) -> DraftDesk:
        return self._desks[max(0, self._chooser.currentIndex())]

    @property
    def kind(self) -> Kind | None:
        """The list on screen; None where it holds narrative targets or problems."""
        number = self._tabs.currentIndex()
        return list(Kind)[number] if number < COMMITMENTS else None

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
        changes = self._work.change(_store, self.desk.accepted(), dict(self.desk.aliases))
        if changes is None:
            return
        for key in changes.keys("documents"):
            self.imported.emit(DocumentId(key))
        self._leave_desk()

    def read_anew(self, script: str) -> None:
        """Read the document on the desk in other characters, or with what was learnt since."""
        reading, desk = ReadingAnew(self._work, self), self.desk
        reading.read.connect(lambda draft: self._take_reading(desk, draft))
        reading.refused.connect(self._say_trouble)
        reading.broken.connect(raise_again)
        reading.start(desk.draft, script)

    def hold_against(self, document: DocumentRow) -> None:
        """Take the draft in as a newer edition of a document of the plan."""
        dialog = EditionDialog(self._work, document, self.desk.accepted(), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.adopted.connect(lambda: self.imported.emit(document.id))
        dialog.adopted.connect(self._leave_desk)
        dialog.open()

    def _take_reading(self, desk: DraftDesk, draft: Draft) -> None:
        desk.read_anew(draft)
        self._show_desk()
        self._say("已重新读取；之前的修改可用“撤销修改”找回。", wrong=False)

    def done(self, result: int) -> None:
        self.original.let_go()
        super().done(result)

    # -- the lists -----------------------------------------------------------------------------------------

    def _make_tables(self) -> dict[Kind | str, RowTable[Any]]:
        lists: list[tuple[Kind | str, str, Any]] = [
            (Kind.TASK, "任务", task_columns(Kind.TASK, self.mend, self._units_opener(Kind.TASK))),
            (Kind.RESULT, "成果", task_columns(Kind.RESULT, self.mend, self._units_opener(Kind.RESULT))),
            (Kind.INDICATOR, "指标", indicator_columns(self.mend)),
            (COMMITMENT_LIST, "目标表述", commitment_columns()),
        ]
        tables: dict[Kind | str, RowTable[Any]] = {}
        for kind, name, columns in lists:
            model: RowsModel[Any] = RowsModel(columns, key=lambda line: line.number, parent=self)
            table: RowTable[Any] = RowTable(model, name, "没有这样的行")
            table.picked.connect(self._light_line)
            table.clicked.connect(lambda _, table=table: self._light_line(table.current()))
            table.set_menu(self._menu_for(kind))
            tables[kind] = table
        return tables

    def _menu_for(self, kind: Kind | str) -> Callable[[QMenu, list[Any]], None]:
        def fill(menu: QMenu, lines: list[Any]) -> None:
            if lines and isinstance(kind, Kind):
                self._fill_for(menu, kind, lines)
            elif lines:
                menu.addAction(action(menu, "转为指标", self._promote_selected, "indicators"))
                menu.addAction(action(menu, "剔除所选行", self._drop_selected, "remove"))

        return fill

    def _fill_for(self, menu: QMenu, kind: Kind, lines: list[Any]) -> None:
        self.bulk.fill(menu, kind, lines)
        if kind is not Kind.INDICATOR and any(line.fact.units for line in lines):
            self._fill_unit_names(menu.addMenu("单位名称"), lines)

    def _fill_bulk_menu(self, menu: QMenu) -> None:
        menu.clear()
        lines = self._selected()
        if self.kind is not None and lines:
            self._fill_for(menu, self.kind, lines)
        else:
            menu.addAction("请先在列表中选择行（可多选）").setEnabled(False)

    def _selected(self) -> list[Any]:
        table = self._tabs.currentWidget()
        return table.selected() if isinstance(table, RowTable) else []

    # -- the frame -----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        for table, title in zip((*self.tables.values(), self._problem_page()), TITLES, strict=True):
            self._tabs.addTab(table, title)
        lower = QSplitter(Qt.Orientation.Vertical)
        lower.addWidget(self._tabs)
        lower.addWidget(self.reasons)
        lower.setSizes([460, 130])
        lower.setStretchFactor(0, 1)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.facts)
        column.addLayout(self._tool_row())
        column.addWidget(lower, 1)
        splitter = QSplitter()
        splitter.addWidget(self.original)
        splitter.addWidget(right)
        splitter.setSizes([560, 800])
        splitter.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        if len(self._desks) > 1:
            whole.addWidget(self._chooser)
        whole.addWidget(self.edition)
        whole.addWidget(splitter, 1)
        whole.addLayout(self._foot())

    def _tool_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(self.filter)
        row.addStretch(1)
        self._promote = push_button("转为指标", self._promote_selected, "indicators")
        self._bulk_button = menu_button("批量处理", self._fill_bulk_menu)
        row.addWidget(self._promote)
        row.addWidget(push_button("接受确定的", lambda: self.mend(DraftDesk.accept_sure), "success"))
        row.addWidget(self._bulk_button)
        return row

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
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addWidget(self._account)
        told.addWidget(self._state)
        row = QHBoxLayout()
        row.addLayout(told, 1)
        row.addWidget(push_button("导出核对清单…", self._choose_review_file, "export"))
        row.addWidget(self._undo)
        if len(self._desks) > 1:
            row.addWidget(push_button("跳过此文件", self._leave_desk))
        row.addWidget(push_button("取消", self.reject))
        row.addWidget(push_button("接受并导入", self.accept, main=True))
        return row

    def _wire(self) -> None:
        self._chooser.currentIndexChanged.connect(lambda _: self._change_desk())
        self._work.troubled.connect(self._say_trouble)
        self.original.place_clicked.connect(self._find_fact)
        self.reasons.place_wanted.connect(self.original.light)
        self.problems.wanted.connect(self._light_problem)
        self.filter.changed.connect(self._apply_filter)
        self.facts.script_wanted.connect(self.read_anew)
        self.original.tables.column_wanted.connect(self._explain_column)
        self._tabs.currentChanged.connect(lambda _: self._show_tab())
        self._promote.hide()
        QShortcut(QKeySequence.StandardKey.Undo, self, self._undo_mend)
        QShortcut(QKeySequence.StandardKey.Delete, self._tabs, self._drop_selected)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._accept_selected)

    # -- what is shown -------------------------------------------------------------------------------------

    def _fill_chooser(self) -> None:
        self._chooser.blockSignals(True)
        self._chooser.clear()
        for number, desk in enumerate(self._desks, 1):
            self._chooser.addItem(
                f"第 {number} 份，共 {len(self._desks)} 份：{desk.draft.meta.title or desk.draft.file}"
            )
        self._chooser.blockSignals(False)

    def _change_desk(self) -> None:
        self.filter.clear()
        draft = self.desk.draft
        self.facts.show_script("hans" if draft.meta.script is Script.HANT else "keep")
        self.edition.show_documents(self._documents_like(draft))
        self._show_desk()
        self._show_first_list()

    def _documents_like(self, draft: Draft) -> Sequence[DocumentRow]:
        from workbench.queries.editions import documents_like

        return self._work.ask(documents_like, draft) if self._work.is_open else ()

    def _show_desk(self) -> None:
        draft = self.desk.draft
        self.original.show_draft(draft)
        self.facts.show_meta(draft.meta)
        self.filter.show_draft(draft)
        for number, (kind, table) in enumerate(self.tables.items()):
            lines = self._lines(kind)
            model = table.model()
            assert isinstance(model, RowsModel)
            model.show(lines)
            self._tabs.setTabText(number, f"{TITLES[number]}（{len(lines)}）")
        self.problems.show_problems(draft.all_problems, tuple(self.desk.settled))
        self._tabs.setTabText(PROBLEMS, f"{TITLES[PROBLEMS]}（{len(draft.all_problems)}）")
        self._undo.setEnabled(self.desk.can_undo)
        self._account.setText(in_words(self.desk.account))
        self._apply_filter()
        self._say_state()

    def _lines(self, kind: Kind | str) -> list[Line[Any]]:
        if isinstance(kind, Kind):
            facts = getattr(self.desk.draft, kind.value)
            return [
                Line(place, fact, self.desk.is_looked_at(kind, place)) for place, fact in enumerate(facts)
            ]
        return [Line(place, said) for place, said in enumerate(self.desk.draft.commitments)]

    def _apply_filter(self) -> None:
        for table in self.tables.values():
            model = table.model()
            assert isinstance(model, RowsModel)
            model.keep(self.filter.test)
            model.filter(self.filter.words)
        self._mark_facts()

    def _show_first_list(self) -> None:
        filled = [number for number in range(PROBLEMS) if "（0）" not in self._tabs.tabText(number)]
        self._tabs.setCurrentIndex(filled[0] if filled else PROBLEMS)

    def _show_tab(self) -> None:
        self._promote.setVisible(self._tabs.currentIndex() == COMMITMENTS)
        table = self._tabs.currentWidget()
        line = table.current() if isinstance(table, RowTable) else None
        self.reasons.show_fact(line.fact if line else None)
        self._mark_facts()

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
        self.reasons.show_fact(line.fact if line else None)
        if line is not None:
            self.original.light(line.fact.span)

    def _light_problem(self, problem: Problem) -> None:
        self._settle.setText("恢复为待处理" if problem in self.desk.settled else "标记为已核对")
        if problem.where is not None:
            self.original.light(problem.where)

    def _mark_facts(self) -> None:
        table = self._tabs.currentWidget()
        model = table.model() if isinstance(table, RowTable) else None
        lines = model.rows if isinstance(model, RowsModel) else []
        spans: list[Span] = [line.fact.span for line in lines]
        if not spans:
            spans = [one.where for one in self.desk.draft.all_problems if one.where]
        self.original.mark(spans)

    def _find_fact(self, offset: int) -> None:
        found = self.desk.fact_at(offset)
        if found is not None:
            kind, number = found
            self._tabs.setCurrentWidget(self.tables[kind])
            self.tables[kind].select(number)

    # -- what the planner does -----------------------------------------------------------------------------

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

    def _explain_column(self, grid: Grid, column: int) -> None:
        """What a column holds, as the planner says: remembered, and the document is read anew."""
        draft = self.desk.draft
        head = head_of(draft, grid, column)
        if not head:
            self._say(f"第 {column + 1} 列没有表头文字，不能记住它的含义。", wrong=True)
            return
        menu = QMenu(self)
        known = meaning_of(draft, grid, column)
        title = f"第 {column + 1} 列“{head[:12]}”：{f'现作为“{known}”' if known else '含义未知'}"
        menu.addAction(title).setEnabled(False)
        menu.addSeparator()
        for holds, name in MEANINGS.items():
            menu.addAction(action(menu, f"作为“{name}”", partial(self.remember_column, head, holds)))
        menu.popup(QCursor.pos())

    def remember_column(self, head: str, holds: str) -> None:
        """Columns of this head hold `holds` from now on, in this document and the next."""
        from workbench.reading.office_lexicon import remember_head

        try:
            remember_head(head, holds)
        except WorkbenchError as error:
            self._say_trouble(error)
        else:
            self.read_anew(self.facts.script.currentData())

    def _choose_review_file(self) -> None:
        from workbench.ui.dialogs.files import choose_where_to_save

        name = f"{self.desk.draft.meta.title or self.desk.draft.file}（核对清单）.xlsx".replace("/", "／")
        to = choose_where_to_save(self, "导出核对清单", Path(name), "Excel 工作簿 (*.xlsx)")
        if to is not None:
            self.export_review(to)

    def export_review(self, to: Path) -> None:
        """Write what was read and what became of it, for all documents on the desks, in the child process."""
        from workbench.exchange.review_sheet import write_review

        job = self._work.background.run(write_review, [(to, [desk.review for desk in self._desks])])
        Waiting(job, "导出核对清单", f"正在写入：{to.name}", 0, self)
        job.finished.connect(lambda answers: self._tell_written(to, answers[0]))
        job.broken.connect(raise_again)

    def _tell_written(self, to: Path, answer: WorkbenchError | None) -> None:
        if answer is not None:
            self._say_trouble(answer)
        else:
            self._say(f"核对清单已保存到 {to}。", wrong=False)

    def _name_unit(self, printed: str) -> None:
        """Ask which unit a name stands for."""
        names = [name for name in self._unit_names if name != printed]
        name, given = QInputDialog.getItem(self, "单位别名", f"“{printed}”是哪个单位的别名？", names, 0, True)
        if given and name.strip() and name.strip() != printed:
            self.mend(lambda desk: desk.name_unit(printed, name.strip()))

    def _fill_unit_names(self, menu: QMenu, lines: list[Any]) -> None:
        names = dict.fromkeys(unit.name for line in lines for unit in line.fact.units if not unit.group)
        for name in list(names)[:MOST_NAMES]:
            menu.addAction(action(menu, f"“{name}”是…的别名", partial(self._name_unit, name)))

    def _accept_selected(self) -> None:
        if self.kind is not None and self._selected():
            self.bulk.accept(self.kind, self._selected())

    def _promote_selected(self) -> None:
        """The chosen narrative targets become indicators; the planner then mends their names."""
        lines = self.tables[COMMITMENT_LIST].selected()
        with self.desk.one_step():
            for line in sorted(lines, key=lambda one: -one.number):
                self.desk.promote(line.number)
        self._show_desk()

    def _drop_selected(self) -> None:
        lines = self._selected()
        if self.kind is not None:
            self.bulk.drop(self.kind, lines, NO_REASON)
        elif lines:
            with self.desk.one_step():
                for line in sorted(lines, key=lambda one: -one.number):
                    self.desk.drop_commitment(line.number)
            self._show_desk()

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


class EditionNotice(QFrame):
    """A line that says that the plan may hold an earlier edition of the draft, with the way to compare."""

    def __init__(self, compare: Callable[[DocumentRow], object]) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._document: DocumentRow | None = None
        self._words = QLabel(wordWrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 6, 4)
        row.addWidget(self._words, 1)
        row.addWidget(push_button("与计划对照…", lambda: compare(self._document) if self._document else None))

    def show_documents(self, rows: Sequence[DocumentRow]) -> None:
        self._document = rows[0] if rows else None
        self.setVisible(bool(rows))
        if rows:
            self._words.setText(
                f"计划中已有《{rows[0].title}》。如果这是它的新版，可与计划逐项对照后采用，本单位的修改会保留。"
            )


def _store(session: Any, draft: Draft, aliases: Mapping[str, str]) -> None:
    """Import a draft and remember what was said of its unit names, as one step."""
    from workbench.operations.documents import import_draft
    from workbench.operations.units import remember_alias

    for alias, name in aliases.items():
        remember_alias(session, name, alias)
    import_draft(session, draft)


def in_words(account: Account) -> str:
    """读出 42 项 = 已接受 30 + 待核 10 + 剔除 2（重复 1、不是任务 1）: what was read and where it went."""
    left_out = sum(account.dropped.values())
    reasons = "、".join(f"{reason} {count}" for reason, count in account.dropped.items())
    told = f"读出 {account.read} 项 = 接受 {account.accepted} + 剔除 {left_out}"
    told += f"（{reasons}）" if reasons else ""
    told += f" + 待核 {account.pending}" if account.pending else ""
    return told + (f"；另由目标表述转入指标 {account.added} 项" if account.added else "")
