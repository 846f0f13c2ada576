"""Why facts stand and how sure they are, through the reader's one door."""

from __future__ import annotations

import json

import pytest

from workbench.reading import as_json, read_bytes
from workbench.reading.draft import Draft, DraftTask
from workbench.terms import Confidence, Role

CERTAIN, LIKELY, GUESSED = Confidence.CERTAIN, Confidence.LIKELY, Confidence.GUESSED
HEAD = "2022年数字某省工作要点\n一、夯实基础\n"


def read(text: str, name: str = "要点.txt") -> Draft:
    return read_bytes(name, text.encode())


def task(words: str) -> DraftTask:
    (found,) = read(HEAD + words).tasks
    return found


def test_a_unit_knows_its_label_and_its_words() -> None:
    first, second = task("（一）建设政务云。升级平台。（责任单位：省数字办、发改委）").units
    assert first.why is not None
    assert second.why is not None
    assert (first.why.rule, first.why.words) == ("括号内“责任单位：”", "省数字办")
    assert (second.why.rule, second.why.words) == ("括号内“责任单位：”，前缀“省”沿用", "发改委")
    assert second.why.confidence is CERTAIN


@pytest.mark.parametrize(
    ("clause", "rule", "grade"),
    [
        ("（省数字办牵头）", "括号内写明“牵头”", CERTAIN),
        ("（责任单位：省数字办、大数据中心）", "前缀“省”沿用", LIKELY),
        ("（省数字办、省通信管理局）", "只列单位名称", LIKELY),
        ("（责任单位：省数字办、某某联盟筹备会）", "名称不像机构名称", LIKELY),
        ("（&&责任单位：省数字办）", "被网站屏蔽的“&&”按“牵头”理解", LIKELY),
    ],
)
def test_the_rule_names_what_was_done(clause: str, rule: str, grade: Confidence) -> None:
    why = task(f"（一）建设政务云。升级平台。{clause}").units[-1].why
    assert why is not None
    assert rule in why.rule
    assert why.confidence is grade


def test_a_lead_by_the_documents_own_rule_says_so() -> None:
    text = HEAD + "（一）建设政务云。升级平台。（责任单位：省数字办、省发改委，列第一位的为牵头单位）\n"
    lead = read(text).tasks[0].units[0]
    assert lead.role is Role.LEAD
    assert lead.why is not None
    assert "列第一位" in lead.why.rule


@pytest.mark.parametrize(
    ("deadline", "grade", "because"),
    [
        ("2022年6月底前", CERTAIN, "完成时限"),
        ("2022年前", LIKELY, "按当年年底前理解"),
        ("6月底前", LIKELY, "年份按文件年份补全"),
        ("视情况而定", GUESSED, "无法换算成日期"),
        ("持续推进", CERTAIN, "完成时限"),
    ],
)
def test_a_deadline_that_leaves_room_is_less_sure(deadline: str, grade: Confidence, because: str) -> None:
    found = task(f"（一）建设政务云。升级平台。（责任单位：省数字办；完成时限：{deadline}）")
    why = found.whys["deadline"]
    assert (why.confidence, found.confidence) == (grade, grade)
    assert because in why.rule


def test_a_recovered_table_is_as_sure_as_its_cells_fit() -> None:
    cells = ["序号", "工作任务", "责任单位", "完成时限"]
    rows = ["1", "建设政务云", "省数字办", "2022年6月底前", "2", "优化网络", "见附件二", "2022年底前"]
    first, second = read("\n".join(["重点任务清单", *cells, *rows])).tasks
    assert first.whys["deadline"].rule == "压平的表格还原出的“完成时限”列"
    assert first.confidence is CERTAIN
    assert second.confidence is not CERTAIN


def test_a_tables_facts_name_their_columns_and_quote_their_cells() -> None:
    page = (
        "<table><tr><td>序号</td><td>工作任务</td><td>牵头单位</td><td>完成时限</td></tr>"
        "<tr><td>1</td><td>建设政务云</td><td>省数字办</td><td>2022年底前</td></tr></table>"
    )
    (found,) = read(page, "清单.html").tasks
    assert found.whys["title"].rule == "表格“工作任务”列"
    assert found.whys["deadline"].words == "2022年底前"
    (unit,) = found.units
    assert unit.why is not None
    assert unit.why.rule == "表格“牵头单位”列"


def test_damage_in_its_place_weakens_a_fact() -> None:
    whole = task("（一）建设政务云。升级平台。（责任单位：省数字办）")
    hurt = task("（一）建设政\ufffd云。升级平台。（责任单位：省数字办）")
    assert whole.whys["title"].confidence is CERTAIN
    assert hurt.whys["title"].confidence is GUESSED
    assert hurt.whys["title"].rule.endswith("此处文字已损坏")
    assert all(unit.why and unit.why.confidence is CERTAIN for unit in hurt.units)


def test_a_narrative_target_has_its_whole_sentence_as_the_reason() -> None:
    said = "到2025年，全省数字经济增加值达2.6万亿元以上，年均增长15%以上。"
    first, second = read(HEAD + said + "\n").commitments
    assert first.why is not None
    assert first.why.words == said
    assert (first.confidence, second.confidence) == (CERTAIN, CERTAIN)


def test_every_reason_points_at_its_words_in_the_source() -> None:
    text = HEAD + "（一）建设政务云。升级平台。（责任单位：省数字办、发改委；完成时限：2022年底前）\n"
    (found,) = read(text).tasks
    for why in (*found.whys.values(), *(unit.why for unit in found.units)):
        assert why is not None
        assert why.span is not None
        assert text[why.span.start : why.span.end].rstrip("。") == why.words


def test_the_json_holds_why_and_how_sure() -> None:
    text = HEAD + "（一）建设政务云。升级平台。（责任单位：省数字办；完成时限：2022年前）\n"
    printed = json.loads(json.dumps(as_json([read(text)]), ensure_ascii=False))["documents"][0]
    assert printed["confidence"] == "likely"
    assert printed["confidences"] == {"certain": 0, "likely": 1, "guessed": 0}
    assert printed["tasks"][0]["why"]["deadline"]["confidence"] == "likely"
    assert printed["tasks"][0]["units"][0]["why"]["words"] == "省数字办"
