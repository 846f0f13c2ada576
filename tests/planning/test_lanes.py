"""Lanes and tones: the same tasks gathered by lead unit, and the colours they share."""

from __future__ import annotations

from workbench.planning.lanes import NO_LEAD, by_lead
from workbench.planning.task_arrays import Link, Milestone, Node, NodeKind, TaskArrays
from workbench.planning.tones import MOST_TONES, NO_TONE, OTHER_TONE, ColorBy, tones_of

DAY = 739_000


def task(id: int, depth: int, lead: str = "", units: str = "") -> Node:
    return Node(
        NodeKind.TASK, id, depth, "", f"任务{id}", units or lead, "", DAY + id, DAY + id * 2, lead=lead
    )


def plan() -> TaskArrays:
    nodes = [
        Node(NodeKind.DOCUMENT, 1, 0, name="要点"),
        task(1, 1, "乙局"),
        task(2, 2, "甲局"),
        task(3, 1, "", "丙局、乙局"),
        Node(NodeKind.DOCUMENT, 2, 0, name="方案"),
        Node(NodeKind.SECTION, 9, 1, name="一、"),
        task(4, 2, "甲局"),
        task(5, 2, "乙局"),
    ]
    return TaskArrays.build(nodes, [Link(2, 5, 1, 3, 8)], [Milestone(6, 4, DAY, "节点")])


def test_tasks_stand_in_the_lane_of_their_lead_with_their_parts() -> None:
    lanes = by_lead(plan())
    assert list(zip(lanes.name, lanes.depth.tolist(), strict=True)) == [
        *(("乙局", 0), ("任务1", 1), ("任务2", 2), ("任务5", 1)),
        *(("甲局", 0), ("任务4", 1)),
        *((NO_LEAD, 0), ("任务3", 1)),
    ]
    assert lanes.links.tolist() == [[2, 3, 3]]
    assert (lanes.link_kind.tolist(), lanes.link_id.tolist()) == ([1], [8])
    assert [one.id for one in lanes.milestones(5)] == [6]
    assert (lanes.start[0], lanes.end[0]) == (DAY + 1, DAY + 10), "a lane sums up its tasks"


def test_a_lane_is_known_again_and_ids_are_kept() -> None:
    first, second = by_lead(plan()), by_lead(plan())
    assert first.keys.tolist() == second.keys.tolist()
    assert len(set(first.keys.tolist())) == len(first)
    assert by_lead(TaskArrays.build([])).name == []


def test_tones_by_unit_fall_back_on_the_unit_listed_first() -> None:
    tones = tones_of(plan(), ColorBy.UNIT)
    assert tones is not None
    assert set(tones.names) == {"乙局", "甲局", "丙局"}
    assert tones.codes[0] == NO_TONE
    assert tones.names[tones.codes[3]] == "丙局"


def test_tones_by_document_are_those_of_the_plan_in_lanes_too() -> None:
    arrays = plan()
    tones = tones_of(arrays, ColorBy.DOCUMENT)
    assert tones is not None
    shown = by_lead(arrays)
    moved = tones.moved(arrays, shown)
    names = [tones.names[code] if code != NO_TONE else "" for code in moved.codes]
    assert names == ["", "要点", "要点", "方案", "", "方案", "", "要点"]


def test_only_so_many_units_get_a_tone_of_their_own() -> None:
    nodes = [Node(NodeKind.DOCUMENT, 1, 0)] + [task(n, 1, f"第{n}局") for n in range(1, MOST_TONES + 4)]
    tones = tones_of(TaskArrays.build(nodes), ColorBy.UNIT)
    assert tones is not None
    assert tones.legend()[-1] == ("其他", OTHER_TONE)
    assert len(tones.names) == MOST_TONES
    assert tones_of(TaskArrays.build(nodes), ColorBy.STATE) is None
