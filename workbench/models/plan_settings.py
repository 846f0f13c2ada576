"""Settings of a plan (计划设置), which go with its file: who opens it works by them."""

from __future__ import annotations

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from workbench.models.base import Base

#: Under this name the plan keeps its `terms.ChangeControl`; absent, it asks.
CHANGE_CONTROL = "change_control"


class PlanSetting(Base):
    """One setting by its name; absent, its reader's default holds."""

    __tablename__ = "plan_settings"

    name: Mapped[str] = mapped_column(String(80), unique=True)
    value: Mapped[str] = mapped_column(Text)
