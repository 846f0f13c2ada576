"""Scheduling: hand-worked tables first, then laws that say what early, late and slack mean."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.planning.hand_worked import Case, cases, day, shown
from workbench.planning.calendar_files import load_calendar
from workbench.planning.critical_path import earliest_starts, least_starts
from workbench.planning.graph import LinkCycleError, graph_of
from workbench.planning.network import Network
from workbench.planning.ripple import Ripple
from workbench.planning.schedule import Proposal, propose_backward, propose_forward, schedule
from workbench.planning.task_arrays import LINK_KIND_CODE, NO_DAY, NO_NODE
from workbench.terms import LinkKind

CHINA = load_calendar()
FS, SS, FF, SF = (
    LINK_KIND_CODE[kind]
    for kind in (LinkKind.FINISH_START, LinkKind.START_START, LinkKind.FINISH_FINISH, LinkKind.START_FINISH)
)


@pytest.mark.parametrize("case", cases("schedules.toml"), ids=lambda case: case.name)
def test_early_and_late_days_and_slack(case: Case) -> None:
    found = schedule(case.network, CHINA, first_day=day(case.says.get("first_day", "-")))
    columns = (found.early_start, found.early_end, found.late_start, found.late_end)
    rows = [
        (now, shown(es, ee), shown(ls, le), str(total), str(free))
        for (now, *_), es, ee, ls, le, total, free in zip(
            case.rows, *columns, found.total_slack, found.free_slack, strict=True
        )
    ]
    assert rows == list(case.rows)
    assert found.broken.tolist() == case.says.get("broken", [])
    critical = [row[1] != "-" and int(row[3]) <= 0 for row in case.rows]
    assert found.critical.tolist() == critical


@pytest.mark.parametrize("case", cases("proposals.toml"), ids=lambda case: case.name)
def test_proposals(case: Case) -> None:
    keep = case.says.get("keep", True)
    if case.says["way"] == "forward":
        found = propose_forward(case.network, CHINA, keep_starts=keep)
    else:
        last = day(case.says.get("last_day", "-"))
        found = propose_backward(case.network, CHINA, last_day=last, keep_ends=keep)
    moved = dict(zip(found.tasks.tolist(), map(shown, found.new_start, found.new_end), strict=True))
    assert [moved.get(task, "=") for task in range(len(case.names))] == [row[1] for row in case.rows]
    assert [*map(shown, found.old_start, found.old_end)] == [case.rows[task][0] for task in moved]
    assert found.cramped.tolist() == case.numbers(case.says.get("cramped", []))
    assert not len(found.broken)


def test_nothing_to_schedule() -> None:
    found = schedule(Network.of([NO_DAY], [NO_DAY]), CHINA)
    assert (found.first_day, found.last_day, found.critical.tolist()) == (NO_DAY, NO_DAY, [False])
    assert not len(schedule(Network.of([], []), CHINA).early_start)


def test_a_cycle_is_told_as_its_path() -> None:
    today = np.full(5, day("06-09"))
    network = Network.of(today, today, links=[(0, 1, 0), (1, 2, 0), (2, 3, 0), (3, 1, 0), (3, 4, 0)])
    with pytest.raises(LinkCycleError, match="形成循环") as told:
        schedule(network, CHINA)
    path = told.value.path
    assert sorted(path) == [1, 2, 3]
    turned = path.index(1)
    assert path[turned:] + path[:turned] == (1, 2, 3)


def test_a_cycle_through_a_summary_names_it() -> None:
    """A part leads to a task that leads to the part's own summary."""
    today = np.full(3, day("06-09"))
    network = Network.of(today, today, parent=[NO_NODE, 0, NO_NODE], links=[(1, 2, 0), (2, 0, 0)])
    with pytest.raises(LinkCycleError) as told:
        schedule(network, CHINA)
    assert set(told.value.path) == {0, 1, 2}


def test_a_finish_link_to_a_summary_means_nothing_and_is_told() -> None:
    today = np.full(3, day("06-09"))
    network = Network.of(today, today, parent=[NO_NODE, 0, NO_NODE], links=[(2, 0, 5)], link_kind=[FF])
    found = schedule(network, CHINA)
    assert found.ignored.tolist() == [0]
    assert found.early_start.tolist() == today.tolist()


# Laws ------------------------------------------------------------------------------------------------

FIRST = day("09-22")  # so that 国庆节 is in the way


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Up to a dozen tasks over 国庆节, some within a summary, linked forward in all kinds of ways."""
    count = draw(st.integers(2, 12))
    start = [FIRST + draw(st.integers(0, 20)) for _ in range(count)]
    end = [one + draw(st.integers(0, 9)) for one in start]
    parts = draw(st.integers(0, count - 2))  # tasks 1 … parts are parts of task 0
    links, kinds, in_calendar_days = [], [], []
    for after in range(1, count):
        for before in draw(st.sets(st.integers(0, after - 1), max_size=2)):
            if before == 0 and 1 <= after <= parts:
                continue
            whole = before == 0 and parts > 0
            links.append((before, after, draw(st.integers(-2, 4))))
            kinds.append(draw(st.sampled_from((FS, FF) if whole else (FS, SS, FF, SF))))
            in_calendar_days.append(draw(st.booleans()))
    return Network.of(
        start=start,
        end=end,
        parent=[0 if 1 <= task <= parts else NO_NODE for task in range(count)],
        milestone=[draw(st.integers(0, 4)) == 0 for _ in range(count)],
        links=links,
        link_kind=kinds,
        calendar_lag=in_calendar_days,
    )


def leaves_of(network: Network) -> list[int]:
    return np.flatnonzero(~network.summary).tolist()


def positions(network: Network) -> list[int]:
    """Where everything starts at the earliest, as ranks, which milestones share with whole days."""
    graph = graph_of(network, CHINA)
    return earliest_starts(graph, least_starts(graph, NO_DAY, keep_starts=False))[: len(network)]


def delayed(network: Network, task: int, start: int) -> Network:
    """The same, with one task not before a rank."""
    not_before = network.not_before.copy()
    not_before[task] = CHINA.day_at(start)
    return replace(network, not_before=not_before)


@given(networks(), st.data())
def test_total_slack_is_how_far_a_task_slips_before_the_plan_does(
    network: Network, data: st.DataObject
) -> None:
    task = data.draw(st.sampled_from(leaves_of(network)))
    found = schedule(network, CHINA)
    at, slack = positions(network)[task], int(found.total_slack[task])
    assert slack >= 0
    assert schedule(delayed(network, task, at + slack), CHINA).last_day == found.last_day
    assert schedule(delayed(network, task, at + slack + 1), CHINA).last_day > found.last_day


@given(networks(), st.data())
def test_free_slack_is_how_far_a_task_slips_before_another_moves(
    network: Network, data: st.DataObject
) -> None:
    task = data.draw(st.sampled_from(leaves_of(network)))
    found = schedule(network, CHINA)
    before = positions(network)
    after = positions(delayed(network, task, before[task] + int(found.free_slack[task])))
    others = [other for other in leaves_of(network) if other != task]
    assert [after[other] for other in others] == [before[other] for other in others]
    assert 0 <= found.free_slack[task] <= found.total_slack[task]


@given(networks())
def test_something_is_always_critical_and_nothing_is_broken(network: Network) -> None:
    found = schedule(network, CHINA)
    assert found.critical.any()
    assert not len(found.broken)
    assert (found.early_start[leaves_of(network)] <= found.late_start[leaves_of(network)]).all()


def applied(network: Network, proposal: Proposal) -> Network:
    start, end = network.start.copy(), network.end.copy()
    start[proposal.tasks], end[proposal.tasks] = proposal.new_start, proposal.new_end
    return replace(network, start=start, end=end)


@given(networks())
def test_an_accepted_proposal_leaves_nothing_to_propose(network: Network) -> None:
    network = replace(network, milestone=np.zeros(len(network), dtype=np.bool_))
    settled = applied(network, propose_forward(network, CHINA))
    assert not len(propose_forward(settled, CHINA).tasks)
    assert not len(propose_backward(settled, CHINA).tasks)


@given(networks(), st.data())
def test_a_ripple_ends_where_scheduling_ends(network: Network, data: st.DataObject) -> None:
    """Dragging a task of a plan whose links hold is the same as scheduling with that task fixed there."""
    network = replace(network, milestone=np.zeros(len(network), dtype=np.bool_))
    network = applied(network, propose_forward(network, CHINA))
    task = data.draw(st.sampled_from(leaves_of(network)))
    shift = data.draw(st.integers(-9, 12))
    longer = data.draw(st.integers(0, 5))
    to = (int(network.start[task]) + shift, int(network.end[task]) + shift + longer)
    followers = Ripple(network, CHINA).follow({task: to})
    fixed, start, end = network.fixed.copy(), network.start.copy(), network.end.copy()
    fixed[task], start[task], end[task] = True, *to
    wanted = propose_forward(replace(network, fixed=fixed, start=start, end=end), CHINA)
    assert dict(
        zip(followers.tasks.tolist(), map(shown, followers.start, followers.end), strict=True)
    ) == dict(zip(wanted.tasks.tolist(), map(shown, wanted.new_start, wanted.new_end), strict=True))


def test_a_milestone_follows_a_drag_to_the_last_day_of_its_work() -> None:
    network = Network.of(
        [day("06-09"), day("06-11"), day("06-12")],
        [day("06-11"), day("06-11"), day("06-12")],
        milestone=[False, True, False],
        links=[(0, 1, 0), (1, 2, 0)],
    )
    followers = Ripple(network, CHINA).follow({0: (day("06-11"), day("06-13"))})
    assert [*map(shown, followers.start, followers.end)] == ["06-13~06-13", "06-16~06-16"]
