"""Laws that hold for any text whatever, found by Hypothesis."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import CannotReadError
from workbench.reading import as_json, read_bytes
from workbench.reading.assembly import assemble
from workbench.reading.deadlines import parse_deadline
from workbench.reading.formats import Source, open_source
from workbench.reading.repair import repair
from workbench.reading.script import fold
from workbench.reading.units import parse_units

PIECES = [
    *[
        "一、",
        "（一）",
        "1.",
        "（责任单位：",
        "省数据局",
        "、",
        "，",
        "；",
        "。",
        "）",
        "(",
        ")",
        "等",
        "&&",
        "|",
    ],
    *["序号", "任务名称", "完成时间", "指标名称", "单位", "目标值", "2025年", "2025年底前", "持续推进", "/"],
    *["到2030年,", "超80%", "100个以上", "關(guān)", "牵头", "配合", "附件1", "第一章", "第三条", "“", "”"],
    *[
        "社?、",
        "%",
        "亿元",
        "福州、厦门市人民政府",
        "2024年5月6日",
        "清政〔2024〕1号",
        "现将《方案》印发给你们",
    ],
]
BREAKS = ["\n", "\n\n", "\r\n", "\u3000\u3000", " ", ""]
PLANNING = st.lists(st.sampled_from(PIECES + BREAKS), max_size=60).map("".join)
ANYTHING = st.text(max_size=200)


@given(PLANNING | ANYTHING)
@settings(deadline=None, max_examples=150)
def test_any_text_reads_and_every_character_is_accounted_for(text: str) -> None:
    draft = assemble("x.txt", b"", Source(text))

    assert draft.accounting["unaccounted"] == 0
    assert sum(draft.accounting.values()) == len(text)


@given(PLANNING)
@settings(deadline=None, max_examples=100)
def test_every_span_lies_in_the_text(text: str) -> None:
    draft = assemble("x.txt", b"", Source(text))
    facts = (*draft.tasks, *draft.results, *draft.indicators)
    spans = [fact.span for fact in facts] + [span for fact in facts for span in fact.spans.values()]
    spans += [commitment.span for commitment in draft.commitments]
    spans += [section.span for section in draft.sections]
    spans += [problem.where for problem in draft.all_problems if problem.where]

    assert all(0 <= span.start <= span.end <= len(text) for span in spans)
    assert as_json([draft])["schema"]


@given(ANYTHING | PLANNING)
def test_the_key_is_as_long_as_the_text(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(PLANNING)
def test_places_lead_back_to_the_source(text: str) -> None:
    repaired, _ = repair(text)

    assert repaired.source == text
    assert len(repaired.clean) == len(repaired.key) == len(repaired.origin) - 1
    assert all(repaired.clean[i] == text[repaired.origin[i]] for i in range(len(repaired.clean)))


@given(
    st.text(
        alphabet="数据局发展改革委员会关于推进建设的通知各市县人民政府，。（）\n", min_size=8, max_size=200
    )
)
@settings(deadline=None)
def test_what_an_office_saved_is_what_is_read(text: str) -> None:
    if not text.strip():
        return
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        assert open_source("x.txt", text.encode(encoding)).text == text


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        draft = read_bytes("x", data)
    except CannotReadError as refusal:
        assert refusal.what and refusal.way_forward
    else:
        assert draft.source == data


@given(st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31)))
def test_a_written_date_is_read_back(date: dt.date) -> None:
    written = (date.isoformat(), f"{date.year}年{date.month}月{date.day}日前", f"{date:%Y/%m/%d}")

    assert {parse_deadline(text).date for text in written} == {date}


@given(PLANNING | ANYTHING)
def test_units_stand_where_their_spans_say(text: str) -> None:
    for unit in parse_units(text):
        assert unit.span and "".join(text[unit.span.start : unit.span.end].split()) == unit.raw
        assert unit.raw in unit.name
