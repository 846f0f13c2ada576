"""Operations on reporting periods (报告期): how the plan reports, closing (关账), opening again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.errors import RefusedError
from workbench.models import Blob, Closing
from workbench.operations.comments import WHO, now
from workbench.operations.kept_settings import keep_setting
from workbench.operations.lookup import require_text
from workbench.operations.registry import label, operation
from workbench.planning.periods import ReportingDay, contains, name_of
from workbench.queries.periods import REPORTING, pack_reporting, standing_closing
from workbench.terms import Granularity, Period, PeriodState, Reporting

_EVERY = {
    Granularity.YEAR: "按年",
    Granularity.HALF: "按半年",
    Granularity.QUARTER: "按季",
    Granularity.MONTH: "按月",
}


@operation("设置报送要求")
def set_reporting(session: Session, granularity: Granularity, day: int = 28, months_after: int = 0) -> None:
    """Say how long a period is, and by which day its reports are due: of its last month, or months later."""
    try:
        ReportingDay(day, months_after)
    except ValueError:
        raise RefusedError(f"报送日不能是{day}日。", "请填写 1 到 31 日，推后的月数不能为负。") from None
    keep_setting(session, REPORTING, pack_reporting(Reporting(granularity, day, months_after)))
    when = "当月" if not months_after else "次月" if months_after == 1 else f"{months_after}个月后"
    label(session, f"设置报送要求：{_EVERY[granularity]}报送，期末{when}{day}日前")


@operation("关账")
def close(session: Session, period: Period, note: str = "", on: dt.date | None = None) -> None:
    """Freeze a period: every figure and row of it is kept, signed with name and moment, as of a day (today).

    Its reports and lights do not change any more; papers about it are made from what was kept.
    """
    from workbench.queries.circular import worked_out
    from workbench.queries.frozen_periods import freeze

    today = on or dt.date.today()
    if standing_closing(session, period) is not None:
        raise RefusedError(f"{name_of(period)}已经关账。", "如需修改，请先重新打开。")
    if today < period.first_day:
        raise RefusedError(f"{name_of(period)}还没有开始，不能关账。", "请核对报告期。")
    facts = worked_out(session, period, today)
    signed = replace(facts, overview=replace(facts.overview, state=PeriodState.CLOSED))
    data, digest = freeze(signed)
    if session.scalar(select(Blob.id).where(Blob.sha256 == digest)) is None:
        session.add(Blob(sha256=digest, data=data))
    session.add(
        Closing(
            period=period,
            who=session.info.get(WHO, ""),
            at=now(),
            sha256=digest,
            note=note.strip(),
        )
    )
    label(session, f"关账：{name_of(period)}（校验码{digest[:8]}）")


@operation("重新打开报告期")
def reopen(session: Session, period: Period, reason: str) -> None:
    """Let a closed period change again. Its closing stays, with who opened it and why."""
    reason = require_text(reason, "重新打开的理由")
    closing = standing_closing(session, period)
    if closing is None:
        raise RefusedError(f"{name_of(period)}没有关账，不需要重新打开。", "可以直接修改。")
    kept = session.get_one(Closing, closing.id)
    kept.reopened_by, kept.reopened_at = session.info.get(WHO, ""), now()
    kept.reopened_because = reason
    label(session, f"重新打开：{name_of(period)}（{reason}）")


def require_open(session: Session, period: Period) -> None:
    """Raises RefusedError where this period, or one it lies in, is closed."""
    standing = session.scalars(select(Closing).where(Closing.reopened_at.is_(None)))
    for one in standing:
        closed = one.period
        if contains(closed, period):
            raise RefusedError(f"{name_of(closed)}已经关账，不能再改。", "如确需修改，请先重新打开该期。")
