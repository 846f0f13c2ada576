"""总览: what the cards lead to, how much is listed, and that what stands behind a card is what is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.data.year_of_reports import plan_with_a_year
from workbench import app
from workbench.queries.overview import overview
from workbench.queries.periods import list_periods, offered_periods
from workbench.queries.standings import result_standings
from workbench.queries.todo import todo, todo_list
from workbench.terms import TodoKind
from workbench.ui.settings import Settings
from workbench.ui.views import overview as overview_page
from workbench.ui.views.indicators import IndicatorsPage
from workbench.ui.views.overview import CARDS, OverviewPage
from workbench.ui.views.results import ResultsPage
from workbench.ui.views.supervision import SupervisionPage
from workbench.ui.window import MainWindow
from workbench.ui.work import Work

TODAY = dt.date.today()


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("year") / "一年.pwb"
    plan_with_a_year(path)
    return path


@pytest.fixture
def work(qapp: QApplication, year: Path, tmp_path: Path, settings: Settings) -> Iterator[Work]:
    plan = tmp_path / "一年.pwb"
    plan.write_bytes(year.read_bytes())
    work = app.make_work(plan, settings=settings)
    yield work
    work.background.stop()
    work.close()


@pytest.fixture
def page(window: MainWindow) -> OverviewPage:
    shown = window.show_view("overview")
    assert isinstance(shown, OverviewPage)
    shown.refresh_now()
    return shown


def turned() -> None:
    for _ in range(3):
        QApplication.processEvents()


def test_every_card_shows_the_number_of_the_query_and_lists_its_tasks(page: OverviewPage, work: Work) -> None:
    facts = work.ask(overview, page.periods.currentData(), TODAY)
    for card in CARDS:
        assert page._figures[card.title].text() == str(card.figure(facts))
        if card.tasks is not None:
            page.cards[card.title].click()
            assert {row.task for row in page.listed} == set(card.tasks(facts))


def test_more_than_anybody_reads_is_cut_and_told(
    page: OverviewPage, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview_page, "MOST_LISTED", 5)
    page.cards["逾期未完成"].click()
    assert page.facts is not None
    assert len(page.listed) == 5
    assert page._behind.text() == f"逾期未完成：{len(page.facts.late)} 项，列出前 5 项"


def test_late_results_are_those_behind_the_card(page: OverviewPage, work: Work, window: MainWindow) -> None:
    page.cards["成果逾期"].click()
    turned()
    shown = window.page
    assert isinstance(shown, ResultsPage)
    expected = {
        row.result for row in work.ask(result_standings, page.periods.currentData(), TODAY) if row.late
    }
    assert expected
    assert {row.id for row in shown._model.rows} == expected
    assert all(shown._state(row).endswith("（逾期）") for row in shown._model.rows)


def test_indicators_behind_their_path_are_those_behind_the_card(
    page: OverviewPage, window: MainWindow
) -> None:
    assert page.facts is not None
    page.cards["指标落后"].click()
    turned()
    shown = window.page
    assert isinstance(shown, IndicatorsPage)
    assert {row.id for row in shown._model.rows} == {row.indicator for row in page.facts.off_path}


def test_late_matters_are_those_behind_the_card(page: OverviewPage, window: MainWindow) -> None:
    assert page.facts is not None
    page.cards["督办逾期"].click()
    turned()
    shown = window.page
    assert isinstance(shown, SupervisionPage)
    assert {row.id for row in shown._model.rows} == set(page.facts.items_late)


def test_the_list_of_what_to_do_counts_all_and_makes_the_first(work: Work) -> None:
    whole, cut = work.ask(todo, TODAY), work.ask(todo_list, TODAY, 3)
    assert cut.total == len(whole)
    counts = dict(cut.counts)
    for kind in TodoKind:
        rows = [row for row in whole if row.kind is kind]
        assert counts.get(kind, 0) == len(rows)
        listed = [row for row in cut.rows if row.kind is kind]
        if kind in (TodoKind.UNREPORTED, TodoKind.UNCHECKED, TodoKind.WITHOUT_LEAD):
            assert [row.sentence for row in listed] == [row.sentence for row in rows[:3]]


def test_periods_to_choose_are_those_of_the_list(work: Work) -> None:
    listed = work.ask(list_periods, TODAY)
    offered = work.ask(offered_periods, TODAY)
    assert [(row.period, row.name, row.state) for row in offered] == [
        (row.period, row.name, row.state) for row in listed
    ]
