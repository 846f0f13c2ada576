"""Searching: every substring is found and nothing else, in either script, by sound, after every change."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.operations.plans import small_draft
from workbench.operations import bulk, comments, documents, progress, tasks, units
from workbench.planning.task_edits import TextEdit, TextKind
from workbench.queries.search import search
from workbench.queries.tasks import list_tasks
from workbench.queries.units import list_units
from workbench.rows.search import Findable, Found, FoundKind
from workbench.spelling import folded
from workbench.storage.search_index import SearchIndex
from workbench.storage.workspace import Workspace
from workbench.terms import Granularity, Period, TaskId, TaskState, UnitChoice, UnitId


def found(plan: Workspace, words: str) -> list[Found]:
    answer = search(plan.connection(), plan.search_index, words)
    things = [one for group in answer.groups for one in group.found]
    assert answer.total == len(things)
    return things


def told(plan: Workspace, words: str) -> list[str]:
    return [f"{one.kind}:{one.name}" for one in found(plan, words)]


def test_two_characters_find_titles_contents_units_and_documents(plan: Workspace) -> None:
    assert "task:建设政务云" in told(plan, "政务")
    assert told(plan, "带宽") == ["task:优化网络"]
    assert {one.partition(":")[0] for one in told(plan, "数字")} == {"unit", "document", "task", "result"}
    assert told(plan, "没有的词") == []
    assert told(plan, "  ") == []


def test_results_stand_by_document_and_the_words_are_lit(plan: Workspace) -> None:
    answer = search(plan.connection(), plan.search_index, "政务云")
    (group,) = answer.groups
    assert group.title == "数字某省工作方案(试行)"
    assert [one.name[start:stop] for one in group.found for start, stop in one.name_lit] == ["政务云"] * 2
    (network,) = found(plan, "出口带宽")
    assert [network.text[start:stop] for start, stop in network.text_lit] == ["出口带宽"]


def test_several_words_are_all_wanted(plan: Workspace) -> None:
    assert told(plan, "政务 数字办") == ["task:建设政务云", "result:政务云平台"]


@pytest.mark.parametrize("words", ["省數字辦", "省数字办", "ｓｚｂ", "SZB", "shuziban", "shuzib", "sszb"])
def test_a_unit_is_found_however_it_is_written_or_said(plan: Workspace, words: str) -> None:
    (unit,) = [one for one in found(plan, words) if one.kind is FoundKind.UNIT]
    assert unit.name == "省数字办"
    assert unit.name_lit, "what was found is lit"


def test_titles_are_found_by_sound_in_both_readings(plan: Workspace) -> None:
    plan.change(tasks.rename, TaskId(1), "支持银行网点重组")
    for words in ("yinhang", "yinxing", "yhwd", "chongzu", "zz", "zhichi"):
        assert "task:支持银行网点重组" in told(plan, words), words
    assert told(plan, "hangyin") == []


def test_an_alias_finds_the_unit_and_its_tasks(plan: Workspace) -> None:
    id = next(unit.id for unit in plan.ask(list_units) if unit.name == "省通信管理局")
    plan.change(units.add_alias, id, "通管局")
    assert told(plan, "通管局") == ["unit:省通信管理局", "task:优化网络", "task:扩容出口"]
    assert told(plan, "tgj") == ["unit:省通信管理局"]


def test_every_change_is_followed(plan: Workspace) -> None:
    assert told(plan, "区块链") == []
    plan.change(tasks.rename, TaskId(1), "建设区块链平台")
    assert told(plan, "区块链") == ["task:建设区块链平台"]
    assert "task:建设政务云" not in told(plan, "政务云")
    plan.undo()
    assert told(plan, "区块链") == []
    plan.change(comments.add, TaskId(2), "请对接区块链")
    plan.change(
        progress.report,
        TaskId(4),
        Period(2022, Granularity.QUARTER, 1),
        30,
        TaskState.RUNNING,
        "区块链已上线",
    )
    assert told(plan, "区块链") == ["report:推广一网通办", "comment:优化网络"]
    plan.change(tasks.remove, TaskId(2))
    assert told(plan, "区块链") == ["report:推广一网通办"]
    plan.change(tasks.set_units, TaskId(4), (UnitChoice("省区块链局"),))
    assert "task:推广一网通办" in told(plan, "区块链局")
    unit = next(unit for unit in plan.ask(list_units) if unit.name == "省区块链局")
    plan.change(bulk.replace_texts, (TextEdit(TextKind.UNIT_NAME, unit.id, unit.name, "省链局"),))
    assert "task:推广一网通办" in told(plan, "省链局")
    plan.change(units.merge, UnitId(unit.id), UnitId(1))
    assert "task:推广一网通办" in told(plan, plan.ask(list_units)[0].name)


def test_a_plan_opened_read_only_is_searched_and_follows_the_other_window(plan: Workspace) -> None:
    with Workspace.open(plan.path, read_only=True) as reader:
        assert told(reader, "带宽") == ["task:优化网络"]
        plan.change(tasks.rename, TaskId(1), "扩大带宽")
        assert told(reader, "带宽") == ["task:扩大带宽", "task:优化网络"]


def test_searching_leaves_the_file_as_it_is(plan: Workspace, tmp_path: Path) -> None:
    tables = "SELECT name FROM sqlite_master ORDER BY name"
    before, files = plan.connection().execute(tables).fetchall(), sorted(tmp_path.iterdir())
    steps = plan.connection().execute("SELECT count(*) FROM steps").fetchone()
    assert found(plan, "政务")
    assert plan.connection().execute(tables).fetchall() == before
    assert plan.connection().execute("SELECT count(*) FROM steps").fetchone() == steps
    assert sorted(tmp_path.iterdir()) == files


def test_many_changes_at_once_fill_the_index_anew(plan: Workspace) -> None:
    assert told(plan, "政务云")
    draft = small_draft("又一份方案")
    plan.change(documents.remove, plan.ask(list_tasks)[0].document)
    plan.change(documents.import_draft, draft)
    assert [group.title for group in search(plan.connection(), plan.search_index, "政务云").groups] == [
        "又一份方案"
    ]


WORDS = st.text("政务数据安全，。 AI5é𠀀鿍㈠ab-", min_size=1, max_size=3)


@given(st.lists(st.text("政务数据安全，。 AI5é𠀀鿍㈠ab-", max_size=12), min_size=1, max_size=6), WORDS)
def test_found_is_what_has_the_word_in_it(names: list[str], word: str) -> None:
    """Exactly the texts that contain the folded word, but for what sounds like it."""
    index = SearchIndex()
    index.add(Findable(FoundKind.TASK, id, 1, id, "", body=name) for id, name in enumerate(names, 1))
    wanted = folded(word)
    having = [id for id, name in enumerate(names, 1) if wanted and wanted in folded(name)]
    exotic = any(unicodedata.ucd_3_2_0.category(one)[0] not in "LN" for one in wanted)
    got = [thing.id for thing in index.find([word], 100)]
    assert set(having) <= set(got)
    if not exotic:  # marks are all alike to the index
        assert got == having
        assert index.count([word]) == len(having)
    index.close()
