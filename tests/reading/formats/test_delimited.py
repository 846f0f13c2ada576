"""Text files with delimiters: the sign is told by the text, quotes and line breaks inside fields are kept."""

from __future__ import annotations

import pytest

from tests.reading.formats.grids import rows_of
from workbench.reading.formats import open_source


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_every_usual_sign(sign: str, encoding: str) -> None:
    rows = [
        ["序号", "任务", "责任单位"],
        ["1", "建设平台", "省数据局、省财政厅"],
        ["2", "完善制度", "省教育厅"],
    ]
    text = "重点任务清单\r\n" + "".join(sign.join(row) + "\r\n" for row in rows)

    source = open_source("a.csv", text.encode(encoding))

    assert rows_of(source) == rows
    assert source.text.startswith("重点任务清单\r\n")


def test_quotes_line_breaks_and_signs_inside_fields() -> None:
    text = '序号,任务,单位\n1,"建设,\n""一网通办""平台" ,"省数据局;省财政厅"\n2,"未关,省教育厅\n'

    assert rows_of(open_source("a.csv", text.encode())) == [
        ["序号", "任务", "单位"],
        ["1", '建设,\n""一网通办""平台', "省数据局;省财政厅"],
        ["2", '"未关', "省教育厅"],
    ]


def test_commas_in_prose_with_another_name_make_no_table() -> None:
    assert open_source("a.txt", "一,建设平台\n二,完善制度\n".encode()).grids == ()
