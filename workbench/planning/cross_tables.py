"""Tasks counted by two of their properties at once (交叉统计): facts in, a table with totals out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.rows.statistics import TOTAL, CrossCell, CrossTable
from workbench.terms import TaskId

if TYPE_CHECKING:
    from pandas import DataFrame, Series

_SUMS = {"task": ("task", list), "done": ("done", "sum"), "progress": ("progress", "mean")}


@dataclass(frozen=True, slots=True)
class Labels:
    """A property of the tasks in words, one a task, and the order in which the different words stand."""

    of_tasks: Sequence[str]
    order: Sequence[str]


def cross_table(
    tasks: Sequence[int], done: Sequence[bool], progress: Sequence[float], down: Labels, across: Labels
) -> CrossTable:
    """Rows are the words of `down` that occur, columns those of `across`. A progress that is not known is NaN
    and left out of the means."""
    from pandas import Categorical, DataFrame

    frame = DataFrame(
        {
            "task": list(tasks),
            "done": list(done),
            "progress": list(progress),
            "row": Categorical(list(down.of_tasks), categories=list(down.order), ordered=True),
            "column": Categorical(list(across.of_tasks), categories=list(across.order), ordered=True),
        }
    )
    rows, columns = _occurring(frame["row"]), _occurring(frame["column"])
    cells: dict[tuple[int, int], CrossCell] = {}
    for by in (["row", "column"], ["row"], ["column"], []):
        for place, cell in _summed(frame, by).items():
            cells[rows.get(place[0], TOTAL), columns.get(place[1], TOTAL)] = cell
    return CrossTable(tuple(rows), tuple(columns), cells)


def _occurring(labels: Series[Any]) -> dict[str, int]:
    """The words that occur, in their order, each with its place."""
    return {
        str(label): place for place, label in enumerate(labels.cat.remove_unused_categories().cat.categories)
    }


def _summed(frame: DataFrame, by: list[str]) -> Mapping[tuple[str, str], CrossCell]:
    """The cells by the words of row and column, "" for all of them."""
    if frame.empty:
        return {}
    keyed = frame.assign(**{name: "" for name in ("row", "column") if name not in by})
    summed = keyed.groupby(["row", "column"], observed=True, sort=False).agg(**_SUMS)
    return {
        (str(row), str(column)): CrossCell(
            tuple(map(TaskId, tasks)), int(done), None if progress != progress else float(progress)
        )
        for (row, column), tasks, done, progress in zip(
            summed.index, summed["task"], summed["done"], summed["progress"], strict=True
        )
    }
