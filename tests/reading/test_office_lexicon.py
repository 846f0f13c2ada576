"""The office's own words, the heads it explains, and the names it mends."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.errors import RefusedError
from workbench.reading import office_lexicon, read_bytes
from workbench.reading.aliasing import with_unit_names
from workbench.reading.draft import Draft
from workbench.reading.known_heads import KnownHeads
from workbench.reading.office_lexicon import office_words, remember_head, set_office_words
from workbench.reading.units import parse_units
from workbench.resources import office_path

PAGE = (
    "<table><tr><td>序号</td><td>工作任务</td><td>责任单位</td><td>办结要求（天）</td></tr>"
    "<tr><td>1</td><td>建设政务云</td><td>省数字办</td><td>2022年底前</td></tr></table>"
)


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A configuration folder of this test alone."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    office_lexicon.forget()
    yield office_path("lexicon")
    monkeypatch.undo()
    office_lexicon.forget()


def read(heads: KnownHeads | None = None) -> Draft:
    return read_bytes("清单.html", PAGE.encode(), heads=heads)


def names(text: str) -> list[str]:
    return [unit.name for unit in parse_units(text)]


def test_a_word_of_the_office_is_known_at_once_and_can_be_taken_back() -> None:
    assert names("省科技厅、数字矩阵") == ["省科技厅", "数字矩阵"]
    set_office_words("unit_endings", ["矩陣", " "])
    assert office_words("unit_endings") == ("矩阵",)
    assert names("省科技厅、数字矩阵") == ["省科技厅", "省数字矩阵"]
    set_office_words("unit_endings", [])
    assert names("省科技厅、数字矩阵") == ["省科技厅", "数字矩阵"]


def test_words_added_by_hand_hold_with_the_next_document(office: Path) -> None:
    assert read().tasks[0].deadline.raw == ""
    office.mkdir(parents=True)
    (office / "columns.deadline.txt").write_text("\ufeff# 本单位的表头\n办结要求.*\n", encoding="utf-8")
    assert read().tasks[0].deadline.raw == "2022年底前"


def test_a_bad_pattern_is_refused_and_nothing_is_lost() -> None:
    set_office_words("boilerplate", ["点击进入.*"])
    with pytest.raises(RefusedError, match=r"网页附属文字.*\(未完.*括号是否成对"):
        set_office_words("boilerplate", ["(未完"])
    with pytest.raises(RefusedError, match="空白也相符"):
        set_office_words("boilerplate", [".*"])
    assert office_words("boilerplate") == ("点击进入.*",)


def test_a_bad_pattern_written_by_hand_is_left_out_and_told(office: Path) -> None:
    office.mkdir(parents=True)
    (office / "columns.deadline.txt").write_text("(办结\n办结要求.*\n", encoding="utf-8")
    (office / "regions.txt").write_bytes("云岭".encode("gb18030") + b"\xff")
    draft = read()
    assert draft.tasks[0].deadline.raw == "2022年底前"
    told = [one.what for one in draft.problems if one.code == "office-lexicon"]
    assert len(told) == 2
    assert any("表头用词·完成时限" in what and "(办结" in what for what in told)
    assert any("地名简称" in what for what in told)


def test_pairs_of_damaged_and_meant_words() -> None:
    set_office_words("damage", ["鏁板瓧=数字"])
    (found,) = [one for one in read_bytes("甲.txt", "推进鏁板瓧化。".encode()).problems if one.proposal]
    assert found.proposal == "数字"
    with pytest.raises(RefusedError, match="损坏的片段=原文"):
        set_office_words("damage", ["鏁板瓧"])


def test_an_unknown_list_is_refused() -> None:
    with pytest.raises(RefusedError, match="没有名为"):
        set_office_words("columns", ["期限"])
    with pytest.raises(RefusedError, match="没有名为"):
        remember_head("期限", "什么")


def test_a_head_nobody_knows_is_shown_and_explained_for_one_reading() -> None:
    (table,) = read().tables
    assert table.heads[3] == "办结要求(天)"
    assert table.holds[3] == "unknown"
    told = read(KnownHeads({"办结要求（天）": "deadline"}))
    assert told.tasks[0].deadline.raw == "2022年底前"
    assert told.tables[0].holds[3] == "deadline"
    assert read().tasks[0].deadline.raw == ""


def test_a_head_that_is_remembered_holds_for_the_next_document() -> None:
    remember_head("辦結要求（天）", "deadline")
    assert read().tasks[0].deadline.raw == "2022年底前"
    remember_head("办结要求（天）", "note")
    assert read().tasks[0].deadline.raw == ""
    assert office_words("columns", "deadline") == ()


def test_a_table_that_was_not_understood_is_read_once_its_heads_are_known() -> None:
    page = PAGE.replace("工作任务", "干什么").replace("责任单位", "谁来干")
    draft = read_bytes("清单.html", page.encode())
    assert draft.tasks == ()
    (table,) = draft.tables
    assert not table.understood
    heads = KnownHeads({table.heads[1]: "task", table.heads[2]: "responsible", table.heads[3]: "deadline"})
    (task,) = read_bytes("清单.html", page.encode(), heads=heads).tasks
    assert (task.title, task.units[0].name) == ("建设政务云", "省数字办")


def test_unit_names_are_mended_in_bulk_in_either_script() -> None:
    first, second = "（責任單位：大數據辦、省数字办）", "（责任单位：大数据办）"
    text = f"2022年工作要点\n（一）建设政务云。{first}\n（二）优化网络。{second}\n"
    draft = with_unit_names(read_bytes("甲.txt", text.encode()), {"大数据办": "省数字办"})
    assert [[unit.name for unit in task.units] for task in draft.tasks] == [["省数字办"], ["省数字办"]]
    unit = draft.tasks[1].units[0]
    assert unit.raw == "大数据办"
    assert unit.why is not None
    assert "别名" in unit.why.rule
