"""Rows of a plan as the Gantt draws them: a RowIndex goes in, frozen BarRows and BarLinks come out.

Only the rows asked for are made, so the cost depends on the window and not on the plan.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbench.planning.baselines import AlignedBaseline
from workbench.planning.row_index import RowIndex
from workbench.planning.slack import Slack
from workbench.planning.task_arrays import (
    DEADLINE_KINDS,
    LINK_KINDS,
    NO_DAY,
    PRECISIONS,
    STATES,
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
    baseline, tones, actual, slack = dress.baseline, dress.tones, dress.actual, dress.slack
    milestones = arrays.milestones(node)
    return BarRow(
        key=node,
        depth=int(arrays.depth[node]),
        summary=bool(arrays.rolled_up[node]),
        title=arrays.name[node],
        units=arrays.units[node],
        deadline=arrays.deadline[node],
        start=int(arrays.start[node]),
        end=int(arrays.end[node]),
        start_given=bool(arrays.start_given[node]),
        deadline_kind=DEADLINE_KINDS[arrays.deadline_kind[node]],
        precision=PRECISIONS[arrays.precision[node]],
        progress=int(arrays.progress[node]),
        state=STATES[arrays.state[node]],
        marks=tuple(BarMark(one.id, one.day, one.title, one.done) for one in milestones),
        then_start=int(baseline.start[node]) if baseline else NO_DAY,
        then_end=int(baseline.end[node]) if baseline else NO_DAY,
        tone=int(tones.codes[node]) if tones else -1,
        did_start=int(actual.start[node]) if actual else NO_DAY,
        did_end=int(actual.end[node]) if actual else NO_DAY,
        critical=bool(slack.critical[node]) if slack else False,
        latest=int(slack.latest[node]) if slack else NO_DAY,
        slack=int(slack.days[node]) if slack else 0,
    )


def bar_rows(index: RowIndex, first_row: int, last_row: int, dress: BarDress = PLAIN) -> list[BarRow]:
    """The rows from `first_row` to `last_row`, both included, as far as there are any."""
    nodes = index.rows[max(first_row, 0) : last_row + 1].tolist()
    return [bar_row(index.arrays, node, dress) for node in nodes]


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
