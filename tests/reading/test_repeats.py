"""What a page prints twice is read once, and said."""

from __future__ import annotations

from workbench.reading import read_bytes
from workbench.reading.draft import Draft

POINT = "（二）建设低空智联网。支持基础电信企业建设通感一体基站。责任单位：省通信管理局、省经信厅\n"
OTHER = "（三）支持整机研制。对取得型号合格证的企业给予奖励并做好服务。责任单位：省经信厅\n"
FIRST = "（一）统筹建设起降场地。到2027年全省建成起降场（点）600个以上。责任单位：省发改委\n"


def read(words: str) -> Draft:
    return read_bytes("points.txt", words.encode())


def test_a_paragraph_printed_twice_is_one_task_and_is_told() -> None:
    draft = read(FIRST + POINT + POINT + OTHER)

    assert [task.no for task in draft.tasks] == ["（一）", "（二）", "（三）"]
    assert [problem.code for problem in draft.problems] == ["repeated-text"]
    assert draft.accounting["unaccounted"] == 0


def test_a_whole_text_printed_twice_is_read_once() -> None:
    words = (FIRST + POINT + OTHER).replace("责任单位", "\n责任单位")

    assert len(read(words + words).tasks) == 3


def test_short_points_may_say_the_same() -> None:
    words = "一、数据\n（一）加强领导。（省数据局负责）\n二、算力\n（一）加强领导。（省数据局负责）\n"

    assert len(read(words).tasks) == 2
