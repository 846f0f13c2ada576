"""Links between documents: made, changed, refused, undone; proposed with a reason; what is not taken up."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.laws.moves import contents
from tests.operations.plans import BY_2022, small_draft, task, unit
from workbench.errors import RefusedError
from workbench.operations import alignments, documents
from workbench.queries.alignments import coverage, list_alignments, passages, propose
from workbench.queries.documents import list_documents
from workbench.queries.tasks import list_tasks
from workbench.reading.draft import Commitment, Draft, Meta
from workbench.rows.alignments import ConflictAbout
from workbench.storage.workspace import Workspace
from workbench.terms import (
    AlignmentChoice,
    AlignmentId,
    AlignmentKind,
    Deadline,
    DeadlineKind,
    DocumentId,
    Level,
    Operator,
    Precision,
    Role,
    Span,
)

CITY_TEXT = """某市要点
（一）建设市级政务云平台，2023年6月底前完成。
（二）整治黑臭水体，年内完成三条河道的综合治理工作。
（三）推广一网通办，到2025年网上可办率达到90%以上，让群众少跑腿。
"""
LATE = Deadline("2023年6月底前", DeadlineKind.BY, dt.date(2023, 6, 30), Precision.MONTH)


def city_draft() -> Draft:
    """A document below the small one: the cloud is late and led by others, and a target is lower."""
    cloud = task("（一）", "建设市级政务云平台", "", unit("市公安局", role=Role.LEAD), deadline=LATE)
    place = Span(CITY_TEXT.index("2023年6月"), CITY_TEXT.index("前完成") + 1)
    water = task("（二）", "整治黑臭水体", "", unit("市水利局"), deadline=LATE)
    goal = Span(CITY_TEXT.index("到2025年"), CITY_TEXT.index("，让群众"))
    return Draft(
        file="要点.txt",
        sha256=hashlib.sha256(CITY_TEXT.encode()).hexdigest(),
        source=CITY_TEXT.encode(),
        text=CITY_TEXT,
        meta=Meta("某市要点", level=Level.CITY),
        tasks=(replace(cloud, section=(), spans={"deadline": place}), replace(water, section=())),
        commitments=(
            Commitment("网上可办率达到90%以上", "网上可办率", 90.0, "%", goal, Operator.AT_LEAST, 2025),
        ),
    )


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Workspace]:
    """The province's small document, and the city's."""
    with Workspace.create(tmp_path / "计划.pwb", who="王敏") as workspace:
        province = small_draft()
        workspace.change(
            documents.import_draft, replace(province, meta=replace(province.meta, level=Level.PROVINCE))
        )
        workspace.change(documents.import_draft, city_draft())
        yield workspace


@pytest.fixture
def both(plan: Workspace) -> tuple[DocumentId, DocumentId]:
    upper, lower = plan.ask(list_documents)
    return upper.id, lower.id


def link_cloud(plan: Workspace, both: tuple[DocumentId, DocumentId]) -> None:
    upper, lower = plan.ask(list_tasks, both[0])[0], plan.ask(list_tasks, both[1])[0]
    plan.change(alignments.add, upper.id, lower.id)


def test_a_proposal_has_a_reason_and_becomes_a_link(
    plan: Workspace, both: tuple[DocumentId, DocumentId]
) -> None:
    (proposal,) = plan.ask(propose, *both)
    assert (proposal.upper.title, proposal.lower.title) == ("建设政务云", "建设市级政务云平台")
    assert proposal.kind is AlignmentKind.IMPLEMENTS
    assert proposal.reason == "都写到“政务云”"
    change = plan.change(
        alignments.add_all,
        (
            AlignmentChoice(
                proposal.upper.task, proposal.lower.task, AlignmentKind.BREAKS_DOWN, proposal.reason
            ),
        ),
    )
    assert change.label == "建立承接关系：建设政务云 → 建设市级政务云平台（分解）"
    (link,) = plan.ask(list_alignments)
    assert (link.kind, link.reason) == (AlignmentKind.BREAKS_DOWN, "都写到“政务云”")
    assert plan.ask(propose, *both) == ()


def test_what_is_marked_as_unrelated_is_not_proposed_again(
    plan: Workspace, both: tuple[DocumentId, DocumentId]
) -> None:
    (proposal,) = plan.ask(propose, *both)
    plan.change(alignments.add, proposal.upper.task, proposal.lower.task, AlignmentKind.UNRELATED)
    assert plan.ask(propose, *both) == ()
    assert plan.ask(list_alignments) == ()
    plan.undo()
    assert len(plan.ask(propose, *both)) == 1


def test_links_within_a_document_twice_or_back_are_refused(
    plan: Workspace, both: tuple[DocumentId, DocumentId]
) -> None:
    first, second, *_ = plan.ask(list_tasks, both[0])
    with pytest.raises(RefusedError, match="同一个文件"):
        plan.change(alignments.add, first.id, second.id)
    link_cloud(plan, both)
    with pytest.raises(RefusedError, match="已有承接关系"):
        link_cloud(plan, both)
    below = plan.ask(list_tasks, both[1])[0]
    with pytest.raises(RefusedError, match="上级任务"):
        plan.change(alignments.add, below.id, first.id)


def test_every_change_of_a_link_is_undone(plan: Workspace, both: tuple[DocumentId, DocumentId]) -> None:
    states = [contents(plan)]
    link_cloud(plan, both)
    states.append(contents(plan))
    link = plan.ask(list_alignments)[0].id
    plan.change(alignments.set_kind, link, AlignmentKind.CONTINUES)
    states.append(contents(plan))
    plan.change(alignments.remove, link)
    for state in reversed(states):
        plan.undo()
        assert contents(plan) == state
    with pytest.raises(RefusedError, match="没有编号为 99 的承接关系"):
        plan.change(alignments.remove, AlignmentId(99))


def test_links_go_with_their_documents_and_come_back(
    plan: Workspace, both: tuple[DocumentId, DocumentId]
) -> None:
    link_cloud(plan, both)
    plan.change(documents.remove, both[1])
    assert plan.ask(list_alignments) == ()
    plan.undo()
    assert len(plan.ask(list_alignments)) == 1


def test_coverage_tells_what_is_not_taken_up_and_what_contradicts(
    plan: Workspace, both: tuple[DocumentId, DocumentId]
) -> None:
    link_cloud(plan, both)
    found = plan.ask(coverage, *both)
    assert [row.upper.title for row in found.rows if not row.links] == [
        "优化网络",
        "扩容出口",
        "推广一网通办",
    ]
    assert found.covered == 1
    told = {row.about: row for row in found.conflicts}
    assert (
        told[ConflictAbout.DEADLINE].what == "本级完成时限（2023年6月底前）比上级要求（2022年底前）晚6个月。"
    )
    assert told[ConflictAbout.DEADLINE].lower.sentence == "（一）建设市级政务云平台，2023年6月底前完成"
    assert told[ConflictAbout.LEAD].what.endswith("没有职能对应的单位。")
    assert (
        told[ConflictAbout.TARGET].what
        == "“网上可办率”：本级目标（2025年90%以上）低于上级目标（2025年98%以上）。"
    )
    assert told[ConflictAbout.TARGET].lower.sentence.startswith("（三）推广一网通办，到2025年")


def test_a_passage_nobody_read_a_task_from_becomes_one(
    plan: Workspace, both: tuple[DocumentId, DocumentId]
) -> None:
    online = plan.ask(list_tasks, both[0])[-1]
    before = contents(plan)
    best = plan.ask(passages, online.id, both[1])[0]
    assert best.text.startswith("（三）推广一网通办")
    plan.change(alignments.add_from_passage, online.id, both[1], best.span.start, best.span.end)
    made = plan.ask(list_tasks, both[1])[-1]
    assert (made.title, made.span) == ("（三）推广一网通办", best.span)
    assert plan.ask(list_alignments)[-1].lower.task == made.id
    with pytest.raises(RefusedError, match="不在文件里"):
        plan.change(alignments.add_from_passage, online.id, both[1], 5, 10_000)
    plan.undo()
    assert contents(plan) == before


def test_a_passage_that_was_read_as_a_task_is_linked_to_it(
    plan: Workspace, both: tuple[DocumentId, DocumentId]
) -> None:
    cloud, upper = plan.ask(list_tasks, both[1])[0], plan.ask(list_tasks, both[0])[0]
    at = cloud.span.start if cloud.span else 0
    plan.change(alignments.add_from_passage, upper.id, both[1], at, at + 20)
    (link,) = plan.ask(list_alignments)
    assert link.lower.task == cloud.id
    assert len(plan.ask(list_tasks, both[1])) == 2


def test_a_deadline_in_time_contradicts_nothing(plan: Workspace, both: tuple[DocumentId, DocumentId]) -> None:
    from workbench.operations.tasks import set_deadline

    link_cloud(plan, both)
    plan.change(set_deadline, plan.ask(list_tasks, both[1])[0].id, BY_2022)
    abouts = [row.about for row in plan.ask(coverage, *both).conflicts]
    assert ConflictAbout.DEADLINE not in abouts
