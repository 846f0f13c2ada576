"""Files by their content: decoded, or refused with the way forward."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from workbench.errors import CannotReadError, GarbledTextError
from workbench.reading import read_bytes, read_file
from workbench.reading.formats import open_source

SIMPLIFIED = "关于加快推进数字政府建设的实施方案，各单位要认真贯彻落实。\n"
TRADITIONAL = "關於加快推進數字政府建設的實施方案,各單位要認真貫徹落實。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_simplified_text_in_every_code_page(encoding: str) -> None:
    assert open_source("a.txt", SIMPLIFIED.encode(encoding)).text == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "gb18030", "utf-16"])
def test_traditional_text_in_every_code_page(encoding: str) -> None:
    assert open_source("a.txt", TRADITIONAL.encode(encoding)).text == TRADITIONAL


def test_a_few_broken_bytes_do_not_refuse_a_long_text() -> None:
    data = (SIMPLIFIED * 50).encode() + b"\xe5\x85"

    assert open_source("a.txt", data).text.startswith(SIMPLIFIED)


def test_a_garbled_text_is_refused_with_what_was_tried() -> None:
    garbled = ("关于数字政府" * 80).encode().decode("cp1251", errors="replace").encode()

    with pytest.raises(GarbledTextError) as refusal:
        open_source("a.txt", garbled)

    assert "UTF-8" in refusal.value.what and "GB 18030" in refusal.value.what
    assert refusal.value.way_forward


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "空"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "旧版"),
        (b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"PK\x03\x04 broken", "不完整"),
        (b"{\\rtf1", "RTF"),
        (b"<?xml version='1.0'?><project/>", "XML"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_way_forward(data: bytes, what: str) -> None:
    with pytest.raises(CannotReadError) as refusal:
        open_source("a.txt", data)

    assert what in refusal.value.what
    assert refusal.value.way_forward.endswith("。")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CannotReadError, match="找不到"):
        read_file(tmp_path / "没有.txt")
    with pytest.raises(CannotReadError, match="文件夹"):
        read_file(tmp_path)


def test_a_web_page_gives_its_visible_text() -> None:
    page = """<html><head><title>x</title><style>p{}</style></head><body><script>var a;</script>
    <p>一、总体<b>要求</b></p><div>坚持&nbsp;创新<br>注重实效</div></body></html>"""

    assert open_source("a.html", page.encode()).text == "一、总体要求\n坚持\xa0创新\n注重实效\n"


def test_a_piece_of_a_web_page_is_one_too() -> None:
    assert (
        open_source("a.txt", "<h1>工作要点</h1><ul><li>一、总体要求</li></ul>".encode()).text
        == "工作要点\n一、总体要求\n"
    )


def test_a_web_page_in_the_code_page_it_declares() -> None:
    page = '<html><head><meta charset="gb2312"></head><body><p>数字政府</p></body></html>'

    assert open_source("a.html", page.encode("gbk")).text == "数字政府\n"


def test_a_word_document_with_a_table() -> None:
    document = Document()
    document.add_paragraph("任务清单")
    table = document.add_table(rows=3, cols=4)
    for row, words in enumerate(
        [
            "序号 任务 责任单位 完成时限",
            "一、基础 一、基础 一、基础 一、基础",
            "1 建设平台 省数据局 2025年底前",
        ]
    ):
        for column, word in enumerate(words.split()):
            table.cell(row, column).text = word
    table.cell(1, 0).merge(table.cell(1, 3)).text = "一、基础"
    stream = io.BytesIO()
    document.save(stream)

    (task,) = read_bytes("a.docx", stream.getvalue()).tasks

    assert (task.title, task.section, task.units[0].name) == ("建设平台", ("一、基础",), "省数据局")


def test_a_workbook_with_merged_cells_percentages_and_dates() -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["清江省2025年重点任务清单"])
    sheet.merge_cells("A1:D1")
    sheet.append(["序号", "任务", "责任单位", "完成时限"])
    sheet.append(["一、夯实基础"])
    sheet.merge_cells("A3:D3")
    sheet.append([1, "建设平台", "省数据局、财政厅", dt.datetime(2025, 6, 30)])
    second = workbook.create_sheet("指标")
    second.append(["指标", "单位", "2020年", "2025年"])
    second.append(["普及率", "%", 0.125, 0.7])
    second["C2"].number_format = second["D2"].number_format = "0.0%"
    stream = io.BytesIO()
    workbook.save(stream)

    draft = read_bytes("a.xlsx", stream.getvalue())

    (task,) = draft.tasks
    (indicator,) = draft.indicators
    assert draft.meta.title == "清江省2025年重点任务清单"
    assert (task.no, task.section, str(task.deadline.date)) == ("1", ("一、夯实基础",), "2025-06-30")
    assert [unit.name for unit in task.units] == ["省数据局", "省财政厅"]
    assert indicator.base and indicator.target
    assert (indicator.base.value, indicator.target.value) == (12.5, 70.0)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_comma_separated_text(encoding: str) -> None:
    rows = '重点任务表\n序号,任务,责任单位,完成时限\n1,"建设平台,完善功能","省数据局,省财政厅",年底前\n'

    draft = read_bytes("2025年任务.csv", rows.encode(encoding))

    (task,) = draft.tasks
    assert (task.title, [unit.name for unit in task.units]) == ("建设平台,完善功能", ["省数据局", "省财政厅"])
    assert draft.text[task.spans["title"].start : task.spans["title"].end] == "建设平台,完善功能"
    assert draft.accounting["unaccounted"] == 0
