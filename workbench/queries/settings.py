"""Settings of a plan (计划设置), as those who ask before they change need them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.models import PlanSetting
from workbench.models.plan_settings import CHANGE_CONTROL
from workbench.terms import ChangeControl


def change_control(session: Session) -> ChangeControl:
    """Whether changes of what was issued ask for their grounds (变更管控); a new plan asks."""
    value = session.scalar(select(PlanSetting.value).where(PlanSetting.name == CHANGE_CONTROL))
    return ChangeControl(value) if value in tuple(ChangeControl) else ChangeControl.ASK
