"""Rules of the room between characters: R87–R93. What a row was spread by is told from its hanzi."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from workbench.checking.judging import MUST, NORM, Faults, RuleBook, at_most, between, brief, holds
from workbench.checking.parts import Paper
from workbench.checking.shapes import HANZI, NO_END, NO_START, given
from workbench.checking.sheets import MM, Char, Row

BOOK: RuleBook[Paper] = RuleBook()
rule = BOOK.rule

_WESTERN = re.compile("[A-Za-z0-9]")


def _em(char: Char) -> float:
    return char.size * MM


def _hanzi_steps(row: Row) -> list[float]:
    """From hanzi to hanzi of one face and size, in ems."""
    return [
        (two.x0 - one.x0) / _em(one)
        for one, two in pairwise(row.chars)
        if HANZI.fullmatch(one.text + two.text) and one.font == two.font and one.size == two.size
    ]


def _spread(row: Row) -> float:
    """By how much each character of a row was moved on, in ems."""
    steps = _hanzi_steps(row)
    return max(0.0, median(steps) - 1) if steps else 0.0


def _full(paper: Paper) -> Iterator[Row]:
    """Rows that fill the line: all of a paragraph but its last."""
    for rows in paper.paragraphs():
        yield from (row for row in rows[:-1] if row.x1 > paper.right - 3.1)


def _ragged(paper: Paper) -> Iterator[Row]:
    """Rows that are not spread: the last of each paragraph."""
    for rows in paper.paragraphs():
        if rows[-1].x1 < paper.right - 3.1:
            yield rows[-1]


@rule("R87", MUST, "间隔号、连接号、叠用叹问号的宽度", "GB/T 15834 5.1")
def widths_of_marks(paper: Paper) -> Faults:
    given(paper.body)
    for row in paper.body:
        spread = _spread(row)
        for one, two in pairwise(row.chars):
            step = (two.x0 - one.x0) / _em(one) - spread
            if one.text in "·‧／":
                yield from at_most(f"“{one.text}”的宽度（半个字）", step, 0.75, row, "字")
            elif one.text == "～":
                yield from between("“～”的宽度（一个字）", step, 0.8, 1.25, row, "字")
            elif one.text in "？！" and two.text in "？！":
                wide = (two.x1 - one.x0) / _em(one) - spread
                yield from at_most(f"叠用的“{one.text}{two.text}”的宽度（一个字）", wide, 1.25, row, "字")


@rule("R88", NORM, "字距均匀", "中文排版需求")
def evenly_spread(paper: Paper) -> Faults:
    """Against the paper's own usual step, for a grid of characters spreads every row."""
    given(not paper.small_type)
    usual = [step for row in paper.body for step in _hanzi_steps(row)]
    given(usual)
    most = max(1.0, median(usual)) + 0.25
    for row in _full(paper):
        steps = _hanzi_steps(row)
        if len(steps) < 2:
            continue
        words = brief(row.text, 8)
        yield from at_most(f"“{words}”一行过松，字距", max(steps), most, row, "字")
        even = max(steps) - min(steps) <= 0.06
        shown = f"{min(steps):.2f}～{max(steps):.2f}字"
        yield from holds(even, f"“{words}”一行字距不均匀：{shown}", row, shown, "均匀")


@rule("R90", NORM, "拉开的西文间距", "中文排版需求")
def spread_words(paper: Paper) -> Faults:
    rows = [row for row in _full(paper) if _WESTERN.search(row.text)]
    given(rows)
    for row in rows:
        spread = _spread(row)
        for one, two in pairwise(row.chars):
            gap = (two.x0 - one.x1) / _em(one) - spread
            if _beside_western(one, two):
                yield from at_most(f"“{one.text}”与“{two.text}”的间距", gap, 0.52, row, "字")


def _beside_western(one: Char, two: Char) -> bool:
    pair = [bool(_WESTERN.match(char.text)) for char in (one, two)]
    return all(pair) or (any(pair) and bool(HANZI.search(one.text + two.text)))


@rule("R93", NORM, "汉字与西文、数字的间距", "中文排版需求")
def beside_western(paper: Paper) -> Faults:
    rows = [row for row in _ragged(paper) if _WESTERN.search(row.text)]
    given(rows)
    for row in rows:
        spread = _spread(row)
        for one, two in pairwise(row.chars):
            gap = (two.x0 - one.x1) / _em(one) - spread
            what = f"“{one.text}”与“{two.text}”的间距"
            if _beside_western(one, two) and HANZI.search(one.text + two.text):
                yield from at_most(what, gap, 0.27, row, "字")
            elif _western_at_mark(one, two):
                yield from at_most(f"{what}（标点旁不空）", gap, 0.2, row, "字")


def _western_at_mark(one: Char, two: Char) -> bool:
    """A Western letter or figure after an opening bracket, or before a closing one or a point."""
    opened = one.text in NO_END and _WESTERN.match(two.text)
    closed = two.text in NO_START and two.text not in "—·～–-/" and _WESTERN.match(one.text)
    return bool(opened or closed)
