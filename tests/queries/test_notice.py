"""The facts of a notice, against the lists of the same plan."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

from tests.operations.plans import city_draft, small_draft
from workbench.operations import documents, tasks
from workbench.queries.notice import notice_facts
from workbench.queries.papers.answering import expectation
from workbench.storage.workspace import Workspace
from workbench.terms import DocumentId, TaskId

TODAY = dt.date(2026, 1, 2)


def test_the_notice_says_what_the_lists_hold(plan: Workspace) -> None:
    facts = plan.ask(notice_facts, DocumentId(1), TODAY)
    assert facts.title == "某省人民政府关于印发数字某省工作方案（试行）的通知"
    assert facts.doc_no == "某政〔2021〕3号"
    assert facts.date == dt.date(2021, 3, 3)
    assert facts.body == (
        "《数字某省工作方案（试行）》已研究同意，现印发给你们，请认真组织实施。",
        "数字某省工作方案（试行）共部署任务4项（其中明确完成时限的2项、持续推进的1项、明确牵头单位的1项），"
        "涉及责任单位4个，形成成果1项，设置重点指标2项。请各责任单位对照附件，细化举措、压实责任，确保各项工作按时完成。",
    )
    assert facts.recipients == ("各市、县（区）人民政府", "省人民政府各部门、各直属机构")
    assert (facts.signer, facts.printed_by) == ("某省人民政府", "某省人民政府办公厅")
    assert facts.copies_to[0] == "省委办公厅"
    assert facts.warnings == ()


def test_the_task_list_is_a_table_with_section_rows(plan: Workspace) -> None:
    table = plan.ask(notice_facts, DocumentId(1), TODAY).attachments[0]
    assert table.title == "数字某省工作方案（试行）任务清单"
    assert table.heads == ("序号", "工作任务", "主要内容", "责任单位", "完成时限")
    assert table.rows == (
        ("一、夯实基础", "", "", "", ""),
        ("1", "建设政务云", "", "省数字办、省发改委", "2022年底前"),
        (
            *("2", "优化网络", "提升出口带宽，保障畅通。"),
            *("牵头单位：省通信管理局；配合单位：各设区市人民政府", "持续推进"),
        ),
        ("2.1", "扩容出口", "", "省通信管理局", ""),
        ("二、推进应用", "", "", "", ""),
        ("3", "推广一网通办", "", "省数字办", "2022年底前"),
    )
    assert table.section_rows == {0, 4}


def test_results_and_indicators_have_tables_of_their_own(plan: Workspace) -> None:
    _, results, indicators = plan.ask(notice_facts, DocumentId(1), TODAY).attachments
    assert results.rows == (("一、平台", "", "", ""), ("1", "政务云平台", "省数字办", "2022年底前"))
    assert indicators.heads == (
        *("序号", "指标名称", "单位", "2020年基期值", "2022年目标值", "2025年目标值", "指标属性"),
    )
    assert indicators.rows[1] == ("1", "网上可办率", "%", "96.87", "97", "98以上", "约束性")
    assert indicators.rows[3] == ("2", "增加值占比", "%", "—", "—", "提高3个百分点", "")
    assert indicators.section_rows == {0, 2}


def test_columns_in_which_nothing_stands_are_left_out(plan: Workspace) -> None:
    plan.change(documents.import_draft, city_draft())
    facts = plan.ask(notice_facts, DocumentId(2), TODAY)
    assert facts.attachments[0].heads == ("序号", "工作任务", "责任单位")


def test_what_a_document_lacks_is_said(plan: Workspace) -> None:
    plan.change(documents.import_draft, city_draft())
    facts = plan.ask(notice_facts, DocumentId(2), TODAY)
    assert facts.date == TODAY
    assert [warning[:12] for warning in facts.warnings] == [
        "《某市要点》没有发文字号",
        "《某市要点》没有成文日期",
    ]
    assert facts.recipients == ("各县（市、区）人民政府", "市直各有关单位")


def test_openness_is_printed_where_the_document_states_it(plan: Workspace) -> None:
    assert plan.ask(notice_facts, DocumentId(1), TODAY).note == ""
    stated = dataclasses.replace(small_draft("另一份"), text="某省人民政府\n(此件主動公開)\n")
    plan.change(documents.import_draft, stated)
    assert plan.ask(notice_facts, DocumentId(2), TODAY).note == "此件主动公开"


def test_of_a_printed_notice_only_the_document_inside_is_named(plan: Workspace) -> None:
    plan.change(documents.import_draft, small_draft("某省人民政府办公厅关于印发《2021年工作要点》的通知"))
    facts = plan.ask(notice_facts, DocumentId(2), TODAY)
    assert facts.title == "某省人民政府关于印发2021年工作要点的通知"


def test_the_expectation_says_it_all_in_json(plan: Workspace) -> None:
    facts = plan.ask(notice_facts, DocumentId(1), TODAY)
    expected = json.loads(json.dumps(expectation(facts.paper)))
    assert {"title", "doc_no", "issuer", "sequence", "attachments"} < set(expected)
    assert expected["recipient"] == "各市、县（区）人民政府，省人民政府各部门、各直属机构："
    assert expected["date"] == "2021年3月3日"
    assert expected["body_text"].split("\n") == list(facts.body)
    assert expected["header"] == list(facts.attachments[0].heads)
    assert len(expected["rows"]) == 6 + 2 + 4
    assert expected["seal"] is expected["red_head"] is expected["imprint"] is True


def test_figures_follow_the_plan(plan: Workspace) -> None:
    plan.change(tasks.remove, TaskId(2))
    facts = plan.ask(notice_facts, DocumentId(1), TODAY)
    assert "部署任务2项（其中明确完成时限的2项），涉及责任单位2个" in facts.body[1]
    assert [row[0] for row in facts.attachments[0].rows] == ["一、夯实基础", "1", "二、推进应用", "2"]


def test_only_laws_and_regulations_stand_in_book_marks_inside_a_title(plan: Workspace) -> None:
    plan.change(documents.import_draft, small_draft("某省公共数据管理办法（试行）"))
    facts = plan.ask(notice_facts, DocumentId(2), TODAY)
    assert facts.title == "某省人民政府关于印发《某省公共数据管理办法（试行）》的通知"
