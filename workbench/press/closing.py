"""What follows the text: 附件说明, 落款, 附注, 出席 lists: rows of the grid (7.3.4–7.3.6, 10.2, 10.3)."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.notation import date_text
from workbench.press.breaking import EM, Line, Run, break_lines
from workbench.press.faces import Role, TypeCase
from workbench.press.flow import BLANK, FlowRow, Placed, body_line, kept, paragraph_rows
from workbench.press.geometry import STANDARD, UPRIGHT, Grid
from workbench.press.sheet import plain_line, width_of
from workbench.rows.papers import Attendance, ClosingFacts

_SEAL_ROWS = 2  # blank rows that leave a seal its place, its top within one row of the text (7.3.5.1)
_STAMP = 6  # characters a 签名章 takes
_UNNAMED = "附表"


def attachment_name(title: str) -> str:
    """An attachment's name, in 附件说明 as on its own page: no mark after it, no 《》 around it (R34)."""
    name = title.strip().rstrip("。；，、;,.")
    if name.startswith("《") and name.find("》") == len(name) - 1:
        name = name[1:-1]
    return name or _UNNAMED


def attachment_label(number: int, count: int) -> str:
    """附件, or 附件1 where there are several."""
    return "附件" if count == 1 else f"附件{number}"


def list_rows(names: Sequence[str], case: TypeCase, grid: Grid = STANDARD) -> list[FlowRow]:
    """附件说明: one blank row below the text, numbered where there are several, names aligned."""
    if not names:
        return []
    zi = grid.size
    label = Placed(body_line("附件：", case), UPRIGHT.left + 2 * zi)
    numbers = [body_line(f"{number}.", case) for number in range(1, len(names) + 1)] if len(names) > 1 else []
    number_em = 3 * EM + 2 * EM
    name_em = number_em + (max(line.width for line in numbers) + EM // 4 if numbers else 0)
    rows: list[FlowRow] = [BLANK]
    for index, name in enumerate(names):
        first = [label] if index == 0 else []
        if numbers:
            first.append(Placed(numbers[index], UPRIGHT.left + number_em * zi / EM))
        rows += _hung(name, first, name_em, case, grid)
    return rows


def _hung(text: str, first: Sequence[Placed], left_em: int, case: TypeCase, grid: Grid) -> list[FlowRow]:
    """A text whose rows all begin `left_em` in; `first` stands before the first of them."""
    x = UPRIGHT.left + left_em * grid.size / EM
    lines = break_lines([Run(Role.BODY, text)], case, grid.columns * EM - left_em)
    return [FlowRow((*(first if row == 0 else ()), Placed(line, x))) for row, line in enumerate(lines)]


def signature_rows(closing: ClosingFacts, case: TypeCase, grid: Grid = STANDARD) -> list[FlowRow]:
    """署名 and 成文日期, one block, with the place of a seal or of a 签名章 left free where there is one."""
    name, date = body_line(closing.signer, case), body_line(date_text(closing.date), case)
    if closing.post:
        return _signed_in_person(closing, date, case, grid)
    name_x, date_x = (_sealed if closing.seal else _unsealed)(name, date, grid)
    blanks = [BLANK] * (_SEAL_ROWS if closing.seal else 1)
    return [*kept(blanks), FlowRow((Placed(name, name_x),), keep=True), FlowRow((Placed(date, date_x),))]


def _sealed(name: Line, date: Line, grid: Grid) -> tuple[float, float]:
    """The date ends 4字 from the right, the name is centred over it but stays on the type area (7.3.5.1)."""
    name_width, date_width = width_of(name, grid.size), width_of(date, grid.size)
    date_x = UPRIGHT.right - 4 * grid.size - date_width
    name_x = date_x + (date_width - name_width) / 2
    return min(name_x, UPRIGHT.right - name_width), date_x


def _unsealed(name: Line, date: Line, grid: Grid) -> tuple[float, float]:
    """The name ends 2字 from the right, the date begins 2字 into it; a longer date ends there (7.3.5.2)."""
    name_width, date_width = width_of(name, grid.size), width_of(date, grid.size)
    right, step = UPRIGHT.right - 2 * grid.size, 2 * grid.size
    name_x = right - name_width
    if name_x + step + date_width <= right:
        return name_x, name_x + step
    date_x = right - date_width
    return date_x - step, date_x


def _signed_in_person(closing: ClosingFacts, date: Line, case: TypeCase, grid: Grid) -> list[FlowRow]:
    """签名章: its place 4字 from the right, the post 2字 left of it, the date a blank row below (7.3.5.3)."""
    post = body_line(closing.post, case)
    right = UPRIGHT.right - 4 * grid.size
    post_x = right - (_STAMP + 2) * grid.size - width_of(post, grid.size)
    date_x = right - width_of(date, grid.size)
    return [
        *kept([BLANK, BLANK, FlowRow((Placed(post, post_x),)), BLANK]),
        FlowRow((Placed(date, date_x),)),
    ]


def note_rows(note: str, case: TypeCase, grid: Grid = STANDARD) -> list[FlowRow]:
    """附注: on the row below the date, 2字 in, in round brackets (7.3.6)."""
    bare = note.strip().removeprefix("（").removesuffix("）")
    return paragraph_rows([Run(Role.BODY, f"（{bare}）")], case, grid=grid) if bare else []


def attendance_rows(lists: Sequence[Attendance], case: TypeCase, grid: Grid = STANDARD) -> list[FlowRow]:
    """出席、请假、列席: labels in 黑体 2字 in, a blank row above, names aligned after the colon (10.3)."""
    rows: list[FlowRow] = []
    for each in lists:
        label = plain_line(f"{each.label}：", Role.HEAVY, case)
        left = 2 * EM + label.width
        rows += [BLANK] if not rows else []
        rows += _hung(each.names, [Placed(label, UPRIGHT.left + 2 * grid.size)], left, case, grid)
    return rows
