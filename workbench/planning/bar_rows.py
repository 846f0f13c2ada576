"""Rows of a plan as the Gantt draws them: a RowIndex goes in, frozen BarRows and BarLinks come out.

Only the rows asked for are made, so the cost depends on the window and not on the plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from workbench.planning.baselines import AlignedBaseline
from workbench.planning.row_index import RowIndex
from workbench.planning.slack import Slack
from workbench.planning.task_arrays import (
    DEADLINE_KINDS,
    LINK_KINDS,
    NO_DAY,
    PRECISIONS,
    STATES,
    Ints,
    TaskArrays,
)
from workbench.planning.tones import Tones
from workbench.rows.bars import BarLink, BarMark, BarRow


@dataclass(frozen=True, slots=True)
class BarDress:
    """What bars show beside the plan itself: their days in a baseline, the tones they share, the days they
    really took, and the slack they have."""

    baseline: AlignedBaseline | None = None
    tones: Tones | None = None
    actual: AlignedBaseline | None = None
    slack: Slack | None = None


PLAIN = BarDress()


def bar_row(arrays: TaskArrays, node: int, dress: BarDress = PLAIN) -> BarRow:
    """One node as a row of the Gantt; its key is the node."""
    return _bar_rows(arrays, np.array([node]), dress)[0]


def bar_rows(index: RowIndex, first_row: int, last_row: int, dress: BarDress = PLAIN) -> list[BarRow]:
    """The rows from `first_row` to `last_row`, both included, as far as there are any."""
    return _bar_rows(index.arrays, index.rows[max(first_row, 0) : last_row + 1], dress)


def _bar_rows(arrays: TaskArrays, nodes: NDArray[np.int64] | Ints, dress: BarDress) -> list[BarRow]:
    """Nodes as rows: what is wanted of each column is taken at once, which is quicker than cell by cell."""
    baseline, actual, slack, listed = dress.baseline, dress.actual, dress.slack, nodes.tolist()
    columns = (
        listed,
        arrays.depth[nodes].tolist(),
        arrays.rolled_up[nodes].tolist(),
        [arrays.name[node] for node in listed],
        [arrays.units[node] for node in listed],
        [arrays.deadline[node] for node in listed],
        arrays.start[nodes].tolist(),
        arrays.end[nodes].tolist(),
        arrays.start_given[nodes].tolist(),
        [DEADLINE_KINDS[code] for code in arrays.deadline_kind[nodes].tolist()],
        [PRECISIONS[code] for code in arrays.precision[nodes].tolist()],
        arrays.progress[nodes].tolist(),
        [STATES[code] for code in arrays.state[nodes].tolist()],
        [_marks(arrays, node) for node in listed],
        baseline.start[nodes].tolist() if baseline else repeat(NO_DAY),
        baseline.end[nodes].tolist() if baseline else repeat(NO_DAY),
        dress.tones.codes[nodes].tolist() if dress.tones else repeat(-1),
        actual.start[nodes].tolist() if actual else repeat(NO_DAY),
        actual.end[nodes].tolist() if actual else repeat(NO_DAY),
        slack.critical[nodes].tolist() if slack else repeat(False),
        slack.latest[nodes].tolist() if slack else repeat(NO_DAY),
        slack.days[nodes].tolist() if slack else repeat(0),
        slack.free[nodes].tolist() if slack else repeat(0),
    )
    return [BarRow(*facts) for facts in zip(*columns, strict=False)]  # what is repeated has no end


def _marks(arrays: TaskArrays, node: int) -> tuple[BarMark, ...]:
    return tuple(BarMark(one.id, one.day, one.title, one.done) for one in arrays.milestones(node))


def bar_links(index: RowIndex, first_row: int, last_row: int) -> list[BarLink]:
    """The dependencies that touch or cross these rows, both included."""
    arrays = index.arrays
    found = index.links_between(first_row, last_row)
    before, after = arrays.links[found, 0], arrays.links[found, 1]
    columns = (
        arrays.link_kind[found],
        index.rows_at(before),
        arrays.start[before],
        arrays.end[before],
        index.rows_at(after),
        arrays.start[after],
        arrays.end[after],
        found,
        arrays.links[found, 2],
    )
    values = zip(*(column.tolist() for column in columns), strict=True)
    return [BarLink(LINK_KINDS[kind], *rest) for kind, *rest in values]
