"""Paper: a printed document, as every report of the press hands it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.press.faces import TypeCase


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished PDF, its number of pages, and Chinese sentences on what the planner should look at."""

    pdf: bytes
    pages: int
    warnings: tuple[str, ...] = ()


def face_warnings(case: TypeCase) -> tuple[str, ...]:
    """What the planner should know of the faces used."""
    found = []
    if case.replaced:
        names = "、".join(case.replaced)
        found.append(f"本机没有安装公文标准字体（{names}），已改用随程序附带的字体。")
    if case.missing:
        chars = "、".join(f"{char}（U+{ord(char):04X}）" for char in case.missing)
        found.append(f"以下字符没有可用的字形，已印作“〓”，请核对或手工补写：{chars}。")
    return tuple(found)
