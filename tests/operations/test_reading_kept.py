"""What of a reading is kept beyond the facts: reasons, narrative targets, one unit however it is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.operations.plans import small_draft
from workbench.errors import RefusedError
from workbench.models import Edition
from workbench.operations import documents, editions, indicators, units
from workbench.queries.commitments import list_commitments
from workbench.queries.editions import compare_edition, list_editions
from workbench.queries.indicators import list_indicators
from workbench.queries.tasks import list_tasks
from workbench.queries.units import list_units
from workbench.queries.whys import whys_of_indicator, whys_of_task
from workbench.reading import read_bytes
from workbench.storage.workspace import Workspace
from workbench.terms import CommitmentId, Confidence, DocumentId, Operator

SENTENCE = "到2025年，全省数字经济增加值达2.6万亿元以上。"
TEXT = f"""\
2022年数字某省工作要点
一、夯实基础
（一）建设政务云。升级平台。（责任单位：省数字办、发改委；完成时限：2022年前）
（二）优化网络。提升带宽。（責任單位：省數字辦、省通信管理局）
{SENTENCE}
"""
ONE = DocumentId(1)


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "计划.pwb", who="王敏") as workspace:
        workspace.change(documents.import_draft, read_bytes("要点.txt", TEXT.encode()))
        yield workspace


def test_a_unit_written_in_either_script_is_one_unit(plan: Workspace) -> None:
    names = {unit.name for unit in plan.ask(list_units)}
    assert names == {"省数字办", "省发改委", "省通信管理局"}
    with pytest.raises(RefusedError, match="已在单位名录中"):
        plan.change(units.add, "省數字辦")
    with pytest.raises(RefusedError, match="已在单位名录中"):
        plan.change(units.add, "省　数字办")
    unit = next(unit for unit in plan.ask(list_units) if unit.name == "省数字办")
    plan.change(units.rename, unit.id, "省數字辦")
    assert "省數字辦" in {unit.name for unit in plan.ask(list_units)}


def test_an_alias_of_a_draft_is_remembered_by_names(plan: Workspace) -> None:
    plan.change(units.remember_alias, "省数字办", "大数据办")
    assert plan.change(units.remember_alias, "省數字辦", "大數據辦").rows == ()
    assert next(unit for unit in plan.ask(list_units) if unit.name == "省数字办").aliases == ("大数据办",)
    with pytest.raises(RefusedError, match="合并两个单位"):
        plan.change(units.remember_alias, "省发改委", "大数据办")


def test_the_planner_can_ask_why(plan: Workspace) -> None:
    task = plan.ask(list_tasks)[0]
    told = {row.fact: row.why for row in plan.ask(whys_of_task, task.id)}
    assert told["完成时限"].confidence is Confidence.LIKELY
    assert "前缀“省”沿用" in told["责任单位“省发改委”"].rule
    assert told["责任单位“省发改委”"].words == "发改委"
    span = told["责任单位“省发改委”"].span
    assert span is not None
    assert TEXT[span.start : span.end] == "发改委"


def test_a_narrative_target_becomes_an_indicator_with_its_sentence(plan: Workspace) -> None:
    (said,) = plan.ask(list_commitments, ONE)
    assert (said.subject, said.value, said.indicator) == ("全省数字经济增加值", 2.6, None)
    plan.change(indicators.add_from_commitment, said.id)
    (made,) = plan.ask(list_indicators)
    assert (made.name, made.unit, made.span) == ("全省数字经济增加值", "万亿元", said.span)
    assert [(one.year, one.value, one.operator) for one in made.targets] == [(2025, 2.6, Operator.AT_LEAST)]
    (why,) = plan.ask(whys_of_indicator, made.id)
    assert (why.fact, why.why.words) == ("目标值", SENTENCE)
    assert plan.ask(list_commitments)[0].indicator == made.id
    with pytest.raises(RefusedError, match="已经转为指标"):
        plan.change(indicators.add_from_commitment, said.id)
    plan.change(indicators.remove, made.id)
    assert plan.ask(list_commitments)[0].indicator is None
    plan.undo()
    plan.undo()
    assert plan.ask(list_indicators) == ()


def test_a_newer_edition_keeps_the_indicator_made_from_the_old(plan: Workspace) -> None:
    plan.change(indicators.add_from_commitment, CommitmentId(1))
    newer = TEXT.replace(SENTENCE, "到2025年，全省建成5G基站12万个以上。")
    plan.change(editions.adopt, ONE, read_bytes("要点.txt", newer.encode()))
    former, fresh = sorted(plan.ask(list_commitments), key=lambda one: one.id)
    assert (former.indicator, former.span) == (plan.ask(list_indicators)[0].id, None)
    assert (fresh.subject, fresh.value) == ("全省建成5G基站", 12)


def test_removing_a_document_takes_all_of_it_and_undo_brings_it_back(plan: Workspace) -> None:
    plan.change(indicators.add_from_commitment, CommitmentId(1))
    plan.change(documents.remove, ONE)
    assert plan.ask(list_commitments) == ()
    plan.undo()
    assert len(plan.ask(list_commitments)) == len(plan.ask(list_editions, ONE)) == 1


def test_a_document_of_before_editions_were_kept_asks_about_every_difference(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "旧.pwb") as plan:
        plan.change(documents.import_draft, small_draft())
        plan.change(forget_editions)
        newer = read_bytes("要点.txt", TEXT.encode())
        comparison = plan.ask(compare_edition, ONE, newer)
        assert comparison.questions
        with pytest.raises(RefusedError, match="双方都有改动"):
            plan.change(editions.adopt, ONE, newer)


def forget_editions(session: Session) -> None:
    session.info["label"] = "删除版本"
    for edition in session.scalars(select(Edition)):
        session.delete(edition)
