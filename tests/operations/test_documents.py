"""Documents: imported whole, edited, removed, and back again."""

from __future__ import annotations

import datetime as dt
import hashlib

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.operations.plans import TEXT, city_draft, small_draft
from workbench.errors import RefusedError
from workbench.models import Blob, Task, UnitAlias
from workbench.operations import documents
from workbench.queries.documents import document, list_documents, sections, source
from workbench.queries.indicators import list_indicators
from workbench.queries.links import list_links
from workbench.queries.results import list_results
from workbench.queries.tasks import list_tasks
from workbench.queries.units import list_units
from workbench.storage.workspace import Workspace
from workbench.terms import DocumentId, Level, Operator, Role, Span

FIRST = DocumentId(1)


def test_everything_that_was_read_is_stored(plan: Workspace) -> None:
    row = plan.ask(document, FIRST)
    assert (row.tasks, row.results, row.indicators) == (4, 1, 2)
    assert row.level is Level.PROVINCE  # told by the issuer
    assert plan.ask(source, FIRST).text == TEXT
    tasks = plan.ask(list_tasks)
    assert [task.title for task in tasks] == ["建设政务云", "优化网络", "扩容出口", "推广一网通办"]
    assert tasks[2].parent == tasks[1].id
    assert tasks[0].section == ("一、夯实基础",)
    assert [(unit.name, unit.raw) for unit in tasks[0].units] == [
        ("省数字办", "省数字办"),
        ("省发改委", "发改委"),
    ]
    assert tasks[1].units[0].role is Role.LEAD
    assert tasks[1].units[1].group
    assert tasks[0].span == Span(TEXT.index("建设政务云"), TEXT.index("建设政务云") + 5)
    assert [result.category for result in plan.ask(list_results)] == ["一、平台"]
    (link,) = plan.ask(list_links)
    assert (link.before, link.after, link.lag) == (tasks[0].id, tasks[3].id, 5)


def test_source_bytes_and_places_are_kept(plan: Workspace) -> None:
    def kept(session: Session) -> tuple[bytes, str]:
        source = select(Blob.data).where(Blob.sha256 == small_draft().sha256)
        return session.scalars(source).one(), session.scalars(select(Task.places)).first() or ""

    data, places = plan.ask(kept)
    assert hashlib.sha256(data).hexdigest() == small_draft().sha256
    assert places.startswith('{"title":[')


def test_every_stated_target_year_is_stored_once(plan: Workspace) -> None:
    first, second = plan.ask(list_indicators)
    assert [(one.year, one.value, one.operator) for one in first.targets] == [
        (2022, 97.0, Operator.EQUAL),
        (2025, 98.0, Operator.AT_LEAST),
    ]
    assert (first.base_value, first.base_year, first.annual_raw) == (96.87, 2020, "年均提高0.22个百分点")
    assert second.base_value is None
    assert second.base_raw == "/"


def test_the_same_file_is_taken_in_once(plan: Workspace) -> None:
    with pytest.raises(RefusedError, match="已经导入过"):
        plan.change(documents.import_draft, small_draft())
    assert len(plan.ask(list_documents)) == 1


def test_several_documents_are_one_step(plan: Workspace) -> None:
    change = plan.change(documents.import_drafts, (city_draft(), small_draft("另一份方案")))
    assert change.label == "导入文件：《某市要点》等2份（任务5项、成果1项、指标2项）"
    assert len(plan.ask(list_documents)) == 3
    plan.undo()
    assert len(plan.ask(list_documents)) == 1


def test_one_refused_document_keeps_the_others_out(plan: Workspace) -> None:
    with pytest.raises(RefusedError):
        plan.change(documents.import_drafts, (city_draft(), small_draft()))
    assert len(plan.ask(list_documents)) == 1


def test_short_names_become_aliases_where_only_one_unit_can_be_meant(plan: Workspace) -> None:
    plan.change(documents.import_draft, city_draft())

    def aliases(session: Session) -> set[str]:
        return set(session.scalars(select(UnitAlias.name)))

    assert plan.ask(aliases) == {"发改委", "数字办"}  # taken by 省发改委 when it was the only one
    names = {unit.name: unit for unit in plan.ask(list_units)}
    assert names["市发改委"].aliases == ()


def test_an_ambiguous_short_name_stays_unexplained(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("两级") / "计划.pwb"
    with Workspace.create(path) as plan:
        plan.change(documents.import_draft, city_draft())
        plan.change(documents.import_draft, small_draft())
        names = {unit.name: unit.aliases for unit in plan.ask(list_units)}
        assert names["市发改委"] == ("发改委",)
        assert names["省发改委"] == ()


def test_headings_without_tasks_are_kept(plan: Workspace) -> None:
    assert [row.title for row in plan.ask(sections, FIRST)] == [
        "一、夯实基础",
        "二、推进应用",
        "三、保障措施",
    ]


def test_edit_changes_only_what_is_given(plan: Workspace) -> None:
    change = plan.change(documents.edit, FIRST, doc_no="某政〔2021〕5号", issued_on=dt.date(2021, 4, 1))
    row = plan.ask(document, FIRST)
    assert (row.doc_no, row.issued_on, row.title) == (
        "某政〔2021〕5号",
        dt.date(2021, 4, 1),
        "数字某省工作方案(试行)",
    )
    assert (
        change.label
        == "修改文件信息：《数字某省工作方案(试行)》发文字号为某政〔2021〕5号、成文日期为2021年4月1日"
    )


def test_removing_a_document_takes_all_of_it_and_undo_brings_it_back(plan: Workspace) -> None:
    before = plan.ask(list_tasks), plan.ask(list_results), plan.ask(list_indicators), plan.ask(list_links)
    plan.change(documents.remove, FIRST)
    assert not any((plan.ask(list_documents), plan.ask(list_tasks), plan.ask(list_links)))
    plan.undo()
    after = plan.ask(list_tasks), plan.ask(list_results), plan.ask(list_indicators), plan.ask(list_links)
    assert after == before


def test_a_document_that_is_not_there(plan: Workspace) -> None:
    with pytest.raises(RefusedError, match=r"没有编号为 9 的文件。.*刷新"):
        plan.change(documents.remove, 9)
