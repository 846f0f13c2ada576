"""What follows the text: 附件说明, 落款 and 附注, as rows of the grid (7.3.4–7.3.6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from workbench.press.breaking import EM, Line, Run, break_lines
from workbench.press.faces import Role, TypeCase
from workbench.press.flow import BLANK, MEASURE, FlowRow, Placed, body_line, kept, paragraph_rows
from workbench.press.geometry import BODY_SIZE, UPRIGHT, ZI
from workbench.press.sheet import width_of
from workbench.rows.papers import NoticeFacts, TableFacts

_SEAL_ROWS = 2  # blank rows that leave a seal its place, its top within one row of the text (7.3.5.1)
_UNNAMED = "附表"


def attachment_name(table: TableFacts) -> str:
    """An attachment's name, in 附件说明 as on its own page: no mark after it, no 《》 around it (R34)."""
    name = table.title.strip().rstrip("。；，、;,.")
    if name.startswith("《") and name.find("》") == len(name) - 1:
        name = name[1:-1]
    return name or _UNNAMED


def attachment_label(number: int, count: int) -> str:
    """附件, or 附件1 where there are several."""
    return "附件" if count == 1 else f"附件{number}"


def list_rows(names: Sequence[str], case: TypeCase) -> list[FlowRow]:
    """附件说明: one blank row below the text, numbered where there are several, names aligned."""
    if not names:
        return []
    start = UPRIGHT.left + 2 * ZI
    label = Placed(body_line("附件：", case), start)
    numbers = [body_line(f"{number}.", case) for number in range(1, len(names) + 1)] if len(names) > 1 else []
    number_em = 3 * EM + 2 * EM
    name_em = number_em + (max(line.width for line in numbers) + EM // 4 if numbers else 0)
    rows: list[FlowRow] = [BLANK]
    for index, name in enumerate(names):
        first = [label] if index == 0 else []
        if numbers:
            first.append(Placed(numbers[index], UPRIGHT.left + number_em * ZI / EM))
        rows += _named(name, first, name_em, case)
    return rows


def _named(name: str, first: Sequence[Placed], name_em: int, case: TypeCase) -> list[FlowRow]:
    x = UPRIGHT.left + name_em * ZI / EM
    lines = break_lines([Run(Role.BODY, name)], case, MEASURE - name_em)
    return [FlowRow((*(first if row == 0 else ()), Placed(line, x))) for row, line in enumerate(lines)]


def signature_rows(facts: NoticeFacts, case: TypeCase) -> list[FlowRow]:
    """署名 and 成文日期, one block, with the place of a seal left free where there is one."""
    name, date = body_line(facts.signer or facts.issuer, case), body_line(date_text(facts.date), case)
    name_x, date_x = (_sealed if facts.seal else _unsealed)(name, date)
    blanks = [BLANK] * (_SEAL_ROWS if facts.seal else 1)
    return [*kept(blanks), FlowRow((Placed(name, name_x),), keep=True), FlowRow((Placed(date, date_x),))]


def date_text(date: dt.date) -> str:
    """A date in Arabic figures without padding (7.3.5.4)."""
    return f"{date.year}年{date.month}月{date.day}日"


def _sealed(name: Line, date: Line) -> tuple[float, float]:
    """The date ends 4字 from the right, the name is centred over it but stays on the type area (7.3.5.1)."""
    name_width, date_width = width_of(name, BODY_SIZE), width_of(date, BODY_SIZE)
    date_x = UPRIGHT.right - 4 * ZI - date_width
    name_x = date_x + (date_width - name_width) / 2
    return min(name_x, UPRIGHT.right - name_width), date_x


def _unsealed(name: Line, date: Line) -> tuple[float, float]:
    """The name ends 2字 from the right, the date begins 2字 into it; a longer date ends there (7.3.5.2)."""
    name_width, date_width = width_of(name, BODY_SIZE), width_of(date, BODY_SIZE)
    right = UPRIGHT.right - 2 * ZI
    name_x = right - name_width
    if name_x + 2 * ZI + date_width <= right:
        return name_x, name_x + 2 * ZI
    date_x = right - date_width
    return date_x - 2 * ZI, date_x


def note_rows(note: str, case: TypeCase) -> list[FlowRow]:
    """附注: on the row below the date, 2字 in, in round brackets (7.3.6)."""
    bare = note.strip().removeprefix("（").removesuffix("）")
    return paragraph_rows([Run(Role.BODY, f"（{bare}）")], case) if bare else []
