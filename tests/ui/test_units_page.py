"""单位: the directory through its real widgets: found, edited, named, merged, reformed, and all undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from workbench.operations import units
from workbench.queries.reforms import list_reforms
from workbench.queries.tasks import list_tasks
from workbench.queries.units import count_unknown_names, list_units
from workbench.rows.units import UnitRow
from workbench.terms import AliasKind, Level, ReformKind
from workbench.ui.dialogs.alike_units import AlikeUnitsDialog
from workbench.ui.dialogs.reform import ReformDialog
from workbench.ui.dialogs.unit_choice import UnitChoiceDialog
from workbench.ui.dialogs.units import UnitPicker
from workbench.ui.itemmodels.unit_tree import UnitTreeModel
from workbench.ui.views.units import UnitsPage
from workbench.ui.window import MainWindow
from workbench.ui.work import Work


@pytest.fixture
def page(window: MainWindow) -> Iterator[UnitsPage]:
    page = window.show_view("units")
    assert isinstance(page, UnitsPage)
    page.refresh_now()
    yield page


def by_name(work: Work) -> dict[str, UnitRow]:
    return {row.name: row for row in work.ask(list_units)}


def shown(model: UnitTreeModel, parent: QModelIndex | None = None, depth: int = 0) -> list[str]:
    """The first column, indented."""
    parent = parent or QModelIndex()
    lines = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        lines += [f"{'  ' * depth}{index.data()}", *shown(model, index, depth + 1)]
    return lines


def choose(page: UnitsPage, name: str) -> None:
    page.show_unit(by_name(page.work)[name].id)


def test_units_stand_by_level_and_under_their_parent(page: UnitsPage, qtmodeltester: ModelTester) -> None:
    rows = by_name(page.work)
    page.work.change(units.set_parent, rows["市财政局"].id, rows["市数据局"].id)
    page.refresh_now()
    lines = shown(page.model)
    assert lines[0] == "市（6）"
    assert lines[lines.index("  市数据局") + 1] == "    市财政局"
    qtmodeltester.check(page.model)
    page.model.filter("财政")
    assert shown(page.model) == ["市（2）", "  市数据局", "    市财政局"]
    qtmodeltester.check(page.model)


def test_a_unit_is_found_by_alias_in_either_script(page: UnitsPage) -> None:
    page.work.change(units.add_alias, by_name(page.work)["市数据局"].id, "数据管理办")
    page.refresh_now()
    page.model.filter("數據管理")
    assert shown(page.model) == ["市（1）", "  市数据局"]


def test_each_field_of_the_form_is_a_step_of_its_own(page: UnitsPage, qtbot: QtBot) -> None:
    choose(page, "市数据局")
    form = page.form
    for line, text in (
        (form.leader, "李副市长"),
        (form.contact, "林晓"),
        (form.telephone, "0591-8700"),
        (form.valid_from, "2023年10月25日"),
    ):
        line.setFocus()
        line.setText(text)
        QTest.keyClick(line, Qt.Key.Key_Return)
    form.parent_unit.setEditText("市公安局")
    form.parent_unit.settled.emit()
    form.level.setCurrentIndex(form.level.findData(Level.COUNTY))
    form.level.activated.emit(form.level.currentIndex())
    form.alias.setText("大数据局")
    form.kind.setCurrentIndex(form.kind.findData(AliasKind.FORMER))
    QTest.keyClick(form.alias, Qt.Key.Key_Return)
    form.note.setPlainText("承担数字办职责")
    form.let_go()
    row = by_name(page.work)["市数据局"]
    assert (row.leader, row.contact, row.telephone) == ("李副市长", "林晓", "0591-8700")
    assert (row.valid_from, row.level) == (dt.date(2023, 10, 25), Level.COUNTY)
    assert row.parent == by_name(page.work)["市公安局"].id
    assert [(one.name, one.kind) for one in row.names] == [("大数据局", AliasKind.FORMER)]
    for _ in range(8):
        page.work.undo()
    assert by_name(page.work)["市数据局"].leader == ""
    page.refresh_now()
    assert form.leader.text() == ""


def test_what_is_not_understood_is_said_and_comes_back(page: UnitsPage, qtbot: QtBot) -> None:
    choose(page, "市数据局")
    with qtbot.waitSignal(page.said) as told:
        page.form.valid_from.setText("去年秋天")
        QTest.keyClick(page.form.valid_from, Qt.Key.Key_Return)
    assert "没有看懂日期" in told.args[0]
    assert page.form.valid_from.text() == ""
    with qtbot.waitSignal(page.said) as told:
        page.form.parent_unit.setEditText("市某局")
        page.form.parent_unit.settled.emit()
    assert "市某局" in told.args[0]
    assert page.form.parent_unit.currentText() == ""


def test_a_name_that_is_taken_comes_back(page: UnitsPage, qtbot: QtBot) -> None:
    choose(page, "市数据局")
    with qtbot.waitSignal(page.work.troubled):
        page.form.name.setText("市财政局")
        QTest.keyClick(page.form.name, Qt.Key.Key_Return)
    assert page.form.name.text() == "市数据局"


def test_names_that_wait_join_with_enter_or_all_at_once(page: UnitsPage) -> None:
    assert page.waiting.text() == "待认单位（6）"
    QTest.mouseClick(page.waiting, Qt.MouseButton.LeftButton)
    queue = page.queue
    queue.table.selectRow(0)
    QTest.keyClick(queue.table, Qt.Key.Key_Return)
    assert page.work.ask(count_unknown_names) == 5
    page.refresh_now()
    QTest.mouseClick(queue._rest, Qt.MouseButton.LeftButton)
    assert page.work.ask(count_unknown_names) == 0
    page.work.undo()
    page.work.undo()
    page.refresh_now()
    assert page.waiting.text() == "待认单位（6）"


def test_an_unknown_name_becomes_an_alias_by_one_click(page: UnitsPage) -> None:
    page.work.change(units.accept, tuple(row.id for row in page.work.ask(list_units)))
    task = page.work.ask(list_tasks)[0]
    from workbench.operations.tasks import set_lead

    page.work.change(set_lead, task.id, "云溪市数据局")
    page.refresh_now()
    QTest.mouseClick(page.waiting, Qt.MouseButton.LeftButton)
    (name,) = page.queue.rows
    assert (name.name, name.proposals[0].name) == ("云溪市数据局", "市数据局")
    assert page.queue._same.text() == "就是“市数据局”"
    QTest.mouseClick(page.queue._same, Qt.MouseButton.LeftButton)
    assert "云溪市数据局" in by_name(page.work)["市数据局"].aliases
    assert page.work.ask(list_tasks)[0].units[0].name == "市数据局"


def test_an_unknown_name_is_put_right(page: UnitsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("市人力资源和社会保障局", True))
    number = next(at for at, row in enumerate(page.queue.rows) if row.name == "市人社局")
    page.queue.table.selectRow(number)
    page.queue.rename()
    named = by_name(page.work)["市人力资源和社会保障局"]
    assert named.listed
    assert "市人社局" in named.aliases  # so that it is known when it is read again
    assert page.work.undo_label == "认定单位：市人社局 → 市人力资源和社会保障局"


def test_unknown_names_are_merged_into_a_unit_chosen(page: UnitsPage) -> None:
    page.work.change(units.add, "市财政管理局")
    page.refresh_now()
    number = next(at for at, row in enumerate(page.queue.rows) if row.name == "市财政局")
    page.queue.table.selectRow(number)
    page.queue.merge()
    dialog = page.queue.findChild(UnitChoiceDialog)
    assert dialog is not None
    dialog.box.setEditText("没有的单位")
    dialog.accept()
    assert dialog.isVisible()
    dialog.box.setEditText("市财政管理局")
    dialog.accept()
    assert by_name(page.work)["市财政管理局"].aliases == ("市财政局",)


def reform(page: UnitsPage, kind: ReformKind) -> ReformDialog:
    page.reform(kind)
    found = page.findChildren(ReformDialog)
    return found[-1]


def test_a_reform_shows_everything_it_touches_before_it_is_done(page: UnitsPage) -> None:
    choose(page, "市数据局")
    before = page.work.ask(list_tasks), page.work.ask(list_units)
    dialog = reform(page, ReformKind.MERGE)
    dialog.pick.setEditText("市财政局")
    dialog.pick.settled.emit()
    dialog.name.setText("市数据和政务服务局")
    dialog.day.line.setText("2025年5月1日")
    dialog.day.line.editingFinished.emit()
    assert [line.unit_name for line in dialog.model.rows] == ["市数据局", "市财政局"]
    assert dialog.model.index(0, 5).data() == "市数据和政务服务局"
    assert "共涉及 2 项" in dialog.summary.text()
    dialog.basis.setText("云委办〔2025〕3号")
    dialog.accept()
    (done,) = page.work.ask(list_reforms)
    assert (done.basis, done.day) == ("云委办〔2025〕3号", dt.date(2025, 5, 1))
    assert page.work.ask(list_tasks)[0].units[0].name == "市数据和政务服务局"
    page.work.undo()
    assert (page.work.ask(list_tasks), page.work.ask(list_units)) == before


def test_a_unit_is_parted_with_its_work_dealt_out(page: UnitsPage) -> None:
    choose(page, "市公安局")
    dialog = reform(page, ReformKind.SPLIT)
    dialog.name.setText("市公安局一局")
    dialog.accept()
    assert "两个以上" in dialog.fault.text()
    dialog.name.setText("市公安局一局、市公安局二局")
    dialog.table.selectRow(0)
    dialog.heir.setCurrentText("市公安局二局")
    dialog.deal()
    assert dialog.model.index(0, 5).data() == "市公安局二局"
    dialog.accept()
    assert by_name(page.work)["市公安局二局"].shares == 1
    assert by_name(page.work)["市公安局"].valid_until == dt.date.today() - dt.timedelta(days=1)


def test_a_reform_wants_units_a_name_and_a_day(page: UnitsPage) -> None:
    page.tree.clearSelection()
    dialog = reform(page, ReformKind.RENAME)
    dialog.accept()
    assert "请先选择" in dialog.fault.text()
    dialog.add(by_name(page.work)["市公安局"].id)
    dialog.accept()
    assert "请填写更名后名称" in dialog.fault.text()
    dialog.name.setText("市公安分局")
    dialog.day.line.setText("改天")
    dialog.accept()
    assert "没有看懂生效日期" in dialog.fault.text()
    assert page.work.ask(list_reforms) == ()


def test_its_tasks_are_one_click_away(page: UnitsPage, qtbot: QtBot) -> None:
    choose(page, "市数据局")
    with qtbot.waitSignal(page.wanted) as asked:
        page.form._want_tasks()
    assert (asked.args[0].view, asked.args[0].unit) == ("tasks", "市数据局")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("市通迅管理办", "是否为“市通信管理办”（只差一个字）"),
        ("云溪市数据局", "是否为“市数据局”（只少写了“云溪”）"),
        ("市人力社保局", "即“市人社局”（规范简称相同）"),
        ("市林业局", "名录中没有“市林业局”。"),
        ("市数据", ""),
        ("市数据局", ""),
    ],
)
def test_the_picker_tells_of_a_name_nobody_knows(qtbot: QtBot, typed: str, told: str) -> None:
    picker = UnitPicker("某任务", ("市数据局", "市通信管理办", "市人社局"), ())
    qtbot.addWidget(picker)
    picker.line.setText(typed)
    assert told in picker.hint.text()
    assert bool(told) == bool(picker.hint.text())


def test_doubles_are_put_together_line_by_line(page: UnitsPage) -> None:
    page.work.change(units.add, "云溪市数据局")
    page.work.change(units.accept, tuple(row.id for row in page.work.ask(list_units)))
    page.look_for_doubles()
    dialog = page.findChild(AlikeUnitsDialog)
    assert dialog is not None
    assert dialog._keep_one.text() == "并入“市数据局”"
    dialog._keep_one.click()
    assert dialog.table.model().rowCount() == 0
    assert not dialog._keep_one.isEnabled()
    assert by_name(page.work)["市数据局"].aliases == ("云溪市数据局",)
