"""The review workbook, written and opened again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from workbench.errors import CannotWriteError, RefusedError
from workbench.exchange.review_sheet import Account, Decision, Listed, Reviewed, account, write_review
from workbench.reading import read_bytes

TEXT = """\
2022年数字某省工作要点
一、夯实基础
（一）建设政务云。升级平台。（牵头单位：省数字办；完成时限：2022年前）
（二）优化网络。提升带宽。（责任单位：省通信管理局、发改委；完成时限：持续推进）
到2025年，全省数字经济增加值达2.6万亿元以上。
"""
DRAFT = read_bytes("要点.txt", TEXT.encode())
ACCEPTED = Decision(accepted=True)


def test_what_came_in_is_what_was_accepted_rejected_or_left_open() -> None:
    rejected = Decision(accepted=False, reason="与另一项重复")
    tasks, *_, commitments = account(
        Reviewed(DRAFT, {(Listed.TASK, 0): ACCEPTED, (Listed.TASK, 1): rejected})
    )
    assert tasks == Account(Listed.TASK, read=2, accepted=1, rejected=1, open=0)
    assert commitments == Account(Listed.COMMITMENT, read=1, accepted=0, rejected=0, open=1)


def test_a_rejection_needs_its_reason_and_a_decision_its_fact() -> None:
    with pytest.raises(RefusedError, match=r"建设政务云.*没有写明原因"):
        account(Reviewed(DRAFT, {(Listed.TASK, 0): Decision(accepted=False, reason=" ")}))
    with pytest.raises(RefusedError, match="没有第3项"):
        account(Reviewed(DRAFT, {(Listed.TASK, 2): ACCEPTED}))


def test_each_fact_stands_in_the_sheet_with_place_reason_and_decision(tmp_path: Path) -> None:
    path = tmp_path / "核对清单.xlsx"
    write_review(path, [Reviewed(DRAFT, {(Listed.TASK, 0): ACCEPTED})])
    book = load_workbook(path)
    facts = book["核对清单"]
    assert facts.freeze_panes == "A2"
    head, *rows = facts.iter_rows(values_only=True)
    table = [dict(zip(head, row, strict=True)) for row in rows]
    deadline = next(row for row in table if row["读取结果"] == "2022年前")
    assert (deadline["可信程度"], deadline["处理"], deadline["位置"]) == ("推定", "采用", "第3行第31字")
    unit = next(row for row in table if row["读取结果"] == "省发改委")
    assert unit["依据的原文"] == "发改委"
    assert "前缀“省”沿用" in str(unit["读取依据"])
    assert unit["处理"] == "未处理"
    assert list(book["数量核对"].values)[1] == ("要点.txt", "任务", 2, 1, 0, 1)
    assert any("年前" in str(row[2]) for row in book["存疑问题"].values)


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    task = replace(DRAFT.tasks[0], title="=HYPERLINK(1)\x07")
    path = tmp_path / "核对清单.xlsx"
    write_review(path, [Reviewed(replace(DRAFT, tasks=(task,)))])
    cell = load_workbook(path)["核对清单"]["D2"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotWriteError, match="保存不了"):
        write_review(tmp_path / "没有" / "核对清单.xlsx", [Reviewed(DRAFT)])
