"""Links between tasks (前后置关系) in words, for the history, the tool tips and the link's own dialog."""

from __future__ import annotations

from workbench.terms import LinkKind

LINK_WORDS = {
    LinkKind.FINISH_START: "完成—开始",
    LinkKind.START_START: "开始—开始",
    LinkKind.FINISH_FINISH: "完成—完成",
    LinkKind.START_FINISH: "开始—完成",
}


def lag_text(lag: int) -> str:
    """The lag of a link in words, "" for none."""
    return f"，间隔{lag}天" if lag > 0 else f"，提前{-lag}天" if lag < 0 else ""
