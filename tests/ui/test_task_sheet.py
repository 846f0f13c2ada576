"""The task table in the planner's hands: keys, mouse, header, filter strip, saved views, clipboard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QInputDialog, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.typed import commit
from workbench.operations import progress, tasks, units
from workbench.planning.grouping import GroupBy
from workbench.queries.history import list_steps
from workbench.queries.tasks import list_tasks
from workbench.queries.units import list_units
from workbench.queries.views import list_views
from workbench.terms import Granularity, Period, Role, TaskState
from workbench.ui import theme
from workbench.ui.dialogs.bulk_edit import BulkEditDialog
from workbench.ui.dialogs.paste_tasks import PasteDialog
from workbench.ui.itemmodels.task_grid import Column
from workbench.ui.settings import Settings
from workbench.ui.views.page import Place
from workbench.ui.views.task_sheet import TaskSheet
from workbench.ui.views.tasks import TasksPage
from workbench.ui.window import MainWindow
from workbench.ui.work import Work

pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support (raise|grabbing the keyboard)", extend=True
)

BOTH = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
TITLES = ["扩容政务云平台", "完善视频专网", "推广电子证照", "开展数字技能培训"]


@pytest.fixture(autouse=True)
def keys_let_go(qtbot: QtBot, window: MainWindow) -> Iterator[None]:
    """Qt remembers Ctrl as held where a dialog took the focus before its key went up."""
    yield
    qtbot.keyRelease(window, Qt.Key.Key_Control)


@pytest.fixture
def page(window: MainWindow) -> TasksPage:
    page = window.show_view("tasks")
    page.refresh_now()
    assert isinstance(page, TasksPage)
    page.table.setFocus()
    return page


def names(page: TasksPage) -> list[str]:
    index = page.sheet.index_rows
    return [index.arrays.name[node] for node in index.rows]


def stored(work: Work) -> list[str]:
    return [task.title for task in work.ask(list_tasks)]


def select(page: TasksPage, *titles: str) -> None:
    """Select rows as with Ctrl and clicks."""
    page.table.clearSelection()
    for number, title in enumerate(titles):
        index = page.table.model().index(names(page).index(title), Column.NAME)
        flags = page.table.selectionModel().SelectionFlag
        page.table.selectionModel().setCurrentIndex(
            index, (flags.ClearAndSelect if number == 0 else flags.Select) | flags.Rows
        )


def press(qtbot: QtBot, page: TasksPage, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    qtbot.keyClick(page.table, key, modifiers)
    page.refresh_now()


# Groups, filter, views ------------------------------------------------------------------------------------


def test_groups_by_unit_state_year_and_leader(page: TasksPage, work: Work) -> None:
    page.set_grouping(GroupBy.LEAD)
    assert names(page)[:2] == ["市数据局", TITLES[0]]
    assert "未明确牵头单位" in names(page)
    work.change(tasks.set_state, work.ask(list_tasks)[1].id, TaskState.DONE)
    page.refresh_now()
    page.set_grouping(GroupBy.STATE)
    assert names(page)[0] == "未启动"
    assert names(page)[-2:] == ["已完成", TITLES[1]]
    page.set_grouping(GroupBy.YEAR)
    assert [name for name in names(page) if name not in TITLES] == ["2025年", "持续推进", "未定时限"]
    page.set_grouping(GroupBy.LEADER)
    assert names(page)[0] == "未明确分管领导"


def test_an_edit_takes_a_task_to_its_new_group(page: TasksPage, work: Work) -> None:
    page.set_grouping(GroupBy.STATE)
    select(page, TITLES[1])
    work.change(tasks.set_progress, work.ask(list_tasks)[1].id, 100)
    assert names(page)[-2:] == ["已完成", TITLES[1]]
    assert page.current_task == work.ask(list_tasks)[1].id, "and it stays selected"


def test_the_strip_tells_what_the_filter_holds(qtbot: QtBot, page: TasksPage, window: MainWindow) -> None:
    strip = page.filter.strip
    assert not strip.isVisible()
    commit(page.filter.line, "电子證照")
    page.filter.looks.setCurrentIndex(page.filter.looks.findData("without_deadline"))
    assert strip.isVisible()
    assert strip.texts == ["含“电子證照”", "无时限"]
    assert strip.count.text() == "显示 0 项，共 4 项"
    (look,) = [one for one in strip.findChildren(QPushButton) if one.text().startswith("无时限")]
    qtbot.mouseClick(look, Qt.MouseButton.LeftButton)
    assert names(page)[-1] == "推广电子证照", "either script is found"
    qtbot.mouseClick(strip.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert not page.filter.on
    assert not strip.isVisible()


def test_conditions_narrow_by_state_unit_and_document(page: TasksPage, window: MainWindow) -> None:
    menu = QMenu()
    page.filter._fill_menu(menu)
    (chosen,) = [menu for menu in menu.findChildren(QMenu) if menu.title() == "责任单位"]
    next(one for one in chosen.actions() if one.text() == "市财政局").trigger()
    assert names(page)[-1] == TITLES[0]
    assert page.filter.strip.texts == ["责任单位：市财政局"]
    page.filter.clear()
    window.go(Place("tasks", unit="市公安局"))
    assert names(page)[-1] == TITLES[1]


def test_a_built_in_view_and_an_own_one(page: TasksPage, work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    menu = QMenu()
    page.views.fill(menu)
    assert [one.text() for one in menu.actions() if one.text()][1:7] == [
        *("本月到期", "本季到期", "逾期", "无牵头单位", "无时限", "持续推进")
    ]
    next(one for one in menu.actions() if one.text() == "持续推进").trigger()
    assert [name for name in names(page) if name in TITLES] == [TITLES[3]]
    page.set_grouping(GroupBy.YEAR)
    page.sheet.columns.toggle(Column.DOCUMENT, True)
    page.sheet.set_sorting(Column.NAME, Qt.SortOrder.DescendingOrder)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("长期事项", True))
    page.views.save()
    (view,) = work.ask(list_views)
    assert (view.name, view.group_by, view.sorted_by, view.descending) == (
        "长期事项",
        GroupBy.YEAR,
        "NAME",
        True,
    )
    next(one for one in menu.actions() if one.text() == "全部任务").trigger()
    assert names(page)[1] == "一、夯实数字底座"
    assert not page.filter.on
    page.views.fill(menu)
    next(one for one in menu.actions() if one.text() == "长期事项").trigger()
    assert page.present_view().conditions == view.conditions
    assert names(page) == ["持续推进", TITLES[3]]
    assert page.views.button.text() == "视图：长期事项 ▾"


def test_rows_are_sorted_from_the_menu_too(page: TasksPage) -> None:
    menu = QMenu()
    page._fill_sorting(menu)
    next(one for one in menu.actions() if one.text() == "任务（降序）").trigger()
    assert [name for name in names(page) if name in TITLES[:2]] == [TITLES[1], TITLES[0]]
    page._fill_sorting(again := QMenu())
    assert [one.text() for one in again.actions() if one.isChecked()] == ["任务（降序）"]
    next(one for one in again.actions() if one.text() == "按文件顺序").trigger()
    assert [name for name in names(page) if name in TITLES] == TITLES


# Columns and heights --------------------------------------------------------------------------------------


def test_columns_are_chosen_moved_and_remembered(
    window: MainWindow, page: TasksPage, work: Work, qtbot: QtBot, settings: Settings
) -> None:
    columns, header = page.sheet.columns, page.table.horizontalHeader()
    with qtbot.waitSignal(columns.changed):
        menu = QMenu()
        columns.fill_menu(menu)
        next(one for one in menu.actions() if one.text() == "开始").trigger()
        next(one for one in menu.actions() if one.text() == "状态").trigger()
        header.moveSection(header.visualIndex(Column.DEADLINE), 0)
        header.resizeSection(Column.UNITS, 222)
    layout = columns.layout()
    assert layout[0][0] == "DEADLINE"
    assert ("UNITS", 222) in layout
    assert {"START"} <= {name for name, _ in layout}
    assert "STATE" not in {name for name, _ in layout}
    other = MainWindow(work, settings)
    qtbot.addWidget(other)
    again = other.view("tasks")
    assert isinstance(again, TasksPage)
    assert again.sheet.columns.layout() == layout


def test_the_usual_columns_come_back(page: TasksPage) -> None:
    columns = page.sheet.columns
    usual = [name for name, _ in columns.layout()]
    columns.toggle(Column.UNITS, False)
    columns.show(())
    assert [name for name, _ in columns.layout()] == usual
    columns.show((("NONSENSE", 90), ("STATE", 5)))
    assert [name for name, _ in columns.layout()] == ["NAME", "STATE"], "the name is always there"


def heights(sheet: TaskSheet) -> list[int]:
    return [sheet.rowHeight(row) for row in range(sheet.model().rowCount())]


def test_long_names_take_the_lines_they_need(page: TasksPage, work: Work) -> None:
    sheet, task = page.sheet, work.ask(list_tasks)[0].id
    assert set(heights(sheet)) == {theme.ROW_HEIGHT}
    work.change(tasks.rename, task, "建设一体化政务大数据体系，" * 9)
    row = sheet.currentIndex().row()
    tall = sheet.rowHeight(row)
    assert tall > 3 * theme.ROW_HEIGHT / 2
    sheet.setColumnWidth(Column.NAME, 900)
    QApplication.processEvents()
    assert sheet.rowHeight(row) < tall
    sheet.setColumnWidth(Column.NAME, 300)
    QApplication.processEvents()
    sheet.collapse_all()
    assert set(heights(sheet)) == {theme.ROW_HEIGHT}, "heights go with the tasks, not with the row numbers"
    sheet.expand_all()
    assert heights(sheet)[row] > theme.ROW_HEIGHT
    assert sheet.verticalHeader().length() == sum(heights(sheet))
    sheet.set_wrapped(False)
    assert set(heights(sheet)) == {theme.ROW_HEIGHT}


def test_heights_follow_every_change_of_rows(page: TasksPage, work: Work) -> None:
    sheet = page.sheet
    work.change(tasks.rename, work.ask(list_tasks)[2].id, "推广电子证照" * 20)
    for change in (
        sheet.collapse_all,
        sheet.expand_all,
        lambda: page.set_grouping(GroupBy.LEAD),
        lambda: sheet.set_sorting(Column.NAME, Qt.SortOrder.DescendingOrder),
        lambda: commit(page.filter.line, "推广"),
        page.filter.clear,
    ):
        change()
        tall = ["推广电子证照推广" in name for name in names(page)]
        assert [height > theme.ROW_HEIGHT for height in heights(sheet)] == tall


def test_the_last_report_and_the_leader_stand_beside(page: TasksPage, work: Work) -> None:
    first = work.ask(list_tasks)[0]
    for quarter, words in ((2, "二期已开标"), (1, "方案已批复")):
        work.change(
            progress.report,
            first.id,
            Period(2025, Granularity.QUARTER, quarter),
            30,
            TaskState.RUNNING,
            words,
        )
    page.refresh_now()
    row = page.table.currentIndex().row()
    cell = page.table.model().index
    assert cell(row, Column.LATEST).data() == "二期已开标"
    assert cell(row, Column.DOCUMENT).data() == "2025年数字云溪工作要点"
    assert cell(row, Column.LEAD).data() == "市数据局"
    page.sheet.set_sorting(Column.LATEST, Qt.SortOrder.AscendingOrder)
    assert next(name for name in names(page) if name in TITLES) == TITLES[0]


# Moving ---------------------------------------------------------------------------------------------------


def test_alt_shift_and_the_arrows_move_and_indent(qtbot: QtBot, page: TasksPage, work: Work) -> None:
    before, steps = work.ask(list_tasks), len(work.ask(list_steps))
    select(page, TITLES[1])
    press(qtbot, page, Qt.Key.Key_Up, BOTH)
    assert stored(work)[:2] == [TITLES[1], TITLES[0]]
    press(qtbot, page, Qt.Key.Key_Down, BOTH)
    assert stored(work) == TITLES
    press(qtbot, page, Qt.Key.Key_Right, BOTH)
    assert work.ask(list_tasks)[1].parent == before[0].id
    press(qtbot, page, Qt.Key.Key_Left, BOTH)
    assert work.ask(list_tasks)[1].parent is None
    assert len(work.ask(list_steps)) == steps + 4
    for _ in range(4):
        work.undo()
    assert work.ask(list_tasks) == before


def test_alt_and_the_arrows_move_by_days(qtbot: QtBot, page: TasksPage, work: Work) -> None:
    select(page, TITLES[0], TITLES[2])
    press(qtbot, page, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    days = [task.deadline.date for task in work.ask(list_tasks)]
    assert days == [dt.date(2025, 10, 1), None, dt.date(2026, 1, 1), None]
    assert "推迟1天" in (work.undo_label or "")


def test_a_selection_steps_together(qtbot: QtBot, page: TasksPage, work: Work) -> None:
    select(page, TITLES[2], TITLES[3])
    press(qtbot, page, Qt.Key.Key_Up, BOTH)
    assert stored(work) == TITLES, "they are the first ones of their section"
    select(page, TITLES[3])
    press(qtbot, page, Qt.Key.Key_Right, BOTH)
    press(qtbot, page, Qt.Key.Key_Left, BOTH)
    assert work.ask(list_tasks)[3].parent is None


def test_rows_out_of_order_are_not_rearranged(
    qtbot: QtBot, page: TasksPage, work: Work, window: MainWindow
) -> None:
    page.sheet.set_sorting(Column.NAME, Qt.SortOrder.AscendingOrder)
    select(page, TITLES[1])
    press(qtbot, page, Qt.Key.Key_Up, BOTH)
    assert stored(work) == TITLES
    assert "取消排序" in window.messages.text


def mouse(page: TasksPage, kind: QEvent.Type, at: QPoint) -> None:
    button = Qt.MouseButton.LeftButton
    where = QPointF(at)
    event = QMouseEvent(kind, where, where, button, button, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page.table.viewport(), event)


def spot(page: TasksPage, title: str, column: Column, part: float) -> QPoint:
    box = page.table.visualRect(page.table.model().index(names(page).index(title), column))
    return QPoint(box.center().x(), box.top() + int(box.height() * part))


@pytest.fixture
def drag(page: TasksPage) -> Callable[[str, str, float], None]:
    """Press a row on its number, move to a part of another one, let go."""

    def run(title: str, to: str, part: float, column: Column = Column.NUMBER, *, let_go: bool = True) -> None:
        mouse(page, QEvent.Type.MouseButtonPress, spot(page, title, column, 0.5))
        for step in (0.5, 1.0):
            goal = spot(page, to, Column.NAME, part)
            start = spot(page, title, column, 0.5)
            mouse(page, QEvent.Type.MouseMove, start + (goal - start) * step)
        if let_go:
            mouse(page, QEvent.Type.MouseButtonRelease, goal)
        page.refresh_now()

    return run


def test_a_row_is_dragged_before_behind_and_under_another(
    drag: Callable[..., None], page: TasksPage, work: Work
) -> None:
    drag(TITLES[3], TITLES[2], 0.1)
    assert stored(work) == [TITLES[0], TITLES[1], TITLES[3], TITLES[2]]
    drag(TITLES[3], TITLES[0], 0.9)
    assert stored(work) == [TITLES[0], TITLES[3], TITLES[1], TITLES[2]]
    drag(TITLES[3], TITLES[1], 0.5)
    rows = {row.title: row for row in work.ask(list_tasks)}
    assert rows[TITLES[3]].parent == rows[TITLES[1]].id
    drag(TITLES[3], "二、拓展惠民应用", 0.5)
    assert work.ask(list_tasks)[3].section == ("二、拓展惠民应用",)
    for _ in range(4):
        work.undo()
    assert stored(work) == TITLES


def test_a_selection_is_dragged_from_anywhere_as_one_step(
    drag: Callable[..., None], page: TasksPage, work: Work
) -> None:
    select(page, TITLES[0], TITLES[1])
    drag(TITLES[0], TITLES[3], 0.9, Column.NAME)
    assert stored(work) == [TITLES[2], TITLES[3], TITLES[0], TITLES[1]]
    work.undo()
    assert stored(work) == TITLES


def test_escape_and_a_drop_on_oneself_leave_all_as_it_is(
    qtbot: QtBot, drag: Callable[..., None], page: TasksPage, work: Work
) -> None:
    drag(TITLES[0], TITLES[2], 0.9, let_go=False)
    assert page.sheet._drag.mark is not None
    qtbot.keyClick(page.table, Qt.Key.Key_Escape)
    assert page.sheet._drag.mark is None
    mouse(page, QEvent.Type.MouseButtonRelease, spot(page, TITLES[2], Column.NAME, 0.9))
    drag(TITLES[0], TITLES[0], 0.9)
    assert stored(work) == TITLES


def test_a_click_on_one_of_several_chooses_it_alone(page: TasksPage, work: Work) -> None:
    select(page, TITLES[0], TITLES[1])
    at = spot(page, TITLES[1], Column.NAME, 0.5)
    mouse(page, QEvent.Type.MouseButtonPress, at)
    assert len(page.sheet.selected_ids()) == 2
    mouse(page, QEvent.Type.MouseButtonRelease, at)
    assert page.sheet.selected_ids() == [work.ask(list_tasks)[1].id]


# Several at once ------------------------------------------------------------------------------------------


def test_a_selection_is_edited_in_one_dialog(qtbot: QtBot, page: TasksPage, work: Work) -> None:
    before, steps = work.ask(list_tasks), len(work.ask(list_steps))
    page.table.selectAll()
    qtbot.keyClick(page.table, Qt.Key.Key_E, CONTROL)
    dialog = page.findChild(BulkEditDialog)
    assert dialog is not None
    assert not dialog._ok.isEnabled(), "nothing is ticked yet"
    commit(dialog.lead, "市数据局")
    commit(dialog.deadline.line, "2026年6月底前")
    commit(dialog.leaving, "市财政局")
    dialog.progress.setValue(20)
    assert dialog.tick("lead").isChecked()
    dialog.accept()
    for task in work.ask(list_tasks):
        assert (task.deadline.date, task.progress) == (dt.date(2026, 6, 30), 20)
        assert [unit.name for unit in task.units if unit.role is Role.LEAD] == ["市数据局"]
        assert "市财政局" not in {unit.name for unit in task.units}
    assert len(work.ask(list_steps)) == steps + 1
    work.undo()
    assert work.ask(list_tasks) == before


def test_copy_and_paste_round_trip_through_the_clipboard(
    qtbot: QtBot, page: TasksPage, work: Work, window: MainWindow
) -> None:
    select(page, TITLES[0], TITLES[2])
    qtbot.keyClick(page.table, Qt.Key.Key_C, CONTROL)
    data = QGuiApplication.clipboard().mimeData()
    lines = data.text().split("\r\n")
    assert lines[0].startswith("编号\t序号\t任务名称")
    assert data.html().count("<tr>") == 3
    assert "已复制 2 项" in window.messages.text
    lines[1] = lines[1].replace("市财政局", "市财政局、市审计局").replace("0%", "60%")
    new = "\t\t编制数据目录\t\t市数据局\t\t\t\t2025年底前"
    QGuiApplication.clipboard().setText("\r\n".join([*lines[:3], new, ""]))
    before, steps = work.ask(list_tasks), len(work.ask(list_steps))
    qtbot.keyClick(page.table, Qt.Key.Key_V, CONTROL)
    dialog = page.findChild(PasteDialog)
    assert dialog is not None
    assert dialog.summary.text().startswith("将修改 1 项、新增 1 项任务；1 项没有变化。")
    assert work.ask(list_tasks) == before, "it is only shown yet"
    dialog.accept()
    after = {row.title: row for row in work.ask(list_tasks)}
    assert after[TITLES[0]].progress == 60
    assert [unit.name for unit in after[TITLES[0]].units] == ["市数据局", "市财政局", "市审计局"]
    assert after["编制数据目录"].deadline.date == dt.date(2025, 12, 31)
    assert len(work.ask(list_steps)) == steps + 1
    work.undo()
    assert work.ask(list_tasks) == before


def test_a_line_of_the_preview_can_be_left_out(qtbot: QtBot, page: TasksPage, work: Work) -> None:
    QGuiApplication.clipboard().setText("任务名称\t进度\r\n甲任务\t10%\r\n乙任务\t200%\r\n丙任务\t\r\n")
    qtbot.keyClick(page.table, Qt.Key.Key_V, CONTROL)
    dialog = page.findChild(PasteDialog)
    assert dialog is not None
    assert "1 行不能采用" in dialog.summary.text()
    first = dialog.tree.topLevelItem(0)
    assert first is not None
    first.setCheckState(0, Qt.CheckState.Unchecked)
    dialog.accept()
    assert "丙任务" in stored(work)
    assert not {"甲任务", "乙任务"} & set(stored(work))


def test_a_table_without_changes_needs_no_dialog(qtbot: QtBot, page: TasksPage, window: MainWindow) -> None:
    page.table.selectAll()
    qtbot.keyClick(page.table, Qt.Key.Key_C, CONTROL)
    qtbot.keyClick(page.table, Qt.Key.Key_V, CONTROL)
    assert page.findChild(PasteDialog) is None
    assert window.messages.text == "粘贴的 4 项任务与计划中的一致，没有变化。"


def test_what_is_no_table_of_tasks_is_told(qtbot: QtBot, page: TasksPage, window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("甲\t乙\r\n丙\t丁\r\n")
    qtbot.keyClick(page.table, Qt.Key.Key_V, CONTROL)
    assert page.findChild(PasteDialog) is None
    assert "没有可识别的表头" in window.messages.text


def test_tasks_of_a_leader_in_charge_group_together(page: TasksPage, work: Work) -> None:
    unit = next(unit for unit in work.ask(list_units) if unit.name == "市数据局")
    work.change(units.set_leader, unit.id, "李副市长")
    page.refresh_now()
    page.set_grouping(GroupBy.LEADER)
    assert names(page)[:2] == ["李副市长", TITLES[0]]
    assert page.table.model().index(1, Column.LEADER).data() == "李副市长"
