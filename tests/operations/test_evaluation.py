"""Schemes by version, marks by hand, and scores whose every point can be traced."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from workbench.errors import RefusedError
from workbench.operations import evaluation, progress
from workbench.planning.evaluation_facts import standard_scheme
from workbench.planning.scores import Scheme
from workbench.queries.evaluation import list_marks, list_schemes, scores, task_scores
from workbench.rows.evaluation import ScoreRow
from workbench.storage.workspace import Workspace
from workbench.terms import Granularity, MarkId, Period, Place, ReportId, TaskId, TaskState, UnitId

CLOUD, NETWORK, EXIT, ONE_STOP = TaskId(1), TaskId(2), TaskId(3), TaskId(4)
Q3 = Period(2021, Granularity.QUARTER, 3)
AFTER = dt.date(2022, 1, 10)
SINCE = dt.date(2021, 7, 1)


@pytest.fixture
def reported(plan: Workspace) -> Workspace:
    """省数字办 answers for 政务云 (20% of the 31.7 due) and 一网通办 (done); both were reported on."""
    plan.change(progress.report, CLOUD, Q3, 20, TaskState.RUNNING)
    plan.change(progress.report, ONE_STOP, Q3, 100, TaskState.DONE)
    return plan


def of(plan: Workspace, name: str) -> ScoreRow:
    return next(row for row in plan.ask(scores, Q3, AFTER) if row.name == name)


def test_a_score_is_worked_out_by_hand(reported: Workspace) -> None:
    row = of(reported, "省数字办")
    points = {line.key: line.points for line in row.lines}
    due = 100 * 212 / 669
    assert points["completion"] == 40  # nothing was due, which costs nothing
    assert points["progress"] == pytest.approx(25 * (20 / due + 1) / 2)
    assert points["reporting"] == 20
    assert points["lateness"] == 15
    assert row.total == pytest.approx(sum(points.values()))
    assert "没有到期的任务，按满分计" in row.lines[0].sentence
    behind = row.lines[1].facts
    assert [fact.place for fact in behind] == [Place("tasks", 1), Place("tasks", 4)]
    assert behind[0].what == "建设政务云：应完成31.7%，实际20%"


def test_marks_add_take_and_veto(reported: Workspace) -> None:
    office = of(reported, "省数字办").unit
    assert office is not None
    before = of(reported, "省数字办").total
    reported.change(evaluation.add_mark, office, Q3, "commended", "国务院办公厅通报表扬", 2.0)
    reported.change(evaluation.add_mark, office, Q3, "工作受上级通报批评", "督查点名", task=CLOUD)
    row = of(reported, "省数字办")
    assert row.total == pytest.approx(before + 4 - 3)
    line = next(line for line in row.lines if line.key == "commended")
    assert line.sentence == "“工作受上级通报表扬”2次（国务院办公厅通报表扬），每次+2分，以6分为限，计+4分。"
    assert line.facts[0].place == Place("evaluation_marks", 1)
    reported.change(evaluation.add_mark, office, Q3, "falsified", "虚报完成情况")
    vetoed = of(reported, "省数字办")
    assert (vetoed.vetoed, vetoed.total) == (True, 0)
    assert "一票否决" in vetoed.sentence
    assert [mark.item for mark in reported.ask(list_marks, Q3)] == ["commended", "criticised", "falsified"]
    reported.change(evaluation.remove_mark, MarkId(3))
    assert not of(reported, "省数字办").vetoed
    for item, times, told in (
        ("completion", 1.0, "由系统按台账计算"),
        ("别的", 1.0, "没有“别的”"),
        ("commended", 0.0, "次数"),
    ):
        with pytest.raises(RefusedError, match=told):
            reported.change(evaluation.add_mark, office, Q3, item, "内容", times)


def test_a_report_sent_back_costs_a_point(reported: Workspace) -> None:
    reported.change(progress.send_back, ReportId(1), "缺少佐证")
    row = of(reported, "省数字办")
    line = next(line for line in row.lines if line.key == "returned")
    assert (line.points, line.facts[0].what, line.facts[0].place) == (
        -1, "缺少佐证", Place("progress_reports", 1),
    )  # fmt: skip


def test_places_and_tasks(reported: Workspace) -> None:
    rows = reported.ask(scores, Q3, AFTER)
    assert [row.place for row in rows] == sorted(row.place for row in rows)
    assert [row.total for row in rows] == sorted((row.total for row in rows), reverse=True)
    assert {row.name for row in rows} == {"省数字办", "省通信管理局"}
    office = of(reported, "省数字办").unit
    tasks = reported.ask(task_scores, Q3, AFTER, office)
    assert {row.name for row in tasks} == {"建设政务云", "推广一网通办"}
    assert tasks[0].task == ONE_STOP
    assert len(reported.ask(task_scores, Q3, AFTER)) == 4


def test_an_old_period_keeps_its_scheme(reported: Workspace) -> None:
    before = {row.name: row.total for row in reported.ask(scores, Q3, AFTER)}
    reported.change(evaluation.set_item, "completion", 10.0, dt.date(2021, 10, 1))
    assert {row.name: row.total for row in reported.ask(scores, Q3, AFTER)} == before
    fourth = Period(2021, Granularity.QUARTER, 4)
    assert next(iter(reported.ask(scores, fourth, AFTER))).lines[0].full == 10
    newest, first = reported.ask(list_schemes, AFTER)
    assert (newest.version, newest.full, newest.current, first.full) == (2, 70, True, 100)
    assert {item.source for item in first.items} == {"系统计算", "人工登记"}
    with pytest.raises(RefusedError, match="没有“不存在”"):
        reported.change(evaluation.set_item, "不存在", 10.0, SINCE)


def test_an_office_makes_a_scheme_of_its_own(reported: Workspace) -> None:
    items = standard_scheme().items
    own = Scheme("本市考核办法", 1, (replace(items[1], points=100), *items[4:]))
    reported.change(evaluation.set_scheme, own, SINCE)
    row = of(reported, "省数字办")
    assert [line.key for line in row.lines][:2] == ["progress", "returned"]
    assert row.total == pytest.approx(100 * (20 / (100 * 212 / 669) + 1) / 2)
    assert Scheme.from_data(own.as_data()) == own
    with pytest.raises(RefusedError, match="不完整或有误"):
        Scheme.from_data({"name": "空"})


def test_only_units_with_work_are_scored(plan: Workspace) -> None:
    assert UnitId(2) not in [row.unit for row in plan.ask(scores, Q3, AFTER)]
