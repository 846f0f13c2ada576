"""From a gesture to the plan and back: the desk of a real window over a real workspace."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from workbench.errors import CannotWriteError, RefusedError
from workbench.planning.task_arrays import NodeKind
from workbench.queries.links import list_links
from workbench.queries.tasks import list_tasks
from workbench.terms import LinkKind
from workbench.ui.gantt.comparison import ComparisonDialog
from workbench.ui.gantt.printing import PrintDialog, png_of
from workbench.ui.views.timeline import TimelinePage
from workbench.ui.window import MainWindow
from workbench.ui.work import Work


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> TimelinePage:
    page = window.show_view("gantt")
    assert isinstance(page, TimelinePage)
    page.refresh_now()
    return page


def ends(work: Work) -> list[dt.date | None]:
    return [row.deadline.date for row in work.ask(list_tasks)]


def answer(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: (text, True))


def test_several_tasks_are_shifted_as_one_step(page: TimelinePage, work: Work) -> None:
    before = ends(work)
    dated = [int(row.id) for row in work.ask(list_tasks) if row.deadline.date]
    page.gantt.shifted.emit(dated, 10)
    assert ends(work) == [day and day + dt.timedelta(days=10) for day in before]
    work.undo()
    assert ends(work) == before


def test_links_are_made_changed_refused_and_removed(page: TimelinePage, work: Work) -> None:
    first, second, *_ = [int(row.id) for row in work.ask(list_tasks)]
    troubles: list[str] = []
    work.troubled.connect(lambda error: troubles.append(error.what))
    page.gantt.linked.emit(first, second, LinkKind.START_START)
    page.gantt.linked.emit(second, first, LinkKind.FINISH_START)
    (link,) = work.ask(list_links)
    assert link.kind is LinkKind.START_START
    assert "形成循环" in troubles[0]
    assert " → " in troubles[0]
    page.gantt.link_changed.emit(link.id, LinkKind.FINISH_FINISH, 5)
    assert [(one.kind, one.lag) for one in work.ask(list_links)] == [(LinkKind.FINISH_FINISH, 5)]
    page.gantt.link_removed.emit(link.id)
    assert work.ask(list_links) == ()


def test_a_drawn_task_is_named_and_added(
    page: TimelinePage, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, "  建设机房 ")
    page.gantt.drawn.emit(1, None, dt.date(2025, 5, 1), dt.date(2025, 6, 1))
    drawn = next(row for row in work.ask(list_tasks) if row.title == "建设机房")
    assert (drawn.start, drawn.deadline.date) == (dt.date(2025, 5, 1), dt.date(2025, 6, 1))


def test_a_baseline_is_taken_shown_compared_and_deleted(
    page: TimelinePage, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, "年初安排")
    menu = page.gantt.tools.baselines
    menu.take_wanted.emit()
    entry = next(action for action in menu.menu().actions() if action.text().startswith("年初安排"))
    entry.trigger()
    assert page.gantt.timeline.frame().ghosts
    page.gantt.shifted.emit([int(work.ask(list_tasks)[0].id)], 12)
    menu.compare_wanted.emit(menu.shown)
    (dialog,) = page.gantt.findChildren(ComparisonDialog)
    assert dialog.list.rowCount() == 1
    assert dialog.list.item(0, 3).text() == "推迟12天"
    dialog.close()
    menu.removal_wanted.emit(menu.shown)
    assert menu.shown is None
    assert not page.gantt.timeline.frame().ghosts


def print_dialog(page: TimelinePage) -> PrintDialog:
    page.gantt.print_wanted.emit()
    (dialog,) = page.gantt.findChildren(PrintDialog)
    return dialog


@pytest.mark.parametrize("suffix", ["pdf", "svg", "png"])
def test_the_chart_is_saved_as_the_name_asks(
    page: TimelinePage, work: Work, qtbot: QtBot, tmp_path: Path, suffix: str
) -> None:
    dialog = print_dialog(page)
    with qtbot.waitSignal(work.troubled, timeout=30_000) as told:
        dialog.save_to(tmp_path / "没有这个文件夹" / f"甘特图.{suffix}")
    assert isinstance(told.args[0], CannotWriteError)
    assert dialog.isVisible(), "another place can be chosen"
    path = tmp_path / f"甘特图.{suffix}"
    with qtbot.waitSignal(dialog.saved, timeout=30_000):
        dialog.save_to(path)
    assert path.read_bytes()[:4] in (b"%PDF", b"<svg", b"\x89PNG")
    assert work.background._pool is not None, "the window's process is left alone"


@pytest.mark.parametrize("suffix", ["pdf", "png"])
def test_nothing_to_print_is_told(
    page: TimelinePage, work: Work, qtbot: QtBot, tmp_path: Path, suffix: str
) -> None:
    page.gantt.set_filter(lambda arrays: np.zeros(len(arrays), np.bool_))
    with qtbot.waitSignal(work.troubled, timeout=30_000) as told:
        print_dialog(page).save_to(tmp_path / f"甘特图.{suffix}")
    assert "没有可以打印的任务" in told.args[0].what


def test_a_plan_too_long_for_one_picture_is_told(page: TimelinePage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.ui.gantt.printing._HIGHEST", 100)
    with pytest.raises(RefusedError, match="一张 PNG 图片放不下"):
        png_of(page.gantt.index_rows, print_dialog(page).chart())


def test_the_calendar_of_china_shades_its_days_of_rest(page: TimelinePage) -> None:
    assert page.gantt.timeline.rests(dt.date(2025, 10, 1).toordinal())
    assert not page.gantt.timeline.rests(dt.date(2025, 9, 28).toordinal()), "a Sunday worked for the holiday"
    assert page.arrays.kind[0] == NodeKind.DOCUMENT


@pytest.fixture
def calendars(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The office's own folder of calendars, still empty."""
    monkeypatch.setattr("workbench.resources.sys.platform", "linux")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "config" / "planning-workbench" / "calendars"
    folder.mkdir(parents=True)
    return folder


def test_the_office_s_own_calendar_takes_the_place_of_ours(calendars: Path, work: Work) -> None:
    calendars.joinpath("cn-2025.txt").write_text("2025-03-03 休 三月三\n", encoding="utf-8")
    rests = TimelinePage(work).gantt.timeline.rests
    assert rests(dt.date(2025, 3, 3).toordinal())
    assert not rests(dt.date(2025, 10, 1).toordinal())


def test_a_slip_in_the_office_s_calendar_is_told_and_ours_taken(
    calendars: Path, work: Work, qtbot: QtBot
) -> None:
    calendars.joinpath("cn-2025.txt").write_text("三月三放假\n", encoding="utf-8")
    with qtbot.waitSignal(work.troubled) as told:
        page = TimelinePage(work)
    assert "第1行看不懂" in told.args[0].what
    assert page.gantt.timeline.rests(dt.date(2025, 10, 1).toordinal())


def test_a_button_looks_untouched_after_its_menu(page: TimelinePage, qtbot: QtBot) -> None:
    """The mouse leaves a button through its menu, of which nobody tells the button."""
    button = page.gantt.tools.baselines
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, True)
    QCursor.setPos(page.mapToGlobal(page.rect().center()))
    button.menu().aboutToHide.emit()
    qtbot.waitUntil(lambda: not button.testAttribute(Qt.WidgetAttribute.WA_UnderMouse))
