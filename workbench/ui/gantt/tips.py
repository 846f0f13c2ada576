"""The tool tip of a bar: what its cell tells, and what is drawn beside it."""

from __future__ import annotations

from workbench.drawing.gantt_tracking import slack_words
from workbench.rows.bars import BarRow
from workbench.ui.itemmodels.task_grid import day_text


def bar_tip(cell: str, row: BarRow) -> str:
    """The words of the cell, then a line each for the baseline, the real days and the slack, where shown."""
    lines = [cell]
    if row.then_start or row.then_end:
        lines.append(f"基线：{_days(row.then_start, row.then_end)}")
    if row.did_start or row.did_end:
        lines.append(f"实际：{_days(row.did_start, row.did_end)}{'' if row.did_end else '，仍在推进'}")
    lines.extend(_slack(row))
    return "\n".join(line for line in lines if line)


def _slack(row: BarRow) -> list[str]:
    """How far a task can slip: to the harm of nobody, and of no task behind it (总时差、自由时差)."""
    if row.critical:
        return [slack_words(row)]
    if not row.latest:
        return []
    return [
        f"总时差{row.slack}天：最晚{day_text(row.latest)}完成，不影响计划的结束时间",
        f"自由时差{row.free_slack}天：在此之内不影响后续任务",
    ]


def _days(start: int, end: int) -> str:
    if start and end:
        return f"{day_text(start)} 至 {day_text(end)}"
    return f"{day_text(start)} 起" if start else f"{day_text(end)} 止"
