"""Plans of any size for the timings of the grid and the Gantt, the same ones at every run."""

from __future__ import annotations

import random

from workbench.planning.task_arrays import Link, Milestone, Node, NodeKind, TaskArrays

#: Tasks under one section, and sections in one document.
_TASKS, _SECTIONS = 37, 3
_WORDS = "加快推进全省一体化政务大数据体系，完善公共数据授权运营"
_UNITS = ("省数字办", "省发展改革委", "省工业和信息化厅、省财政厅", "各设区市人民政府")
_FIRST_DAY = 738_900  # 2024-01-19


def plan_of(tasks: int) -> TaskArrays:
    """A plan of so many tasks under documents and sections, 1.2 links a task, two in a hundred far, and a
    milestone at every third."""
    chance = random.Random(20261122)
    nodes: list[Node] = []
    for number in range(tasks):
        if number % (_TASKS * _SECTIONS) == 0:
            document = number // (_TASKS * _SECTIONS) + 1
            nodes.append(Node(NodeKind.DOCUMENT, document, 0, "", f"第{document}批工作要点"))
        if number % _TASKS == 0:
            section = number // _TASKS + 1
            nodes.append(Node(NodeKind.SECTION, section, 1, "一、", f"第{section}类任务"))
        nodes.append(_task(number + 1, chance))
    milestones = [
        Milestone(number, number, _FIRST_DAY + chance.randrange(900), f"节点{number}", number % 2 == 0)
        for number in range(1, tasks + 1, 3)
    ]
    return TaskArrays.build(nodes, _links(tasks, chance), milestones)


def _task(number: int, chance: random.Random) -> Node:
    start = _FIRST_DAY + chance.randrange(700)
    return Node(
        NodeKind.TASK,
        number,
        2,
        number=f"（{number % _TASKS + 1}）",
        name=f"{number}号{_WORDS[chance.randrange(20) :]}",
        units=_UNITS[number % len(_UNITS)],
        deadline="2026年底前",
        start=start,
        end=start + chance.randrange(400),
        start_given=number % 2 == 0,
        precision=number % 5,
        progress=chance.randrange(101),
        state=number % 3,
        lead=_UNITS[number % len(_UNITS)].partition("、")[0],
    )


def _links(tasks: int, chance: random.Random) -> list[Link]:
    links = []
    for _ in range(tasks * 6 // 5):
        before = chance.randrange(1, tasks)
        far = chance.random() < 0.02
        after = chance.randrange(1, tasks + 1) if far else min(before + chance.randrange(1, 6), tasks)
        if after != before:
            links.append(Link(before, after, chance.randrange(4), 0, len(links) + 1))
    return links
