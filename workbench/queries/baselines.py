"""Baselines (基线): which there are, the days each holds, and how far the plan has moved since."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.errors import RefusedError
from workbench.models import Baseline
from workbench.models.baselines import BaselineBar, unpack_bars
from workbench.planning.baselines import BaselineDays
from workbench.planning.task_arrays import NodeKind, TaskArrays
from workbench.queries.plan_columns import plan_arrays
from workbench.rows.baselines import BaselineRow, ShiftRow
from workbench.terms import BaselineId, TaskId


def list_baselines(session: Session) -> tuple[BaselineRow, ...]:
    """All baselines, in the order they were taken."""
    rows = session.execute(
        select(Baseline.id, Baseline.name, Baseline.taken_on, Baseline.tasks).order_by(Baseline.id)
    )
    return tuple(BaselineRow(BaselineId(id), name, on, tasks) for id, name, on, tasks in rows)


def baseline_days(session: Session, baseline: BaselineId) -> BaselineDays:
    """The days a baseline holds, for the Gantt. Raises RefusedError where there is no such baseline."""
    found = _require(session, baseline)
    bars = unpack_bars(found.bars)
    return BaselineDays.of(
        found.name, [bar.task for bar in bars], [bar.start for bar in bars], [bar.end for bar in bars]
    )


def compare(session: Session, baseline: BaselineId) -> tuple[ShiftRow, ...]:
    """Every task that has moved, come or gone since a baseline, in the order of the plan; gone ones last.

    Raises RefusedError where there is no such baseline.
    """
    then = {bar.task: bar for bar in unpack_bars(_require(session, baseline).bars)}
    arrays = plan_arrays(session)
    rows = [
        _shift(arrays, node, then.pop(int(arrays.id[node]), None))
        for node, kind in enumerate(arrays.kind.tolist())
        if kind == NodeKind.TASK
    ]
    moved = [row for row in rows if row.added or _differs(row)]
    return (*moved, *(_gone(bar) for bar in then.values()))


def _require(session: Session, baseline: BaselineId) -> Baseline:
    found = session.get(Baseline, baseline)
    if found is None:
        raise RefusedError(f"没有编号为 {baseline} 的基线。", "它可能已被删除，请刷新列表后再试。")
    return found


def _shift(arrays: TaskArrays, node: int, then: BaselineBar | None) -> ShiftRow:
    start, end = int(arrays.start[node]), int(arrays.end[node])
    return ShiftRow(
        task=TaskId(int(arrays.id[node])),
        title=arrays.name[node],
        then_start=_day(then.start) if then else None,
        then_end=_day(then.end) if then else None,
        now_start=_day(start),
        now_end=_day(end),
        shift=end - then.end if then and then.end and end else None,
        added=then is None,
    )


def _gone(then: BaselineBar) -> ShiftRow:
    days = _day(then.start), _day(then.end)
    return ShiftRow(TaskId(then.task), then.title, *days, None, None, None, removed=True)


def _differs(row: ShiftRow) -> bool:
    return (row.then_start, row.then_end) != (row.now_start, row.now_end)


def _day(ordinal: int) -> dt.date | None:
    return dt.date.fromordinal(ordinal) if ordinal else None
