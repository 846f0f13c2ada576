"""Assignment clauses at the end of points: who leads, who assists, by when."""

from __future__ import annotations

import pytest

from workbench.reading import read_bytes
from workbench.reading.clauses import Clause, find_clauses, first_listed_leads, with_first_leading
from workbench.reading.repair import repair
from workbench.reading.units import parse_units
from workbench.terms import DeadlineKind, Role


def clauses(line: str, year: int = 2024) -> list[Clause]:
    text, _ = repair(line)
    return find_clauses(text, text.lines[0], year)


def roles(line: str) -> list[str]:
    return [f"{unit.role}:{unit.name}" for clause in clauses(line) for unit in clause.units]


@pytest.mark.parametrize(
    ("bracket", "expected"),
    [
        ("（责任单位：省数据局、工信厅）", "responsible:省数据局 responsible:省工信厅"),
        (
            "（牵头单位：省数据局；配合单位：省工信厅、财政厅；完成时限：2024年6月底前）",
            "lead:省数据局 support:省工信厅 support:省财政厅",
        ),
        (
            "（省科技厅牵头，省教育厅、省财政厅按职责分工负责）",
            "lead:省科技厅 responsible:省教育厅 responsible:省财政厅",
        ),
        ("（省科技厅牵头，省教育厅参加）", "lead:省科技厅 support:省教育厅"),
        ("（由市数据局牵头，会同市工信局）", "lead:市数据局 responsible:市工信局"),
        ("（省发改委会同省工信厅负责）", "lead:省发改委 responsible:省工信厅"),
        ("（省发改委、工信厅等按职责分工负责）", "responsible:省发改委 responsible:省工信厅"),
        ("（省委宣传部、省文旅厅）", "responsible:省委宣传部 responsible:省文旅厅"),
        ("（各县（市、区）政府，市级有关部门）", "responsible:各县（市、区）政府 responsible:市级有关部门"),
        (
            "（省发改委、省数据局等部门及各市、县人民政府按职责分工负责）",
            "responsible:省发改委 responsible:省数据局 responsible:各市、县人民政府",
        ),
        ("（省科技厅〔列第一位的为牵头单位，下同〕、省经信厅）", "responsible:省科技厅 responsible:省经信厅"),
        ("【责任单位：市数据局（市人工智能局）】", "responsible:市数据局（市人工智能局）"),
        ("(責任單位:省數字辦,省檔案局)", "responsible:省數字辦 responsible:省檔案局"),
        ("（&&单位：省数据局）", "lead:省数据局"),
        ("（责任单位：省数据局，下同）", "responsible:省数据局"),
        (
            "（财政部、海关总署负责，排在第一位的部门为牵头部门，下同）",
            "responsible:财政部 responsible:海关总署",
        ),
    ],
)
def test_roles_are_as_the_words_say(bracket: str, expected: str) -> None:
    assert roles(f"建设平台。{bracket}") == expected.split()


def test_a_line_of_its_own_is_an_assignment_too() -> None:
    assert roles("责任单位：市发改委、工信局") == ["responsible:市发改委", "responsible:市工信局"]


@pytest.mark.parametrize(
    "line",
    [
        "建设平台（二期）。",
        "占比（以PUE值计）下降。",
        "惠及各县（市、区）。",
        "见（附件1）",
        "发布。（来源：省政府办公厅）",
    ],
)
def test_other_brackets_assign_nothing(line: str) -> None:
    assert clauses(line) == []


def test_an_assignment_without_brackets_behind_the_last_sentence() -> None:
    line = "培育企业。牵头单位：省工信厅；配合单位：省财政厅。"
    (found,) = clauses(line)

    assert line[found.place.start : found.place.end] == "牵头单位：省工信厅；配合单位：省财政厅。"
    assert [unit.role for unit in found.units] == ["lead", "support"]


def test_two_brackets_in_one_point_are_two_clauses() -> None:
    line = "建设一网。（责任单位：省数据局）打通通道。（责任单位：省委办公厅）"

    assert [line[found.place.start : found.place.end] for found in clauses(line)] == [
        "（责任单位：省数据局）",
        "（责任单位：省委办公厅）",
    ]


@pytest.mark.parametrize(
    ("bracket", "raw"),
    [
        ("（省数据局牵头，2024年9月底前完成）", "2024年9月底前完成"),
        ("（责任单位：省数据局；完成时限：年底前）", "年底前"),
    ],
)
def test_a_deadline_in_the_bracket(bracket: str, raw: str) -> None:
    (found,) = clauses(bracket)

    assert found.deadline.raw == raw
    assert found.deadline_place and bracket[found.deadline_place.start : found.deadline_place.end] == raw
    assert found.deadline.kind is DeadlineKind.BY


def test_an_unclosed_bracket_reaches_to_the_end_of_its_line() -> None:
    (found,) = clauses("建设平台。（责任单位：省数据局、工信厅")

    assert found.unclosed
    assert [unit.name for unit in found.units] == ["省数据局", "省工信厅"]


def test_a_remark_said_once_makes_the_first_listed_unit_lead() -> None:
    text, _ = repair("（责任单位：省经信厅、省科技厅。列第一位的为牵头单位，下同）")
    units = parse_units("省经信厅、省科技厅")

    assert first_listed_leads(text) is not None
    assert [unit.role for unit in with_first_leading(units)] == ["lead", "responsible"]


@pytest.mark.parametrize(
    ("bracket", "expected"),
    [
        ("（省科技厅负责牵头，省财政厅配合）", "lead:省科技厅 support:省财政厅"),
        (
            "（省科技厅、工信厅按职责分工负责，各市人民政府结合实际抓好落实）",
            "responsible:省科技厅 responsible:省工信厅 responsible:各市人民政府",
        ),
        (
            "（省级责任单位：省科技厅；市州责任单位：各市州人民政府）",
            "responsible:省科技厅 responsible:各市州人民政府",
        ),
        ("（牵头部门：商务部；参加部门：海关总署）", "lead:商务部 support:海关总署"),
        ("（省发改委、省财政厅按照职责分别牵头）", "lead:省发改委 lead:省财政厅"),
        ("（2024年6月底前完成，由市数据局负责）", "responsible:市数据局"),
        ("（责任单位：各市、县〈市、区〉政府）", "responsible:各市、县〈市、区〉政府"),
        ("（责任单位（列第一位的为牵头单位）：市数据局）", "responsible:市数据局"),
        ("（国务院各部门分别负责，年内持续推进）", "responsible:国务院各部门"),
        ("（市数据局负责、市财政局配合）", "responsible:市数据局 support:市财政局"),
        ("（督办单位：市政府督查室；责任单位：市数据局）", "responsible:市数据局"),
    ],
)
def test_duties_in_other_words(bracket: str, expected: str) -> None:
    assert roles(f"推进改革。{bracket}") == expected.split()


@pytest.mark.parametrize(
    "line",
    [
        "支持企业上市（上交所、深交所、北交所）。",
        "依托省级平台（省大数据中心、省信息中心），加快建设。",
        "推进改革。其他单位按照职责分工负责。",
        "完成改造（含高新区管委会）。",
        "联合省科技厅（省外国专家局）。",
        "县级以上人民政府财政部门、审计机关按照各自职责负责。",
        "省财政厅、省审计厅按照各自职责负责相关工作。",
        "由省人民政府发展改革部门牵头，财政部门配合。",
        "加强领导。建立由市发改委牵头、各有关部门参加的协调机制。",
        "加强领导。市政府成立工作专班，由市发改委牵头负责。",
        "加强领导。由市发改委牵头，会同市财政局等部门建立联席会议制度，统筹推进工作。",
    ],
)
def test_what_assigns_nothing(line: str) -> None:
    assert clauses(line) == []


def test_a_label_may_be_set_off_by_blanks() -> None:
    assert roles("牵头单位　市数据局  配合单位　市财政局、各区政府") == [
        "lead:市数据局",
        "support:市财政局",
        "support:各区政府",
    ]


@pytest.mark.parametrize(
    "rule",
    [
        "列第一位的为牵头单位",
        "列第一位者为牵头或汇总单位",
        "排名第一的责任单位为牵头单位",
        "列首位的单位是牵头单位",
        "第一责任单位为牵头单位",
    ],
)
def test_the_first_listed_leads_in_many_wordings(rule: str) -> None:
    text, _ = repair(f"注：{rule}。")

    assert first_listed_leads(text) == 0


def test_the_first_listed_leads_from_the_bracket_that_says_so() -> None:
    text, _ = repair(
        "一、甲。（责任单位：市数据局）\n二、乙。（责任单位：市数据局，列第一位的为牵头单位，下同）"
    )

    assert first_listed_leads(text) == text.key.index("列第一位")


def test_a_line_that_only_supports_has_no_lead_of_its_own() -> None:
    draft = read_bytes(
        "a.txt",
        "一、优化服务\n（一）清理收费。\n责任单位：市财政局（第一责任单位为牵头单位，下同）、市民政局\n"
        "配合单位：各相关部门、各区政府".encode(),
    )
    (task,) = draft.tasks

    assert [(unit.name, unit.role) for unit in task.units] == [
        ("市财政局", Role.LEAD),
        ("市民政局", Role.RESPONSIBLE),
        ("各相关部门", Role.SUPPORT),
        ("各区政府", Role.SUPPORT),
    ]


def tasks_with(bracket: str) -> list[tuple[str, Role]]:
    text = f"一、优化服务\n1.推进改革。加快落实。{bracket}\n2.完善机制。（市财政局负责）"
    first = read_bytes("a.txt", text.encode()).tasks[0]
    return [(unit.name, unit.role) for unit in first.units] if first.no == "1" else []


def test_units_may_stand_bare_before_a_label() -> None:
    assert tasks_with("【市民政局、市教育局；配合单位：市妇联】") == [
        ("市民政局", Role.RESPONSIBLE),
        ("市教育局", Role.RESPONSIBLE),
        ("市妇联", Role.SUPPORT),
    ]


def test_a_bare_label_behind_another_is_one_too() -> None:
    assert tasks_with("（牵头：市商务局；责任：市公安局）") == [
        ("市商务局", Role.LEAD),
        ("市公安局", Role.RESPONSIBLE),
    ]


def test_in_a_long_bare_list_one_name_may_be_unknown() -> None:
    known = "省应急厅、省地震局、省气象局、省消防救援总队"

    assert len(tasks_with(f"（{known}、泰清水务）")) == 5
    assert not tasks_with("（省应急厅、泰清水务）")


def test_a_list_may_stand_before_a_bracket_of_its_time() -> None:
    first = "1.完善保障。（市司法局，市法院、市检察院）（2031年12月底前）"
    text = f"一、优化服务\n{first}\n2.推进工作。（市财政局负责）"
    task, _ = read_bytes("a.txt", text.encode()).tasks

    assert [unit.name for unit in task.units] == ["市司法局", "市法院", "市检察院"]
    assert str(task.deadline.date) == "2031-12-31"


def test_people_may_stand_before_the_units_behind_a_sentence() -> None:
    line = "1、抓好项目。开工60个。责任领导：王某，责任单位：区发改局，配合单位：区住建局；"
    (task,) = read_bytes("a.txt", f"一、稳增长\n{line}".encode()).tasks

    assert [(unit.name, unit.role) for unit in task.units] == [
        ("区发改局", Role.RESPONSIBLE),
        ("区住建局", Role.SUPPORT),
    ]


def test_a_time_may_be_set_off_from_its_label_by_a_blank() -> None:
    lines = "（一）优化服务。\n牵头单位 州市场监管局\n完成时限 2031年6月\n（二）提升效率。\n牵头单位 州税务局"
    first, second = read_bytes("a.txt", f"任务清单\n{lines}".encode()).tasks

    assert str(first.deadline.date) == "2031-06-30"
    assert second.title == "提升效率"
