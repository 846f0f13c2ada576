"""Rules of joint papers and of seals: R37, R39."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.checking.judging import MUST, Faults, RuleBook, at_least, at_most, brief, holds, quoted
from workbench.checking.parts import Paper
from workbench.checking.shapes import given
from workbench.checking.sheets import Area, Row

BOOK: RuleBook[Paper] = RuleBook()
rule = BOOK.rule

#: A seal's width in millimetres, and by how much an image of one may be out of square.
_SEAL, _OUT_OF_SQUARE = (30, 62), 8
#: 印章顶端上距正文一行之内 (7.3.5.1), in millimetres, and what an image's edge may be off its ink.
_ONE_ROW, _OFF = 10.45, 1.5


@rule("R37", MUST, "联合行文的署名", "GB/T 9704 7.3.5.1", "文件")
def joint_signatures(paper: Paper) -> Faults:
    """The organs sign in the order in which the head names them; names that differ there are left alone."""
    names = _joint_names(paper)
    given(len(names) > 1)
    rows = _above_date(paper)
    text = "".join(row.text for row in rows)
    signed = [name for name in names if name in text]
    given(len(signed) > 1)
    order = sorted(signed, key=text.find)
    wrong = f"联合行文署名的顺序（{quoted(order)}）与版头（{quoted(signed)}）不一致"
    yield from holds(order == signed, wrong, rows[-1])
    for row in rows:
        yield from at_most(f"署名“{brief(row.text)}”右边缘距页左边", row.x1, 184.5, row)


def _joint_names(paper: Paper) -> list[str]:
    return [text for row in paper.red_rows if (text := row.text.removesuffix("文件"))]


def _above_date(paper: Paper) -> list[Row]:
    """Rows above the date on its page that are not running text."""
    date = paper.signature[1]
    rows = [row for row in paper.main if row.page == date.page and row.base <= date.base]
    return [row for row in rows if row.x0 > paper.left + 12][-8:]


@rule("R39", MUST, "印章的位置", "GB/T 9704 7.3.5.1")
def seal_place(paper: Paper) -> Faults:
    """Of a seal that is an image on the date; ink cannot be told apart in one."""
    name, date = paper.signature
    seals = list(_seals(paper, date))
    given(seals)
    place = paper.main.index(name)
    for left, top, right, bottom in seals:
        spot = _SealOn(date.page, (left, top, right, bottom))
        if place and paper.main[place - 1].page == date.page:
            gap = top - paper.main[place - 1].bottom
            yield from at_most("印章顶端与上方文字的距离（一行之内）", gap, _ONE_ROW + _OFF, spot)
        middle = (name.top + date.bottom) / 2 - (top + bottom) / 2
        yield from at_least("署名和成文日期的中线比印章中心低（居中心偏下）", middle, -_OFF, spot)


class _SealOn:
    """The place of a seal."""

    def __init__(self, page: int, area: Area) -> None:
        self.page, self.area = page, area


def _seals(paper: Paper, date: Row) -> Iterator[Area]:
    for area in paper.sheets[date.page - 1].images:
        width, height = area[2] - area[0], area[3] - area[1]
        round_ = _SEAL[0] <= width <= _SEAL[1] and abs(width - height) <= _OUT_OF_SQUARE
        if round_ and area[1] < date.base < area[3] and area[0] < date.middle < area[2]:
            yield area
