"""Points that run on in one line, and texts that lost all their breaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.reading import read_bytes, read_file
from workbench.reading.repair import repair
from workbench.reading.run_on import cut_run_on

DATA = Path(__file__).resolve().parent.parent / "data" / "reading"


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("（一）甲。（责任单位：省科技厅）（二）乙。（责任单位：省财政厅）", ["（一）", "（二）"]),
        ("1.甲。（省科技厅牵头，省财政厅配合） 2.乙。（省财政厅负责）", ["1.", "2."]),
        ("①甲。（责任单位：各市、县（市、区）政府）②乙。（责任单位：省财政厅）", ["①甲", "②乙"]),
        ("（一）甲。（省科技厅牵头）具体举措：1.乙。（省财政厅负责）2.丙。", ["（一）", "1.", "2."]),
        ("（一）甲。开展：（1）乙；（2）丙。（责任单位：省科技厅）", ["（一）"]),
        ("（一）甲（试行）。（二）条件另行规定。", ["（一）"]),
    ],
)
def test_a_point_begins_behind_an_assignment(line: str, numbers: list[str]) -> None:
    text, _ = repair(line)
    pieces = cut_run_on(text, list(text.lines))

    assert [
        text.quote(piece)[: len(number)] for piece, number in zip(pieces, numbers, strict=True)
    ] == numbers


def test_a_text_that_lost_its_breaks_gives_the_same_tasks() -> None:
    document = (DATA / "points_with_brackets.txt").read_text(encoding="utf-8")
    padding = "2024年，全省要围绕提升服务，持续打牢基础。" * 160
    document = document.replace("一、建设高效政务", f"{padding}\n一、建设高效政务")
    whole = read_bytes("a.txt", document.encode())
    glued = read_bytes("a.txt", "".join(document.splitlines()).encode())

    assert [(task.no, task.title) for task in glued.tasks] == [(task.no, task.title) for task in whole.tasks]
    assert [[unit.name for unit in task.units] for task in glued.tasks] == [
        [unit.name for unit in task.units] for task in whole.tasks
    ]
    assert glued.meta.doc_no == whole.meta.doc_no
    assert glued.accounting["unaccounted"] == 0


def test_a_text_with_breaks_is_left_alone() -> None:
    assert len(read_file(DATA / "points_with_brackets.txt").tasks) == 6


def test_a_heading_that_lost_the_break_before_its_first_point() -> None:
    text, _ = repair(
        "（二）建设网络。\n二、培育产业链条（三）支持整机研制。给予奖励。\n（四）推进地铁1、2号线建设。"
    )

    numbers = [text.quote(line)[:3] for line in cut_run_on(text, list(text.lines))]

    assert numbers == ["（二）", "二、培", "（三）", "（四）"]


def test_a_short_document_in_one_line_is_cut_with_its_head_and_signature() -> None:
    points = "".join(
        f"（{no}）完善第{no}项制度。健全机制，强化保障，推动各项措施落地见效，确保年度目标全面完成。"
        f"（省数据局牵头，省财政厅、省发展改革委、省科技厅按职责分工负责）"
        for no in "一二三四五"
    )
    head = "东湖省人民政府关于加快数据发展的意见东政发〔2024〕6号各市、县人民政府："
    words = f"{head}提出如下意见。一、重点任务{points}"
    end = "二、组织实施各地要抓好落实。东湖省人民政府2024年2月19日（此件主动公开）"

    draft = read_bytes("line.txt", (words + end).encode())

    assert len(draft.tasks) == 5
    assert draft.meta.title == "东湖省人民政府关于加快数据发展的意见"
    assert draft.meta.doc_no == "东政发〔2024〕6号"
    assert str(draft.meta.issued_on) == "2024-02-19"
