"""Paper: a printed document, as every report of the press hands it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.press.faces import Loan, TypeCase
    from workbench.press.sheet import Page


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished PDF, its number of pages, and Chinese sentences on what the planner should look at."""

    pdf: bytes
    pages: int
    warnings: tuple[str, ...] = ()


def face_warnings(case: TypeCase, pages: Sequence[Page] = ()) -> tuple[str, ...]:
    """What the planner should know of the faces used; a missing character is told with its place."""
    found = []
    if case.replaced:
        names = "、".join(case.replaced)
        found.append(f"本机没有安装公文标准字体（{names}），已改用随程序附带的字体。")
    lent, lost = [], []
    for loan in case.loans:
        name = f"{loan.char}（U+{ord(loan.char):04X}）"
        if loan.lender is None:
            lost.append(f"{name}，{_place(loan, pages)}“{loan.context}”处")
        else:
            lent.append(f"{name}{loan.role}字体没有，改用{loan.lender}")
    if lent:
        found.append(f"个别字改用了其他字体的字形：{'；'.join(dict.fromkeys(lent))}。")
    if lost:
        told = "；".join(dict.fromkeys(lost))
        found.append(f"以下字符没有可用的字形，已印作“〓”，请核对或手工补写：{told}。")
    return tuple(found)


def _place(loan: Loan, pages: Sequence[Page]) -> str:
    """第3页: the first page that shows a character; nothing where that is not known."""
    for number, page in enumerate(pages, 1):
        if any(loan.char in run.text for text in page.texts for run in text.line.runs):
            return f"第{number}页"
    return ""
