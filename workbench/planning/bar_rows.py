"""Rows of a plan as the Gantt draws them: a RowIndex goes in, frozen BarRows and BarLinks come out.

Only the rows asked for are made, so the cost depends on the window and not on the plan.
"""

from __future__ import annotations

from workbench.planning.row_index import RowIndex
from workbench.planning.task_arrays import DEADLINE_KINDS, LINK_KINDS, PRECISIONS, STATES, TaskArrays
from workbench.rows import BarLink, BarRow


def bar_row(arrays: TaskArrays, node: int) -> BarRow:
    """One node as a row of the Gantt; its key is the node."""
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
    )


def bar_rows(index: RowIndex, first_row: int, last_row: int) -> list[BarRow]:
    """The rows from `first_row` to `last_row`, both included, as far as there are any."""
    return [bar_row(index.arrays, int(node)) for node in index.rows[max(first_row, 0) : last_row + 1]]


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
    )
    values = zip(*(column.tolist() for column in columns), strict=True)
    return [BarLink(LINK_KINDS[kind], *days_and_rows) for kind, *days_and_rows in values]
