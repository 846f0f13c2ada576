"""Every paper made from the five documents, judged by the checker and held against its expectation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.press.judged import failures
from tests.press.sound import assert_sound
from tests.press.test_papers import printed, squeezed
from workbench.operations import documents, progress, supervision
from workbench.press.printing import print_paper
from workbench.press.wall_chart import print_wall
from workbench.queries.documents import list_documents
from workbench.queries.papers.answering import expectation, paper_facts
from workbench.queries.papers.source import PaperChoice
from workbench.queries.papers.wall import wall_facts
from workbench.queries.standings import standings
from workbench.queries.tasks import list_tasks
from workbench.queries.units import list_units
from workbench.reading import read_file
from workbench.storage.workspace import Workspace
from workbench.terms import Granularity, ItemId, Period, TaskState

ON = dt.date(2022, 10, 8)
Q3 = Period(2022, Granularity.QUARTER, 3)
WORDS = {"发文机关": "某省数字建设领导小组办公室", "发文字号": "某数办〔2022〕8号", "印发机关": "某省数字办"}


@pytest.fixture(scope="module")
def seeds(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The five documents with one quarter of invented reports, and one matter under supervision."""
    with Workspace.create(tmp_path_factory.mktemp("seeds") / "计划.pwb", who="王敏") as workspace:
        for path in sorted((shared / "seeds").glob("*.txt")):
            workspace.change(documents.import_draft, read_file(path))
        for number, task in enumerate(workspace.ask(list_tasks)):
            if number % 4:
                state = TaskState.DONE if number % 5 == 0 else TaskState.RUNNING
                percent = 100 if number % 5 == 0 else number % 90
                done = f"已完成第{number}批工作，接入单位{number + 3}家。"
                workspace.change(
                    progress.report, task.id, Q3, percent, state, done, "进度偏慢。" * (number % 2)
                )
        opened = dt.date(2022, 8, 1)
        workspace.change(supervision.open_task, workspace.ask(list_tasks)[0].id, day=opened)
        workspace.change(supervision.assign, ItemId(1), "请按时办结。", dt.date(2022, 8, 2))
        yield workspace


def judge(workspace: Workspace, template: str, choice: PaperChoice) -> None:
    facts = workspace.ask(paper_facts, template, choice)
    paper = print_paper(facts)
    assert failures(paper.pdf) == []
    assert_sound(paper.pdf)
    assert paper.warnings == facts.warnings
    assert template == "notice" or not paper.warnings  # a source document may lack its number
    text, place = printed(paper.pdf), 0
    for datum in expectation(facts)["sequence"]:
        found = text.find(squeezed(datum), place)
        assert found >= 0, datum
        place = found + 1


@pytest.mark.parametrize(
    "template",
    ["notice", "breakdown", "breakdown-unit", "breakdown-deadline", "indicators", "onepage", "changes"],
)
def test_papers_of_a_document(seeds: Workspace, template: str) -> None:
    for document in seeds.ask(list_documents):
        judge(seeds, template, PaperChoice(ON, document=document.id))


def test_unit_sheets(seeds: Workspace) -> None:
    for unit in seeds.ask(list_units)[::9]:
        judge(seeds, "unit-sheet", PaperChoice(ON, unit=unit.id))


@pytest.mark.parametrize("template", ["circular", "briefing", "evaluation"])
def test_papers_of_a_period(seeds: Workspace, template: str) -> None:
    judge(seeds, template, PaperChoice(ON, period=Q3, words=WORDS))


@pytest.mark.parametrize("template", ["supervision", "reminder"])
def test_letters_about_a_matter(seeds: Workspace, template: str) -> None:
    judge(seeds, template, PaperChoice(ON, item=ItemId(1), words=WORDS))


def test_the_wall_chart_holds_every_task_on_one_sheet(seeds: Workspace) -> None:
    facts = seeds.ask(wall_facts, PaperChoice(ON))
    paper = print_wall(facts, paper="A1")
    assert (paper.pages, paper.warnings) == (1, ())
    text = printed_wall(paper.pdf)
    for group in facts.groups:
        for row in group.rows:
            assert squeezed(row.cells[1]) in text


def test_the_wall_chart_of_a_period_shows_the_lights_in_force(seeds: Workspace) -> None:
    facts = seeds.ask(wall_facts, PaperChoice(ON, period=Q3))
    stood = seeds.ask(standings, Q3, ON)
    shown = dict(facts.key)
    rows = [row for group in facts.groups for row in group.rows]
    assert [row.light for row in rows] == [shown[row.colour.value] for row in stood]
    assert [row.progress for row in rows] == [round(row.percent or 0) for row in stood]
    assert dict(facts.figures)["任务总数"] == f"{len(stood)}项"


def printed_wall(pdf: bytes) -> str:
    import io

    import pdfplumber

    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return squeezed("".join(char["text"] for page in document.pages for char in page.chars))
