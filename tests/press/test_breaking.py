"""The line breaker: laws for every text, and the rows a typesetter would expect."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.press.breaking import EM, Line, Run, break_lines
from workbench.press.characters import NO_END, NO_START, is_half, rigid_gaps, whole
from workbench.press.faces import Role, TypeCase

CASE = TypeCase()

PIECES = st.sampled_from(
    [
        *"数字经济发展规划建设创新平台省市县的和",
        *"，。、；：？！“”（）《》〔〕·…—～/%",
        *("——", "……", "2026年", "12.5%", "8.5万个", "IPv6+", "5G", "A/B", " ", ",", "(", ")"),
        *("2025年12月31日前", "第3季度", "https://example.invalid/a/very/long/path"),
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=120).map("".join)
MEASURES = st.integers(6, 40).map(lambda ems: ems * EM)


def rows(text: str, ems: int, indent: int = 0) -> list[str]:
    return [line.text for line in break_lines([Run(Role.BODY, text)], CASE, ems * EM, indent=indent * EM)]


def inked(line: Line) -> str:
    return "".join(run.text for run in line.runs)


def set_width(line: Line) -> float:
    text = inked(line)
    gaps = len(text) - 1 - len(rigid_gaps(text))
    return line.width + max(gaps, 0) * line.spread


@given(TEXTS, MEASURES, st.sampled_from([0, 2]))
def test_nothing_is_lost_but_blanks(text: str, measure: int, indent: int) -> None:
    lines = break_lines([Run(Role.BODY, text)], CASE, measure, indent=indent * EM)
    assert "".join(line.text for line in lines).replace(" ", "") == text.replace(" ", "")


@given(TEXTS, MEASURES, st.sampled_from([0, 2]))
def test_no_row_is_wider_than_its_measure(text: str, measure: int, indent: int) -> None:
    for number, line in enumerate(break_lines([Run(Role.BODY, text)], CASE, measure, indent=indent * EM)):
        assert set_width(line) <= measure - (0 if number else indent * EM) + 0.5
        assert line.width == CASE.width(Role.BODY, inked(line))


PROSE = st.sampled_from([*"数字经济发展规划", *"，。”“（）", "——", "……", "2026年", "5G"])


@given(st.lists(PROSE, min_size=1, max_size=200).map("".join).filter(lambda text: _ordinary(text)))
def test_no_row_begins_or_ends_with_a_forbidden_mark(text: str) -> None:
    """Where a text is nothing but marks there is no way out; ordinary runs of them fit on a row."""
    found = rows(text, 28)
    assert not any(row[0] in NO_START for row in found[1:])
    assert not any(row[-1] in NO_END for row in found[:-1])


def _ordinary(text: str) -> bool:
    """No run of marks longer than a row."""
    run = longest = 0
    for char in text:
        run = run + 1 if char in NO_START | NO_END else 0
        longest = max(longest, run)
    return longest < 24


@given(TEXTS, MEASURES)
def test_full_rows_end_at_the_edge_or_are_ragged(text: str, measure: int) -> None:
    for line in break_lines([Run(Role.BODY, text)], CASE, measure)[:-1]:
        assert line.spread == 0 or abs(set_width(line) - measure) < 1
        assert -0.025 * EM <= line.spread <= EM / 4


def test_28_hanzi_fill_a_row_exactly() -> None:
    lines = break_lines([Run(Role.BODY, "数" * 70)], CASE, 28 * EM)
    assert [len(line.text) for line in lines] == [28, 28, 14]
    assert {line.spread for line in lines} == {0}


@pytest.mark.parametrize(
    ("text", "ems", "expected"),
    [
        ("推进数字政府，建设平台", 6, ["推进数字政", "府，建设平台"]),
        ("统筹“数字应用第一省”", 3, ["统筹", "“数字", "应用第", "一省”"]),
        ("先行先试——边建边用", 5, ["先行先", "试——边建", "边用"]),
        ("增加值达到2.6万亿元以上", 6, ["增加值达到", "2.6万亿元", "以上"]),
    ],
)
def test_marks_and_figures_stay_where_they_belong(text: str, ems: int, expected: list[str]) -> None:
    assert rows(text, ems) == expected


def test_a_number_keeps_its_unit() -> None:
    for figure in ("12.5%", "8.5万个", "2.6万亿元", "3个百分点", "2026年", "第3季度", "5G", "150kg"):
        for before in range(1, 12):
            found = rows("数" * before + figure + "字" * 12, 12)
            assert any(figure in row for row in found), (figure, found)


def test_a_date_is_whole_where_it_can_be() -> None:
    assert any("2025年12月31日前" in row for row in rows("各单位应当于2025年12月31日前完成", 12))
    assert rows("2025年12月31日前", 5) == ["2025年12月", "31日前"]


def test_a_mark_at_a_rows_end_takes_half_its_width() -> None:
    line = break_lines([Run(Role.BODY, "数" * 27 + "，" + "字" * 10)], CASE, 28 * EM)[0]
    assert is_half(inked(line)[-1])
    assert set_width(line) == pytest.approx(28 * EM)


def test_28_hanzi_and_a_mark_share_a_row() -> None:
    """先挤进: the mark that may not begin a row is admitted to a full one."""
    assert rows("数" * 28 + "，" + "字" * 10, 28)[0] == "数" * 28 + "，"


def test_adjacent_marks_close_up() -> None:
    line = break_lines([Run(Role.BODY, "（一）。《甲》（“乙”）")], CASE, 28 * EM)[0]
    tight = [char for char in inked(line) if is_half(char)]
    assert whole("".join(tight)) == "）。》“”"


def test_a_lone_last_character_gets_company() -> None:
    assert [len(row) for row in rows("数" * 57, 28)] == [28, 27, 2]
    assert [len(row) for row in rows("数" * 29 + "。", 28)] == [27, 3]


def test_a_piece_wider_than_the_row_is_cut() -> None:
    found = rows("见https://example.invalid/a/very/long/path页", 6)
    assert "".join(found) == "见https://example.invalid/a/very/long/path页"


def test_headings_run_into_their_paragraph_in_two_faces() -> None:
    lines = break_lines(
        [Run(Role.KAI, "（一）" + "甲" * 30 + "。"), Run(Role.BODY, "乙" * 30)], CASE, 28 * EM
    )
    assert [run.role for run in lines[1].runs] == [Role.KAI, Role.BODY]


def test_an_empty_paragraph_has_no_rows() -> None:
    assert break_lines([Run(Role.BODY, "")], CASE, 28 * EM) == ()
