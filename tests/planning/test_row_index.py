"""RowIndex: expansion, filter and order turned into rows. Trees are drawn in the tests, one node a line."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.planning.bar_rows import bar_links, bar_rows
from workbench.planning.row_index import NO_ROW, RowIndex
from workbench.planning.task_arrays import Link, Node, NodeKind, TaskArrays
from workbench.terms import LinkKind

TREE = """
甲
  丙
    戊
    丁
  乙
己
  庚
"""


def plan(tree: str, links: tuple[Link, ...] = ()) -> TaskArrays:
    """Tasks as drawn: two blanks a level, ids counted from 1."""
    lines = [line for line in tree.splitlines() if line.strip()]
    return TaskArrays.build(
        [
            Node(NodeKind.TASK, id, (len(line) - len(line.lstrip())) // 2, name=line.strip(), end=id)
            for id, line in enumerate(lines, 1)
        ],
        links,
    )


def shown(index: RowIndex) -> str:
    return "".join(index.arrays.name[node] for node in index.rows)


@pytest.fixture
def index() -> RowIndex:
    return RowIndex(plan(TREE))


def test_everything_shows_at_first(index: RowIndex) -> None:
    assert shown(index) == "甲丙戊丁乙己庚"
    assert [index.row_of(node) for node in range(7)] == list(range(7))


def test_collapse_hides_what_lies_below(index: RowIndex) -> None:
    index.collapse(1)
    assert shown(index) == "甲丙乙己庚"
    assert index.row_of(2) == NO_ROW
    assert index.rows_of([0, 2, 4]) == [0, 2]
    index.collapse(0)
    assert shown(index) == "甲己庚"
    index.expand(0)
    assert shown(index) == "甲丙乙己庚", "丙 is still collapsed"


def test_levels(index: RowIndex) -> None:
    index.collapse_all()
    assert shown(index) == "甲己"
    index.expand_to_depth(1)
    assert shown(index) == "甲丙乙己庚"
    index.expand_all()
    assert shown(index) == "甲丙戊丁乙己庚"


def test_reveal_opens_the_way_to_a_node(index: RowIndex) -> None:
    index.collapse_all()
    index.reveal(3)
    assert shown(index) == "甲丙戊丁乙己"


def test_a_match_keeps_its_ancestors(index: RowIndex) -> None:
    index.collapse_all()
    index.set_filter(np.array([name in "丁庚" for name in index.arrays.name]))
    assert shown(index) == "甲丙丁己庚", "a filter shows what it found, though it was collapsed"
    index.collapse(5)
    assert shown(index) == "甲丙丁己"
    index.set_filter(None)
    assert shown(index) == "甲己", "the expansion from before the filter is back"


def test_siblings_are_sorted_each_among_themselves(index: RowIndex) -> None:
    index.sort(index.arrays.name)
    assert shown(index) == "己庚甲丙丁戊乙", "jǐ before jiǎ, bǐng before yǐ, dīng before wù"
    index.sort(index.arrays.end.astype(float), descending=True)
    assert shown(index) == "己庚甲乙丙丁戊"
    index.sort(None)
    assert shown(index) == "甲丙戊丁乙己庚"


def test_nodes_without_a_key_come_last_either_way() -> None:
    index = RowIndex(plan("甲\n乙\n丙"))
    keys = np.array([np.nan, 2.0, 1.0])
    index.sort(keys)
    assert shown(index) == "丙乙甲"
    index.sort(keys, descending=True)
    assert shown(index) == "乙丙甲"
    index.sort(["", "安全", "八项"], descending=True)
    assert shown(index) == "丙乙甲"


def test_expansion_is_taken_over_by_id(index: RowIndex) -> None:
    index.collapse(1)
    anew = RowIndex(
        TaskArrays.build(
            [Node(NodeKind.TASK, 50, 0, name="新")]
            + [index.arrays.node(node) for node in range(len(index.arrays))]
        )
    )
    anew.take_over(index)
    assert shown(anew) == "新甲丙乙己庚"


def test_links_are_found_by_the_rows_they_cross() -> None:
    links = (Link(1, 7), Link(3, 4), Link(6, 7))
    index = RowIndex(plan(TREE, links))
    assert index.links_between(4, 4).tolist() == [0], "an arrow passes though neither end is in sight"
    assert index.links_between(2, 3).tolist() == [0, 1]
    assert index.link_spans(6) == [(0, 6), (5, 6)]
    index.collapse(1)
    assert index.links_between(0, 6).tolist() == [0, 2], "an arrow to a hidden row is not drawn"


def test_in_a_tangle_the_longest_links_are_left_out() -> None:
    count = 400
    chain = [Link(id, id + 1) for id in range(1, count)]
    long = [Link(id, id + 200) for id in range(1, 150)]
    index = RowIndex(plan("甲\n" * count, (*chain, *long)))
    assert len(index.links_between(0, count)) == len(chain)


def test_bar_rows_and_links_hold_what_a_gantt_draws() -> None:
    index = RowIndex(plan(TREE, (Link(3, 4, 2),)))
    rows = bar_rows(index, 2, 3)
    assert [(row.key, row.title, row.end, row.depth) for row in rows] == [(2, "戊", 3, 2), (3, "丁", 4, 2)]
    (link,) = bar_links(index, 2, 3)
    assert (link.kind, link.before_row, link.after_row, link.before_end) == (LinkKind.FINISH_FINISH, 2, 3, 3)
    assert bar_rows(index, 5, 100)[-1].title == "庚"


def test_an_empty_plan() -> None:
    index = RowIndex(TaskArrays.build([]))
    index.expand_all()
    index.sort([])
    assert len(index) == 0


@given(st.lists(st.integers(0, 3), min_size=1, max_size=30), st.data())
def test_rows_are_the_nodes_whose_ancestors_are_open(steps: list[int], data: st.DataObject) -> None:
    depths = [0]
    for step in steps:
        depths.append(max(0, depths[-1] + 1 - step))
    arrays = TaskArrays.build(
        [Node(NodeKind.TASK, id, depth, name=str(id)) for id, depth in enumerate(depths)]
    )
    index = RowIndex(arrays)
    closed = data.draw(st.sets(st.sampled_from(range(len(depths)))))
    for node in closed:
        index.collapse(node)
    keys = data.draw(st.lists(st.integers(0, 3), min_size=len(depths), max_size=len(depths)))
    index.sort(np.array(keys, float))
    wanted = {node for node in range(len(depths)) if not closed & set(arrays.ancestors(node))}
    assert set(index.rows.tolist()) == wanted
    assert len(index) == len(wanted)
    for node in wanted:
        siblings = [each for each in index.rows.tolist() if arrays.parent[each] == arrays.parent[node]]
        assert siblings == sorted(siblings, key=lambda each: (keys[each], each))
        for above in arrays.ancestors(node):
            assert index.row_of(above) < index.row_of(node)


def test_siblings_stay_under_their_parents_however_they_are_sorted() -> None:
    nodes = [
        Node(kind, number, depth)
        for number, (kind, depth) in enumerate(
            [(NodeKind.DOCUMENT, 0), (NodeKind.TASK, 1), (NodeKind.TASK, 1)] * 20
        )
    ]
    index = RowIndex(TaskArrays.build(nodes))
    days = np.array([float(number * 7 % 11) if number % 3 else np.nan for number in range(len(nodes))])
    for descending in (False, True):
        index.sort(days, descending=descending)
        parents = index.arrays.parent[index.rows]
        assert [int(parents[row]) for row in range(1, len(nodes), 3)] == index.rows[::3].tolist()
        assert [int(parents[row]) for row in range(2, len(nodes), 3)] == index.rows[::3].tolist()
