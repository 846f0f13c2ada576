"""Every paper of the five documents, described: what the tests of this folder print, write and read again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from workbench.operations import documents, progress, supervision
from workbench.queries.documents import list_documents
from workbench.queries.papers.answering import paper_facts
from workbench.queries.papers.source import PaperChoice
from workbench.queries.tasks import list_tasks
from workbench.queries.units import list_units
from workbench.reading import read_file
from workbench.rows.papers import PaperFacts
from workbench.storage.workspace import Workspace
from workbench.terms import Granularity, ItemId, Period, TaskState

ON = dt.date(2022, 10, 8)
Q3 = Period(2022, Granularity.QUARTER, 3)
WORDS = {"发文机关": "某省数字建设领导小组办公室", "发文字号": "某数办〔2022〕8号", "印发机关": "某省数字办"}
OF_A_DOCUMENT = (
    *("notice", "breakdown", "breakdown-unit", "breakdown-deadline"),
    *("indicators", "onepage", "changes"),
)


def five_documents(path: Path, seeds: Path) -> Workspace:
    """A plan of the five documents, with a quarter of invented reports and one matter under supervision."""
    workspace = Workspace.create(path, who="王敏")
    for source in sorted(seeds.glob("*.txt")):
        workspace.change(documents.import_draft, read_file(source))
    for number, task in enumerate(workspace.ask(list_tasks)):
        if number % 4:
            done = number % 5 == 0
            state, percent = (TaskState.DONE, 100) if done else (TaskState.RUNNING, number % 90)
            words = f"已完成第{number}批工作，接入单位{number + 3}家。", "进度偏慢。" * (number % 2)
            workspace.change(progress.report, task.id, Q3, percent, state, *words)
    workspace.change(supervision.open_task, workspace.ask(list_tasks)[0].id, day=dt.date(2022, 8, 1))
    workspace.change(supervision.assign, ItemId(1), "请按时办结。", dt.date(2022, 8, 2))
    return workspace


def all_papers(workspace: Workspace) -> dict[str, PaperFacts]:
    """Each paper by its kind, and by its document or unit where there are several."""
    choices = {
        f"{kind} {document.id}": (kind, PaperChoice(ON, document=document.id))
        for document in workspace.ask(list_documents)
        for kind in OF_A_DOCUMENT
    }
    for unit in workspace.ask(list_units)[::12]:
        choices[f"unit-sheet {unit.id}"] = ("unit-sheet", PaperChoice(ON, unit=unit.id))
    for kind in ("circular", "briefing", "evaluation"):
        choices[kind] = (kind, PaperChoice(ON, period=Q3, words=WORDS))
    for kind in ("supervision", "reminder"):
        choices[kind] = (kind, PaperChoice(ON, item=ItemId(1), words=WORDS))
    return {name: workspace.ask(paper_facts, kind, choice) for name, (kind, choice) in choices.items()}
