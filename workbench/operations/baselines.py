"""Operations on baselines (基线): the plan's days kept under a name, to compare with later."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.errors import RefusedError
from workbench.models import Baseline
from workbench.models.baselines import BaselineBar, pack_bars
from workbench.operations.lookup import require, require_text
from workbench.operations.registry import label, operation
from workbench.planning.task_arrays import NodeKind
from workbench.queries.plan_columns import plan_arrays
from workbench.queries.wording import short
from workbench.terms import BaselineId

LONGEST_NAME = 80


@operation("保存基线")
def take(session: Session, name: str, on: dt.date | None = None) -> None:
    """Keep the days as the Gantt shows them now. `on` is the day it is dated: today, if not given.

    Refused where another baseline has that name, or the plan has no task.
    """
    name = _checked(session, name)
    arrays = plan_arrays(session)
    columns = (
        arrays.kind.tolist(),
        arrays.id.tolist(),
        arrays.start.tolist(),
        arrays.end.tolist(),
        arrays.name,
    )
    bars = [
        BaselineBar(id, start, end, title)
        for kind, id, start, end, title in zip(*columns, strict=True)
        if kind == NodeKind.TASK
    ]
    if not bars:
        raise RefusedError("计划里还没有任务，无法保存基线。", "请先导入文件或新增任务。")
    session.add(
        Baseline(name=name, taken_on=on or dt.date.today(), tasks=len(bars), bars=pack_bars(bars)),
    )
    label(session, f"保存基线：{short(name)}（{len(bars)}项任务）")


@operation("修改基线名称")
def rename(session: Session, baseline: BaselineId, name: str) -> None:
    found = require(session, Baseline, baseline)
    if name.strip() != found.name:
        name = _checked(session, name)
        label(session, f"修改基线名称：{short(found.name)} → {short(name)}")
        found.name = name


@operation("删除基线")
def remove(session: Session, baseline: BaselineId) -> None:
    found = require(session, Baseline, baseline)
    label(session, f"删除基线：{short(found.name)}")
    session.delete(found)


def _checked(session: Session, name: str) -> str:
    """The name without blanks around it. Raises RefusedError where it is empty, too long or taken."""
    name = require_text(name, "基线名称")
    if len(name) > LONGEST_NAME:
        raise RefusedError(f"基线名称超过{LONGEST_NAME}个字。", "请缩短名称。")
    if session.scalar(select(Baseline.id).where(Baseline.name == name)) is not None:
        raise RefusedError(f"已有名为“{name}”的基线。", "请换一个名称，或先删除原有基线。")
    return name
