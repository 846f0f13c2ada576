"""Columns of a list of tasks, shared by the views that show one flat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.ui import wording
from workbench.ui.itemmodels.rows import RIGHT, Column

if TYPE_CHECKING:
    from workbench.rows.tasks import TaskRow

TASK_COLUMNS: tuple[Column[TaskRow], ...] = (
    Column("序号", lambda row: row.no, 64),
    Column("任务", lambda row: row.title, 0),
    Column("责任单位", lambda row: wording.units(row.units), 150),
    Column(
        "完成时限",
        lambda row: wording.deadline(row.deadline),
        90,
        order=lambda row: str(row.deadline.date or "9"),
    ),
    Column("进度", lambda row: f"{row.progress}%", 52, RIGHT, order=lambda row: row.progress),
)
