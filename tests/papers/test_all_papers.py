"""All papers of the five documents: two judges find nothing, all is there in order, Word says the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.papers.judge import broken
from tests.papers.side_by_side import OFFICE, differences, laid_out, pages, said
from tests.press import papers
from workbench.checking.pdf import check_pdf
from workbench.exchange.word.writing import write_word
from workbench.press.measures import PressMeasures
from workbench.press.printing import print_paper
from workbench.queries.papers.answering import expectation
from workbench.rows.papers import PaperFacts

Described = dict[str, PaperFacts]
Printed = dict[str, bytes]


def test_the_format_check_finds_nothing(printed: Printed) -> None:
    found = {
        name: [f"{one.rule.number} p{one.page} {one.sentence}" for one in check_pdf(pdf).findings]
        for name, pdf in printed.items()
    }
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_an_independent_judge_finds_nothing(described: Described, printed: Printed) -> None:
    found = {name: broken(pdf, described[name]) for name, pdf in printed.items()}
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_every_datum_is_on_paper_in_order(described: Described, printed: Printed) -> None:
    """Counted, so that nothing is proved by there being nothing to prove."""
    checked = 0
    for name, pdf in printed.items():
        text, place = said(pdf), 0
        for datum in expectation(described[name])["sequence"]:
            found = text.find("".join(datum.split()), place)
            assert found >= 0, (name, datum)
            place, checked = found + 1, checked + 1
    assert checked > 3000


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")
def test_a_word_file_says_the_same_in_the_same_order(
    described: Described, printed: Printed, tmp_path: Path
) -> None:
    """The first paper of each kind. Pages may differ by one: rows break where the office breaks them."""
    firsts = {name.split()[0]: name for name in reversed(described)}
    files = {
        name: write_word(described[name], PressMeasures("bundled", described[name]))
        for name in firsts.values()
    }
    for name, theirs in laid_out(files, tmp_path).items():
        ours = printed[name]
        assert differences(described[name], ours, theirs) == [], name
        assert abs(pages(ours) - pages(theirs)) <= 1, name


@pytest.mark.parametrize("name", papers.FORMATS)
def test_the_independent_judge_knows_every_format(name: str) -> None:
    facts = papers.FORMATS[name]
    assert broken(print_paper(facts).pdf, facts) == []
