"""What is asked for by id, or the sentence that it is not there."""

from __future__ import annotations

from typing import TypeVar

from workbench.errors import RefusedError

T = TypeVar("T")


def found(value: T | None, noun: str, id: int) -> T:
    """`value` where there is one. Raises RefusedError naming the noun and id otherwise."""
    if value is None:
        raise RefusedError(f"没有编号为 {id} 的{noun}。", "它可能已被删除，请刷新列表后再试。")
    return value
