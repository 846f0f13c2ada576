"""Assignments that stand below a list of sub-points and answer for all of them: the list joins its point.

（一）激发市场主体活力。 / 1.启动提升行动。 / 2.强化金融支持。 / （责任单位：省财政厅） assigns （一）, not 2.
In come the blocks of the outline; out come the same blocks, such lists drawn into the point above them.
"""

from __future__ import annotations

from dataclasses import replace

from workbench.reading.clauses import Assignments
from workbench.reading.duties import opens_with_label
from workbench.reading.outline import Block
from workbench.reading.text import Stretch, Text

#: A list has at least so many sub-points; below a single one the assignment may be its own.
_SHORTEST_LIST = 2


def with_lists_joined(text: Text, blocks: list[Block], assignments: Assignments) -> list[Block]:
    """The blocks; a list whose last line alone assigns is part of the point above it.

    Where the document assigns single sub-points of that rank and no points of the rank above, the line is
    its sub-point's own.
    """
    lists = {
        block.parent: last for last, block in enumerate(blocks) if _ends_with_duty(text, block, assignments)
    }
    lists.pop(None, None)
    if not lists:
        return blocks
    assigned = {
        at for at, block in enumerate(blocks) if any(_assigns(assignments, line) for line in block.lines)
    }
    joined = {
        point: last
        for point, last in lists.items()
        if point is not None and _is_list_with_one_duty(blocks, point, last, assigned)
    }
    lasts = set(joined.values())
    of_points = {blocks[at].rank for at in assigned - lasts}
    joined = {
        point: last
        for point, last in joined.items()
        if blocks[point].rank in of_points or blocks[last].rank not in of_points
    }
    return _joined(blocks, joined)


def _ends_with_duty(text: Text, block: Block, assignments: Assignments) -> bool:
    """Whether nothing but a line of its own below the sub-point assigns."""
    begins = next((at for at, line in enumerate(block.body) if _is_duty_line(text, line, assignments)), None)
    if begins is None:
        return False
    return not any(_assigns(assignments, line) for line in (block.head, *block.body[:begins]))


def _is_duty_line(text: Text, line: Stretch, assignments: Assignments) -> bool:
    if opens_with_label(text.key, line.start, line.end):
        return _assigns(assignments, line)
    clauses = assignments.of(line) if text.key[line.start] == "(" else []
    return bool(clauses) and clauses[0].place.start == line.start and not clauses[0].is_time


def _assigns(assignments: Assignments, line: Stretch) -> bool:
    return any(not (clause.is_time or clause.is_prose) for clause in assignments.of(line))


def _is_list_with_one_duty(blocks: list[Block], point: int, last: int, assigned: set[int]) -> bool:
    """Whether `last` ends the list below the point, and no other block of it nor the point assigns."""
    below = range(point + 1, len(blocks))
    end = next((at for at in below if blocks[at].rank <= blocks[point].rank), len(blocks))
    siblings = [at for at in range(point + 1, end) if blocks[at].parent == point]
    return last == end - 1 and len(siblings) >= _SHORTEST_LIST and not assigned & set(range(point, last))


def _joined(blocks: list[Block], lists: dict[int, int]) -> list[Block]:
    """The blocks with each list in the body of its point, parents counted anew."""
    kept: list[Block] = []
    place: dict[int, int] = {}
    end = -1
    for at, block in enumerate(blocks):
        if at <= end:
            kept[-1].body.extend(block.lines)
            continue
        end = lists.get(at, -1)
        place[at] = len(kept)
        parent = None if block.parent is None else place[block.parent]
        kept.append(replace(block, body=list(block.body), parent=parent))
    return kept
