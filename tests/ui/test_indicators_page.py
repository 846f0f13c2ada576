"""指标: how each indicator stands, its path, its tasks, its units, the check of 年均, values pasted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from workbench import app
from workbench.exchange.samples import sample_drafts
from workbench.operations import indicators
from workbench.operations.documents import import_drafts
from workbench.queries.indicators import (
    annual_checks,
    indicator_standings,
    indicators_of,
    list_indicators,
    path_setting,
    tasks_behind,
)
from workbench.queries.periods import current_period
from workbench.queries.tasks import list_tasks
from workbench.rows.indicators import IndicatorRow
from workbench.storage.workspace import Workspace
from workbench.terms import Direction, Granularity, Period, Shape, Standing
from workbench.ui.dialogs.annual_checks import AnnualChecksDialog
from workbench.ui.dialogs.convert_unit import ConvertDialog
from workbench.ui.dialogs.figures import ObservationDialog
from workbench.ui.dialogs.indicator_path import PathDialog
from workbench.ui.dialogs.paste_values import PasteValuesDialog
from workbench.ui.dialogs.tick_list import TickDialog
from workbench.ui.settings import Settings
from workbench.ui.views.indicators import IndicatorsPage
from workbench.ui.views.page import Place
from workbench.ui.window import MainWindow
from workbench.ui.work import Work

TODAY = dt.date.today()
D = TypeVar("D", bound=QDialog)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The five documents with their indicators."""
    path = tmp_path_factory.mktemp("sample") / "样例.pwb"
    with Workspace.create(path, who="王敏") as workspace:
        workspace.change(import_drafts, sample_drafts())
    return path


@pytest.fixture
def work(qapp: QApplication, sample: Path, tmp_path: Path, settings: Settings) -> Iterator[Work]:
    plan = tmp_path / "样例.pwb"
    plan.write_bytes(sample.read_bytes())
    work = app.make_work(plan, settings=settings)
    yield work
    work.background.stop()
    work.close()


@pytest.fixture
def page(window: MainWindow) -> IndicatorsPage:
    shown = window.show_view("indicators")
    assert isinstance(shown, IndicatorsPage)
    shown.refresh_now()
    return shown


def turned() -> None:
    for _ in range(3):
        QApplication.processEvents()


def opened(page: IndicatorsPage, kind: type[D]) -> D:
    turned()
    return next(one for one in page.findChildren(kind) if one.isVisible())


def cell(page: IndicatorsPage, row: IndicatorRow, title: str, role: int = Qt.ItemDataRole.DisplayRole) -> str:
    model = page._model
    column = [one.title for one in model.columns].index(title)
    return str(model.data(model.index(model.row_of(row.id), column), role) or "")


def named_row(work: Work, name: str) -> IndicatorRow:
    return next(row for row in work.ask(list_indicators) if name in row.name)


def test_each_standing_is_that_of_the_query_with_its_sentence(page: IndicatorsPage, work: Work) -> None:
    first = work.ask(list_indicators)[0]
    assert first.base_value is not None
    work.change(indicators.observe, first.id, Period(TODAY.year - 1, Granularity.YEAR), first.base_value)
    turned()
    expected = {row.indicator: row for row in work.ask(indicator_standings, work.ask(current_period, TODAY))}
    for row in page._model.rows:
        assert cell(page, row, "状态") == expected[row.id].standing.value
        assert cell(page, row, "状态", Qt.ItemDataRole.ToolTipRole) == expected[row.id].sentence
    assert expected[first.id].standing in (Standing.BEHIND, Standing.MISSED)
    assert cell(page, first, "差距").startswith("-")


def test_what_is_missing_is_flagged(page: IndicatorsPage, work: Work) -> None:
    without_base = named_row(work, "工业互联网平台应用普及率")
    assert cell(page, without_base, "基期值") == "缺基期"
    work.change(indicators.set_unit, without_base.id, "")
    turned()
    assert cell(page, without_base, "计量单位") == "缺单位"
    assert cell(page, without_base, "计量单位", Qt.ItemDataRole.EditRole) == ""
    page.go(Place("indicators", look="incomplete"))
    assert without_base.id in [row.id for row in page._model.rows]
    assert all("缺" in cell(page, r, "基期值") + cell(page, r, "计量单位") for r in page._model.rows)


def test_a_place_narrows_to_those_behind_and_finds_a_row_all_the_same(
    page: IndicatorsPage, work: Work
) -> None:
    page.go(Place("indicators", look="behind"))
    assert not page._model.rows
    row = work.ask(list_indicators)[2]
    page.go(Place("indicators", row=row.id))
    assert page.table.current() == row


def test_a_path_of_its_own_is_one_step(page: IndicatorsPage, work: Work) -> None:
    row = work.ask(list_indicators)[0]
    page.desk.open_path(row)
    dialog = opened(page, PathDialog)
    assert dialog.told.text().startswith("年末应达：2020年 96.87；")
    dialog.shape.setCurrentIndex(3)
    assert not dialog.accept_button.isEnabled()
    for column, text in enumerate(("2022年上半年", "97.1")):
        item = dialog.own.table.item(0, column)
        assert item is not None
        item.setText(text)
    assert dialog.accept_button.isEnabled()
    assert dialog.own.table.rowCount() == 2
    dialog.direction.setCurrentIndex(1)
    dialog.accept()
    turned()
    setting = work.ask(path_setting, row.id)
    assert (setting.shape, setting.direction) == (Shape.OWN, Direction.UP)
    assert dict(setting.own) == {Period(2022, Granularity.HALF, 1): 97.1}
    assert work.undo_label == f"设置指标路径：{row.name} → 自定"
    work.undo()
    assert not work.ask(path_setting, row.id).given


@pytest.mark.parametrize(("index", "shape"), [(1, Shape.COMPOUND), (2, Shape.STEPPED)])
def test_other_shapes(page: IndicatorsPage, work: Work, index: int, shape: Shape) -> None:
    row = work.ask(list_indicators)[0]
    page.desk.open_path(row)
    dialog = opened(page, PathDialog)
    dialog.shape.setCurrentIndex(index)
    dialog.accept()
    turned()
    assert work.ask(path_setting, row.id).shape is shape


def test_a_line_that_cannot_be_read_is_told(page: IndicatorsPage, work: Work) -> None:
    page.desk.open_path(work.ask(list_indicators)[0])
    dialog = opened(page, PathDialog)
    dialog.shape.setCurrentIndex(3)
    item = dialog.own.table.item(0, 0)
    assert item is not None
    item.setText("某一天")
    assert dialog.told.text() == "第1行的报告期“某一天”看不懂。"
    assert not dialog.accept_button.isEnabled()


def test_tasks_are_linked_and_parted_in_one_step(page: IndicatorsPage, work: Work) -> None:
    row, (first, second, third, *_) = work.ask(list_indicators)[0], work.ask(list_tasks)
    work.change(indicators.link_task, first.id, row.id)
    page.desk.open_tasks(row)
    dialog = opened(page, TickDialog)
    assert dialog.ticked() == {first.id}
    dialog.tick(first.id, False)
    dialog.tick(second.id)
    dialog.tick(third.id)
    dialog.accept()
    assert set(work.ask(tasks_behind, row.id)) == {second.id, third.id}
    assert work.ask(indicators_of, first.id) == ()
    assert next(title for _, title in page.desk.tasks_of(row)).endswith(second.title)
    work.undo()
    assert work.ask(tasks_behind, row.id) == (first.id,)


def test_the_check_of_yearly_figures_tells_all_and_leads_there(page: IndicatorsPage, work: Work) -> None:
    page._open_checks()
    dialog = opened(page, AnnualChecksDialog)
    expected = work.ask(annual_checks)
    assert sorted(row.indicator for row in dialog._model.rows) == sorted(row.indicator for row in expected)
    last = dialog._model.rows[4]
    dialog.table.select(last.indicator)
    assert dialog.sentence.text() == last.sentence
    dialog._want()
    turned()
    current = page.table.current()
    assert current is not None
    assert current.id == last.indicator


def test_another_unit_converts_all_figures(page: IndicatorsPage, work: Work) -> None:
    row = named_row(work, "物联网终端用户数")
    page.desk.open_conversion(row)
    dialog = opened(page, ConvertDialog)
    dialog.unit.setText("家")
    assert not dialog.accept_button.isEnabled()
    assert "不是同一类" in dialog.told.text()
    dialog.unit.setText("亿个")
    assert "2025年目标：2000万个 → 0.2亿个" in dialog.told.text()
    dialog.accept()
    turned()
    after = named_row(work, "物联网终端用户数")
    assert (after.unit, after.targets[-1].value) == ("亿个", 0.2)


def test_a_value_in_another_unit_is_converted(page: IndicatorsPage, work: Work) -> None:
    row = named_row(work, "物联网终端用户数")
    page.desk.open_observation(row)
    dialog = opened(page, ObservationDialog)
    dialog.number.setText("0.15")
    dialog.unit.setText("亿个")
    assert dialog._converted.text() == "合 1500万个"
    dialog.accept()
    turned()
    (seen,) = named_row(work, "物联网终端用户数").observations
    assert seen.value == 1500.0


def test_a_year_of_values_is_pasted_in_one_step(page: IndicatorsPage, work: Work, qtbot: QtBot) -> None:
    known = named_row(work, "物联网终端用户数")
    QApplication.clipboard().setText(
        "指标名称\t单位\t2021年\t2022年\n物联网终端用户数\t亿个\t0.11\t0.13\n市级行政许可事项网上可办率\t%\t97\t-\n月球基地\t座\t1\t2\n"
    )
    page.paste()
    dialog = opened(page, PasteValuesDialog)
    assert dialog.told.text() == "将填入 2 项指标的 3 个数值；2 个不能采用，原因见说明。"
    assert [row.problem for row in dialog.model.rows if row.problem] == ["没有这项指标。"] * 2
    dialog.source.setText("统计公报")
    dialog.accept()
    turned()
    seen = named_row(work, "物联网终端用户数").observations
    assert [(one.period.year, one.value, one.source) for one in seen] == [
        (2021, 1100.0, "统计公报"),
        (2022, 1300.0, "统计公报"),
    ]
    work.undo()
    assert named_row(work, "物联网终端用户数") == known


def test_pasted_figures_without_a_period_take_the_one_chosen(page: IndicatorsPage, work: Work) -> None:
    QApplication.clipboard().setText("物联网终端用户数\t1500\n")
    page.paste()
    dialog = opened(page, PasteValuesDialog)
    dialog.period.year.setValue(2023)
    dialog.accept()
    turned()
    (seen,) = named_row(work, "物联网终端用户数").observations
    assert (seen.period, seen.value) == (Period(2023, Granularity.YEAR), 1500.0)


def test_an_empty_clipboard_is_told(page: IndicatorsPage, qtbot: QtBot) -> None:
    QApplication.clipboard().clear()
    with qtbot.waitSignal(page.said) as said:
        page.paste()
    assert "剪贴板里没有表格" in said.args[0]
