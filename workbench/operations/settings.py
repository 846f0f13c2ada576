"""Operations on the settings of a plan (计划设置)."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.models import PlanSetting
from workbench.models.plan_settings import CHANGE_CONTROL
from workbench.operations.registry import label, operation
from workbench.queries.wording import CONTROLS
from workbench.terms import ChangeControl


@operation("设置变更管控")
def set_change_control(session: Session, control: ChangeControl) -> None:
    """Say whether changing a deadline, a lead or a target asks for its grounds, whoever opens the plan."""
    kept = session.scalar(select(PlanSetting).where(PlanSetting.name == CHANGE_CONTROL))
    if kept is None:
        kept = PlanSetting(name=CHANGE_CONTROL)
        session.add(kept)
    kept.value = control.value
    label(session, f"设置变更管控：{CONTROLS[control]}")
