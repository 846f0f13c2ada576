"""One matter under supervision as the source of letters: 督办通知单 and 催办函."""

from __future__ import annotations

import datetime as dt

from workbench.notation import date_text
from workbench.queries.papers.plan_source import office_words
from workbench.queries.papers.source import PaperSource, Record
from workbench.rows.documents import DocumentRow
from workbench.rows.supervision import ItemRow, ItemStepRow
from workbench.terms import ItemAction, ItemSource

_ACTIONS = {
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
    ItemAction.ASK_DELAY: "申请延期",
    ItemAction.GRANT_DELAY: "同意延期",
    ItemAction.REFUSE_DELAY: "不同意延期",
    ItemAction.STOP: "中止",
}

_SOURCES = {
    ItemSource.TASK: "工作任务",
    ItemSource.INSTRUCTION: "领导批示",
    ItemSource.MEETING: "会议议定",
    ItemSource.OTHER: "有关工作",
}


def item_source(item: ItemRow, on: dt.date, document: DocumentRow | None = None) -> PaperSource:
    """Everything said of one matter; `on` is the day of the letter."""
    late = (on - item.due).days
    urges = [step for step in item.steps if step.action is ItemAction.URGE]
    return PaperSource(
        words={
            **office_words(document),
            "事项": item.title,
            "督办编号": item.number,
            "依据": item.basis,
            "来源": _SOURCES[item.source],
            "交办领导": item.leader,
            "要求": item.requirement.rstrip("。；"),
            "主办单位": item.unit_name,
            "协办单位": item.supports,
            "立项日期": date_text(item.opened_on),
            "办理时限": date_text(item.due),
            "原定时限": date_text(item.first_due),
            "延期": "是" if item.due != item.first_due else "",
            "逾期天数": str(late) if late > 0 else "",
            "剩余天数": str(-late) if late <= 0 else "",
            "催办次数": str(item.urged),
            "通知文号": item.notice_number,
            "催办文号": urges[-1].number if urges else "",
            "情况": item.sentence.rstrip("。"),
        },
        lists={"办理记录": tuple(_step(step, number) for number, step in enumerate(item.steps, 1))},
    )


def _step(step: ItemStepRow, number: int) -> Record:
    return {
        "序号": str(number),
        "环节": _ACTIONS[step.action],
        "日期": date_text(step.day),
        "经办": step.who,
        "内容": step.text,
        "文号": step.number,
        "依据": step.basis,
    }
