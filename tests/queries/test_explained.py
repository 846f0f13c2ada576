"""Every light and every score in the sample explains itself in one Chinese sentence, with its own numbers."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from tests.data.year_of_reports import QUARTERS
from tests.queries.tracking import AFTER
from workbench.operations import lights, tasks
from workbench.planning.measures import in_figures
from workbench.queries.evaluation import scores, task_scores
from workbench.queries.indicators import indicator_standings
from workbench.queries.lights import rules_in_force
from workbench.queries.standings import standings
from workbench.rows.evaluation import ScoreRow
from workbench.rows.standing import StandingRow
from workbench.storage.workspace import Workspace
from workbench.terms import Colour, DeadlineKind, Period, Standing, TaskState

_LATIN = re.compile(r"[A-Za-z]{3,}")
_RULE = re.compile(r"依据《(?P<table>[^》]+)》第(?P<version>\d+)版“(?P<rule>[^”]+)”。$")


def is_one_sentence(text: str) -> bool:
    return text.endswith("。") and text.count("。") == 1 and not _LATIN.search(text)


def figure(pattern: str, text: str) -> str | None:
    found = re.search(pattern, text)
    return found[1] if found else None


@pytest.mark.parametrize("quarter", QUARTERS, ids=str)
def test_every_light_says_which_rule_and_which_numbers_made_it(seen_year: Workspace, quarter: Period) -> None:
    rows = seen_year.ask(standings, quarter, AFTER)
    table = seen_year.ask(rules_in_force, quarter.last_day)
    rules = {rule.name: rule for rule in table.rules}
    assert len(rows) >= 60
    for row in rows:
        assert is_one_sentence(row.light), row.light
        assert row.light.startswith(f"{row.colour}：")
        assert row.on.isoformat() in row.light
        named = _RULE.search(row.light)
        assert named, row.light
        assert (named["table"], int(named["version"])) == (table.name, table.version)
        assert rules[named["rule"]].colour is row.colour
        its_numbers_are_those_of_the_row(row, rules[named["rule"]].threshold)


def its_numbers_are_those_of_the_row(row: StandingRow, threshold: float) -> None:
    due, actual = figure(r"应完成([\d.]+)%", row.light), figure(r"实际([\d.]+)%", row.light)
    if due is not None:
        assert row.due is not None
        assert due == in_figures(row.due, 1)
    if actual is not None:
        assert row.percent is not None
        assert actual == in_figures(row.percent, 1)
    behind = figure(r"落后([\d.]+)个百分点（规则", row.light)
    if behind is not None:
        assert row.gap is not None
        assert behind == in_figures(-row.gap, 1)
        assert float(behind) >= threshold
        assert f"不少于{in_figures(threshold)}个百分点" in row.light
    late = figure(r"逾期(\d+)天", row.light)
    if late is not None:
        assert row.deadline.date == row.on - dt.timedelta(days=int(late))


@pytest.mark.parametrize("quarter", QUARTERS, ids=str)
def test_every_due_figure_says_how_it_was_found(seen_year: Workspace, quarter: Period) -> None:
    for row in seen_year.ask(standings, quarter, AFTER):
        assert is_one_sentence(row.due_sentence), row.due_sentence
        if row.due is not None and row.percent is not None:
            assert f"应完成{in_figures(row.due, 1)}%，实际{in_figures(row.percent, 1)}%" in row.due_sentence


@pytest.mark.parametrize("query", [scores, task_scores])
@pytest.mark.parametrize("quarter", QUARTERS, ids=str)
def test_every_score_adds_up_from_its_lines_and_each_says_why(
    seen_year: Workspace, quarter: Period, query: object
) -> None:
    rows: tuple[ScoreRow, ...] = seen_year.ask(query, quarter, AFTER)  # type: ignore[arg-type]
    assert rows
    for row in rows:
        assert is_one_sentence(row.sentence), row.sentence
        assert row.sentence.startswith(f"得{in_figures(row.total, 2)}分：")
        if not row.vetoed:
            assert row.total == pytest.approx(sum(line.points for line in row.lines), abs=0.01)
        for line in row.lines:
            assert is_one_sentence(line.sentence), line.sentence
            assert line.sentence.startswith(f"“{line.name}”")
            told = figure(r"[得计]([-+]?[\d.]+)分。$", line.sentence)
            assert float(told or 0) == pytest.approx(line.points, abs=0.005), line.sentence


@pytest.mark.parametrize("year", [2021, 2022, 2023])
def test_every_indicator_says_how_it_stands(seen_year: Workspace, year: int) -> None:
    rows = seen_year.ask(indicator_standings, Period(year, QUARTERS[0].granularity, 4))
    for row in rows:
        assert row.sentence.endswith("。")
        if row.standing is not Standing.UNKNOWN:
            assert row.observed is not None
            assert f"{in_figures(row.observed)}" in row.sentence
            assert row.standing.value in row.sentence


def lit(plan: Workspace, quarter: Period = QUARTERS[2]) -> tuple[StandingRow, ...]:
    return plan.ask(standings, quarter, AFTER)


def test_a_light_set_by_hand_says_who_set_it_and_why(year: Workspace) -> None:
    row = lit(year)[0]
    colour = Colour.RED if row.colour is not Colour.RED else Colour.GREEN
    year.change(lights.set_by_hand, row.task, QUARTERS[2], colour, "领导要求挂牌督办")
    shown = lit(year)[0]
    assert (shown.by_hand, shown.colour) == (True, colour)
    assert is_one_sentence(shown.light), shown.light
    assert shown.light.startswith(f"{colour}：")
    assert "李强" in shown.light and "领导要求挂牌督办" in shown.light


def test_a_long_running_task_says_that_it_is_not_held_against_a_date(seen_year: Workspace) -> None:
    exempt = [
        row for row in lit(seen_year) if row.deadline.kind in (DeadlineKind.ONGOING, DeadlineKind.PERIODIC)
    ]
    told = [row for row in exempt if row.status is not None and row.state is TaskState.RUNNING]
    assert told
    for row in told:
        assert "长期任务，不比对时限和序时进度" in row.light
        assert f"实际{in_figures(row.percent or 0, 1)}%" in row.light


def test_a_missing_report_is_told_with_what_was_reported_last(seen_year: Workspace) -> None:
    missing = [row for row in lit(seen_year) if row.status is None and row.state is TaskState.RUNNING]
    assert missing
    for row in missing:
        assert "没有收到本期报告" in row.light or "本期未报，沿用上次报送的进度" in row.light
        assert f"{in_figures(row.percent or 0, 1)}%" in row.light


def test_a_task_not_yet_due_says_how_many_days_are_left(seen_year: Workspace) -> None:
    early = [row for row in lit(seen_year) if row.light.endswith("“正常推进”。") and row.deadline.date]
    assert early
    for row in early:
        if "长期任务" not in row.light and row.deadline.date is not None:
            assert f"还有{(row.deadline.date - row.on).days}天" in row.light


def test_a_task_that_has_not_begun_says_when_it_will(year: Workspace) -> None:
    row = next(row for row in lit(year) if row.deadline.date == dt.date(2022, 12, 31) and row.status is None)
    year.change(tasks.set_start, row.task, dt.date(2022, 3, 1))
    shown = next(one for one in lit(year) if one.task == row.task)
    assert is_one_sentence(shown.light) and is_one_sentence(shown.due_sentence)
    assert shown.due == 0
    assert "2022-03-01" in shown.light + shown.due_sentence
