"""Links between the shared documents: a province's plan, its yearly points, and a city's plan in prose."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.operations import alignments
from workbench.operations.documents import import_drafts
from workbench.queries.alignments import coverage, passages, propose
from workbench.queries.documents import list_documents
from workbench.reading import read_file
from workbench.storage.workspace import Workspace
from workbench.terms import AlignmentChoice, AlignmentKind, Confidence, DocumentId


@pytest.fixture(scope="module")
def plan(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    drafts = tuple(read_file(path) for path in sorted((shared / "seeds").glob("*.txt")))
    with Workspace.create(tmp_path_factory.mktemp("seeds") / "福建.pwb", who="王敏") as workspace:
        workspace.change(import_drafts, drafts)
        yield workspace


def document(plan: Workspace, words: str) -> DocumentId:
    return next(row.id for row in plan.ask(list_documents) if words in row.title)


def test_a_plan_and_the_points_of_its_year_belong_together(plan: Workspace) -> None:
    upper, lower = document(plan, "試驗區"), document(plan, "2021年數字福建")
    proposals = plan.ask(propose, upper, lower)
    likely = {(one.upper.title, one.lower.title) for one in proposals if one.confidence is Confidence.LIKELY}
    assert {
        ("大力發展數字農業", "大力發展數字農業"),
        ("推進公共數據資源開發利用", "推進公共數據資源開發利用"),
        ("建設智慧海洋強省", "加快建設智慧海洋"),
        ("加快推進智慧製造", "加快推進智能制造"),
    } <= likely
    assert {one.kind for one in proposals} == {AlignmentKind.CONTINUES}, "both are the province's"
    assert all(one.reason for one in proposals)
    plan.change(
        alignments.add_all,
        tuple(
            AlignmentChoice(one.upper.task, one.lower.task, one.kind, one.reason)
            for one in proposals
            if one.confidence is Confidence.LIKELY
        ),
    )
    found = plan.ask(coverage, upper, lower)
    assert found.covered == len({pair[0] for pair in likely})
    assert all(row.what.endswith("本级未明确完成时限。") for row in found.conflicts), "the points set no day"
    plan.undo()
    assert plan.ask(coverage, upper, lower).covered == 0


def test_a_city_s_plan_in_prose_has_passages_for_what_it_takes_up(plan: Workspace) -> None:
    upper, lower = document(plan, "試驗區"), document(plan, "福州")
    found = plan.ask(coverage, upper, lower)
    assert found.covered == 0
    making = next(row.upper for row in found.rows if row.upper.title == "加快推進智慧製造")
    (best, *_) = plan.ask(passages, making.task, lower)
    assert "工业互联网" in best.text
    assert best.reason.startswith("都写到")
