"""The heads of the formats in Word: red marks, numbers, rules and titles (7.2, 7.3.1, 10.1–10.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml.etree import _Element

from workbench.exchange.word.measures import Measures
from workbench.exchange.word.paragraphs import Stand, line, paragraph
from workbench.exchange.word.sheet import AREA_WIDTH, LEADING, ZI
from workbench.exchange.word.type import BODY, HEAVY, KAI, RED, TITLE, Stretch
from workbench.notation import date_text
from workbench.rows.papers import Format, HeadFacts, PaperFacts

_MM: Final = 72 / 25.4
#: From the top of the type area to the mark.
_MARK_BELOW_TOP: Final = {
    Format.DOCUMENT: 35 * _MM,
    Format.MINUTES: 35 * _MM,
    Format.ORDER: 20 * _MM,
    Format.BULLETIN: 20 * _MM,
}
_RED_RULE: Final = ("bottom", 12, RED)  # eighths of a point
_DOUBLE_RULES: Final = ("bottom", 18, RED)


def head_parts(facts: PaperFacts, measures: Measures) -> Iterator[_Element]:
    """Everything above the text, down to the blank row below the title."""
    head = facts.head
    if head.format is Format.REPORT:
        yield from _report(facts, measures)
        return
    if head.format is Format.LETTER:
        yield from _letter(head, measures)
    else:
        yield from _upper_left(head)
        yield from _marked(head, measures)
    if facts.title:
        yield from blank_rows(2)
        yield from _title(facts, measures)
    yield from blank_rows(1)


def blank_rows(count: int) -> Iterator[_Element]:
    for _ in range(count):
        yield paragraph([], Stand(indent=0))


def title_parts(title: str, measures: Measures, *, turned: bool = False) -> _Element:
    """A title in one paragraph, its rows cut where the press cuts them."""
    rows = "\n".join(measures.title_rows(title, turned=turned))
    return paragraph([Stretch(rows, TITLE)], Stand("公文标题", keep=True))


def _report(facts: PaperFacts, measures: Measures) -> Iterator[_Element]:
    yield from blank_rows(0 if facts.pages else 1)
    yield from _title(facts, measures)
    if facts.head.doc_no:
        yield line(facts.head.doc_no, BODY, Stand("公文发文字号"))
    yield from blank_rows(1)


def _title(facts: PaperFacts, measures: Measures) -> Iterator[_Element]:
    if facts.title:
        yield title_parts(facts.title, measures)
    if facts.subtitle:
        yield line(facts.subtitle, KAI, Stand(align="center", indent=0))


def _upper_left(head: HeadFacts) -> Iterator[_Element]:
    """份号, 密级 and 紧急程度, one a row at the top on the left (7.2.1–7.2.3)."""
    if head.copy_no:
        yield line(head.copy_no, BODY, Stand(indent=0))
    for word in (head.secrecy, head.urgency):
        if word:
            yield line(word, HEAVY, Stand(indent=0))


def _marked(head: HeadFacts, measures: Measures) -> Iterator[_Element]:
    mark = _mark_of(head)
    size = measures.mark_size(mark)
    above = sum(bool(part) for part in (head.copy_no, head.secrecy, head.urgency)) * LEADING
    before = max(0.0, _MARK_BELOW_TOP[head.format] - above)
    stand = Stand("公文发文机关标志", before=before, leading=size * 1.25)
    yield paragraph([Stretch(mark, TITLE, size, RED)], stand)
    if head.format is Format.ORDER:
        yield from blank_rows(2)
        yield line(head.doc_no, BODY, Stand("公文发文字号"))
        return
    if head.format is Format.BULLETIN:
        yield from _bulletin(head)
        return
    yield from blank_rows(2)
    yield from _numbers(head)


def _mark_of(head: HeadFacts) -> str:
    if head.format is Format.BULLETIN:
        return head.name
    if head.format is Format.ORDER:
        return head.name or f"{head.issuer}令"
    if head.format is Format.MINUTES:
        return head.name or f"{head.issuer}纪要"
    return head.issuer if head.issuer.endswith("文件") else f"{head.issuer}文件"


def _numbers(head: HeadFacts) -> Iterator[_Element]:
    """发文字号 over the red rule, beside 签发人 in an upward paper (7.2.5–7.2.7)."""
    if not head.signers:
        yield paragraph([Stretch(head.doc_no)], Stand("公文发文字号", rules=(_RED_RULE,)))
        return
    words = [Stretch(f"{head.doc_no}\t签发人："), Stretch("　".join(head.signers), KAI)]
    stand = Stand("公文发文字号", align="left", left=ZI, indent=0, tab=AREA_WIDTH - ZI, rules=(_RED_RULE,))
    yield paragraph(words, stand)


def _bulletin(head: HeadFacts) -> Iterator[_Element]:
    """期数, then 编印单位 and the day over a red rule."""
    if head.issue:
        yield line(head.issue, BODY, Stand("公文发文字号", before=LEADING / 2))
    date = date_text(head.date) if head.date else ""
    stand = Stand(left=ZI, indent=0, align="left", tab=AREA_WIDTH - ZI, rules=(("bottom", 18, RED),))
    yield line(f"{head.issuer}\t{date}", BODY, stand)


def _letter(head: HeadFacts, measures: Measures) -> Iterator[_Element]:
    """The organ's name over a red double rule, 发文字号 at the right below it (10.1)."""
    size = min(measures.mark_size(head.issuer), 42.0)
    rules = Stand("公文发文机关标志", leading=size * 1.25, rules=(_DOUBLE_RULES,))
    yield paragraph([Stretch(head.issuer, TITLE, size, RED)], rules)
    words = [word for word in (head.copy_no, head.secrecy, head.urgency) if word]
    first = Stretch(words[0] if words else "", BODY if head.copy_no else HEAVY)
    yield paragraph([first, Stretch(f"\t{head.doc_no}")], Stand(indent=0, align="left", tab=AREA_WIDTH))
    for word in words[1:]:
        yield line(word, HEAVY, Stand(indent=0))
