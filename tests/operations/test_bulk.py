"""Several things at once are one step, refused as a whole, taken back as a whole."""

from __future__ import annotations

import datetime as dt

import pytest

from workbench.errors import RefusedError
from workbench.operations import bulk
from workbench.planning.task_edits import TaskEdit, TextEdit, TextKind
from workbench.queries.history import list_steps
from workbench.queries.tasks import list_tasks, task
from workbench.queries.texts import list_texts
from workbench.storage.workspace import Workspace
from workbench.terms import Deadline, DeadlineKind, DocumentId, Precision, Role, TaskId, TaskState, UnitChoice

CLOUD, NETWORK, EXIT, ONE_NET = TaskId(1), TaskId(2), TaskId(3), TaskId(4)
JUNE = Deadline("2023年6月底前", DeadlineKind.BY, dt.date(2023, 6, 30), Precision.MONTH)


def test_a_selection_takes_new_facts_as_one_step(plan: Workspace) -> None:
    before, steps = plan.ask(list_tasks), len(plan.ask(list_steps))
    edits = tuple(
        TaskEdit(one, lead="省大数据局", deadline=JUNE, state=TaskState.RUNNING, progress=40)
        for one in (CLOUD, ONE_NET)
    )
    plan.change(bulk.edit, edits)
    for one in (CLOUD, ONE_NET):
        row = plan.ask(task, one)
        assert (row.deadline, row.state, row.progress) == (JUNE, TaskState.RUNNING, 40)
        assert [unit.name for unit in row.units if unit.role is Role.LEAD] == ["省大数据局"]
    assert len(plan.ask(list_steps)) == steps + 1
    assert plan.undo_label == "批量修改任务：2项"
    plan.undo()
    assert plan.ask(list_tasks) == before


def test_units_join_those_that_are_there(plan: Workspace) -> None:
    plan.change(bulk.edit, (TaskEdit(CLOUD, joining=(UnitChoice("省财政厅", Role.SUPPORT),)),))
    units = [(unit.name, unit.role) for unit in plan.ask(task, CLOUD).units]
    assert units[-1] == ("省财政厅", Role.SUPPORT)
    assert len(units) == 3


def test_a_unit_leaves_where_it_is(plan: Workspace) -> None:
    """Named by its alias; where it takes no part nothing changes."""
    plan.change(bulk.edit, tuple(TaskEdit(one, leaving="发改委") for one in (CLOUD, NETWORK)))
    assert [unit.name for unit in plan.ask(task, CLOUD).units] == ["省数字办"]
    assert len(plan.ask(task, NETWORK).units) == 2


def test_a_later_stretch_of_days_is_taken_whole(plan: Workspace) -> None:
    """The new start lies behind the old deadline: neither day is checked against the other's former value."""
    plan.change(bulk.edit, (TaskEdit(CLOUD, start=dt.date(2023, 1, 1), deadline=JUNE),))
    row = plan.ask(task, CLOUD)
    assert (row.start, row.deadline) == (dt.date(2023, 1, 1), JUNE)
    plan.change(bulk.edit, (TaskEdit(CLOUD, without_start=True),))
    assert plan.ask(task, CLOUD).start is None
    with pytest.raises(RefusedError, match="晚于完成时限"):
        plan.change(bulk.edit, (TaskEdit(CLOUD, start=dt.date(2024, 1, 1)),))


def test_one_refusal_refuses_all(plan: Workspace) -> None:
    before = plan.ask(list_tasks)
    with pytest.raises(RefusedError):
        plan.change(bulk.edit, (TaskEdit(CLOUD, title="改了"), TaskEdit(NETWORK, progress=120)))
    assert plan.ask(list_tasks) == before


def test_a_pasted_table_changes_and_adds(plan: Workspace) -> None:
    section = plan.ask(task, ONE_NET).section_id
    new = TaskEdit(None, "建设数据目录", units=(UnitChoice("省数字办", Role.LEAD),), deadline=JUNE,
                   document=DocumentId(1), section=section)  # fmt: skip
    plan.change(bulk.paste, (TaskEdit(CLOUD, title="建成政务云"), new))
    rows = plan.ask(list_tasks)
    assert rows[0].title == "建成政务云"
    assert (rows[-1].title, rows[-1].deadline, rows[-1].section_id) == ("建设数据目录", JUNE, section)
    assert plan.undo_label == "粘贴任务表：修改1项、新增1项"
    with pytest.raises(RefusedError, match="重新粘贴"):
        plan.change(bulk.paste, (TaskEdit(TaskId(99), title="没有"),))


def test_several_tasks_move_together_and_keep_their_order(plan: Workspace) -> None:
    section = plan.ask(task, ONE_NET).section_id
    plan.change(bulk.move, (CLOUD, NETWORK), section=section)
    assert [row.id for row in plan.ask(list_tasks)] == [ONE_NET, CLOUD, NETWORK, EXIT]
    plan.change(bulk.move, (NETWORK,), before=ONE_NET)
    assert plan.ask(list_tasks)[0].id == NETWORK
    plan.undo()
    plan.undo()
    assert [row.id for row in plan.ask(list_tasks)] == [CLOUD, NETWORK, EXIT, ONE_NET]


def test_a_part_leaves_the_task_it_is_part_of(plan: Workspace) -> None:
    plan.change(bulk.move, (EXIT,), after=NETWORK)
    assert [(row.id, row.parent) for row in plan.ask(list_tasks)] == [
        *((CLOUD, None), (NETWORK, None), (EXIT, None), (ONE_NET, None))
    ]
    plan.undo()
    assert plan.ask(task, EXIT).parent == NETWORK


def test_a_word_is_replaced_in_all_kinds_of_texts(plan: Workspace) -> None:
    places = [place for place in plan.ask(list_texts) if "网" in place.text]
    assert {place.kind for place in places} == {
        TextKind.TASK_TITLE,
        TextKind.TASK_CONTENT,
        TextKind.INDICATOR_NAME,
    }
    edits = tuple(TextEdit(one.kind, one.id, one.text, one.text.replace("网", "網")) for one in places)
    plan.change(bulk.replace_texts, edits, "网", "網")
    assert not [place for place in plan.ask(list_texts) if "网" in place.text]
    assert plan.undo_label == f"替换文字：“网” → “網”，{len(edits)}处"
    with pytest.raises(RefusedError, match="重新查找"):
        plan.change(bulk.replace_texts, edits)


def test_a_unit_s_name_is_replaced_as_a_rename(plan: Workspace) -> None:
    place = next(one for one in plan.ask(list_texts) if one.text == "省数字办")
    plan.change(bulk.replace_texts, (TextEdit(place.kind, place.id, place.text, "省数据局"),))
    assert plan.ask(task, CLOUD).units[0].name == "省数据局"


def test_nothing_is_replaced_by_nothing(plan: Workspace) -> None:
    with pytest.raises(RefusedError):
        plan.change(bulk.replace_texts, (TextEdit(TextKind.TASK_TITLE, CLOUD, "建设政务云", " "),))
