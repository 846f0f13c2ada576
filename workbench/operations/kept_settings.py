"""Settings of a plan (计划设置), written under their names."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.models import PlanSetting


def keep_setting(session: Session, name: str, value: str) -> None:
    """Keep a setting, in place of what was kept under its name."""
    kept = session.scalar(select(PlanSetting).where(PlanSetting.name == name))
    if kept is None:
        kept = PlanSetting(name=name)
        session.add(kept)
    kept.value = value
