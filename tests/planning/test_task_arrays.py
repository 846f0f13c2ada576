"""TaskArrays: the tree from depths, dates and progress rolled up, cells written in place."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.planning.task_arrays import (
    LINK_KIND_CODE,
    NO_DAY,
    NO_NODE,
    STATE_CODE,
    Link,
    Node,
    NodeKind,
    TaskArrays,
)
from workbench.terms import LinkKind, TaskState

JULY = dt.date(2025, 7, 1).toordinal()


def task(
    id: int, depth: int = 2, start: int = NO_DAY, end: int = NO_DAY, progress: int = 0, **cells: int
) -> Node:
    return Node(NodeKind.TASK, id, depth, name=f"任务{id}", start=start, end=end, progress=progress, **cells)


@pytest.fixture
def arrays() -> TaskArrays:
    """文件 › 一、› (任务1, 任务2 › 任务3) and 二、› 任务4."""
    return TaskArrays.build(
        [
            Node(NodeKind.DOCUMENT, 7, 0, name="工作要点"),
            Node(NodeKind.SECTION, 1, 1, number="一、", name="夯实基础"),
            task(1, 2, JULY, JULY + 9, 100),
            task(2, 2, JULY + 20, JULY + 39, 0),
            task(3, 3, JULY + 25, JULY + 60, 50),
            Node(NodeKind.SECTION, 2, 1, number="二、", name="提升服务"),
            task(4, 2),
        ],
        [Link(1, 4, LINK_KIND_CODE[LinkKind.START_START], 3), Link(4, 99), Link(2, 3)],
    )


def test_tree(arrays: TaskArrays) -> None:
    assert arrays.parent.tolist() == [NO_NODE, 0, 1, 1, 3, 0, 5]
    assert arrays.subtree_end.tolist() == [7, 5, 3, 5, 5, 7, 7]
    assert arrays.ancestors(4) == [3, 1, 0]
    assert arrays.has_children(3)
    assert not arrays.has_children(6)
    assert arrays.node_of(NodeKind.TASK, 1) == 2
    assert arrays.node_of(NodeKind.SECTION, 1) == 1
    assert arrays.node_of(NodeKind.TASK, 5) == NO_NODE


def test_links_to_tasks_that_are_not_here_are_left_out(arrays: TaskArrays) -> None:
    assert arrays.links.tolist() == [[2, 6, 3], [3, 4, 0]]
    assert arrays.link_kind.tolist() == [LINK_KIND_CODE[LinkKind.START_START], 0]


def test_sections_and_documents_span_what_lies_below(arrays: TaskArrays) -> None:
    assert (arrays.start[1], arrays.end[1]) == (JULY, JULY + 60)
    assert (arrays.start[0], arrays.end[0]) == (JULY, JULY + 60)
    assert (arrays.start[5], arrays.end[5]) == (NO_DAY, NO_DAY)
    assert (arrays.first_day(), arrays.last_day()) == (JULY, JULY + 60)


def test_progress_is_the_mean_of_tasks_without_parts(arrays: TaskArrays) -> None:
    assert arrays.progress[1] == (100 + 50) // 2
    assert arrays.progress[0] == (100 + 50 + 0) // 3


def test_tasks_no_longer_pursued_do_not_count(arrays: TaskArrays) -> None:
    dropped = arrays.node(6)._replace(state=STATE_CODE[TaskState.DROPPED])
    assert arrays.write_node(6, dropped)[0] == 6
    assert arrays.progress[0] == 75


def test_a_task_with_dated_parts_and_no_days_of_its_own_is_rolled_up() -> None:
    arrays = TaskArrays.build([task(1, 0), task(2, 1, JULY, JULY + 5), task(3, 1, JULY + 2, JULY + 8)])
    assert arrays.rolled_up.tolist() == [True, False, False]
    assert (arrays.start[0], arrays.end[0]) == (JULY, JULY + 8)


def test_written_dates_roll_up(arrays: TaskArrays) -> None:
    percent = int(arrays.progress[2])
    assert arrays.write_bars({2: (JULY - 5, JULY + 9, percent)}) == [2, 1, 0]
    assert arrays.start[0] == JULY - 5
    assert arrays.write_bars({2: (JULY - 5, JULY + 10, percent)}) == [2], "nothing above looks different"


def test_written_progress_rolls_up(arrays: TaskArrays) -> None:
    days = int(arrays.start[6]), int(arrays.end[6])
    assert arrays.write_bars({6: (*days, 100)}) == [6, 5, 0]
    assert arrays.progress[5] == 100
    with pytest.raises(ValueError, match="101"):
        arrays.write_bars({6: (*days, 101)})


def test_bars_written_together_roll_up_as_one_by_one(arrays: TaskArrays) -> None:
    assert arrays.write_bars({2: (JULY - 5, JULY + 9, 40), 6: (JULY - 9, JULY + 60, 100)})[:2] == [2, 6]
    assert (arrays.start[0], arrays.end[0]) == (JULY - 9, JULY + 60)
    assert arrays.start[1] == JULY - 5


def test_write_node_replaces_every_cell(arrays: TaskArrays) -> None:
    facts = arrays.node(3)._replace(
        name="改名", units="省数字办", deadline="2025年底前", end=JULY + 99, progress=30
    )
    assert arrays.write_node(3, facts) == [3, 1, 0]
    assert arrays.node(3) == facts
    with pytest.raises(ValueError, match="not"):
        arrays.write_node(2, facts)


def test_columns_cannot_be_written_from_outside(arrays: TaskArrays) -> None:
    with pytest.raises(ValueError, match="read-only"):
        arrays.start[2] = 1
    with pytest.raises(ValueError, match="read-only"):
        arrays.parent[2] = 1


def test_an_empty_plan() -> None:
    arrays = TaskArrays.build([])
    assert len(arrays) == 0
    assert arrays.links.shape == (0, 3)
    assert (arrays.first_day(), arrays.last_day()) == (NO_DAY, NO_DAY)


@pytest.mark.parametrize("depths", [[1], [0, 2], [0, 1, 3]])
def test_depths_that_are_no_tree_are_refused(depths: list[int]) -> None:
    with pytest.raises(ValueError, match="pre-order"):
        TaskArrays.build([task(number, depth) for number, depth in enumerate(depths)])


@st.composite
def plans(draw: st.DrawFn) -> list[Node]:
    nodes: list[Node] = []
    for number in range(draw(st.integers(1, 25))):
        depth = draw(st.integers(0, nodes[-1].depth + 1)) if nodes else 0
        kind = draw(st.sampled_from([NodeKind.SECTION, NodeKind.TASK]))
        start, end = draw(st.sampled_from([0, 5, 9])), draw(st.sampled_from([0, 12, 20]))
        nodes.append(Node(kind, number, depth, start=start, end=end, progress=draw(st.integers(0, 100))))
    return nodes


@given(plans(), st.data())
def test_writing_in_place_ends_where_building_anew_would(nodes: list[Node], data: st.DataObject) -> None:
    """The roll-up of one change agrees with the roll-up of everything."""
    arrays = TaskArrays.build(nodes)
    own = [node for node in range(len(nodes)) if not arrays.rolled_up[node] and nodes[node].end]
    if not own:
        return
    node = data.draw(st.sampled_from(own))
    start, end, progress = data.draw(st.tuples(st.integers(0, 30), st.integers(1, 30), st.integers(0, 100)))
    arrays.write_bars({node: (start, end, progress)})
    nodes[node] = nodes[node]._replace(start=start, end=end, progress=progress)
    anew = TaskArrays.build(nodes)
    for column in ("start", "end", "progress"):
        assert np.array_equal(getattr(arrays, column), getattr(anew, column)), column


@given(plans())
def test_subtrees_are_contiguous(nodes: list[Node]) -> None:
    arrays = TaskArrays.build(nodes)
    for node in range(len(nodes)):
        below = {each for each in range(len(nodes)) if node in arrays.ancestors(each)}
        assert below == set(range(node + 1, int(arrays.subtree_end[node])))
