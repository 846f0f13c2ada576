"""Operations on progress reports (进展情况)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from workbench.errors import RefusedError
from workbench.models import ProgressReport, Task
from workbench.operations.comments import WHO, now
from workbench.operations.lookup import require
from workbench.operations.registry import label, operation
from workbench.queries.wording import STATES, period_text, short
from workbench.terms import Period, TaskId, TaskState


@operation("填报进展")
def report(
    session: Session,
    task: TaskId,
    period: Period,
    percent: int,
    state: TaskState,
    done: str = "",
    problems: str = "",
    next_steps: str = "",
) -> None:
    """File what was done in a period, replacing an earlier report of the same period.

    The latest period's report also sets where the task itself stands.
    """
    found = require(session, Task, task)
    if not 0 <= percent <= 100:
        raise RefusedError(f"进度不能是 {percent}%。", "请填写 0 到 100 之间的整数。")
    filed = next((one for one in found.reports if _period(one) == period), None)
    if filed is None:
        filed = ProgressReport(year=period.year, granularity=period.granularity, number=period.number)
        found.reports.append(filed)
    filed.percent, filed.state = percent, state
    filed.done, filed.problems, filed.next_steps = done.strip(), problems.strip(), next_steps.strip()
    filed.reporter, filed.at = session.info.get(WHO, ""), now()
    if all(_period(one).last_day <= period.last_day for one in found.reports):
        found.progress, found.state = percent, state
    label(session, f"填报进展：{short(found.title)}（{period_text(period)}）→ {percent}%，{STATES[state]}")


def _period(report: ProgressReport) -> Period:
    return Period(report.year, report.granularity, report.number)
