"""What follows the text in Word: 附件说明, 落款, 附注, 出席 and 版记 (7.3.4–7.3.6, 7.4, 10.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml.etree import _Element

from workbench.exchange.word.heads import blank_rows
from workbench.exchange.word.paragraphs import Stand, line, paragraph
from workbench.exchange.word.sheet import ZI
from workbench.exchange.word.type import BODY, BODY_SIZE, HEAVY, Stretch
from workbench.exchange.word.words import width
from workbench.notation import date_text
from workbench.rows.papers import Attendance, ClosingFacts

_SEAL_ROWS = 2  # blank rows that leave a seal its place (7.3.5.1)


def attachment_list(names: Sequence[str]) -> Iterator[_Element]:
    """附件说明: a blank row, then 附件： two characters in, numbered where there are several (7.3.4)."""
    if not names:
        return
    yield from blank_rows(1)
    several = len(names) > 1
    for number, name in enumerate(names, 1):
        label = "附件：" if number == 1 else "　　　"
        lead = f"{label}{number}." if several else label
        hanging = width(lead) * BODY_SIZE
        yield line(f"{lead}{name}", BODY, Stand(left=2 * ZI + hanging, hanging=hanging, align="left"))


def signature(closing: ClosingFacts) -> Iterator[_Element]:
    """署名 and 成文日期 by their distance from the right edge (7.3.5)."""
    date = date_text(closing.date)
    rows = [paragraph([], Stand(indent=0, keep=True)) for _ in range(_SEAL_ROWS if closing.seal else 1)]
    yield from rows
    if closing.post:
        yield line(f"{closing.post}{'　' * 8}", BODY, Stand("公文落款", right=4 * ZI, keep=True))
        yield from blank_rows(1)
        yield line(date, BODY, Stand("公文落款", right=4 * ZI))
        return
    name_right, date_right = (_sealed if closing.seal else _unsealed)(width(closing.signer), width(date))
    yield line(closing.signer, BODY, Stand("公文落款", right=name_right * ZI, keep=True))
    yield line(date, BODY, Stand("公文落款", right=date_right * ZI))


def _sealed(name: float, date: float) -> tuple[float, float]:
    """The date ends 4字 from the right, the name is centred over it but stays on the type area (7.3.5.1)."""
    return max(0.0, 4 + (date - name) / 2), 4.0


def _unsealed(name: float, date: float) -> tuple[float, float]:
    """The name ends 2字 from the right, the date begins 2字 into it; a longer date ends there (7.3.5.2)."""
    right = 2 + name - 2 - date
    return (2.0, right) if right >= 2 else (2 + max(0.0, date + 2 - name), 2.0)


def note_part(note: str) -> Iterator[_Element]:
    """附注 in round brackets (7.3.6)."""
    bare = note.strip().removeprefix("（").removesuffix("）")
    if bare:
        yield line(f"（{bare}）", BODY)


def attendance_parts(lists: Sequence[Attendance]) -> Iterator[_Element]:
    """出席、请假、列席: labels in 黑体, the names aligned after the colon (10.3)."""
    if lists:
        yield from blank_rows(1)
    for each in lists:
        hanging = width(f"{each.label}：") * BODY_SIZE
        words = [Stretch(f"{each.label}：", HEAVY), Stretch(each.names)]
        yield paragraph(words, Stand(left=2 * ZI + hanging, hanging=hanging))
