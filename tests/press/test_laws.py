"""Laws of the press, for every text and every table."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import pairwise

import pdfplumber
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.press.breaking import EM, Line, Run, break_lines
from workbench.press.characters import HALVES, clean, rigid_gaps
from workbench.press.columns import SIZES, TablePlan, plan_table
from workbench.press.compose import squared
from workbench.press.faces import Role, TypeCase
from workbench.press.geometry import ASCENT, UPRIGHT, mm
from workbench.press.heads.parts import title_measure
from workbench.press.printing import print_paper
from workbench.press.sheet import Page, Text
from workbench.press.tables import set_table
from workbench.press.titles import shape_title
from workbench.rows.papers import CellSpan, PaperFacts, Paragraph, TableFacts

CASE = TypeCase()

#: 避头 and 避尾 as the rules list them (R79, R81), apart from the sets of the press itself.
NOT_FIRST = set("。．，、：；！？”’」』）〕】》〉］｝〗·‧–～／—…％‰℃°′″/%)]}>,.;:!?")
NOT_LAST = set("“‘「『（〔【《〈［｛〖／/([{<")
#: What must stay whole: a Western word, and a number with its unit (R84).
TOKEN = re.compile(
    "第?[0-9]+(?:[.,][0-9]+)*(?:[%％‰℃]|万亿元|亿元|个百分点|平方公里|公里|小时|[万亿]?[个项家件年月日元吨])|[0-9A-Za-zÀ-ɏͰ-ϿЀ-ӿ]+"
)
NARROWEST = 2  # characters: below that not even a hanzi and its mark go onto a row

#: Everything a planner may type: hanzi (rare ones too), Latin, digits, marks of both scripts, in any order.
CHARS = st.one_of(
    st.sampled_from("数字经济发展规划建设创新平台省市县的和国家试验区工作方案"),
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
    st.sampled_from("𠮷𡈽㐀䶮𬭳〓"),
    st.sampled_from("abcXYZéñλДж0123456789"),
    st.sampled_from("".join(sorted(NOT_FIRST | NOT_LAST)) + "-+*='\"　¥$"),
)
FIGURES = st.sampled_from(
    ["12.5%", "2026年", "8.5万个", "1,200项", "IPv6+", "5G", "3个百分点", "20～30件", "第3季度", "2.6万亿元"]
)
ANYTHING = st.one_of(CHARS, FIGURES, st.sampled_from(["——", "……", " ", "  ", "2025年12月底前"]))
TEXTS = st.lists(ANYTHING, min_size=1, max_size=160).map("".join)
#: Sentences as they are written: marks stand after words, brackets are closed, dashes are whole.
WORDS = st.lists(
    st.sampled_from("数字经济发展规划建设创新平台国家试验区工作方案任务"), min_size=2, max_size=9
).map("".join)
PHRASES = st.one_of(
    WORDS,
    FIGURES,
    WORDS.map(lambda text: f"（{text}）"),
    WORDS.map(lambda text: f"“{text}”"),
    WORDS.map(lambda text: f"《{text}》"),
    st.tuples(WORDS, WORDS).map("——".join),
    WORDS.map(lambda text: text + "……"),
)
MARKS = st.sampled_from(["，", "、", "；", "：", "。", "", ""])
SENTENCES = st.lists(st.tuples(PHRASES, MARKS).map("".join), min_size=1, max_size=40).map("".join)
MEASURES = st.integers(NARROWEST, 44)
INDENTS = st.sampled_from([0, 0, 2])


def bare_line(text: str) -> str:
    """A title as a paper has it: one line of some length, without blanks at its ends."""
    return " ".join(text[:110].split())


def set_rows(text: str, ems: int, indent: int = 0) -> tuple[Line, ...]:
    return break_lines([Run(Role.BODY, text)], CASE, (ems + indent) * EM, indent=indent * EM)


def set_width(line: Line) -> float:
    """Its width in thousandths of the em, with what its gaps are stretched by."""
    inked = "".join(run.text for run in line.runs)
    return line.width + max(len(inked) - 1 - len(rigid_gaps(inked)), 0) * line.spread


@given(st.one_of(TEXTS, SENTENCES), MEASURES, INDENTS)
def test_any_text_in_any_width_is_set_whole_within_its_width(text: str, ems: int, indent: int) -> None:
    lines = set_rows(text, ems, indent)
    assert "".join(line.text for line in lines).replace(" ", "") == text.replace(" ", "")
    for number, line in enumerate(lines):
        assert line.width == CASE.width(Role.BODY, line.runs[0].text)
        assert set_width(line) <= (ems + (indent if number else 0)) * EM + 0.5


@given(st.one_of(TEXTS, SENTENCES), MEASURES, INDENTS)
def test_rows_part_only_where_they_may(text: str, ems: int, indent: int) -> None:
    """避头尾, whole dashes, whole words, and numbers with their units, for every text in every width.

    The one way out is for a stretch without any place to part that is wider than a row even with all its
    marks at half width: there is no row it could stand on.
    """
    legal = parting_places(text)
    for at in partings(text, [line.text for line in set_rows(text, ems, indent)]):
        if at not in legal:
            start = max((place for place in legal if place < at), default=0)
            end = min((place for place in legal if place > at), default=len(text))
            assert narrowest(text[start:end]) > ems * EM, text[start:end]


@given(st.one_of(TEXTS, SENTENCES), MEASURES)
def test_dashes_and_ellipses_are_torn_only_where_they_alone_are_wider_than_a_row(text: str, ems: int) -> None:
    rows = [line.text for line in set_rows(text, ems)]
    longest = max((len(run[0]) for run in re.finditer("—+|…+", text)), default=0)
    for before, after in pairwise(rows):
        assert (before[-1:], after[:1]) not in {("—", "—"), ("…", "…")} or longest > ems


@given(st.one_of(TEXTS, SENTENCES).map(bare_line).filter(bool))
def test_a_title_parts_only_where_it_may_and_loses_nothing(text: str) -> None:
    measure = title_measure(UPRIGHT)
    rows = shape_title(text, CASE, measure)
    assert "".join(row.text for row in rows).replace(" ", "") == text.replace(" ", "")
    assert all(set_width(row) <= measure + 0.5 for row in rows)
    legal = parting_places(text)
    for at in partings(text, [row.text for row in rows]):
        if at not in legal:
            start = max((place for place in legal if place < at), default=0)
            end = min((place for place in legal if place > at), default=len(text))
            assert narrowest(text[start:end]) > measure


def parting_places(text: str) -> set[int]:
    """Where a row may end: an index is that of the character after the place. Blanks go before it."""
    whole_ones = [range(found.start() + 1, found.end()) for found in TOKEN.finditer(text)]
    inside = {place for each in whole_ones for place in each}
    return {
        place
        for place in range(1, len(text))
        if text[place] != " "
        and place not in inside
        and text[place] not in NOT_FIRST
        and text[:place].rstrip(" 　")[-1:] not in NOT_LAST
        and (text[place - 1], text[place]) not in {("—", "—"), ("…", "…")}
    }


def partings(text: str, rows: list[str]) -> list[int]:
    """Where in the text the rows begin, but for the first. Blanks at the rows' ends are not on them."""
    places, at = [], 0
    for row in rows:
        while text[at : at + 1] == " " and row[:1] != " ":
            at += 1
        places.append(at)
        for char in row:
            while text[at] != char:
                assert text[at] == " "
                at += 1
            at += 1
    return places[1:]


def narrowest(stretch: str) -> int:
    """Its width with all its marks at half width, without blanks at its end."""
    return CASE.width(Role.BODY, "".join(HALVES.get(char, char) for char in stretch.rstrip(" ")))


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TEXTS.filter(lambda text: text.strip(" 　") != ""), min_size=1, max_size=12))
def test_text_extracted_equals_text_set_and_no_glyph_leaves_the_type_area(texts: list[str]) -> None:
    paper = print_paper(PaperFacts("report", "任意文字的排版", blocks=tuple(map(Paragraph, texts))))
    with pdfplumber.open(io.BytesIO(paper.pdf)) as document:
        chars = [char for page in document.pages for char in page.chars]
        body = [char for char in chars if char["size"] > 15 and char["size"] < 16.5]
    expected = "".join(clean(text) for text in texts)
    assert "".join("".join(char["text"] for char in body).split()) == "".join(expected.split())
    for char in body:
        assert char["x0"] >= UPRIGHT.left - 0.6
        assert char["x1"] <= UPRIGHT.right + 0.6
        base = char["matrix"][5]
        assert mm(297 - 262) - 0.6 <= base - 0.12 * char["size"]
        assert base + 0.88 * char["size"] <= mm(297 - 37) + 0.6


CELLS = st.one_of(
    st.sampled_from(["", "1", "98.5%", "2026年12月底前", "持续推进", "省数据管理局、省发展改革委"]),
    SENTENCES.map(lambda text: text[:70]),
    TEXTS.map(lambda text: text[:90]),
    SENTENCES,
)


@st.composite
def tables(draw: st.DrawFn) -> TableFacts:
    """Up to 12 columns and 500 rows; a few different cells, dealt out by number so that all rows differ."""
    columns, rows = draw(st.integers(1, 12)), draw(st.sampled_from([1, 2, 7, 40, 160, 500]))
    heads = tuple(
        draw(st.lists(st.one_of(WORDS, TEXTS.map(lambda t: t[:12])), min_size=columns, max_size=columns))
    )
    pool = draw(st.lists(CELLS, min_size=3, max_size=9))
    cells = tuple(
        (f"N{row}", *(pool[(row * 7 + column * 3) % len(pool)] for column in range(1, columns)))
        for row in range(rows)
    )
    sections = frozenset(draw(st.sets(st.integers(0, rows - 1), max_size=4))) if rows > 5 else frozenset()
    return TableFacts(heads, cells, sections)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(tables(), st.floats(0, 0.9))
def test_each_row_of_a_table_once_its_head_on_each_page_nothing_clipped(
    facts: TableFacts, down: float
) -> None:
    """Whatever stands in it, and however far down its first page it begins."""
    facts = squared(facts)
    plan = plan_table(facts, CASE)
    pages, bottom = set_pages(facts, plan, plan.area.top + down * (plan.area.bottom - plan.area.top))
    assert bottom <= plan.area.bottom + 0.01
    assert plan.size in SIZES
    head = [bare(line.text) for line in head_lines(facts, plan)]
    columns = [""] * len(plan.columns)
    for page in pages:
        shown = [bare(text.line.text) for text in page.texts]
        assert shown[: len(head)] == head or not shown
        for text in page.texts:
            assert_whole(text, page, plan)
        for text in page.texts[len(head) :]:
            columns[column_of(text, plan)] += bare(text.line.text)
    for number, column in enumerate(columns):
        assert column == "".join(cells_of(facts, number))


def set_pages(facts: TableFacts, plan: TablePlan, top: float) -> tuple[list[Page], float]:
    pages = [Page()]

    def turn() -> Page:
        pages.append(Page())
        return pages[-1]

    bottom = set_table(facts, plan, CASE, pages[0], top, turn)
    return [page for page in pages if page.texts or page is not pages[0]], bottom


def head_lines(facts: TableFacts, plan: TablePlan) -> list[Line]:
    return [
        line
        for head, column in zip(facts.heads, plan.columns, strict=True)
        for line in break_lines([Run(Role.HEAVY, head)], CASE, column.measure, justify=False)
    ]


def bare(text: str) -> str:
    return "".join(text.split())


def cells_of(facts: TableFacts, number: int) -> Iterator[str]:
    """What a column says from top to bottom; rows across the table begin in the first."""
    for index, row in enumerate(facts.rows):
        if index not in facts.section_rows:
            yield bare(clean(row[number]))
        elif number == 0:
            yield bare(clean("".join(row)))


def column_of(text: Text, plan: TablePlan) -> int:
    return max(number for number, column in enumerate(plan.columns) if column.left <= text.x + 0.01)


def assert_whole(text: Text, page: Page, plan: TablePlan) -> None:
    """A text stands between the rules above and below it, and within the type area, stretched as it is."""
    top, bottom = text.base - ASCENT * text.size, text.base + (1 - ASCENT) * text.size
    assert text.x >= plan.area.left - 0.01
    assert text.x + set_width(text.line) * text.size / EM <= plan.area.right + 0.01
    across = [rule.y0 for rule in page.rules if rule.y0 == rule.y1]
    assert any(y <= top + 0.01 for y in across)
    assert any(y >= bottom - 0.01 for y in across)
    assert not any(top + 0.01 < y < bottom - 0.01 for y in across)


@pytest.mark.parametrize("rows", [2, 30, 200])
def test_a_merged_cell_of_any_height_is_never_clipped(rows: int) -> None:
    name = "海湾省人民政府办公厅、海湾省发展和改革委员会、海湾省数据管理局" * 2
    cells = tuple((name if row == 0 else "", f"N{row}", "推进建设") for row in range(rows))
    facts = TableFacts(("牵头单位", "序号", "任务"), cells, spans=(CellSpan(0, 0, rows),))
    plan = plan_table(facts, CASE)
    for page in set_pages(facts, plan, plan.area.top)[0]:
        below_head = sorted({rule.y0 for rule in page.rules if rule.y0 == rule.y1})[1]
        first = [text for text in page.texts if column_of(text, plan) == 0 and text.base > below_head]
        assert "".join(text.line.text for text in first) == name
        assert max(text.base for text in first) < max(rule.y1 for rule in page.rules)
