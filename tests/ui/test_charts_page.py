"""图表: a mark that is clicked, or reached with the arrows, lists just what is behind it; export to files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.queries.tracking import Q2, Q3, year_file
from workbench import app
from workbench.drawing.picture import Mark
from workbench.queries.charts import completion_curve, deadline_calendar, heat_map
from workbench.queries.documents import list_documents
from workbench.queries.evaluation import scores
from workbench.queries.indicators import trends
from workbench.queries.overview import overview
from workbench.queries.overview_parts import compare, overview_of
from workbench.queries.tasks import list_tasks
from workbench.rows.charts import BarsChart, HeatChart
from workbench.rows.documents import DocumentRow
from workbench.terms import Colour, Granularity, Period, TaskId
from workbench.ui.charts.group_charts import BY_CHAPTER, BY_DONE, BY_PROGRESS
from workbench.ui.charts.subjects import SUBJECTS, Subject
from workbench.ui.controls import choose
from workbench.ui.settings import Settings
from workbench.ui.views.charts import ChartsPage
from workbench.ui.views.page import Place
from workbench.ui.window import MainWindow
from workbench.ui.work import Work

__all__ = ["year_file"]

TODAY = dt.date.today()


@pytest.fixture(scope="module")
def year_work(
    qapp: QApplication, year_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Work]:
    """The year of invented reports, open in a window's work. Nobody here changes it."""
    work = app.make_work(year_file, settings=Settings(tmp_path_factory.mktemp("settings")))
    yield work
    work.background.stop()
    work.close()


@pytest.fixture
def page(qtbot: QtBot, year_work: Work, tmp_path: Path) -> ChartsPage:
    window = MainWindow(year_work, Settings(tmp_path))
    qtbot.addWidget(window)
    window.resize(1300, 850)
    window.show()
    shown = window.show_view("charts")
    assert isinstance(shown, ChartsPage)
    shown.refresh_now()
    shown.show_period(Q3)
    return shown


def opened(page: ChartsPage, title: str, manner: str = "") -> None:
    page.go(Place("charts", look=title))
    if manner:
        page.manners.setCurrentText(manner)
    QApplication.processEvents()
    assert page.board.chart is page.chart


def clicked(page: ChartsPage, qtbot: QtBot, mark: Mark) -> tuple[TaskId, ...]:
    """The tasks listed after a click on a mark."""
    place = page.board.place_of(mark).toPoint()
    qtbot.mouseClick(page.board.viewport(), Qt.MouseButton.LeftButton, pos=place)  # type: ignore[no-untyped-call]
    assert page.board.current == mark
    return tuple(row.task for row in page.behind.listed)


def marks(page: ChartsPage) -> dict[str, Mark]:
    return {mark.behind.name: mark for mark in page.board.picture.marks}


def test_lights_by_unit_list_their_tasks(page: ChartsPage, qtbot: QtBot, year_work: Work) -> None:
    opened(page, "亮灯分布")
    shown = marks(page)
    groups = year_work.ask(overview, Q3, TODAY).by_unit
    lit = [(group.name, light) for group in groups for light in group.lights if light.tasks]
    assert len(shown) == len(lit) > 20
    for name, light in lit[::6]:
        listed = clicked(page, qtbot, shown[f"{name}　{light.colour.value}"])
        assert set(listed) == set(light.tasks)
        assert {row.colour for row in page.behind.listed} == {light.colour}


def test_lights_by_chapter_of_one_document(page: ChartsPage, year_work: Work) -> None:
    opened(page, "亮灯分布", BY_CHAPTER)
    assert page.documents.isVisible()
    page.documents.setCurrentIndex(1)
    document = page.documents.currentData()
    chapters = [one for one in year_work.ask(overview, Q3, TODAY).by_chapter if one.document == document]
    assert isinstance(page.chart, BarsChart)
    assert [bar.label for bar in page.chart.bars] == [one.name for one in chapters]
    page.documents.setCurrentIndex(0)


def test_a_cell_of_the_heat_map_lists_its_tasks(page: ChartsPage, qtbot: QtBot, year_work: Work) -> None:
    opened(page, "单位热力图")
    assert isinstance(page.chart, HeatChart)
    cells = [one for one in year_work.ask(heat_map, (Q2, Q3), TODAY) if one.period == Q2]
    for cell in cells[::5]:
        mark = next(
            one
            for one in page.board.picture.marks
            if one.behind.period == Q2 and one.behind.name.startswith(f"{cell.unit_name}　")
        )
        assert set(clicked(page, qtbot, mark)) == set(cell.tasks)
        assert f"{len(cell.tasks)}项，共{cell.all_tasks}项" == mark.behind.value


def test_points_of_the_curve_list_what_was_due_and_done(
    page: ChartsPage, qtbot: QtBot, year_work: Work
) -> None:
    opened(page, "完成进度曲线")
    (point,) = year_work.ask(completion_curve, (Q3,), TODAY)
    shown = marks(page)
    assert set(clicked(page, qtbot, shown["2021年三季度　应完成"])) == set(point.due_tasks)
    assert set(clicked(page, qtbot, shown["2021年三季度　实际完成"])) == set(point.done_tasks)


def test_a_day_of_the_calendar_lists_tasks_and_results(
    page: ChartsPage, qtbot: QtBot, year_work: Work
) -> None:
    opened(page, "到期日历")
    days = year_work.ask(deadline_calendar, dt.date(2021, 1, 1), dt.date(2021, 12, 31))
    shown = {mark.behind.tasks + mark.behind.results: mark for mark in page.board.picture.marks}
    for day in days:
        tasks, results = (*day.open_tasks, *day.done_tasks), (*day.open_results, *day.done_results)
        listed = clicked(page, qtbot, shown[tasks + results])
        assert set(listed) == set(tasks)
        assert {row.result for row in page.behind.listed_results} == set(results)
    assert any(day.open_results or day.done_results for day in days)


@pytest.mark.parametrize("manner", ["按考核得分", BY_PROGRESS, BY_DONE])
def test_units_are_ranked(page: ChartsPage, qtbot: QtBot, year_work: Work, manner: str) -> None:
    opened(page, "单位排名", manner)
    groups = {one.name: one for one in year_work.ask(overview, Q3, TODAY).by_unit}
    assert isinstance(page.chart, BarsChart)
    sizes = [bar.parts[0].size for bar in page.chart.bars]
    assert sizes == sorted(sizes, reverse=True)
    if manner == "按考核得分":
        ranked = year_work.ask(scores, Q3, TODAY)
        assert [(bar.place, bar.label) for bar in page.chart.bars] == [(str(r.place), r.name) for r in ranked]
    mark = page.board.picture.marks[0]
    group = groups[mark.behind.name]
    assert set(clicked(page, qtbot, mark)) == set(group.done if manner == BY_DONE else group.tasks)


def test_two_periods_are_compared(page: ChartsPage, qtbot: QtBot, year_work: Work) -> None:
    opened(page, "两期对比")
    assert page.others.currentData() == Q2
    row, shown = year_work.ask(compare, Q2, Q3, TODAY), marks(page)
    assert set(clicked(page, qtbot, shown["转差"])) == {one.task for one in row.changed if one.worse}
    assert set(clicked(page, qtbot, shown["新完成"])) == set(row.newly_done)
    assert set(clicked(page, qtbot, shown["2021年二季度　未报送"])) == set(row.before.unreported)
    clicked(page, qtbot, shown["2021年二季度　红灯"])
    assert {listed.colour for listed in page.behind.listed} == {Colour.RED}


def test_every_indicator_has_its_small_trend(page: ChartsPage, qtbot: QtBot, year_work: Work) -> None:
    opened(page, "指标一览")
    rows = year_work.ask(trends, Q3)
    assert [mark.behind.indicators for mark in page.board.picture.marks] == [
        (row.standing.indicator,) for row in rows
    ]
    linked = next(row for row in rows if row.tasks)
    mark = marks(page)[linked.standing.name]
    assert set(clicked(page, qtbot, mark)) == set(linked.tasks)
    assert [row.indicator for row in page.behind.listed_indicators] == [linked.standing.indicator]


def test_a_trend_names_what_is_only_worked_out(page: ChartsPage, qtbot: QtBot) -> None:
    page.show_period(Period(2024, Granularity.QUARTER, 3))
    opened(page, "指标走势")
    assert "推算（非实际）" in page.board.picture.scene.texts()
    guessed = [mark for name, mark in marks(page).items() if "推算值（按年均增" in name and "非实际" in name]
    assert len(guessed) == 2
    assert all("仅供参考" in mark.behind.value for mark in guessed)
    clicked(page, qtbot, marks(page)[f"{page.indicators.currentText()}　2025年目标值"])
    assert page.behind.listed_indicators


def test_the_arrows_move_over_marks_and_enter_lists(page: ChartsPage, qtbot: QtBot) -> None:
    opened(page, "单位热力图")
    board = page.board
    board.setFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(board, key)  # type: ignore[no-untyped-call]
    first, reached = board.picture.marks[0], board.current
    assert reached is not None
    assert reached.box.x > first.box.x
    assert reached.box.y > first.box.y
    assert board.accessibleDescription() == f"{reached.behind.name}：{reached.behind.value}"
    qtbot.keyClick(board, Qt.Key.Key_Return)  # type: ignore[no-untyped-call]
    assert tuple(row.task for row in page.behind.listed) == reached.behind.tasks


def test_the_chart_is_also_a_table(page: ChartsPage) -> None:
    opened(page, "亮灯分布")
    page.as_table.setChecked(True)
    assert page.table.isVisible()
    assert not page.board.isVisible()
    assert len(page.table.model().index(0, 0).data()) > 3
    assert page.table.model().rowCount() == len(page.board.picture.marks)


def test_a_listed_task_is_jumped_to(page: ChartsPage, qtbot: QtBot) -> None:
    opened(page, "亮灯分布")
    clicked(page, qtbot, page.board.picture.marks[0])
    with qtbot.waitSignal(page.wanted) as wanted:
        page.behind.tasks.chosen.emit(page.behind.listed[0])
    assert wanted.args == [Place("tasks", task=page.behind.listed[0].task)]


def test_a_chart_is_exported(page: ChartsPage, qtbot: QtBot, tmp_path: Path) -> None:
    opened(page, "亮灯分布")
    page.save_to(tmp_path / "图.svg")
    assert "各单位亮灯情况" in (tmp_path / "图.svg").read_text(encoding="utf-8")
    page.save_to(tmp_path / "图.png")
    assert (tmp_path / "图.png").read_bytes().startswith(b"\x89PNG")
    page.save_to(tmp_path / "图.pdf")
    qtbot.waitUntil(lambda: (tmp_path / "图.pdf").exists(), timeout=60_000)
    assert (tmp_path / "图.pdf").read_bytes().startswith(b"%PDF")


def test_what_cannot_be_written_is_told(page: ChartsPage, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(page.work.troubled) as troubled:
        page.save_to(tmp_path / "没有" / "图.svg")
    assert troubled.args is not None
    assert "无法写入“图.svg”" in str(troubled.args[0])


@pytest.mark.parametrize(
    "subject", [one for one in SUBJECTS if not one.by_indicator], ids=lambda one: one.title
)
def test_a_document_chosen_counts_in_every_chart(page: ChartsPage, year_work: Work, subject: Subject) -> None:
    """Every mark is of it alone, and the chart says whose it is; scores alone are of everything."""

    def held(row: DocumentRow) -> int:
        facts = year_work.ask(overview_of, Q3, TODAY, row.id)
        if subject.title == "指标一览":
            return row.indicators
        return len(facts.tasks) if facts.percent is not None and facts.due else 0

    document = max(year_work.ask(list_documents), key=held)
    mine = {row.id for row in year_work.ask(list_tasks) if row.document == document.id}
    choose(page.documents, document.id)
    for manner in subject.manners or ("",):
        opened(page, subject.title, manner)
        assert page.chart is not None and page.board.picture.marks
        assert page.documents.isHidden() is (manner in subject.whole_plan)
        if manner not in subject.whole_plan:
            assert page.chart.title.endswith(f"（{page.documents.currentText()}）")
            assert mine.issuperset(task for mark in page.board.picture.marks for task in mark.behind.tasks)


def turned(page: ChartsPage, at: QPoint, notches: int) -> None:
    """The wheel, over a place of the chart."""
    viewport = page.board.viewport()
    event = QWheelEvent(
        QPointF(at),
        QPointF(viewport.mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


def test_a_trend_is_zoomed_moved_and_shown_whole_again(page: ChartsPage, qtbot: QtBot) -> None:
    choose(page.periods, page._periods[0].period)
    opened(page, "指标走势")
    board, whole = page.board, page.board.picture.marks
    assert board.zoom is not None and board.zoom.is_whole
    assert not page.show_all.isEnabled()
    assert board.picture.field is not None
    box, first, last = board.picture.field
    middle = QPoint(round(box.x + box.width / 2), round(box.y + 4))
    turned(page, middle, 3)
    zoom = board.zoom
    assert zoom.last - zoom.first == pytest.approx((last - first) * 0.8**3)
    assert (zoom.first + zoom.last) / 2 == pytest.approx((first + last) / 2, abs=0.01)
    assert len(board.picture.marks) < len(whole)
    assert page.show_all.isEnabled()
    assert page.table.model().rowCount() == len(board.picture.marks)
    viewport, left = board.viewport(), Qt.MouseButton.LeftButton
    qtbot.mousePress(viewport, left, pos=middle)  # type: ignore[no-untyped-call]
    qtbot.mouseMove(viewport, middle - QPoint(120, 0))  # type: ignore[no-untyped-call]
    qtbot.mouseRelease(viewport, left, pos=middle - QPoint(120, 0))  # type: ignore[no-untyped-call]
    moved = board.zoom
    assert moved.first - zoom.first == pytest.approx(120 / box.width * (zoom.last - zoom.first), rel=0.02)
    mark = next(one for one in board.picture.marks if "实际值" in one.behind.name)
    clicked(page, qtbot, mark)
    assert page.behind.listed_indicators
    qtbot.mouseDClick(viewport, left, pos=middle)  # type: ignore[no-untyped-call]
    assert board.zoom.is_whole and board.picture.marks == whole
    board.setFocus()
    for key, expected in ((Qt.Key.Key_Plus, False), (Qt.Key.Key_0, True), (Qt.Key.Key_Plus, False)):
        qtbot.keyClick(board, key)  # type: ignore[no-untyped-call]
        assert board.zoom.is_whole is expected
    page.show_all.click()
    assert board.zoom.is_whole


def test_only_a_trend_is_zoomed(page: ChartsPage) -> None:
    opened(page, "单位排名")
    before = page.board.picture
    turned(page, QPoint(200, 200), 3)
    assert page.board.zoom is None and page.board.picture is before
    assert page.show_all.isHidden()
