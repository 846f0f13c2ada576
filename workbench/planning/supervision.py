"""The supervision loop (督办): a matter's state and what is done with it go in, its next state comes out.

立项 → 交办 → 签收 → 反馈 → 审核 → (催办) → 办结 → 销号, with 退回, 延期申请 and 中止 on the way.
"""

from __future__ import annotations

from typing import Final

from workbench.errors import RefusedError
from workbench.terms import ItemAction, ItemSource, ItemState

ACTIONS: Final = {
    ItemAction.REGISTER: "立项",
    ItemAction.ASSIGN: "交办",
    ItemAction.SIGN: "签收",
    ItemAction.DECLINE: "退回",
    ItemAction.REPORT: "反馈",
    ItemAction.PASS: "审核通过",
    ItemAction.RETURN: "退回重办",
    ItemAction.URGE: "催办",
    ItemAction.FINISH: "办结",
    ItemAction.CLOSE: "销号",
    ItemAction.ASK_DELAY: "延期申请",
    ItemAction.GRANT_DELAY: "同意延期",
    ItemAction.REFUSE_DELAY: "不同意延期",
    ItemAction.STOP: "中止",
}
ITEM_STATES: Final = {
    ItemState.REGISTERED: "待交办",
    ItemState.ASSIGNED: "待签收",
    ItemState.RUNNING: "办理中",
    ItemState.REVIEWING: "待审核",
    ItemState.FINISHED: "待销号",
    ItemState.CLOSED: "已销号",
    ItemState.STOPPED: "已中止",
}
SOURCES: Final = {
    ItemSource.TASK: "工作任务",
    ItemSource.INSTRUCTION: "领导批示",
    ItemSource.MEETING: "会议议定",
    ItemSource.OTHER: "其他来源",
}
#: States in which a matter still waits for something.
UNFINISHED: Final = (ItemState.REGISTERED, ItemState.ASSIGNED, ItemState.RUNNING, ItemState.REVIEWING)

_IN_HAND: Final = (ItemState.ASSIGNED, ItemState.RUNNING, ItemState.REVIEWING)
_MOVES: Final[dict[ItemState, dict[ItemAction, ItemState]]] = {
    ItemState.REGISTERED: {ItemAction.ASSIGN: ItemState.ASSIGNED},
    ItemState.ASSIGNED: {ItemAction.SIGN: ItemState.RUNNING, ItemAction.DECLINE: ItemState.REGISTERED},
    ItemState.RUNNING: {ItemAction.REPORT: ItemState.REVIEWING},
    ItemState.REVIEWING: {
        ItemAction.PASS: ItemState.RUNNING,
        ItemAction.RETURN: ItemState.RUNNING,
        ItemAction.FINISH: ItemState.FINISHED,
    },
    ItemState.FINISHED: {ItemAction.RETURN: ItemState.RUNNING, ItemAction.CLOSE: ItemState.CLOSED},
    ItemState.CLOSED: {},
    ItemState.STOPPED: {},
}


def open_actions(state: ItemState, delay_pending: bool) -> tuple[ItemAction, ...]:
    """What can be done with a matter now, in the order of the loop."""
    found = dict(_MOVES[state])
    if state in _IN_HAND:
        stays = (
            (ItemAction.GRANT_DELAY, ItemAction.REFUSE_DELAY) if delay_pending else (ItemAction.ASK_DELAY,)
        )
        found |= dict.fromkeys((ItemAction.URGE, *stays), state)
    if state in UNFINISHED:
        found[ItemAction.STOP] = ItemState.STOPPED
    return tuple(action for action in ItemAction if action in found)


def after(state: ItemState, action: ItemAction, delay_pending: bool = False) -> ItemState:
    """Where a matter stands after a move. Raises RefusedError for one that is not open now."""
    if action not in open_actions(state, delay_pending):
        raise RefusedError(
            f"该督办件{_where(state, action, delay_pending)}，不能{ACTIONS[action]}。",
            _hint(state, delay_pending),
        )
    if action is ItemAction.STOP:
        return ItemState.STOPPED
    return _MOVES[state].get(action, state)


def paper_number(prefix: str, year: int, number: int) -> str:
    """The number of a paper or matter, as GB/T 9704-2012 7.2.5 has it: 督办〔2021〕3号."""
    return f"{prefix}〔{year}〕{number}号"


def _where(state: ItemState, action: ItemAction, delay_pending: bool) -> str:
    if delay_pending and action is ItemAction.ASK_DELAY:
        return "已有延期申请待批"
    if action in (ItemAction.GRANT_DELAY, ItemAction.REFUSE_DELAY) and not delay_pending:
        return "没有待批的延期申请"
    return f"现为“{ITEM_STATES[state]}”"


def _hint(state: ItemState, delay_pending: bool) -> str:
    names = "、".join(ACTIONS[action] for action in open_actions(state, delay_pending))
    return f"现在可以：{names}。" if names else "该件已经办理完毕，如需再办请重新立项。"
