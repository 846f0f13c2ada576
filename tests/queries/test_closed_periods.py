"""A closed period says what it said when it was closed, whatever has changed since."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.queries.tracking import AFTER, Q1, Q2, Q3, Q4
from workbench.errors import RefusedError
from workbench.operations import evaluation, lights, periods, progress, supervision, tasks, units
from workbench.queries import evaluation as scores_of
from workbench.queries.circular import circular, worked_out
from workbench.queries.frozen_periods import freeze
from workbench.queries.indicators import indicator_standings
from workbench.queries.overview import overview
from workbench.queries.overview_parts import compare
from workbench.queries.periods import closings_of, current_period, list_periods, period_state, reporting
from workbench.queries.plain_rows import from_plain, to_plain
from workbench.queries.standings import result_standings, standings
from workbench.rows.circular import CircularFacts
from workbench.storage.workspace import Workspace
from workbench.terms import (
    Colour,
    Deadline,
    DeadlineKind,
    Granularity,
    ItemId,
    Period,
    PeriodState,
    Reporting,
    TaskId,
    TaskState,
    UnitId,
)

LATER = dt.date(2022, 6, 1)


def change_everything(workspace: Workspace) -> None:
    """What may well happen after a quarter is closed."""
    do = workspace.change
    do(lights.adopt, "蓝黄红三色督查单", dt.date(2021, 1, 1))
    do(evaluation.set_item, "completion", 10, dt.date(2021, 1, 1))
    do(progress.report, TaskId(1), Q4, 5, TaskState.RUNNING, "推倒重来")
    do(tasks.rename, TaskId(2), "改了名称的任务")
    do(tasks.remove, TaskId(3))
    do(units.rename, UnitId(1), "省数据管理局")
    do(supervision.stop, ItemId(2), "不再督办", dt.date(2022, 3, 1))


def test_a_closed_quarter_is_rebuilt_equal(year: Workspace) -> None:
    open_ = year.ask(circular, Q3, AFTER)
    year.change(periods.close, Q3, "三季度通报", AFTER)
    before = year.ask(circular, Q3, AFTER)
    assert before == replace(open_, overview=replace(open_.overview, state=PeriodState.CLOSED))
    change_everything(year)
    after = year.ask(circular, Q3, LATER)
    assert after.tasks == before.tasks
    assert from_plain(CircularFacts, to_plain(after)) == after
    assert freeze(after) == freeze(before)
    assert after == before
    assert year.ask(worked_out, Q3, LATER) != before  # it would be another one today


@pytest.mark.parametrize(
    ("query", "part"),
    [
        (overview, "overview"),
        (standings, "tasks"),
        (result_standings, "results"),
        (scores_of.scores, "scores"),
    ],
)
def test_every_query_answers_from_what_was_kept(
    year: Workspace, query: Callable[..., Any], part: str
) -> None:
    year.change(periods.close, Q3, "", AFTER)
    kept = getattr(year.ask(circular, Q3, AFTER), part)
    change_everything(year)
    assert year.ask(query, Q3, LATER) == kept
    assert year.ask(indicator_standings, Q3) == year.ask(circular, Q3, LATER).indicators


def test_what_changed_since_is_told_against_what_was_published(year: Workspace) -> None:
    year.change(periods.close, Q3, "", AFTER)
    told = {one.task: one.colour for one in year.ask(standings, Q3, AFTER)}
    change_everything(year)
    changed = year.ask(overview, Q4, LATER).changed
    assert changed
    assert all(one.before is told[one.task] for one in changed)
    both = year.ask(compare, Q3, Q4, LATER)
    assert both.changed == changed
    assert set(both.newly_done) == set(both.now.done) - set(both.before.done)


def test_a_closed_period_does_not_change(year: Workspace) -> None:
    year.change(periods.close, Q3, "", AFTER)
    report = year.ask(standings, Q3, AFTER)[0].report
    assert report is not None
    refused: list[tuple[Callable[..., None], tuple[object, ...]]] = [
        (progress.report, (TaskId(1), Q3, 50, TaskState.RUNNING)),
        (progress.report, (TaskId(1), Period(2021, Granularity.MONTH, 8), 50, TaskState.RUNNING)),
        (progress.save_draft, (TaskId(1), Q3, 50, TaskState.RUNNING)),
        (progress.send_back, (report, "再核")),
        (progress.check, (report,)),
        (progress.remove, (report,)),
        (progress.attach, (report, "证明.txt", b"1")),
        (lights.set_by_hand, (TaskId(1), Q3, Colour.RED, "督办")),
        (evaluation.add_mark, (UnitId(1), Q3, "commended", "表扬")),
        (periods.close, (Q3,)),
    ]
    for operation, arguments in refused:
        with pytest.raises(RefusedError, match="已经关账"):
            year.change(operation, *arguments)


def test_reopening_leaves_a_trace(year: Workspace) -> None:
    year.change(periods.close, Q3, "第一次", AFTER)
    with pytest.raises(RefusedError, match="理由"):
        year.change(periods.reopen, Q3, "  ")
    year.change(periods.reopen, Q3, "省科技厅数据更正")
    assert year.ask(period_state, Q3) is PeriodState.REOPENED
    year.change(progress.report, TaskId(1), Q3, 66, TaskState.RUNNING, "更正后的进展")
    year.change(periods.close, Q3, "第二次", AFTER)
    first, second = year.ask(closings_of, Q3)
    assert (first.by, first.note, first.reopened_by) == ("李强", "第一次", "李强")
    assert first.reopened_because == "省科技厅数据更正"
    assert first.reopened_at is not None
    assert (second.note, second.reopened_at) == ("第二次", None)
    assert first.sha256 != second.sha256
    labels = [
        label for (label,) in year.connection().execute("SELECT label FROM steps ORDER BY id DESC LIMIT 4")
    ]
    assert labels[2] == "重新打开：2021年三季度（省科技厅数据更正）"
    assert labels[0] == f"关账：2021年三季度（校验码{second.sha256[:8]}）"


def test_undoing_a_closing_opens_the_period(year: Workspace) -> None:
    year.change(periods.close, Q2, "", AFTER)
    year.undo()
    assert year.ask(period_state, Q2) is PeriodState.OPEN
    year.redo()
    assert year.ask(period_state, Q2) is PeriodState.CLOSED
    assert year.ask(circular, Q2, AFTER).period == Q2


def test_what_was_kept_must_be_what_was_signed(year_file: Path, tmp_path: Path) -> None:
    import sqlite3

    path = Path(shutil.copy(year_file, tmp_path / "一年.pwb"))
    with Workspace.open(path) as workspace:
        workspace.change(periods.close, Q1, "", AFTER)
    raw = sqlite3.connect(path)
    raw.execute(
        "UPDATE blobs SET data = CAST(data || ' ' AS BLOB) WHERE sha256 IN (SELECT sha256 FROM closings)"
    )
    raw.commit()
    raw.close()
    with Workspace.open(path) as workspace, pytest.raises(RefusedError, match="与签名不符"):
        workspace.ask(circular, Q1, AFTER)


def test_periods_with_their_reports(year: Workspace) -> None:
    rows = {row.name: row for row in year.ask(list_periods, AFTER)}
    third = rows["2021年三季度"]
    shown = year.ask(overview, Q3, AFTER)
    assert third.reported == len(shown.reported)
    assert third.expected == len(shown.reported) + len(shown.unreported)
    assert 0 < third.checked < third.reported
    assert third.due == dt.date(2021, 9, 28)
    assert next(iter(rows)) == "2022年一季度"


def test_how_the_plan_reports(year: Workspace) -> None:
    assert year.ask(reporting) == Reporting(Granularity.QUARTER, 28, 0)
    assert year.ask(current_period, dt.date(2021, 9, 28)) == Q3
    assert year.ask(current_period, dt.date(2021, 9, 29)) == Q4
    year.change(periods.set_reporting, Granularity.MONTH, 5, 1)
    assert year.ask(current_period, dt.date(2021, 9, 5)) == Period(2021, Granularity.MONTH, 8)
    with pytest.raises(RefusedError, match="报送日"):
        year.change(periods.set_reporting, Granularity.MONTH, 32)
    with pytest.raises(RefusedError, match="没有开始"):
        year.change(periods.close, Q4, "", dt.date(2021, 9, 1))


def test_scores_of_tasks_are_those_of_the_day_it_was_closed(year: Workspace) -> None:
    before = year.ask(scores_of.task_scores, Q3, LATER)
    year.change(periods.close, Q3)
    assert [(row.task, row.total, row.unit) for row in year.ask(scores_of.task_scores, Q3, LATER)] == [
        (row.task, row.total, row.unit) for row in before
    ]
    year.change(tasks.set_progress, before[0].task, 1)
    year.change(
        tasks.set_deadline, before[1].task, Deadline("2030年", DeadlineKind.BY, dt.date(2030, 12, 31))
    )
    assert [row.total for row in year.ask(scores_of.task_scores, Q3, LATER)] == [row.total for row in before]
