"""考核: every score leads to its facts, every finding to its row, every change of rules makes a version."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QMenu

from workbench.queries.checkup import findings
from workbench.queries.evaluation import list_marks, list_schemes, scores, task_scores
from workbench.queries.lights import list_rules
from workbench.ui.views.evaluation import EvaluationPage
from workbench.ui.views.page import Place
from workbench.ui.views.score_pane import BY_HAND
from workbench.ui.window import MainWindow
from workbench.ui.work import Work

TODAY = dt.date.today()


@pytest.fixture
def page(window: MainWindow) -> EvaluationPage:
    shown = window.show_view("evaluation")
    assert isinstance(shown, EvaluationPage)
    shown.refresh_now()
    return shown


def turned() -> None:
    for _ in range(3):
        QApplication.processEvents()


def test_the_ranking_is_that_of_the_query(page: EvaluationPage, work: Work) -> None:
    expected = work.ask(scores, page.periods.currentData(), TODAY)
    assert tuple(page.scores.model.rows) == expected
    current = page.scores.table.current()
    assert current is not None
    assert tuple(page.scores._lines.rows) == current.lines


def test_a_fact_is_looked_up_in_its_row(page: EvaluationPage, window: MainWindow) -> None:
    page.go(Place("evaluation", look="checkup"))
    assert page.tabs.currentWidget() is page.findings
    finding = next(row for row in page.findings.model.rows if row.place.table == "tasks")
    page.findings.table.chosen.emit(finding)
    turned()
    assert window.page is window.view("tasks")


def test_findings_are_all_there(page: EvaluationPage, work: Work) -> None:
    page.go(Place("evaluation", look="checkup"))
    found = work.ask(findings, TODAY)
    assert found
    assert len(page.findings.model.rows) == len(found)
    assert page.tabs.tabText(2) == f"台账体检（{len(found)}）"


def test_something_is_noted_for_a_unit(page: EvaluationPage, work: Work) -> None:
    menu = QMenu()
    page.scores._fill_items(menu)
    items = [item for item in page.scores._items if item.source == BY_HAND]
    assert len(menu.actions()) == len(items) > 0
    row = page.scores.table.current()
    assert row is not None
    page.scores.note_mark(row, items[0], "试点经验被推广")
    turned()
    (mark,) = work.ask(list_marks, page.periods.currentData())
    assert (mark.unit, mark.what) == (row.unit, "试点经验被推广")
    assert len(page.scores._marks.rows) == 1
    work.undo()
    turned()
    assert not page.scores._marks.rows


def test_another_threshold_is_another_version(page: EvaluationPage, work: Work) -> None:
    page.tabs.setCurrentWidget(page.rules)
    page.rules.since.setDate(QDate(TODAY.year, TODAY.month, TODAY.day))
    before = work.ask(list_rules, TODAY)
    number, row = next(
        (number, row) for number, row in enumerate(page.rules.lines_model.rows) if row.threshold > 1
    )
    index = page.rules.lines_model.index(number, 2)
    assert page.rules.lines_model.setData(index, str(row.threshold + 5), Qt.ItemDataRole.EditRole)
    turned()
    after = work.ask(list_rules, TODAY)
    assert len(after) == len(before) + 1
    changed = next(one for one in after[0].rules if one.name == row.name)
    assert changed.threshold == row.threshold + 5


def test_a_preset_is_adopted(page: EvaluationPage, work: Work) -> None:
    menu = QMenu()
    page.rules._fill_presets(menu)
    assert len(menu.actions()) >= 2
    menu.actions()[-1].trigger()
    turned()
    assert f"《{work.ask(list_rules, TODAY)[0].name}》" == menu.actions()[-1].text()


def test_another_weight_is_another_scheme(page: EvaluationPage, work: Work) -> None:
    page.go(Place("evaluation", look="scheme"))
    row = page.scheme.lines_model.rows[0]
    page.scheme.set_points(row, "35")
    turned()
    latest = work.ask(list_schemes, TODAY)[0]
    assert next(item.points for item in latest.items if item.key == row.key) == 35
    page.scheme.set_points(row, "三十")
    turned()
    assert work.ask(list_schemes, TODAY)[0] == latest


def test_findings_are_shown_kind_by_kind_and_kept_as_a_table(
    page: EvaluationPage, work: Work, tmp_path: Path
) -> None:
    page.go(Place("evaluation", look="checkup"))
    pane, found = page.findings, work.ask(findings, TODAY)
    counts = Counter(row.kind for row in found)
    assert pane.kinds.count() == 1 + len(counts) > 2
    for number, (kind, count) in enumerate(counts.items(), 1):
        pane.kinds.setCurrentIndex(number)
        assert pane.kinds.currentText() == f"{kind}（{count}）"
        assert [row.kind for row in pane.model.rows] == [kind] * count
    pane.save_to(tmp_path / "清单.xlsx")
    sheet = load_workbook(tmp_path / "清单.xlsx").worksheets[0]
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert all(row.what in cells for row in found)


def test_tasks_are_ranked_with_what_each_score_is_made_of(page: EvaluationPage, work: Work) -> None:
    page.go(Place("evaluation", look="tasks"))
    period = page.periods.currentData()
    assert tuple(page.tasks.model.rows) == work.ask(task_scores, period, TODAY)
    first = page.tasks.table.current()
    assert first is not None
    assert tuple(page.tasks._lines.rows) == first.lines
    page.tasks.units.setCurrentIndex(1)
    unit = page.tasks.units.currentText()
    assert {row.unit_name for row in page.tasks.model.rows} <= {unit}
    wanted: list[Place] = []
    page.wanted.connect(wanted.append)
    page.tasks.table.chosen.emit(first)
    assert wanted == [Place("tasks", task=first.task)]
