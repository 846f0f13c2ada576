"""Ids in, live objects out, or a refusal that says what is missing."""

from __future__ import annotations

from typing import Final, TypeVar

from sqlalchemy.orm import Session

from workbench.errors import RefusedError
from workbench.models import (
    Alignment,
    Base,
    Baseline,
    Comment,
    Commitment,
    Dependency,
    Document,
    EvaluationMark,
    Evidence,
    HandLight,
    Indicator,
    LightRules,
    Milestone,
    ProgressReport,
    Result,
    Section,
    SupervisionItem,
    Task,
    Unit,
)

Model = TypeVar("Model", bound=Base)

_NOUNS: Final[dict[type[Base], str]] = {
    Alignment: "承接关系",
    Baseline: "基线",
    Comment: "批注",
    Commitment: "目标表述",
    Dependency: "前后置关系",
    Document: "文件",
    EvaluationMark: "考核登记",
    Evidence: "佐证材料",
    HandLight: "人工亮灯",
    Indicator: "指标",
    LightRules: "亮灯规则",
    Milestone: "节点",
    ProgressReport: "进展报告",
    Result: "成果",
    Section: "章节",
    SupervisionItem: "督办件",
    Task: "任务",
    Unit: "单位",
}


def require(session: Session, model: type[Model], id: int) -> Model:
    """The object with this id. Raises RefusedError where there is none (any more)."""
    found = session.get(model, id)
    if found is None:
        raise RefusedError(f"没有编号为 {id} 的{_NOUNS[model]}。", "它可能已被删除，请刷新列表后再试。")
    return found


def require_text(text: str, what: str) -> str:
    """The text without blanks around it. Raises RefusedError where nothing is left."""
    stripped = text.strip()
    if not stripped:
        raise RefusedError(f"{what}不能为空。", f"请填写{what}。")
    return stripped
