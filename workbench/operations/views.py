"""Operations on saved views of the task table (视图). They go with the plan, as its settings do."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.errors import RefusedError
from workbench.models import PlanSetting
from workbench.operations.lookup import require_text
from workbench.operations.registry import label, operation
from workbench.planning.plan_views import BUILT_IN, read_view
from workbench.queries.views import setting_name

_LONGEST_NAME = 40


@operation("保存视图")
def save(session: Session, name: str, view: str) -> None:
    """Keep a view under a name, in place of an earlier one of that name; `view` is its text (JSON)."""
    name = _usable(name)
    try:
        read_view(name, view)
    except (ValueError, TypeError) as error:
        raise RefusedError(f"视图“{name}”的内容无法识别。", "请在任务表中重新设置后保存。") from error
    kept = _find(session, name)
    if kept is None:
        session.add(PlanSetting(name=setting_name(name), value=view))
    else:
        kept.value = view
    label(session, f"保存视图：{name}")


@operation("重命名视图")
def rename(session: Session, name: str, new: str) -> None:
    kept, new = _require(session, name), _usable(new)
    if new != name and _find(session, new) is not None:
        raise RefusedError(f"已有名为“{new}”的视图。", "请换一个名称。")
    kept.name = setting_name(new)
    label(session, f"重命名视图：{name} → {new}")


@operation("删除视图")
def remove(session: Session, name: str) -> None:
    session.delete(_require(session, name))
    label(session, f"删除视图：{name}")


def _usable(name: str) -> str:
    name = require_text(name, "视图名称")
    if len(name) > _LONGEST_NAME:
        raise RefusedError("视图名称太长。", f"请不超过 {_LONGEST_NAME} 个字。")
    if name in {view.name for view in BUILT_IN}:
        raise RefusedError(f"“{name}”是内置视图的名称。", "请换一个名称。")
    return name


def _find(session: Session, name: str) -> PlanSetting | None:
    return session.scalars(select(PlanSetting).where(PlanSetting.name == setting_name(name))).one_or_none()


def _require(session: Session, name: str) -> PlanSetting:
    kept = _find(session, name)
    if kept is None:
        raise RefusedError(f"没有名为“{name}”的视图。", "它可能已被删除。")
    return kept
