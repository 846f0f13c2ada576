"""Invented notices to print in tests: every name, number and promise in them is made up."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from workbench.rows.papers import NoticeFacts, TableFacts

HEADS = ("序号", "工作任务", "主要内容", "责任单位", "完成时限")

_SUBJECTS = (
    "公共数据资源开发利用",
    "城市运行“一网统管”",
    "工业互联网标识解析体系",
    "乡村数字治理",
    "海洋环境智能监测",
    "基层医疗信息互通",
)
_SENTENCES = (
    "建设全省统一的数据目录和供需对接平台，2026年6月30日前完成首批1200项高频数据归集，数据质量合格率达到98.5%以上；",
    "推动3个以上县（市、区）开展试点——先行先试、边建边用，形成《建设指南》“《评价办法》”等制度成果……并及时总结推广。",
    "支持龙头企业牵头组建创新联合体，突破IPv6+、5G/6G融合组网等关键技术，年均新增发明专利20～30件，带动产业规模超过2.6万亿元。",
    "建立健全“月调度、季通报、年评估”工作机制，对进度滞后的，及时提醒、约谈；对成效明显的，予以通报表扬（具体办法另行制定）。",
)
_UNITS = (
    "省数据管理局、省发展改革委",
    "省工信厅、省通信管理局，各设区市人民政府",
    "省农业农村厅",
    "省海洋渔业局、省自然资源厅、省生态环境厅，沿海各市人民政府",
)
_DEADLINES = ("2026年12月底前", "2027年6月底前", "持续推进", "2026年")


def task(number: int) -> tuple[str, ...]:
    """One row of a task list, long and short by turns."""
    content = "".join(_SENTENCES[(number + part) % 4] for part in range(1 + number % 3))
    return str(number), f"推进{_SUBJECTS[number % 6]}", content, _UNITS[number % 4], _DEADLINES[number % 4]


def task_list(count: int, title: str = "数字海湾建设行动计划重点任务分解表", sections: int = 5) -> TableFacts:
    """A task list with `sections` full-width rows among its tasks."""
    rows: list[tuple[str, ...]] = []
    heads: set[int] = set()
    for number in range(1, count + 1):
        if sections and (number - 1) % max(1, count // sections) == 0:
            heads.add(len(rows))
            rows.append(
                (
                    f"{'一二三四五六七八九十'[len(heads) % 10 - 1]}、加快{_SUBJECTS[number % 6]}",
                    "",
                    "",
                    "",
                    "",
                )
            )
        rows.append(task(number))
    return TableFacts(HEADS, tuple(rows), frozenset(heads), title)


BODY = (
    "《数字海湾建设行动计划（2026—2028年）》已经省政府同意，现将重点任务分解表印发给你们，请结合实际，认真组织实施，并就有关事项通知如下。",
    "一、加强组织领导",
    "（一）压实工作责任。各责任单位要对照任务分解表，于2026年3月31日前制定年度实施计划，明确目标任务、工作举措和时间节点，确保按时完成。排在首位的单位为牵头单位，其他单位按照职责分工抓好落实。",
    "（二）强化协同联动。牵头单位要会同配合单位建立会商机制——遇到跨地区、跨部门的问题，及时提请研究解决……努力实现数字经济增加值达到2.6万亿元以上、年均增长12.5%的目标。",
    "二、严格督促检查",
    "省数据管理局要会同有关部门加强跟踪督办，每季度末5个工作日内汇总进展情况，对进度滞后的任务及时提醒、通报，重大事项及时报告。",
)

NOTICE = NoticeFacts(
    title="海湾省人民政府办公厅关于印发数字海湾建设行动计划重点任务分解表的通知",
    doc_no="海政办〔2026〕12号",
    issuer="海湾省人民政府办公厅",
    recipients=("各市、县（区）人民政府", "省人民政府各部门、各直属机构", "各大企业", "各高等院校"),
    body=BODY,
    signer="海湾省人民政府办公厅",
    date=dt.date(2026, 1, 5),
    attachments=(task_list(22),),
    note="此件主动公开",
    copies_to=(
        "省委办公厅",
        "省人大常委会办公厅",
        "省政协办公厅",
        "省监委",
        "省法院",
        "省检察院",
        "各民主党派省委会",
    ),
    printed_by="海湾省人民政府办公厅",
    printed_on=dt.date(2026, 1, 6),
)

SHORT = replace(NOTICE, body=BODY[:1], attachments=(), note="", copies_to=("省委办公厅",))
UNSEALED = replace(NOTICE, seal=False)
VERY_LONG = replace(NOTICE, attachments=(task_list(130),))
LONG_TITLE = replace(
    NOTICE,
    title="海湾省人民政府办公厅关于印发海湾省国家数字经济创新发展试验区建设工作方案"
    "和公共数据资源开发利用三年行动计划重点任务分解表的通知",
)
SEVERAL = replace(
    NOTICE,
    attachments=(
        task_list(9),
        task_list(
            4, "数字海湾建设行动计划（2026—2028年）年度重点工程项目和政策措施责任分工一览表", sections=0
        ),
        TableFacts(
            ("序号", "指标名称", "2025年", "2028年目标"),
            (("1", "数据归集率", "81.5%", "98%"),),
            title="《主要指标表》",
        ),
    ),
)
WORDY = replace(NOTICE, body=(*BODY, *(f"{sentence}{BODY[0]}" * 3 for sentence in _SENTENCES), *BODY[1:]))
HANZI_ONLY = replace(NOTICE, body=("统筹推进数字经济和实体经济深度融合发展" * 60 + "。",) * 2)

ALL = {
    "task list of 22 rows": NOTICE,
    "one page of text": SHORT,
    "without a seal": UNSEALED,
    "130 rows": VERY_LONG,
    "long title": LONG_TITLE,
    "several attachments": SEVERAL,
    "several pages of text": WORDY,
    "full rows of hanzi": HANZI_ONLY,
}
