"""Tables, real and flattened: columns from their heads, rows with every cell in its place."""

from __future__ import annotations

import pytest

from workbench.reading import read_bytes
from workbench.reading.columns import Holds, read_column, read_two_rows, settle
from workbench.reading.flattened import find_flattened
from workbench.reading.repair import repair
from workbench.reading.tables import Table, cell_text, is_total, split_number
from workbench.reading.text import Text
from workbench.terms import Role


def flattened(document: str | None) -> tuple[Text, Table]:
    text, _ = repair(document or "")
    (table,) = find_flattened(text, list(text.lines))
    return text, table


def rows(text: Text, table: Table) -> list[str]:
    """Each row as its cells in order of columns, parted by bars."""
    return [
        " | ".join(cell_text(text, row.cells.get(index, [])) for index in range(len(table.columns)))
        for row in table.rows
    ]


@pytest.mark.parametrize(
    ("head", "holds"),
    [
        ("序号", Holds.NO),
        ("指 标 名 称", Holds.INDICATOR),
        ("工作任务", Holds.TASK),
        ("主要内容", Holds.CONTENT),
        ("成果名称", Holds.RESULT),
        ("牵头(责任)单位", Holds.RESPONSIBLE),
        ("牵头部门(单位)", Holds.LEAD),
        ("配合单位", Holds.SUPPORT),
        ("完成时限", Holds.DEADLINE),
        ("计量单位", Holds.MEASURE),
        ("2020年基期", Holds.BASE),
        ("2025年目标", Holds.TARGET),
        ("属性", Holds.ATTRIBUTE),
        ("备注", Holds.NOTE),
        ("拟投入运营时间", Holds.DEADLINE),
        ("完成时限及要求", Holds.DEADLINE),
        ("领域", Holds.CATEGORY),
        ("数据集名称", Holds.TASK),
        ("简要描述", Holds.CONTENT),
        ("分解任务", Holds.CONTENT),
        ("市级牵头单位", Holds.LEAD),
        ("省级责任部门", Holds.RESPONSIBLE),
        ("协同责任单位", Holds.SUPPORT),
        ("分管市领导", Holds.PERSON),
        ("建设起止年限", Holds.DEADLINE),
        ("2027年计划投资(万元)", Holds.NOTE),
        ("年均/累计", Holds.ANNUAL),
        ("年均增速(累计)", Holds.ANNUAL),
        ("2025年(目标)", Holds.TARGET),
        ("2026年实绩", Holds.BASE),
        ("现状值(2024年)", Holds.BASE),
        ("基础", Holds.UNKNOWN),
        ("产业", Holds.UNKNOWN),
        ("推进数据共享", Holds.UNKNOWN),
    ],
)
def test_column_heads(head: str, holds: Holds) -> None:
    assert read_column(head).holds is holds


def test_units_measure_beside_indicators_and_answer_beside_tasks() -> None:
    indicators = settle([read_column(head) for head in ("指标", "单位", "2020年", "2025年")])
    tasks = settle([read_column(head) for head in ("任务", "单位", "时间")])

    assert [column.holds for column in indicators] == [
        Holds.INDICATOR,
        Holds.MEASURE,
        Holds.BASE,
        Holds.TARGET,
    ]
    assert [column.year for column in indicators] == [None, None, 2020, 2025]
    assert tasks[1].holds is Holds.RESPONSIBLE


def test_cells_on_lines_find_their_columns_by_the_head() -> None:
    """
    序号
    任务名称
    责任单位
    完成时间
    一、夯实基础
    1
    建设数据平台
    省数据局、财政厅
    2025年底前
    2
    完善标准体系
    省市场监管局
    持续推进
    """
    text, table = flattened(test_cells_on_lines_find_their_columns_by_the_head.__doc__)

    assert rows(text, table) == [
        "1 | 建设数据平台 | 省数据局、财政厅 | 2025年底前",
        "2 | 完善标准体系 | 省市场监管局 | 持续推进",
    ]
    assert [row.section for row in table.rows] == ["一、夯实基础"] * 2


def test_a_name_above_the_head_that_looks_like_a_head() -> None:
    """
    主要指标
    序号
    指标
    单位
    2020年
    2025年
    属性
    1
    单位GDP能源消耗降低
    %
    —
    〔13.5〕
    约束性
    2
    人均预期寿命
    岁
    78.3
    79.5
    预期性
    """
    text, table = flattened(test_a_name_above_the_head_that_looks_like_a_head.__doc__)

    assert rows(text, table) == [
        "1 | 单位GDP能源消耗降低 | % | — | 〔13.5〕 | 约束性",
        "2 | 人均预期寿命 | 岁 | 78.3 | 79.5 | 预期性",
    ]


def test_a_missing_cell_leaves_its_column_empty() -> None:
    """
    指标名称
    单位
    2020年
    2025年
    网上可办率
    %
    90
    98
    研发人员数
    77
    84
    """
    text, table = flattened(test_a_missing_cell_leaves_its_column_empty.__doc__)

    assert rows(text, table) == ["网上可办率 | % | 90 | 98", "研发人员数 |  | 77 | 84"]


def test_group_labels_broken_names_and_heads_in_two_lines() -> None:
    """
    类型
    指标名称
    2025年
    目标
    属性
    数字
    政府
    规模以上工业企业数字化设备联网及关键工序
    数控化率
    60
    预期性
    网上可办率
    98
    约束性
    """
    text, table = flattened(test_group_labels_broken_names_and_heads_in_two_lines.__doc__)

    assert rows(text, table) == [
        "数字政府 | 规模以上工业企业数字化设备联网及关键工序数控化率 | 60 | 预期性",
        " | 网上可办率 | 98 | 约束性",
    ]


def test_the_head_that_each_page_repeats_is_no_row() -> None:
    """
    序号
    任务名称
    责任单位
    1
    建设数据平台
    省数据局
    序号
    任务名称
    责任单位
    2
    完善标准体系
    省市场监管局
    """
    text, table = flattened(test_the_head_that_each_page_repeats_is_no_row.__doc__)

    assert rows(text, table) == ["1 | 建设数据平台 | 省数据局", "2 | 完善标准体系 | 省市场监管局"]


def test_prose_below_a_table_is_not_drawn_into_it() -> None:
    """
    序号
    任务名称
    责任单位
    1
    建设数据平台
    省数据局
    各地各部门要高度重视，认真组织实施。
    有关情况及时报告。
    """
    text, table = flattened(test_prose_below_a_table_is_not_drawn_into_it.__doc__)

    assert rows(text, table) == ["1 | 建设数据平台 | 省数据局"]


def test_prose_alone_is_no_table() -> None:
    text, _ = repair("单位\n内容\n\n各单位要加强领导。\n任务艰巨。")

    assert find_flattened(text, list(text.lines)) == []


PAGE = """<html><body><p>任务分工表</p><table>
<tr><td>序号</td><td>重点任务</td><td>具体举措</td><td colspan="2">责任分工</td><td>完成时限</td></tr>
<tr><td colspan="6">一、夯实基础</td></tr>
<tr><td>1</td><td rowspan="2">建设平台</td><td>编制方案，明确接口。</td>
<td>省数据局</td><td></td><td>2025年6月</td></tr>
<tr><td>2</td><td>开展试点，总结经验。</td><td>省财政厅</td><td></td><td>年底前</td></tr>
</table></body></html>"""


def test_a_real_table_with_a_title_merged_over_rows() -> None:
    page = PAGE.replace('colspan="2">责任分工', ">牵头单位</td><td>配合单位")
    draft = read_bytes("a.html", page.encode())

    assert [(task.no, task.title, task.section) for task in draft.tasks] == [
        ("1", "编制方案，明确接口", ("一、夯实基础", "建设平台")),
        ("2", "开展试点，总结经验", ("一、夯实基础", "建设平台")),
    ]
    assert [unit.role for task in draft.tasks for unit in task.units] == ["lead", "lead"]


def test_a_head_of_two_rows() -> None:
    page = """<table><tr><td rowspan=2>指标名称</td><td rowspan=2>单位</td><td>2020年</td><td>2025年</td></tr>
    <tr><td>基期</td><td>目标</td></tr><tr><td>普及率</td><td>%</td><td>12</td><td>70</td></tr></table>"""
    (indicator,) = read_bytes("a.html", f"<html><body>{page}</body></html>".encode()).indicators

    assert indicator.base and (indicator.base.value, indicator.base.year) == (12.0, 2020)
    assert indicator.target and (indicator.target.value, indicator.target.year) == (70.0, 2025)


def test_a_row_that_a_page_break_cut_is_made_whole() -> None:
    page = """<table><tr><td>序号</td><td>任务</td><td>责任单位</td></tr>
    <tr><td>1</td><td>建设平台</td><td>省数据局、</td></tr><tr><td></td><td></td><td>省财政厅</td></tr></table>"""
    (task,) = read_bytes("a.html", f"<html><body>{page}</body></html>".encode()).tasks

    assert [unit.name for unit in task.units] == ["省数据局", "省财政厅"]


def test_a_markdown_table() -> None:
    """
    | 序号 | 任务 | 责任单位 | 完成时限 |
    |---|---|---|---|
    | 1 | 建设平台 | 省数据局 | 2025年 |
    """
    (task,) = read_bytes("a.md", (test_a_markdown_table.__doc__ or "").encode()).tasks

    assert (task.title, task.units[0].name, str(task.deadline.date)) == ("建设平台", "省数据局", "2025-12-31")


def test_a_head_the_list_does_not_know_beside_those_who_answer() -> None:
    """
    |序号|实事项目|责任单位|完成时限|
    |---|---|---|---|
    |1|新建公园10个|市园林局|2025年11月|
    """
    document = test_a_head_the_list_does_not_know_beside_those_who_answer.__doc__ or ""
    (task,) = read_bytes("a.md", document.encode()).tasks

    assert (task.title, task.units[0].name) == ("新建公园10个", "市园林局")


def test_a_bare_unit_column_alone_makes_no_tasks() -> None:
    page = "<table><tr><td>项目</td><td>单位</td></tr><tr><td>水泥</td><td>吨</td></tr></table>"

    assert read_bytes("a.html", f"<html><body>{page}</body></html>".encode()).tasks == ()


def test_a_real_table_of_other_things_is_kept_as_narrative() -> None:
    page = "<table><tr><td>姓名</td><td>电话</td></tr><tr><td>甲</td><td>1</td></tr></table>"
    draft = read_bytes("a.html", f"<html><body>{page}</body></html>".encode())

    assert draft.tasks == ()
    assert draft.accounting["unaccounted"] == 0
    assert "姓名" in draft.text


@pytest.mark.parametrize(
    ("head", "year"),
    [("“十五五”末目标值", 2030), ("2027年目标", 2027), ("“十四五”完成值", 2025), ("目标值", None)],
)
def test_a_head_may_name_its_year_by_the_plan(head: str, year: int | None) -> None:
    assert read_column(head).year == year


@pytest.mark.parametrize(
    ("name", "number", "rest"),
    [
        ("7.森林覆盖率", "7", "森林覆盖率"),
        ("（二）便民服务", "（二）", "便民服务"),
        ("①新增企业", "①", "新增企业"),
        ("5.5G网络", "", "5.5G网络"),
        ("3", "", "3"),
    ],
)
def test_the_number_a_name_begins_with(name: str, number: str, rest: str) -> None:
    assert split_number(name) == (number, rest)


@pytest.mark.parametrize(
    ("name", "total"), [("合计", True), ("合计（3个）", True), ("总计：", True), ("合计划编制", False)]
)
def test_totals_are_told(name: str, total: bool) -> None:
    assert is_total(name) is total


def test_a_long_table_of_lines_that_fit_badly_is_read() -> None:
    rows = "".join(f"{at} 建设第{at}号平台 详见说明 内部掌握 尽快落实到位\n" for at in range(1, 700))
    draft = read_bytes("a.txt", f"重点任务清单\n序号 任务名称 主要内容 责任单位 完成时限\n{rows}".encode())

    assert draft.accounting["unaccounted"] == 0


def test_a_line_that_a_table_ends_in_keeps_its_rest() -> None:
    """The rest is read as any line is: here it stands alone."""
    row = "1 建设数据平台 推进归集治理。 省数据局 2027年6月底前"
    draft = read_bytes(
        "a.txt", f"序号 任务名称 主要内容 责任单位 完成时限\n{row} 请各单位认真落实\n".encode()
    )

    assert [task.title for task in draft.tasks] == ["建设数据平台"]
    assert draft.accounting["unaccounted"] == 0
    assert draft.meta.title == "请各单位认真落实"


def test_a_head_broken_behind_a_word_that_is_a_head_itself() -> None:
    lines = "类别\n指标\n2030年\n2035年\n指标\n属性\n创新\n研发投入增长（%）\n—\n＞10\n预期性\n"
    draft = read_bytes("a.txt", f"主要指标\n{lines}平均受教育年限（年）\n10.5\n11.2\n约束性\n".encode())

    assert [(one.name, one.attribute) for one in draft.indicators] == [
        ("研发投入增长", "预期性"),
        ("平均受教育年限", "约束性"),
    ]


def test_what_comes_of_a_task_is_not_its_title() -> None:
    head = "序号,改革事项,主要内容,牵头单位,完成时间,成果形式"
    table = f"{head}\n1,建设平台,整合系统,市数据局,2031年6月,实施方案\n合计,,1项,,,"
    (task,) = read_bytes("a.csv", table.encode()).tasks

    assert (task.no, task.title, task.content) == ("1", "建设平台", "整合系统")


def test_of_many_units_on_lines_more_support_than_lead() -> None:
    head = "序号\n工作任务\n牵头部门\n配合部门\n完成时限\n"
    rows = "1\n优化流程\n省编办\n省司法厅，各设区市\n2031年6月底前\n2\n推进网上办理"
    rows += "\n省政务办\n省公安厅\n省民政厅\n2031年底前\n"
    _, task = read_bytes("a.txt", f"任务分解表\n{head}{rows}".encode()).tasks

    assert [(unit.name, unit.role) for unit in task.units] == [
        ("省政务办", Role.LEAD),
        ("省公安厅", Role.SUPPORT),
        ("省民政厅", Role.SUPPORT),
    ]


def test_a_bracketed_sum_over_the_term_is_no_base() -> None:
    head = "指标名称\n单位\n2020年\n2025年\n〔累计〕\n属性\n"
    rows = "工业增加值\n亿元\n4603\n6500以上\n预期性\n单位能耗下降\n%\n[13.5]\n约束性\n"
    rows += "固废利用率\n%\n65\n70\n约束性\n"
    _, sum_over_term, _ = read_bytes("a.txt", f"主要指标\n{head}{rows}".encode()).indicators

    assert sum_over_term.base is None
    assert sum_over_term.target and sum_over_term.target.value == 13.5


def test_a_rule_of_markdown_may_have_one_dash() -> None:
    table = "| 编号 | 改革任务 | 主责单位 |\n|:-:|---|---|\n| 1 | 建设平台 | 市数据局 |\n"

    assert [task.title for task in read_bytes("a.md", table.encode()).tasks] == ["建设平台"]


def test_what_a_form_says_above_its_head_is_no_upper_head() -> None:
    rows = (
        "<table><tr><td colspan=2>填报单位：省城市运行中心</td><td>更新日期：2026年1月15日</td><td></td></tr>"
        "<tr><td rowspan=2>序号</td><td rowspan=2>工作任务</td><td colspan=2>责任分工</td></tr>"
        "<tr><td>牵头单位</td><td>责任单位</td></tr>"
        "<tr><td>1</td><td>建设平台</td><td>省应急厅</td><td>省公安厅</td></tr></table>"
    )

    (task,) = read_bytes("form.html", rows.encode()).tasks

    assert [(unit.name, unit.role) for unit in task.units] == [
        ("省应急厅", Role.LEAD),
        ("省公安厅", Role.RESPONSIBLE),
    ]


def test_the_title_above_a_comma_separated_table_has_no_empty_fields() -> None:
    words = "滨城区2024年实事项目台账,,,\n序号,工作任务,责任单位,完成时限\n1,建设幼儿园,区教育局,8月底前\n"

    draft = read_bytes("list.csv", words.encode())

    assert draft.meta.title == "滨城区2024年实事项目台账"
    assert str(draft.tasks[0].deadline.date) == "2024-08-31"


def test_a_line_of_a_cell_that_says_who_does_it_is_whole() -> None:
    rows = (
        "<table><tr><th>序号</th><th>工作任务</th><th>责任单位</th></tr>"
        "<tr><td>1</td><td>建设窗口</td><td>省商务厅（省口岸办）牵头<br>省公安厅、省交通运输厅配合</td></tr></table>"
    )

    (task,) = read_bytes("list.html", rows.encode()).tasks

    assert [(unit.name, unit.role) for unit in task.units] == [
        ("省商务厅（省口岸办）", Role.LEAD),
        ("省公安厅", Role.SUPPORT),
        ("省交通运输厅", Role.SUPPORT),
    ]


def test_of_two_times_that_of_the_end_is_the_deadline() -> None:
    heads = ["工作任务", "牵头单位", "启动时间", "完成时间"]

    assert [column.holds for column in settle([read_column(head) for head in heads])] == [
        Holds.TASK,
        Holds.LEAD,
        Holds.NOTE,
        Holds.DEADLINE,
    ]


def test_the_year_beside_a_base_value_is_no_base() -> None:
    assert read_two_rows("基期值", "数值").holds is Holds.BASE
    assert read_two_rows("基期值", "年份").holds is Holds.NOTE


def test_rows_with_a_chinese_number_and_a_name_alone_are_sections() -> None:
    cells = "序号 任务名称 主要内容 牵头单位 时限 一 市场环境（2项）"
    cells += " 1 推行一照多址 允许增设场所 州市场监管局 6月底前 2 拓展简易注销"
    cells += " 公示期压减 州税务局 9月底前 二 政务环境（1项） 3 推行帮代办 组建队伍 州政务服务局 3月底前"

    tasks = read_bytes("list.txt", ("绿原州2023年任务清单\n" + cells.replace(" ", "\n")).encode()).tasks

    assert [(task.no, task.section[0]) for task in tasks] == [
        ("1", "市场环境（2项）"),
        ("2", "市场环境（2项）"),
        ("3", "政务环境（1项）"),
    ]


def test_times_below_one_another_are_stages_of_one_task() -> None:
    rows = [
        "<tr><td>序号</td><td>工作任务</td><td>时间进度</td><td>责任单位</td></tr>",
        "<tr><td rowspan=2>1</td><td rowspan=2>建设新院区</td><td>2031年6月底前封顶</td>"
        "<td rowspan=2>市卫生健康委</td></tr>",
        "<tr><td>2032年底前投用</td></tr>",
        "<tr><td>2</td><td>引进人才</td><td>2031年12月</td><td>市人才办</td></tr>",
    ]
    first, second = read_bytes("a.html", f"<table>{''.join(rows)}</table>".encode()).tasks

    assert (first.title, str(first.deadline.date)) == ("建设新院区", "2032-12-31")
    assert second.no == "2"
