"""Paper: a printed document, as every report of the press hands it out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.press.faces import Loan, TypeCase
    from workbench.press.sheet import Page


_TOLD = 4  # characters named before the rest are counted


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished PDF, its number of pages, and Chinese sentences: `warnings` on what the planner should look
    at, `notes` on what is good to know (a face that lent another some characters)."""

    pdf: bytes
    pages: int
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def face_warnings(case: TypeCase, pages: Sequence[Page] = ()) -> tuple[str, ...]:
    """What the planner should know of the faces used; a missing character is told with its place."""
    found = []
    if case.replaced:
        names = "、".join(case.replaced)
        found.append(f"本机没有安装公文标准字体（{names}），已改用随程序附带的字体。")
    lost = [
        f"{_named(loan.char)}，{_place(loan, pages)}“{loan.context}”处"
        for loan in case.loans
        if loan.lender is None
    ]
    if lost:
        told = "；".join(dict.fromkeys(lost))
        found.append(f"以下字符没有可用的字形，已印作“〓”，请核对或手工补写：{told}。")
    return tuple(found)


def face_notes(case: TypeCase) -> tuple[str, ...]:
    """Which characters another face lent."""
    return tuple(_lent(case.loans))


def _lent(loans: Sequence[Loan]) -> Iterator[str]:
    """Which characters one face lacks and another lends: all of a few, the first of many."""
    pairs = dict.fromkeys((loan.role, loan.lender) for loan in loans if loan.lender is not None)
    for role, lender in pairs:
        chars = [loan.char for loan in loans if (loan.role, loan.lender) == (role, lender)]
        names = "、".join(map(_named, chars[:_TOLD])) + (f"等{len(chars)}个字" if len(chars) > _TOLD else "")
        yield f"{role}字体没有{names}，已改用{lender}的字形。"


def _named(char: str) -> str:
    return f"{char}（U+{ord(char):04X}）"


def _place(loan: Loan, pages: Sequence[Page]) -> str:
    """第3页: the first page that shows a character; nothing where that is not known."""
    for number, page in enumerate(pages, 1):
        if any(loan.char in run.text for text in page.texts for run in text.line.runs):
            return f"第{number}页"
    return ""
