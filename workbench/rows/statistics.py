"""Tasks counted two ways at once (交叉统计), as queries answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from workbench.terms import TaskId


class Axis(StrEnum):
    """What the rows or the columns of the statistics stand for."""

    DOCUMENT = "文件"
    CHAPTER = "章节"
    UNIT = "责任单位"
    LEADER = "分管领导"
    STATE = "状态"
    LIGHT = "亮灯"
    YEAR = "到期年份"
    QUARTER = "到期季度"


class Measure(StrEnum):
    """What a cell says of its tasks."""

    COUNT = "项数"
    SHARE_OF_ROW = "占本行比例"
    SHARE_OF_COLUMN = "占本列比例"
    SHARE_OF_ALL = "占总数比例"
    DONE = "完成率"
    PROGRESS = "平均进度"


#: Where a cell stands for a whole row or column (合计).
TOTAL = -1


@dataclass(frozen=True, slots=True)
class CrossCell:
    """The tasks of a cell in the order of the plan, how many of them are done, and their mean progress in
    percent, None where nothing can be said of any."""

    tasks: tuple[TaskId, ...] = ()
    done: int = 0
    progress: float | None = None


@dataclass(frozen=True, slots=True)
class CrossTable:
    """Labels of rows and columns, and the cells that hold tasks by (row, column); TOTAL for 合计."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[int, int], CrossCell]

    def cell(self, row: int, column: int) -> CrossCell:
        """A cell, empty where no task belongs there."""
        return self.cells.get((row, column), CrossCell())

    def figure(self, row: int, column: int, measure: Measure) -> float | None:
        """What a cell says: a count, or percent. None where there is nothing to say."""
        cell = self.cell(row, column)
        if measure is Measure.COUNT:
            return float(len(cell.tasks))
        if not cell.tasks:
            return None
        if measure is Measure.PROGRESS:
            return cell.progress
        if measure is Measure.DONE:
            return 100 * cell.done / len(cell.tasks)
        whole = {
            Measure.SHARE_OF_ROW: self.cell(row, TOTAL),
            Measure.SHARE_OF_COLUMN: self.cell(TOTAL, column),
            Measure.SHARE_OF_ALL: self.cell(TOTAL, TOTAL),
        }[measure]
        return 100 * len(cell.tasks) / len(whole.tasks)
