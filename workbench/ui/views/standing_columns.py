"""The columns of a list of tasks in a period: light, task, unit, deadline, due, reached, state."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt

from workbench.queries.wording import STATES, deadline_text
from workbench.rows.standing import StandingRow
from workbench.ui.itemmodels.light_delegate import LIGHT_ROLE
from workbench.ui.itemmodels.rows import RIGHT, Column


def percent_text(value: float | None) -> str:
    return "" if value is None else f"{value:.0f}%"


def _light(row: StandingRow, role: int) -> object:
    if role == LIGHT_ROLE:
        return row.colour
    return row.light if role == Qt.ItemDataRole.ToolTipRole else None


def _last_day(row: StandingRow) -> str:
    return str(row.deadline.date or "9")


LIGHT_COLUMN: Final = 0
STANDING_COLUMNS: tuple[Column[StandingRow], ...] = (
    Column("亮灯", lambda row: row.colour.value, 76, look=_light),
    Column("任务", lambda row: row.title, 0),
    Column("责任单位", lambda row: row.unit_name, 110),
    Column("完成时限", lambda row: deadline_text(row.deadline), 116, order=_last_day),
    Column("应完成", lambda row: percent_text(row.due), 60, RIGHT, order=lambda row: row.due or -1),
    Column("实际", lambda row: percent_text(row.percent), 52, RIGHT, order=lambda row: row.percent or -1),
    Column("状态", lambda row: STATES[row.state], 68),
)
