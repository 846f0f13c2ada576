"""Editing in place: what is typed in a cell becomes one operation."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.operations.plans import small_draft
from tests.ui.typed import commit
from workbench.operations.documents import import_draft
from workbench.operations.tasks import add as add_task
from workbench.queries.history import list_steps
from workbench.queries.milestones import list_milestones
from workbench.queries.tasks import list_tasks
from workbench.terms import DeadlineKind, DocumentId, Role, Span, UnitChoice, Why
from workbench.ui.dialogs.deadline import DeadlineEdit, read_deadline, understood
from workbench.ui.dialogs.milestone import MilestoneDialog
from workbench.ui.dialogs.reasons import ReasonsDialog
from workbench.ui.dialogs.units import UnitPicker
from workbench.ui.itemmodels.task_grid import Column
from workbench.ui.views.documents import DocumentsPage
from workbench.ui.views.grid_editing import read_start
from workbench.ui.views.page import Place
from workbench.ui.views.tasks import TasksPage
from workbench.ui.views.timeline import TimelinePage
from workbench.ui.window import MainWindow
from workbench.ui.work import Work

# Tool tips and popups ask the platform to raise them, which the offscreen one cannot.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)


@pytest.fixture
def page(window: MainWindow) -> TasksPage:
    page = window.show_view("tasks")
    page.refresh_now()
    assert isinstance(page, TasksPage)
    return page


def edit_deadline(qtbot: QtBot, page: TasksPage, words: str) -> None:
    """Open the editor of the current row's deadline, type, press Enter."""
    index = page.table.model().index(page.table.currentIndex().row(), Column.DEADLINE)
    page.table.setCurrentIndex(index)
    page.table.edit(index)
    editor = page.table.findChild(DeadlineEdit)
    assert editor is not None
    editor.line.selectAll()
    commit(editor.line, words)
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_a_typed_deadline_becomes_one_operation(qtbot: QtBot, page: TasksPage, work: Work) -> None:
    steps = len(work.ask(list_steps))
    edit_deadline(qtbot, page, "2026年第三季度")
    changed = next(task for task in work.ask(list_tasks) if task.id == page.current_task)
    assert changed.deadline.date == dt.date(2026, 9, 30)
    assert len(work.ask(list_steps)) == steps + 1
    assert "调整完成时限" in work.ask(list_steps)[0].label
    page.refresh_now()
    index = page.table.model().index(page.table.currentIndex().row(), Column.DEADLINE)
    assert index.data().startswith("2026年")


def test_words_without_a_year_take_the_task_s_own(qtbot: QtBot, page: TasksPage, work: Work) -> None:
    edit_deadline(qtbot, page, "6月底前")
    changed = next(task for task in work.ask(list_tasks) if task.id == page.current_task)
    assert changed.deadline.date == dt.date(2025, 6, 30)


def test_leaving_the_words_alone_changes_nothing(qtbot: QtBot, page: TasksPage, work: Work) -> None:
    steps = work.ask(list_steps)
    index = page.table.model().index(page.table.currentIndex().row(), Column.DEADLINE)
    page.table.edit(index)
    editor = page.table.findChild(DeadlineEdit)
    assert editor is not None
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert work.ask(list_steps) == steps


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("2025年底前", "截止 2025年12月31日（按年）"),
        ("持续推进", "持续推进，无截止日"),
        ("另行通知", "未识别出日期，将按原文保存"),
        ("", "未定时限"),
    ],
)
def test_the_editor_says_how_it_understood_the_words(words: str, meaning: str) -> None:
    assert understood(read_deadline(words, 2025)) == meaning


def test_a_deadline_that_is_no_date_keeps_its_words() -> None:
    deadline = read_deadline("另行通知", 2025)
    assert (deadline.raw, deadline.kind, deadline.date) == ("另行通知", DeadlineKind.NONE, None)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2025-03-01", (2025, 3, 1)),
        ("2025年3月", (2025, 3, 1)),
        ("第二季度", (2025, 4, 1)),
        ("2026年", (2026, 1, 1)),
    ],
)
def test_a_start_is_the_first_day_of_what_is_typed(words: str, day: tuple[int, int, int]) -> None:
    assert read_start(words, 2025) == dt.date(*day)


def test_a_start_that_cannot_be_read_is_refused_in_the_bar(page: TasksPage, window: MainWindow) -> None:
    task = page.current_task
    assert task is not None
    page.editing.set_cell(page.arrays, task, Column.START, "某天")
    assert "没有看懂开始日期“某天”" in window.messages.text


def test_units_are_picked_with_their_roles(qtbot: QtBot, page: TasksPage, work: Work) -> None:
    task = page.current_task
    assert task is not None
    page.editing.open_units(task)
    picker = page.findChild(UnitPicker)
    assert picker is not None
    assert picker.choices() == (UnitChoice("市数据局", Role.LEAD), UnitChoice("市财政局", Role.SUPPORT))
    commit(picker.line, "市审计局")
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    picker.accept()
    row = work.ask(list_tasks)[0]
    assert [(one.name, one.role) for one in row.units][-1] == ("市审计局", Role.RESPONSIBLE)
    assert len(row.units) == 3


def test_one_lead_at_most_when_a_unit_is_made_lead(qtbot: QtBot) -> None:
    picker = UnitPicker("某任务", (), (UnitChoice("甲局", Role.LEAD), UnitChoice("乙局")))
    qtbot.addWidget(picker)
    picker.table.selectRow(1)
    picker._make_lead()
    assert picker.choices() == (UnitChoice("乙局", Role.LEAD), UnitChoice("甲局"))


def test_filter_and_jump(window: MainWindow, page: TasksPage, work: Work) -> None:
    page.filter.line.setText("电子证照")
    names = [page.arrays.name[node] for node in page.sheet.index_rows.rows]
    assert names[-1] == "推广电子证照"
    assert all("视频专网" not in name for name in names)
    hidden = work.ask(list_tasks)[1].id
    window.go(Place("tasks", task=hidden))
    assert page.current_task == hidden


def test_content_and_comments_are_written_beside_the_grid(qtbot: QtBot, page: TasksPage, work: Work) -> None:
    task = page.current_task
    qtbot.waitUntil(lambda: page.detail.content.toPlainText() != "")
    assert "（牵头单位：市数据局" in page.detail.source.text()
    page.detail.content.setPlainText("建成二期，年底验收。")
    page.detail.keep_content()
    assert next(one for one in work.ask(list_tasks) if one.id == task).content == "建成二期，年底验收。"
    commit(page.detail.line, "请财政局提前安排资金")
    qtbot.keyClick(page.detail.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "请财政局" in page.detail.comments.item(0).text())


def test_why_a_fact_stands_is_told_with_the_words_it_was_read_from(
    qtbot: QtBot, window: MainWindow, page: TasksPage
) -> None:
    """The rule in plain words, and a way to the words: Enter on the link shows them in the source."""
    reasons = page.detail.reasons
    qtbot.waitUntil(lambda: "完成时限" in reasons.text())
    plain = QTextDocumentFragment.fromHtml(reasons.text()).toPlainText()
    assert "完成时限：括号内“完成时限：”，读出“2025年9月底前”（写明）" in plain
    assert "责任单位“市财政局”：" in plain
    reasons.setFocus()
    while "财政局" not in reasons.selectedText():
        qtbot.keyClick(reasons, Qt.Key.Key_Tab)
    qtbot.keyClick(reasons, Qt.Key.Key_Return)
    shown = window.page
    assert isinstance(shown, DocumentsPage)
    assert shown.source.lit_text == "市财政局"


def test_a_task_made_by_hand_has_no_reasons(qtbot: QtBot, page: TasksPage, work: Work) -> None:
    changes = work.change(add_task, DocumentId(1), "补充任务")
    assert changes is not None
    page.refresh_now()
    page.rows.show_task(next(iter(changes.keys("tasks"))))
    qtbot.waitUntil(lambda: "由人工添加" in page.detail.reasons.text())


@pytest.mark.parametrize("view", ["results", "indicators"])
def test_results_and_indicators_tell_why_they_stand_too(
    qtbot: QtBot, window: MainWindow, work: Work, view: str
) -> None:
    """Asked for in the menu of the list; the words that were read lead to the document."""
    text = "网上可办率 98%以上"
    why = Why("表格“2025年目标”列", "98%以上", Span(6, 11))
    read = small_draft()
    indicators = tuple(replace(one, whys={"target": why}) for one in read.indicators)
    results = tuple(replace(one, whys={"deadline": why}) for one in read.results)
    work.change(import_draft, replace(read, text=text, indicators=indicators, results=results))
    page = window.show_view(view)
    page.refresh_now()
    table = page.table  # type: ignore[attr-defined]
    menu = QMenu()
    page._fill_menu(menu, [table.model().rows[-1]])  # type: ignore[attr-defined]
    next(one for one in menu.actions() if one.text() == "读取依据…").trigger()
    (dialog,) = page.findChildren(ReasonsDialog)
    dialog.reasons.setFocus()
    qtbot.keyClick(dialog.reasons, Qt.Key.Key_Tab)
    qtbot.keyClick(dialog.reasons, Qt.Key.Key_Return)
    shown = window.page
    assert isinstance(shown, DocumentsPage) and shown.source.lit_text == "98%以上"


def test_a_dragged_bar_is_one_operation(window: MainWindow, work: Work) -> None:
    page = window.show_view("gantt")
    page.refresh_now()
    assert isinstance(page, TimelinePage)
    task = work.ask(list_tasks)[0]
    page.gantt.moved.emit(task.id, dt.date(2025, 4, 1), dt.date(2025, 10, 31))
    moved = work.ask(list_tasks)[0]
    assert (moved.start, moved.deadline.date) == (dt.date(2025, 4, 1), dt.date(2025, 10, 31))
    assert "调整起止时间" in (work.undo_label or "")


def test_tasks_move_among_their_siblings(page: TasksPage, work: Work) -> None:
    first, second, *_ = (task.id for task in work.ask(list_tasks))
    page.sheet.show_task(second)
    page.editing.step(page.arrays, [second], "up")
    assert [task.id for task in work.ask(list_tasks)][:2] == [second, first]
    page.refresh_now()
    page.sheet.show_task(first)
    page.editing.step(page.arrays, [first], "in")
    assert work.ask(list_tasks)[1].parent == second


def test_delete_removes_the_selected_tasks_and_undo_brings_them_back(
    qtbot: QtBot, window: MainWindow, page: TasksPage, work: Work
) -> None:
    before = work.ask(list_tasks)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert len(work.ask(list_tasks)) == len(before) - 1
    assert "可按 Ctrl+Z 撤销" in window.messages.text
    work.undo()
    assert work.ask(list_tasks) == before


def test_several_tasks_are_changed_as_one_step(page: TasksPage, work: Work) -> None:
    tasks = [task.id for task in work.ask(list_tasks)]
    page.editing.step(page.arrays, [tasks[1]], "in")
    page.refresh_now()
    steps = len(work.ask(list_steps))
    page.editing.set_progress(tasks, 50)
    assert {task.progress for task in work.ask(list_tasks)} == {50}
    assert work.undo_label == "更新进度：4项 → 50%"
    assert page.editing.remove(page.arrays, tasks)
    assert work.ask(list_tasks) == ()
    assert len(work.ask(list_steps)) == steps + 2
    work.undo()
    assert [task.id for task in work.ask(list_tasks)] == tasks


def test_leads_are_given_where_none_is_named(page: TasksPage, work: Work) -> None:
    page.editing.lead_by_the_first(work.ask(list_tasks))
    leads = [[unit.name for unit in task.units if unit.role is Role.LEAD] for task in work.ask(list_tasks)]
    assert leads == [["市数据局"], ["市公安局"], ["市行政审批局"], ["市人社局"]]
    assert work.undo_label == "以列第一位的单位为牵头：2项任务"


def test_tasks_are_linked_in_a_row_and_a_cycle_is_refused(
    page: TasksPage, window: MainWindow, work: Work
) -> None:
    first, second, third, _ = (task.id for task in work.ask(list_tasks))
    page.editing.link([first, second, third])
    assert [(one.before, one.after) for one in page.editing.links_of([first])] == [(first, second)]
    page.editing.link([third, first])
    assert window.messages.isVisible()
    page.editing.unlink([first, second, third])
    assert page.editing.links_of([second]) == []


def test_the_menu_of_a_task_offers_what_can_be_done(page: TasksPage, work: Work) -> None:
    from workbench.ui.views.task_menu import fill_task_menu

    menu = QMenu(page)
    node = page.node_of(page.current_task)  # type: ignore[arg-type]
    fill_task_menu(menu, work, page.editing, page.arrays, [node], page.wanted.emit, page.elsewhere)
    offered = [one.text() for one in menu.actions() if one.text()]
    assert offered[:4] == ["查看原文", "在甘特图中查看", "责任单位…", "牵头单位"]
    assert "删除任务" in offered


def test_a_milestone_is_added_and_removed_from_the_menu(page: TasksPage, work: Work) -> None:
    from workbench.ui.views.task_menu import fill_task_menu

    task = page.current_task
    assert task is not None

    def menu() -> QMenu:
        menu = QMenu(page)
        node = page.node_of(task)
        fill_task_menu(menu, work, page.editing, page.arrays, [node], page.wanted.emit, page.elsewhere)
        return menu

    before = {one.text(): one for one in menu().actions()}
    assert "删除节点" not in before, "there is none yet"
    before["新增节点…"].trigger()
    dialog = page.findChild(MilestoneDialog)
    assert dialog is not None
    dialog.name.setText("初步设计批复")
    dialog.day.line.setText("择日")
    dialog.accept()
    assert "没有看懂日期" in dialog.fault.text()
    dialog.day.line.setText("6月底")
    dialog.accept()
    (point,) = work.ask(list_milestones)
    assert (point.task, point.title, point.date) == (task, "初步设计批复", dt.date(2025, 6, 30))
    page.refresh_now()
    (removal,) = [one for one in menu().findChildren(QMenu) if one.title() == "删除节点"]
    (entry,) = removal.actions()
    assert entry.text() == "2025-06-30 初步设计批复"
    entry.trigger()
    assert work.ask(list_milestones) == ()
    work.undo()
    assert work.ask(list_milestones) == (point,)
