"""A plan's columns as a network: what is scheduled, what sums up, what stays."""

from __future__ import annotations

import datetime as dt

from workbench.planning.calendar_files import load_calendar
from workbench.planning.network import Network
from workbench.planning.schedule import propose_forward, schedule
from workbench.planning.task_arrays import NO_DAY, STATE_CODE, Link, Node, NodeKind, TaskArrays
from workbench.terms import TaskState

CHINA = load_calendar()
MONDAY = dt.date(2025, 6, 9).toordinal()


def task(
    id: int, depth: int, first: int | None, last: int | None = None, state: TaskState = TaskState.RUNNING
) -> Node:
    """A task from the `first` to the `last` day after Monday, 9 June 2025."""
    start = NO_DAY if first is None else MONDAY + first
    end = NO_DAY if last is None else MONDAY + last
    return Node(NodeKind.TASK, id, depth, name=f"任务{id}", start=start, end=end, state=STATE_CODE[state])


ARRAYS = TaskArrays.build(
    [
        Node(NodeKind.DOCUMENT, 1, 0, name="要点"),
        Node(NodeKind.SECTION, 1, 1, name="一、基础"),
        task(1, 2, 0, 2),
        task(2, 2, 0, 3),  # has days of its own, and a part
        task(3, 3, 0, 1),
        task(4, 2, None),  # its days come from its part
        task(5, 3, 1, 2),
        task(6, 2, None, 4),  # a deadline alone
        task(7, 2, 0, 11, TaskState.DROPPED),
        task(8, 2, 0, 1, TaskState.DONE),
        task(9, 2, None),
        Node(NodeKind.SECTION, 2, 1, name="二、空"),
        task(10, 2, 0, 4, TaskState.DROPPED),
    ],
    [Link(1, 2), Link(1, 4), Link(1, 8), Link(1, 9), Link(7, 3)],
)
NODE = {f"任务{id}": ARRAYS.node_of(NodeKind.TASK, id) for id in range(1, 11)}


def test_who_sums_up_and_who_is_left_out() -> None:
    network = Network.of_plan(ARRAYS)
    assert [ARRAYS.name[node] for node in network.summary.nonzero()[0]] == [
        "要点",
        "一、基础",
        "任务4",
        "二、空",
    ]
    found = schedule(network, CHINA, keep_starts=True)
    left_out = [ARRAYS.name[node] for node in range(len(ARRAYS)) if not found.early_start[node]]
    assert left_out == ["任务7", "任务9", "二、空", "任务10"]
    assert (found.first_day, found.last_day) == (MONDAY, MONDAY + 8)
    assert found.early_start[NODE["任务6"]] == found.early_end[NODE["任务6"]] == MONDAY + 4


def test_only_what_is_linked_moves_and_what_is_done_stays() -> None:
    """任务2 goes behind 任务1 without its part; the part of 任务4 goes in its place; 任务8 is done."""
    found = propose_forward(Network.of_plan(ARRAYS), CHINA)
    moves = {
        ARRAYS.name[node]: (start - MONDAY, end - MONDAY)
        for node, start, end in zip(found.tasks, found.new_start, found.new_end, strict=True)
    }
    assert moves == {"任务2": (3, 8), "任务5": (3, 4)}
    assert ARRAYS.links[found.broken, 1].tolist() == [NODE["任务8"]]
