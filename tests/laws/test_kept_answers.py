"""The law of what is kept: whatever was done, a question gets the answer it would get for the first time."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.laws import PATIENCE
from tests.laws.conftest import Nursery
from tests.laws.moves import MOVES, Move, play
from workbench.planning.calendar_files import Stretch, write_year
from workbench.planning.periods import between
from workbench.queries.charts import completion_curve, heat_map
from workbench.queries.evaluation import scores
from workbench.queries.keeping import SHELF
from workbench.queries.overview import overview
from workbench.queries.periods import list_periods
from workbench.queries.report_sheet import report_sheet
from workbench.queries.standings import standings
from workbench.queries.todo import todo
from workbench.storage.workspace import Workspace
from workbench.terms import DueMethod, Granularity, Period

number = st.integers(0, 999)
moves = st.builds(Move, st.sampled_from(sorted(MOVES)), number, number, number)
actions = st.lists(st.one_of(moves, moves, moves, st.just("undo"), st.just("redo")), max_size=12)
#: Periods that moves speak of have ended by then, others run.
TODAY = dt.date(2026, 1, 10)
NOW = Period(2025, Granularity.QUARTER, 4)
PERIODS = between(dt.date(2025, 1, 1), TODAY, Granularity.QUARTER)
#: What there is to begin with, that operations on reports, lights and marks find something to act on.
PLANTED = (
    "progress.report",
    "progress.save_draft",
    "lights.set_by_hand",
    "evaluation.add_mark",
    "tasks.set_state",
)


def everything(session: Session) -> list[Any]:
    """What rests on the ledger."""
    return [
        overview(session, NOW, TODAY),
        standings(session, NOW, TODAY),
        scores(session, NOW, TODAY),
        report_sheet(session, None, NOW, TODAY),
        heat_map(session, PERIODS, TODAY),
        completion_curve(session, PERIODS, TODAY),
        list_periods(session, TODAY),
        todo(session, TODAY),
    ]


def made_anew(session: Session) -> list[Any]:
    """As somebody is answered who has just opened the plan: nothing is kept yet."""
    del session.info[SHELF]
    return everything(session)


def must_agree(workspace: Workspace, after: object) -> None:
    for kept, made in zip(workspace.ask(everything), workspace.ask(made_anew), strict=True):
        assert kept == made, after


def act(workspace: Workspace, action: Move | str) -> None:
    if isinstance(action, Move):
        play(workspace, action)
    else:
        workspace.undo() if action == "undo" else workspace.redo()


@pytest.fixture(scope="module")
def planted(nursery: Nursery, tmp_path_factory: pytest.TempPathFactory) -> Nursery:
    """Plans with reports, lights and marks."""
    path = tmp_path_factory.mktemp("kept") / "工作计划.pwb"
    with nursery.copy() as copy:
        shutil.copy(copy, path)
    with Workspace.open(path, who="王敏") as workspace:
        for name in PLANTED:
            for seed in range(3):
                play(workspace, Move(name, seed, seed, seed))
    return Nursery(path)


@pytest.mark.parametrize("name", sorted(MOVES))
def test_after_every_operation(planted: Nursery, name: str) -> None:
    with planted.copy() as path, Workspace.open(path, who="李强") as workspace:
        workspace.ask(everything)
        for seed in range(PATIENCE):
            act(workspace, Move(name, seed, seed + 1, seed + 2))
            must_agree(workspace, name)


@given(actions)
@settings(
    max_examples=6 * PATIENCE,
    deadline=None,
    phases=set(Phase) - {Phase.explain},
    suppress_health_check=[HealthCheck.too_slow],
)
def test_after_several(planted: Nursery, actions: Sequence[Move | str]) -> None:
    with planted.copy() as path, Workspace.open(path, who="李强") as workspace:
        for action in actions:
            act(workspace, action)
            must_agree(workspace, action)


def test_after_the_office_mended_its_calendar(nursery: Nursery) -> None:
    from workbench.operations.progress import set_plan_method

    stretch = Stretch(dt.date(2026, 1, 4), dt.date(2026, 1, 9), False, "停工")
    with nursery.copy() as path, Workspace.open(path, who="李强") as workspace:
        workspace.change(set_plan_method, DueMethod.WORKING_DAYS)
        must_agree(workspace, "chosen")
        write_year(2026, [stretch])
        must_agree(workspace, "mended")


def test_another_file_is_another_matter(nursery: Nursery) -> None:
    with (
        nursery.copy() as one,
        nursery.copy() as other,
        Workspace.open(one, who="李强") as first,
        Workspace.open(other, who="王敏") as second,
    ):
        assert first.ask(everything) == second.ask(everything)
        act(first, Move("documents.remove", 0, 0, 0))
        assert first.ask(everything) != second.ask(everything)
        must_agree(second, "a change elsewhere")
