"""The circular of a closed quarter prints the same, byte for byte, whatever was changed since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.data.year_of_reports import plan_with_a_year
from workbench.operations import evaluation, indicators, lights, periods, progress, tasks, units
from workbench.press.printing import print_paper
from workbench.queries.papers.answering import paper_facts
from workbench.queries.papers.source import PaperChoice
from workbench.storage.workspace import Workspace
from workbench.terms import Granularity, IndicatorId, Period, TaskId, TaskState, UnitId

Q3, Q4 = (Period(2021, Granularity.QUARTER, number) for number in (3, 4))
CHOICE = PaperChoice(dt.date(2022, 1, 10), period=Q3)


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    path: Path = tmp_path_factory.mktemp("closed") / "一年.pwb"
    plan_with_a_year(path)
    with Workspace.open(path, who="李强") as workspace:
        workspace.change(periods.close, Q3, "三季度通报", CHOICE.on)
        yield workspace


def printed(workspace: Workspace, template: str) -> bytes:
    return print_paper(workspace.ask(paper_facts, template, CHOICE)).pdf


def test_rules_and_data_change_and_the_paper_does_not(closed: Workspace) -> None:
    before = {template: printed(closed, template) for template in ("circular", "evaluation")}
    do = closed.change
    do(lights.adopt, "蓝黄红三色督查单", dt.date(2021, 1, 1))
    do(evaluation.set_item, "completion", 10, dt.date(2021, 1, 1))
    do(progress.report, TaskId(1), Q4, 5, TaskState.RUNNING, "推倒重来")
    do(tasks.rename, TaskId(2), "改了名称的任务")
    do(tasks.remove, TaskId(3))
    do(units.rename, UnitId(1), "省数据管理局")
    do(indicators.observe, IndicatorId(1), Period(2021, Granularity.YEAR), 1.0)
    for template, pdf in before.items():
        assert printed(closed, template) == pdf, template


def test_a_period_that_was_opened_again_is_judged_anew(closed: Workspace) -> None:
    before = printed(closed, "circular")
    closed.change(periods.reopen, Q3, "数据有误")
    closed.change(tasks.remove, TaskId(4))
    assert printed(closed, "circular") != before
