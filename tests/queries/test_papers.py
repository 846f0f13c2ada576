"""Papers from templates: sentences and tables from the same lists, and what a template may get wrong."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tests.operations.plans import city_draft
from tests.queries.tracking import AFTER
from tests.queries.tracking import Q3 as AUTUMN
from workbench.errors import CannotReadError, RefusedError
from workbench.operations import documents, progress, supervision, tasks
from workbench.queries.circular import circular
from workbench.queries.notice import notice_facts
from workbench.queries.overview import overview
from workbench.queries.papers import answering
from workbench.queries.papers.answering import expectation, paper_facts
from workbench.queries.papers.composing import compose
from workbench.queries.papers.filling import filled
from workbench.queries.papers.source import PaperChoice, PaperSource
from workbench.queries.papers.template import Template, find_template, list_templates, read_template
from workbench.queries.papers.wall import wall_facts
from workbench.queries.units import list_units
from workbench.rows.papers import (
    AttachmentFacts,
    CellSpan,
    FigureFacts,
    Format,
    Items,
    PaperFacts,
    Paragraph,
    TableFacts,
    chinese,
    numbered,
)
from workbench.storage.workspace import Workspace
from workbench.terms import (
    Deadline,
    DeadlineKind,
    DocumentId,
    Granularity,
    ItemId,
    ItemSource,
    Period,
    Precision,
    TaskId,
    TaskState,
)

ON = dt.date(2022, 10, 8)
CHOICE = PaperChoice(ON, document=DocumentId(1))
Q3 = Period(2022, Granularity.QUARTER, 3)


def paragraphs(facts: PaperFacts) -> list[str]:
    return [block.text for block in facts.blocks if isinstance(block, Paragraph)]


def tables(facts: PaperFacts) -> list[TableFacts]:
    blocks = (*facts.blocks, *(block for each in facts.attachments for block in each.blocks))
    return [block for block in blocks if isinstance(block, TableFacts)]


def test_the_breakdown_counts_what_its_table_prints(plan: Workspace) -> None:
    facts = plan.ask(paper_facts, "breakdown", CHOICE)
    assert facts.title == "数字某省工作方案（试行）任务分解表"
    assert facts.head.format is Format.REPORT
    assert paragraphs(facts) == [
        "数字某省工作方案（试行）（某政〔2021〕3号）共分解任务4项，其中明确完成时限的2项，持续推进的1项，"
        "明确牵头单位的1项，由2个单位牵头或主办。"
    ]
    (table,) = tables(facts)
    assert [row[0] for row in table.rows] == ["一、夯实基础", "1", "2", "2.1", "二、推进应用", "3"]
    assert table.section_rows == {0, 4}
    assert facts.warnings == ()


def test_tasks_stand_under_the_unit_that_answers_merged_into_one_cell(plan: Workspace) -> None:
    facts = plan.ask(paper_facts, "breakdown-unit", CHOICE)
    (table,) = tables(facts)
    assert [row[0] for row in table.rows] == ["省数字办", "", "省通信管理局", ""]
    assert [row[1] for row in table.rows] == ["1", "3", "2", "2.1"]
    assert table.spans == (CellSpan(0, 0, 2), CellSpan(2, 0, 2))


def test_tasks_by_deadline_begin_with_the_first_due(plan: Workspace) -> None:
    day = Deadline("2021年6月30日前", DeadlineKind.BY, dt.date(2021, 6, 30), Precision.DAY)
    plan.change(tasks.set_deadline, TaskId(4), day)
    (table,) = tables(plan.ask(paper_facts, "breakdown-deadline", CHOICE))
    sections = [table.rows[row][0] for row in sorted(table.section_rows)]
    assert sections == ["2021年6月30日前", "2022年底前", "持续推进", "未明确时限"]
    assert table.rows[1][1] == "推广一网通办"


def test_one_units_sheet_holds_what_it_answers_for(plan: Workspace) -> None:
    unit = next(one for one in plan.ask(list_units) if one.name == "省数字办")
    facts = plan.ask(paper_facts, "unit-sheet", replace(CHOICE, unit=unit.id))
    assert facts.title == "省数字办责任清单"
    assert facts.subtitle == "（数字某省工作方案（试行））"
    assert paragraphs(facts)[0].startswith(
        "省数字办共承担任务2项（牵头0项、负责2项、配合0项），承担成果1项。"
    )
    assert paragraphs(facts)[1:] == ["一、负责任务", "二、承担成果"]
    assert [len(table.rows) for table in tables(facts)] == [2, 1]
    with pytest.raises(RefusedError, match="没有说明是哪个单位"):
        plan.ask(paper_facts, "unit-sheet", CHOICE)


def test_indicators_come_with_their_trends(plan: Workspace) -> None:
    facts = plan.ask(paper_facts, "indicators", CHOICE)
    (table,) = tables(facts)
    assert table.rows[1][:7] == (
        "1",
        "网上可办率",
        "%",
        "96.87（2020年）",
        "98以上",
        "2025",
        "年均提高0.22个百分点",
    )
    (figure,) = (block for block in facts.blocks if isinstance(block, FigureFacts))
    (chart,) = figure.charts
    assert chart.title == "网上可办率"
    assert paragraphs(facts)[0].startswith("数字某省工作方案（试行）共设置重点指标2项，其中约束性指标1项。")


def test_adjustments_are_listed_with_what_stood_before(plan: Workspace) -> None:
    day = Deadline("2023年底前", DeadlineKind.BY, dt.date(2023, 12, 31), Precision.YEAR)
    plan.change(tasks.set_deadline, TaskId(1), day, reason="省里统一延后")
    facts = plan.ask(paper_facts, "changes", PaperChoice(dt.date.today(), document=DocumentId(1)))
    (table,) = tables(facts)
    cells = dict(zip(table.heads, table.rows[0], strict=True))
    assert (cells["调整前"], cells["调整后"]) == ("2022年底前", "2023年底前")
    assert "共调整1处，其中完成时限1处。" in paragraphs(facts)[0]


def test_without_anything_to_list_the_paper_says_so(plan: Workspace) -> None:
    plan.change(documents.import_draft, city_draft())
    empty = plan.ask(paper_facts, "indicators", PaperChoice(ON, document=DocumentId(2)))
    assert paragraphs(empty) == ["某市要点没有设置重点指标。"]
    none = plan.ask(paper_facts, "changes", PaperChoice(dt.date.today()))
    assert paragraphs(none)[0].endswith("没有调整。")


def test_a_circular_says_what_its_tables_hold(plan: Workspace) -> None:
    plan.change(progress.report, TaskId(1), Q3, 100, TaskState.DONE, "平台已上线")
    plan.change(progress.report, TaskId(2), Q3, 60, TaskState.RUNNING, "正在扩容", "带宽不足", "加快采购")
    words = {"发文机关": "某省数字办", "发文字号": "某数办〔2022〕8号"}
    facts = plan.ask(paper_facts, "circular", PaperChoice(ON, period=Q3, words=words))
    assert facts.head.format is Format.DOCUMENT
    assert facts.title == "某省数字办关于2022年三季度重点任务进展情况的通报"
    assert "全部任务共4项，已完成1项，占25%；" in paragraphs(facts)[2]
    progress_table, units = tables(facts)
    assert len(progress_table.rows) - len(progress_table.section_rows) == 4
    assert progress_table.heads[-3:] == ("进展情况", "存在问题", "下一步")
    assert sum(int(row[2]) for row in units.rows) == 4
    assert facts.warnings == ()
    assert facts.closing and facts.closing.signer == "某省数字办"


def test_what_an_official_paper_lacks_is_said(plan: Workspace) -> None:
    facts = plan.ask(paper_facts, "circular", PaperChoice(ON, period=Q3))
    assert "没有发文字号，请补充后再印发。" in facts.warnings


def test_a_bulletin_and_an_evaluation_are_made_of_the_same_period(plan: Workspace) -> None:
    plan.change(progress.report, TaskId(1), Q3, 100, TaskState.DONE, "平台已上线")
    words = {"发文机关": "某省数字办", "期数": "第3期", "报": "省政府", "份数": "60"}
    bulletin = plan.ask(paper_facts, "briefing", PaperChoice(ON, period=Q3, words=words))
    assert (bulletin.head.issue, bulletin.head.name) == ("第3期", "工作简报")
    assert bulletin.imprint and bulletin.imprint.rows[0] == ("报", "省政府") and bulletin.imprint.copies == 60
    reports = [block for block in bulletin.blocks if isinstance(block, Items)]
    assert reports[0].numbered[0] == "（一）建设政务云（省数字办）。平台已上线"
    evaluation = plan.ask(paper_facts, "evaluation", PaperChoice(ON, period=Q3, words=words))
    assert "本次评估涉及任务4项、成果1项、重点指标2项，" in paragraphs(evaluation)[1]
    assert "已完成1项，占25%" in paragraphs(evaluation)[3]


def test_letters_of_supervision_say_their_matter(plan: Workspace) -> None:
    plan.change(
        *(supervision.open_item, "编制数据目录", dt.date(2022, 9, 20), ItemSource.INSTRUCTION, "省数字办"),
        *("专题会议纪要", "某某", "完成编制并上线。", "省发改委", dt.date(2022, 8, 1)),
    )
    plan.change(supervision.assign, ItemId(1), "", dt.date(2022, 8, 2))
    choice = PaperChoice(ON, item=ItemId(1), words={"发文机关": "某省政府督查室"})
    notice = plan.ask(paper_facts, "supervision", choice)
    assert notice.head.format is Format.LETTER
    assert notice.recipients == ("省数字办",)
    assert "现将“编制数据目录”" in paragraphs(notice)[0]
    assert "完成编制并上线。" in paragraphs(notice)
    assert any("请于2022年9月20日前办结" in text for text in paragraphs(notice))
    reminder = plan.ask(paper_facts, "reminder", choice)
    assert "截至2022年10月8日已逾期18天" in paragraphs(reminder)[0]
    with pytest.raises(RefusedError, match="哪一件督办事项"):
        plan.ask(paper_facts, "reminder", PaperChoice(ON))


def test_the_wall_chart_shows_every_task_once(plan: Workspace) -> None:
    plan.change(tasks.set_state, TaskId(1), TaskState.DONE)
    facts = plan.ask(wall_facts, CHOICE)
    assert facts.title == "数字某省工作方案（试行）挂图作战"
    assert [row.cells[0] for group in facts.groups for row in group.rows] == ["1", "2", "2.1", "3"]
    assert dict(facts.figures)["任务总数"] == "4项"
    assert dict(facts.figures)["已完成"] == "1项"


def test_the_expectation_holds_every_datum_in_order(plan: Workspace) -> None:
    facts = plan.ask(paper_facts, "breakdown", CHOICE)
    expected = json.loads(json.dumps(expectation(facts)))
    (table,) = tables(facts)
    assert expected["header"] == list(table.heads)
    assert expected["rows"] == [list(row) for row in table.rows]
    assert expected["sequence"][0] == paragraphs(facts)[0]
    assert expected["sequence"][1:] == [cell for row in table.rows for cell in row if cell]


def test_every_template_that_comes_with_the_program_can_be_read() -> None:
    kinds = {template.kind for _, template in list_templates()}
    assert kinds == {
        *("breakdown", "unit-sheet", "indicators", "changes", "onepage", "overview"),
        *("notice", "circular", "briefing", "evaluation", "supervision", "reminder"),
    }
    assert all(template.source in answering.SOURCES for _, template in list_templates())
    assert all(template.name and template.about for _, template in list_templates())


def test_the_notice_as_a_template_says_what_the_notice_says(plan: Workspace) -> None:
    plan.change(documents.import_draft, city_draft())
    for document in (DocumentId(1), DocumentId(2)):
        facts = plan.ask(paper_facts, "notice", replace(CHOICE, document=document))
        notice = plan.ask(notice_facts, document, ON).paper
        untitled = tuple(
            AttachmentFacts(one.title, tuple(replace(table, title="") for table in one.blocks))
            for one in notice.attachments
        )
        assert facts == replace(notice, attachments=untitled)


# What an office writes itself

OWN = """
name = "清单"
kind = "own"
source = "plan"
title = "{文件}清单"
[figures]
"任务数" = { count = "任务" }
[[text]]
paragraph = "共{任务数}项[，其中{没有}]。"
[[text]]
table = "任务"
columns = { "序号" = "{序号}", "任务" = "{任务}" }
"""


def own_template(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_offices_own_template_is_used_by_path(plan: Workspace, tmp_path: Path) -> None:
    path = own_template(tmp_path, OWN.replace("[，其中{没有}]", ""))
    facts = plan.ask(paper_facts, str(path), CHOICE)
    assert paragraphs(facts) == ["共4项。"]
    assert tables(facts)[0].heads == ("序号", "任务")


def test_a_template_in_the_offices_folder_goes_before_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    folder = tmp_path / "planning-workbench" / "templates"
    folder.mkdir(parents=True)
    own_template(folder, OWN).rename(folder / "breakdown.toml")
    assert find_template("breakdown").kind == "own"
    assert dict(list_templates())["breakdown"].kind == "own"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("title =", "titel ="), "titel"),
        (('source = "plan"', ""), "缺少 source"),
        (('source = "plan"', 'source = "plan'), "写得不对"),
        (('kind = "own"', 'kind = "own"\nformat = "公函"'), "公函"),
        (('table = "任务"', 'table = "任务"\nparagraph = "二者"'), "只写一种"),
        (('count = "任务"', 'number = "任务"'), "number"),
    ],
)
def test_what_is_wrong_with_a_template_is_said(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    with pytest.raises(RefusedError, match=said):
        read_template(own_template(tmp_path, OWN.replace(*change)))


def test_names_there_are_not_are_said_with_those_there_are(plan: Workspace, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"没有.*文件全称"):
        plan.ask(paper_facts, str(own_template(tmp_path, OWN)), CHOICE)
    wrong = OWN.replace("[，其中{没有}]", "").replace('table = "任务"', 'table = "事项"')
    with pytest.raises(RefusedError, match=r"清单“事项”不存在.*单位任务"):
        plan.ask(paper_facts, str(own_template(tmp_path, wrong)), CHOICE)
    with pytest.raises(RefusedError, match="没有名为“不存在”的公文模板"):
        find_template("不存在")
    with pytest.raises(CannotReadError):
        find_template(str(tmp_path / "missing.toml"))


def test_a_count_that_differs_from_the_ledger_is_said() -> None:
    source = PaperSource({"文件": "方案"}, {"任务": ({"序号": "1", "任务": "甲"},)}, checks={"任务": 2})
    template = Template("清单", "own", "plan", Format.REPORT, "{文件}")
    assert compose(template, source, CHOICE).warnings == (
        "清单“任务”有1项，而台账统计为2项，两者不一致，请核对。",
    )


def test_optional_words_go_with_what_is_empty_or_zero() -> None:
    words = {"甲": "3", "乙": "0", "丙": ""}
    assert filled("共{甲}项[，其中{乙}项][（{丙}）][，另{甲}项]。", words) == "共3项，另3项。"


def test_a_template_may_explain_a_word_in_a_footnote(plan: Workspace, tmp_path: Path) -> None:
    noted = OWN.replace(
        'paragraph = "共{任务数}项[，其中{没有}]。"',
        'paragraph = "共{任务数}项重点任务。"\nfootnotes = { "重点任务" = "列入{文件}的任务。" }',
    )
    facts = plan.ask(paper_facts, str(own_template(tmp_path, noted)), CHOICE)
    (paragraph, _) = facts.blocks
    assert isinstance(paragraph, Paragraph)
    (note,) = paragraph.notes
    assert (note.at, note.text) == (7, "列入数字某省工作方案（试行）的任务。")


def test_numbers_of_headings() -> None:
    assert [numbered(level, 12) for level in (1, 2, 3, 4)] == ["十二、", "（十二）", "12.", "（12）"]
    assert [chinese(number) for number in (1, 10, 20, 21, 99)] == ["一", "十", "二十", "二十一", "九十九"]


def test_an_overview_is_one_page_with_its_figures(seen_year: Workspace) -> None:
    facts = seen_year.ask(paper_facts, "overview", PaperChoice(on=AFTER, period=AUTUMN))
    row = seen_year.ask(overview, AUTUMN, AFTER)
    (told,) = [text for text in paragraphs(facts) if text.startswith("任务")]
    assert told.startswith(f"任务{len(row.tasks)}项，已完成{len(row.done)}项")
    assert f"逾期未完成{len(row.late)}项；本期到期{len(row.due)}项" in told
    assert facts.pages == 1


def test_findings_are_counted_by_kind_with_the_first_of_each(seen_year: Workspace) -> None:
    facts = seen_year.ask(paper_facts, "evaluation", PaperChoice(on=AFTER, period=AUTUMN))
    found = seen_year.ask(circular, AUTUMN, AFTER).findings
    (table,) = [block for block in facts.attachments[0].blocks if isinstance(block, TableFacts)]
    counts = Counter(one.kind for one in found)
    assert [(row[1], int(row[2])) for row in table.rows] == list(counts.items())
    for row in table.rows:
        first = [one.what for one in found if one.kind == row[1]][:3]
        assert all(what in row[3] for what in first)
