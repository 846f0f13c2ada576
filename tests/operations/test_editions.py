"""A newer edition of a document, from two readings to a plan that document and office both wrote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.long_plans import long_draft
from workbench.errors import RefusedError
from workbench.operations import documents, editions, tasks
from workbench.planning.editions import Comparison, EditionChoice, Fate, Kind, Verdict
from workbench.queries.documents import list_documents, source
from workbench.queries.editions import compare_edition, documents_like, edition_text, list_editions
from workbench.queries.tasks import list_tasks
from workbench.reading import read_bytes
from workbench.reading.draft import Draft
from workbench.rows.tasks import TaskRow
from workbench.storage.workspace import Workspace
from workbench.terms import Deadline, DeadlineKind, DocumentId, TaskId, UnitChoice

FIRST = """\
某省人民政府办公厅关于印发2022年数字某省工作要点的通知
某政办〔2022〕7号
2022年数字某省工作要点
一、夯实基础
（一）建设政务云。升级省级政务云平台。（责任单位：省数字办、发改委；完成时限：2022年6月底前）
（二）优化网络。提升省际出口带宽。（牵头单位：省通信管理局；完成时限：2022年9月底前）
（三）清理老旧机房。关停分散机房。（责任单位：省数字办；完成时限：2022年底前）
二、推进应用
（四）推广一网通办。推动高频事项网上办理。（责任单位：省审改办；完成时限：2022年底前）
"""
SECOND = (
    FIRST.replace("2022年6月底前", "2022年8月底前")
    .replace("（三）清理老旧机房。关停分散机房。（责任单位：省数字办；完成时限：2022年底前）\n", "")
    .replace("（四）", "（三）")
    .replace("省审改办；", "省审改办、司法厅；")
    + "（四）建设数据交易平台。培育数据市场。（责任单位：省数据集团；完成时限：2022年底前）\n"
    + "三、保障措施\n"
)
ONE = DocumentId(1)


def read(text: str, name: str = "要点.txt") -> Draft:
    return read_bytes(name, text.encode())


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "计划.pwb", who="王敏") as workspace:
        workspace.change(documents.import_draft, read(FIRST))
        yield workspace


def compared(plan: Workspace, text: str = SECOND) -> Comparison:
    return plan.ask(compare_edition, ONE, read(text))


def by_title(plan: Workspace) -> dict[str, TaskRow]:
    return {task.title: task for task in plan.ask(list_tasks)}


def task_of(plan: Workspace, title: str) -> TaskId:
    return by_title(plan)[title].id


def test_the_same_text_differs_in_nothing(plan: Workspace) -> None:
    comparison = compared(plan, FIRST)
    assert comparison.differences == ()
    assert comparison.questions == ()


def test_what_was_added_dropped_and_changed_is_told_field_by_field(plan: Workspace) -> None:
    comparison = compared(plan)
    told = {row.name: row for row in comparison.differences}
    assert told["建设政务云"].fields[0].field == "deadline"
    assert (told["建设政务云"].fields[0].former, told["建设政务云"].fields[0].new) == (
        "2022年6月底前",
        "2022年8月底前",
    )
    assert {one.field for one in told["推广一网通办"].fields} == {"no", "units"}
    assert told["建设数据交易平台"].fate is Fate.ADDED
    assert told["清理老旧机房"].fate is Fate.DROPPED
    assert "优化网络" not in told
    assert comparison.questions == ()


def test_adopting_is_one_step_that_brings_the_plan_to_the_new_edition(plan: Workspace) -> None:
    cloud = task_of(plan, "建设政务云")
    change = plan.change(editions.adopt, ONE, read(SECOND))
    assert change.label.endswith("（新增1项、修改2项、取消1项）")
    rows = by_title(plan)
    assert list(rows) == ["建设政务云", "优化网络", "推广一网通办", "建设数据交易平台"]
    assert rows["建设政务云"].id == cloud
    assert rows["建设政务云"].deadline.raw == "2022年8月底前"
    assert [unit.name for unit in rows["推广一网通办"].units] == ["省审改办", "省司法厅"]
    assert compared(plan).differences == ()
    text = plan.ask(source, ONE).text
    for row in rows.values():
        assert row.span is not None
        assert row.title in text[row.span.start : row.span.end]
    plan.undo()
    assert list(by_title(plan)) == ["建设政务云", "优化网络", "清理老旧机房", "推广一网通办"]
    assert plan.ask(source, ONE).text == FIRST


def test_earlier_editions_stay_readable(plan: Workspace) -> None:
    plan.change(editions.adopt, ONE, read(SECOND))
    first, second = plan.ask(list_editions, ONE)
    assert (first.number, second.number, first.current, second.current) == (1, 2, False, True)
    assert plan.ask(edition_text, first.id) == FIRST
    assert plan.ask(edition_text, second.id) == SECOND


def test_what_only_the_office_changed_stays_without_a_question(plan: Workspace) -> None:
    plan.change(tasks.rename, task_of(plan, "优化网络"), "优化省际网络")
    plan.change(tasks.set_units, task_of(plan, "建设政务云"), (UnitChoice("省大数据局"),))
    (kept,) = [row for row in compared(plan).differences if row.name == "优化省际网络"]
    assert [(one.field, one.verdict) for one in kept.fields] == [("title", Verdict.KEEP)]
    plan.change(editions.adopt, ONE, read(SECOND))
    rows = by_title(plan)
    assert "优化省际网络" in rows
    assert [unit.name for unit in rows["建设政务云"].units] == ["省大数据局"]
    assert rows["建设政务云"].deadline.raw == "2022年8月底前"


@pytest.mark.parametrize(("take_new", "expected"), [(True, "2022年8月底前"), (False, "持续推进")])
def test_what_both_changed_is_asked_and_never_guessed(plan: Workspace, take_new: bool, expected: str) -> None:
    cloud = task_of(plan, "建设政务云")
    plan.change(tasks.set_deadline, cloud, Deadline("持续推进", DeadlineKind.ONGOING))
    ((row, field),) = compared(plan).questions
    assert (row.key, field) == (cloud, "deadline")
    with pytest.raises(RefusedError, match="双方都有改动"):
        plan.change(editions.adopt, ONE, read(SECOND))
    choice = EditionChoice(Kind.TASK, cloud, "deadline", take_new)
    plan.change(editions.adopt, ONE, read(SECOND), (choice,))
    assert by_title(plan)["建设政务云"].deadline.raw == expected


def test_the_answer_holds_for_the_edition_after(plan: Workspace) -> None:
    cloud = task_of(plan, "建设政务云")
    plan.change(tasks.set_deadline, cloud, Deadline("持续推进", DeadlineKind.ONGOING))
    plan.change(editions.adopt, ONE, read(SECOND), (EditionChoice(Kind.TASK, cloud, "deadline"),))
    assert compared(plan, SECOND + "（一）加强组织领导。\n").questions == ()


@pytest.mark.parametrize("take_new", [True, False])
def test_a_dropped_task_with_the_offices_work_in_it_is_asked(plan: Workspace, take_new: bool) -> None:
    rooms = task_of(plan, "清理老旧机房")
    plan.change(tasks.set_progress, rooms, 40)
    ((row, field),) = compared(plan).questions
    assert (row.key, row.fate, field) == (rooms, Fate.DROPPED, "")
    plan.change(editions.adopt, ONE, read(SECOND), (EditionChoice(Kind.TASK, rooms, "", take_new),))
    assert ("清理老旧机房" in by_title(plan)) is not take_new
    assert compared(plan).questions == ()


def test_what_the_office_removed_stays_away_until_the_document_changes_it(plan: Workspace) -> None:
    plan.change(tasks.remove, task_of(plan, "优化网络"))
    assert not [row for row in compared(plan).differences if row.name == "优化网络"]
    changed = SECOND.replace("2022年9月底前", "2022年11月底前")
    ((row, _),) = compared(plan, changed).questions
    assert row.fate is Fate.REMOVED
    assert row.key is not None
    plan.change(editions.adopt, ONE, read(changed), (EditionChoice(Kind.TASK, row.key, "", True),))
    assert by_title(plan)["优化网络"].deadline.raw == "2022年11月底前"


def test_the_offices_own_tasks_are_left_alone(plan: Workspace) -> None:
    plan.change(tasks.add, ONE, "召开推进会")
    plan.change(editions.adopt, ONE, read(SECOND))
    assert "召开推进会" in by_title(plan)


def test_an_edition_is_recognised_by_title_or_number(plan: Workspace) -> None:
    (known,) = plan.ask(list_documents)
    renumbered = read(SECOND.replace("〔2022〕7号", "〔2022〕9号"))
    assert [row.id for row in plan.ask(documents_like, renumbered)] == [known.id]
    assert plan.ask(documents_like, read(FIRST)) == ()
    assert plan.ask(documents_like, read("某市实施方案\n一、总体要求\n")) == ()


def test_the_same_file_is_no_newer_edition(plan: Workspace) -> None:
    with pytest.raises(RefusedError, match="已经导入过"):
        plan.change(editions.adopt, ONE, read(FIRST))


def test_new_tasks_stand_where_the_document_has_them(plan: Workspace) -> None:
    numerals = "一二三四五六七八九"
    fresh = [
        f"办好第{numeral}件实事。完善机制。（责任单位：省数字办；完成时限：2022年底前）"
        for numeral in numerals
    ]
    lines = FIRST.splitlines()
    items = [lines[4].split("）", 1)[1], *fresh[:4], lines[5].split("）", 1)[1], *fresh[4:6]]
    items += [lines[6].split("）", 1)[1]]
    told = [f"（{numerals[place]}）{item}" for place, item in enumerate(items)]
    text = "\n".join([*lines[:4], *told, *lines[7:], f"（五）{fresh[7]}", ""])
    plan.change(editions.adopt, ONE, read(text))
    expected = ["建设政务云", *(f"办好第{numeral}件实事" for numeral in "一二三四"), "优化网络"]
    expected += ["办好第五件实事", "办好第六件实事", "清理老旧机房", "推广一网通办", "办好第八件实事"]
    assert [task.title for task in plan.ask(list_tasks)] == expected
    assert compared(plan, text).differences == ()


def test_parts_of_a_task_that_goes_move_up(plan: Workspace) -> None:
    part, cloud = task_of(plan, "推广一网通办"), task_of(plan, "建设政务云")
    plan.change(tasks.move, task_of(plan, "清理老旧机房"), cloud)
    plan.change(tasks.move, part, task_of(plan, "清理老旧机房"))
    before = plan.ask(list_tasks)
    plan.change(editions.adopt, ONE, read(SECOND))
    rows = by_title(plan)
    assert "清理老旧机房" not in rows
    assert (rows["推广一网通办"].id, rows["推广一网通办"].parent) == (part, cloud)
    plan.undo()
    assert plan.ask(list_tasks) == before


def test_a_great_many_tasks_come_go_and_change_in_one_step(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "计划.pwb") as plan:
        plan.change(documents.import_draft, long_draft(400))
        newer = long_draft(600, "（修订）")
        newer = replace(
            newer, tasks=tuple(task for task in newer.tasks if int(task.no) % 5 or int(task.no) % 4)
        )
        kept = replace(newer, tasks=tuple(replace(task, parent=None) for task in newer.tasks))
        plan.change(editions.adopt, ONE, kept)
        assert plan.ask(compare_edition, ONE, kept).differences == ()
        by_place = [task.title for task in plan.ask(list_tasks) if task.parent is None]
        of_first = [title for title in by_place if title in {task.title for task in kept.tasks[:60]}]
        assert of_first == [task.title for task in kept.tasks[:60] if task.title in of_first]
        plan.undo()
        assert len(plan.ask(list_tasks)) == 400
