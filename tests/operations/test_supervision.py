"""The supervision loop: every move, what is refused, the numbers of its papers, what is to be done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from workbench.errors import RefusedError
from workbench.operations import progress, reforms, supervision, units
from workbench.planning.supervision import after, open_actions
from workbench.queries.supervision import item, list_items
from workbench.queries.todo import todo
from workbench.rows.supervision import ItemRow
from workbench.storage.workspace import Workspace
from workbench.terms import (
    Granularity,
    ItemAction,
    ItemId,
    ItemSource,
    ItemState,
    Period,
    Place,
    ReportId,
    TaskId,
    TaskState,
    TodoKind,
    UnitId,
)

FIRST = ItemId(1)
CLOUD = TaskId(1)
LAST = dt.date(2021, 12, 31)


def day(month: int, number: int) -> dt.date:
    return dt.date(2021, month, number)


@pytest.fixture
def matter(plan: Workspace) -> Workspace:
    plan.change(
        supervision.open_item,
        "研究解决数据共享堵点",
        day(6, 30),
        ItemSource.INSTRUCTION,
        "数字办",
        "省领导批示〔2021〕12号",
        "分管副省长",
        day=day(4, 6),
    )
    return plan


def seen(plan: Workspace, on: dt.date = LAST) -> ItemRow:
    return plan.ask(item, FIRST, on)


def test_a_matter_from_beginning_to_end(matter: Workspace) -> None:
    steps: list[tuple[Callable[..., None], tuple[Any, ...]]] = [
        (supervision.assign, ("请抓紧办理", day(4, 7))),
        (supervision.sign, ("", day(4, 8))),
        (supervision.urge, ("请书面反馈", day(5, 20))),
        (supervision.report_back, ("已召开协调会", day(5, 25))),
        (supervision.send_back, ("未说明解决情况", day(5, 26))),
        (supervision.report_back, ("堵点已全部解决", day(6, 20))),
        (supervision.finish, ("同意办结", day(6, 22))),
        (supervision.close, ("", day(6, 23))),
    ]
    for operation, arguments in steps:
        matter.change(operation, FIRST, *arguments)
    row = seen(matter)
    assert [step.action for step in row.steps] == [
        *(ItemAction.REGISTER, ItemAction.ASSIGN, ItemAction.SIGN, ItemAction.URGE, ItemAction.REPORT),
        *(ItemAction.RETURN, ItemAction.REPORT, ItemAction.FINISH, ItemAction.CLOSE),
    ]
    assert (row.state, row.days_left, row.urged, row.actions) == (ItemState.CLOSED, None, 1, ())
    assert (row.number, row.notice_number, row.steps[3].number) == (
        "督办件〔2021〕1号", "督办〔2021〕1号", "催办〔2021〕1号",
    )  # fmt: skip
    assert row.sentence == "省数字办，领导批示，2021年4月6日立项，已销号。"
    with pytest.raises(RefusedError, match=r"现为“已销号”，不能催办.*办理完毕"):
        matter.change(supervision.urge, FIRST, "", day(7, 1))


def test_how_it_stood_on_a_day(matter: Workspace) -> None:
    matter.change(supervision.assign, FIRST, "", day(4, 7))
    matter.change(supervision.sign, FIRST, "", day(4, 8))
    then = seen(matter, day(4, 7))
    assert (then.state, then.days_left, then.actions[0]) == (ItemState.ASSIGNED, 84, ItemAction.SIGN)
    late = seen(matter, day(7, 5))
    assert late.sentence == (
        "省数字办，领导批示，2021年4月6日立项，应于2021年6月30日前办结，截至2021年7月5日逾期5天，办理中。"
    )
    assert matter.ask(list_items, day(4, 5)) == ()


def test_a_delay_is_asked_for_and_decided(matter: Workspace) -> None:
    matter.change(supervision.assign, FIRST, "", day(4, 7))
    matter.change(supervision.sign, FIRST, "", day(4, 8))
    with pytest.raises(RefusedError, match="没有待批的延期申请"):
        matter.change(supervision.grant_delay, FIRST, "", day(5, 1))
    with pytest.raises(RefusedError, match="不晚于现定的"):
        matter.change(supervision.ask_delay, FIRST, day(6, 30), "来不及", day=day(5, 1))
    matter.change(supervision.ask_delay, FIRST, day(9, 30), "招标流程较长", "项目批复", day(6, 1))
    waiting = seen(matter)
    assert (waiting.asked_due, waiting.due) == (day(9, 30), day(6, 30))
    assert waiting.steps[-1].basis == "项目批复"
    with pytest.raises(RefusedError, match="已有延期申请待批"):
        matter.change(supervision.ask_delay, FIRST, day(10, 30), "再延", day=day(6, 2))
    matter.change(supervision.refuse_delay, FIRST, "理由不充分", day(6, 3))
    assert seen(matter).due == day(6, 30)
    matter.change(supervision.ask_delay, FIRST, day(8, 31), "设备到货推迟", day=day(6, 4))
    matter.change(supervision.grant_delay, FIRST, "同意", day(6, 5))
    granted = seen(matter)
    assert (granted.due, granted.first_due, granted.asked_due) == (day(8, 31), day(6, 30), None)
    assert "应于2021年8月31日前办结（原定2021年6月30日）" in granted.sentence
    assert seen(matter, day(6, 4)).due == day(6, 30)


@pytest.mark.parametrize(
    ("operation", "arguments", "told"),
    [
        (supervision.sign, (), "现为“待交办”，不能签收。现在可以：交办、中止"),
        (supervision.urge, (), "不能催办"),
        (supervision.assign, ("", day(4, 1)), "早于上一环节"),
        (supervision.stop, (" ",), "中止理由"),
    ],
)
def test_moves_out_of_turn(
    matter: Workspace, operation: Callable[..., None], arguments: tuple[Any, ...], told: str
) -> None:
    with pytest.raises(RefusedError, match=told):
        matter.change(operation, FIRST, *arguments)


def test_the_wrong_unit_hands_it_back(matter: Workspace) -> None:
    matter.change(supervision.assign, FIRST, "", day(4, 7))
    matter.change(supervision.decline, FIRST, "不属于本单位职责", day(4, 9))
    assert seen(matter).state is ItemState.REGISTERED
    matter.change(supervision.edit, FIRST, unit="省发改委")
    matter.change(supervision.assign, FIRST, "", day(4, 10))
    row = seen(matter)
    assert (row.unit_name, row.notice_number) == ("省发改委", "督办〔2021〕2号")
    with pytest.raises(RefusedError, match="已经交办，不能删除"):
        matter.change(supervision.remove, FIRST)
    matter.change(supervision.stop, FIRST, "并入专项行动", day(4, 20))
    assert seen(matter).state is ItemState.STOPPED


def test_a_task_under_supervision(plan: Workspace) -> None:
    plan.change(supervision.open_task, CLOUD, day=day(5, 10))
    row = seen(plan)
    assert (row.title, row.source, row.task, row.unit_name) == (
        "建设政务云", ItemSource.TASK, CLOUD, "省数字办",
    )  # fmt: skip
    assert (row.due, row.supports, row.basis) == (dt.date(2022, 12, 31), "省发改委", "数字某省工作方案(试行)")
    with pytest.raises(RefusedError, match="没有完成时限"):
        plan.change(supervision.open_task, TaskId(2), day=day(5, 10))
    with pytest.raises(RefusedError, match="早于立项日期"):
        plan.change(supervision.open_task, CLOUD, day(5, 1), day=day(5, 10))


def test_numbers_count_within_a_year_and_bear_the_office_s_prefix(plan: Workspace) -> None:
    for year in (2021, 2021, 2022):
        opened = dt.date(year, 5, 10)
        plan.change(supervision.open_task, CLOUD, day=opened)
    plan.change(supervision.set_prefixes, "榕督", "榕督字", "榕催字")
    plan.change(supervision.assign, ItemId(2), "", day(5, 11))
    rows = {row.id: row for row in plan.ask(list_items, dt.date(2022, 12, 1))}
    assert [rows[ItemId(id)].number for id in (1, 2, 3)] == [
        "榕督〔2021〕1号", "榕督〔2021〕2号", "榕督〔2022〕1号",
    ]  # fmt: skip
    assert rows[ItemId(2)].notice_number == "榕督字〔2021〕1号"


def test_a_merged_unit_takes_its_matters_along(matter: Workspace) -> None:
    matter.change(supervision.edit, FIRST, unit="省科技厅")
    before = seen(matter).unit
    assert before is not None
    with pytest.raises(RefusedError, match="1件督办件"):
        matter.change(units.remove, before)
    matter.change(units.merge, before, UnitId(1))
    assert seen(matter).unit == UnitId(1)


def test_after_a_reform_the_unit_that_follows_carries_on(matter: Workspace) -> None:
    before = seen(matter).unit
    assert before is not None
    matter.change(reforms.rename, before, "省数据管理局", day(6, 1))
    assert seen(matter).unit_name == "省数据管理局"


def test_every_state_offers_what_can_be_done() -> None:
    for state in ItemState:
        for pending in (False, True):
            for action in ItemAction:
                if action in open_actions(state, pending):
                    assert after(state, action, pending) in ItemState
                else:
                    with pytest.raises(RefusedError):
                        after(state, action, pending)


def test_what_is_to_be_done(matter: Workspace) -> None:
    third = Period(2021, Granularity.QUARTER, 3)
    matter.change(progress.report, CLOUD, third, 20, TaskState.RUNNING, "已开工")
    matter.change(supervision.assign, FIRST, "", day(4, 7))
    rows = matter.ask(todo, day(9, 26))
    kinds = [row.kind for row in rows]
    assert kinds == sorted(kinds, key=list(TodoKind).index)
    late = next(row for row in rows if row.kind is TodoKind.LATE)
    assert (late.place, late.days) == (Place("supervision_items", 1), -88)
    assert "逾期88天" in late.sentence
    unreported = [row for row in rows if row.kind is TodoKind.UNREPORTED and row.day == day(9, 28)]
    assert [row.place.key for row in unreported] == [2, 3, 4]
    assert unreported[0].sentence == "2021年三季度进展应于2021年9月28日前报送，尚未收到，还有2天。"
    (unchecked,) = [row for row in rows if row.kind is TodoKind.UNCHECKED]
    assert unchecked.place == Place("progress_reports", 1)
    assert [row.place.key for row in rows if row.kind is TodoKind.WITHOUT_LEAD] == [1, 3, 4]
    assert [row.title for row in rows if row.kind is TodoKind.TO_SIGN] == ["研究解决数据共享堵点"]
    matter.change(progress.check, ReportId(1))
    assert TodoKind.UNCHECKED not in [row.kind for row in matter.ask(todo, day(9, 26))]
    soon = matter.ask(todo, dt.date(2022, 12, 30))
    (due,) = [row for row in soon if row.kind is TodoKind.DUE_SOON and row.place.key == CLOUD]
    assert due.sentence == "完成时限2022年12月31日，还有1天。"
