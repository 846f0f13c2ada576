"""Saved views of the task table (视图)."""

from __future__ import annotations

import logging

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.models import PlanSetting
from workbench.planning.plan_views import SavedView, read_view

_PREFIX = "view:"

_log = logging.getLogger(__name__)


def list_views(session: Session) -> tuple[SavedView, ...]:
    """The plan's own views by name; one that cannot be read is passed over."""
    kept = select(PlanSetting.name, PlanSetting.value).where(PlanSetting.name.startswith(_PREFIX))
    views = []
    for name, value in session.execute(kept.order_by(PlanSetting.name)):
        try:
            views.append(read_view(name.removeprefix(_PREFIX), value))
        except (ValueError, TypeError):
            _log.info("a saved view cannot be read: %s", name)
    return tuple(views)


def setting_name(view: str) -> str:
    """The name of the setting that keeps a view."""
    return _PREFIX + view
