"""The notices of the five documents as Word and Excel files, read again by our own reader: all is found.

A paper sets full-width marks where a source has half ones, so texts are compared as the office reads them.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.papers.made import five_documents
from workbench.exchange.word.writing import write_word
from workbench.exchange.workbook import write_workbook
from workbench.press.measures import PressMeasures
from workbench.queries.indicators import list_indicators
from workbench.queries.results import list_results
from workbench.queries.tasks import list_tasks
from workbench.reading import read_file
from workbench.rows.papers import PaperFacts
from workbench.storage.workspace import Workspace
from workbench.terms import DocumentId

DOCUMENTS = range(1, 6)


@pytest.fixture(scope="module")
def plan(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return five_documents(tmp_path_factory.mktemp("again") / "计划.pwb", shared / "seeds")


def plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def f1(one: Iterable[object], other: Iterable[object]) -> float:
    """The share that both have, counted with repetitions; 1 where both are empty."""
    mine, theirs = Counter(one), Counter(other)
    every = sum(mine.values()) + sum(theirs.values())
    return 2 * sum((mine & theirs).values()) / every if every else 1.0


def whole(tasks: Sequence, results: Sequence, indicators: Sequence) -> list[tuple[object, ...]]:  # type: ignore[type-arg]
    """What is said of each task, result and indicator, of a plan or of a draft."""
    return [
        *(
            ("任务", plain(one.title), one.deadline.date, *(plain(unit.name) for unit in one.units))
            for one in tasks
        ),
        *(("成果", plain(one.title), one.deadline.date) for one in results),
        *(
            ("指标", plain(one.name), plain(one.unit), *(target.value for target in one.targets))
            for one in indicators
        ),
    ]


@pytest.mark.parametrize("number", DOCUMENTS)
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_all_is_read_again(
    plan: Workspace, described: dict[str, PaperFacts], number: int, kind: str, tmp_path: Path
) -> None:
    facts = described[f"notice {number}"]
    path = tmp_path / f"通知.{kind}"
    if kind == "docx":
        path.write_bytes(write_word(facts, PressMeasures("bundled")))
    else:
        path.write_bytes(write_workbook(facts.tables, facts.title))
    document = DocumentId(number)
    kept = whole(
        plan.ask(list_tasks, document), plan.ask(list_results, document), plan.ask(list_indicators, document)
    )
    draft = read_file(path)
    assert kept
    assert f1(kept, whole(draft.tasks, draft.results, draft.indicators)) == 1.0


def test_every_sheet_is_ready_for_the_screen_and_the_printer(described: dict[str, PaperFacts]) -> None:
    """Heads stay in sight and come again on every printed page; columns have widths; one page wide."""
    sheets = [
        sheet
        for facts in described.values()
        if facts.tables
        for sheet in load_workbook(BytesIO(write_workbook(facts.tables, facts.title))).worksheets
    ]
    assert len(sheets) > 30
    for sheet in sheets:
        head = int(str(sheet.freeze_panes)[1:]) - 1
        assert str(sheet.print_title_rows).endswith(f"${head}")
        widths = [sheet.column_dimensions[column].width for column in "ABC"[: sheet.max_column]]
        assert all(4 < width < 60 for width in widths)
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)


def test_figures_are_numbers_and_shares_are_validated(described: dict[str, PaperFacts]) -> None:
    facts = described["circular"]
    book = load_workbook(BytesIO(write_workbook(facts.tables, facts.title)))
    formats = {
        cell.number_format
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, int | float)
    }
    assert {"0", "0%"} <= formats or {"0", "0.0%"} <= formats
    rules = [rule for sheet in book.worksheets for rule in sheet.data_validations.dataValidation]
    assert {rule.type for rule in rules} == {"list", "decimal"}
