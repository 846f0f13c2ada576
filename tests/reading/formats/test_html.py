"""Web pages and what is pasted from Excel, Word and WPS."""

from __future__ import annotations

import pytest

from tests.reading.formats.grids import rows_of
from workbench.errors import CannotReadError, UnsupportedFormatError
from workbench.reading.formats import Source, open_source, read_clipboard

HEAD = "<tr><th>序号</th><th>重点任务</th><th>责任单位</th></tr>"


def read(page: str) -> Source:
    return open_source("a.html", page.encode())


def test_merged_cells_and_line_breaks_in_cells() -> None:
    page = f"""<table>{HEAD}<tr><td>1</td><td rowspan=2>建设<b>平台</b></td><td>省数据局<br>省财政厅</td></tr>
    <tr><td>2</td><td><p>省教育厅</p><div>省商务厅</div></td></tr>
    <tr><td colspan="3">二、深化应用</td></tr></table>"""

    assert rows_of(read(page))[1:] == [
        ["1", "建设平台", "省数据局\n省财政厅"],
        ["2", "建设平台", "省教育厅\n省商务厅"],
        ["二、深化应用"] * 3,
    ]


def test_a_table_that_lays_out_the_page_is_text() -> None:
    page = f"<table><tr><td>导航</td><td>{'一、总体要求。' * 80}</td></tr></table>"

    assert read(page).grids == ()


def test_a_table_inside_a_laid_out_page_is_one() -> None:
    inner = f"<table>{HEAD}<tr><td>1</td><td>建设平台</td><td>省数据局</td></tr></table>"

    source = read(f"<table><tr><td>导航</td><td><p>附件</p>{inner}</td></tr></table>")

    assert len(source.grids) == 1 and source.text.startswith("导航\n附件\n")


def test_a_table_in_a_cell_of_a_task_list_is_part_of_its_words() -> None:
    inner = "<table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>"

    source = read(f"<table>{HEAD}<tr><td>1</td><td>{inner}</td><td>省数据局</td></tr></table>")

    assert rows_of(source)[1] == ["1", "甲\n乙", "省数据局"]


def test_numbered_lists_hidden_elements_and_preformatted_text() -> None:
    page = "<div><ol start=3><li>建设</li><li>完善</li></ol><p style='display: none'>密</p>"
    page += "<pre>一、甲\n二、乙</pre></div>"

    assert read(page).text == "3. 建设\n4. 完善\n一、甲\n二、乙\n"


def test_a_page_with_an_xml_declaration() -> None:
    page = '<?xml version="1.0" encoding="gb2312"?>\n<!DOCTYPE html><html><body><p>数字政府</p></body></html>'

    assert open_source("a.htm", page.encode("gbk")).text == "数字政府\n"


def test_a_page_in_utf_16() -> None:
    page = "<html><head><meta charset=unicode></head><body><p>数字政府建设</p></body></html>"

    assert open_source("a.htm", page.encode("utf-16")).text == "数字政府建设\n"


def test_a_page_saved_as_one_file() -> None:
    import base64

    inside = base64.b64encode("<html><meta charset=utf-8><p>数字政府</p></html>".encode()).decode()
    data = (
        'From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n'
        f"Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n{inside}\n--b--\n"
    )

    assert open_source("a.doc", data.encode()).text == "数字政府\n"
    with pytest.raises(CannotReadError, match="没有正文"):
        open_source("a.mht", b"MIME-Version: 1.0\nContent-Type: text/plain\n\nx")


def test_nothing_outside_the_page_is_fetched_and_no_entity_is_read() -> None:
    page = """<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><body><p>甲&x;</p>
    <iframe src="file:///etc/hostname"></iframe><link href="http://example.org/a.css"></body></html>"""

    assert read(page).text == "]>\n甲&x;\n"


@pytest.mark.parametrize("tag", ["div", "table><tr><td", "span", "ol><li"])
def test_endless_nesting_does_no_harm(tag: str) -> None:
    assert isinstance(read(f"<html><{tag}>" * 20_000 + "甲"), Source)


# ---- the clipboard -------------------------------------------------------------------------------------


def test_cells_copied_in_excel() -> None:
    rows = "<tr><td>序号</td><td>重点任务</td><td>责任单位</td></tr>"
    rows += "<tr><td>1</td><td>建设平台</td><td>省数据局</td></tr>"
    html = f"<html><body><table><!--StartFragment-->{rows}<!--EndFragment--></table></body></html>"
    header = "Version:1.0\r\nStartHTML:0000000105\r\nEndHTML:0000000300\r\nSourceURL:file:///C:/a.xlsx\r\n"

    assert rows_of(read_clipboard(header + html, None)) == [
        ["序号", "重点任务", "责任单位"],
        ["1", "建设平台", "省数据局"],
    ]


def test_paragraphs_copied_in_word() -> None:
    html = "<html><body><!--StartFragment--><p class=MsoNormal>一、建设<o:p></o:p></p>"
    html += "<p>（责任单位：省数据局）</p><!--EndFragment--></body></html>"

    assert read_clipboard(html, "别的").text == "一、建设\n（责任单位：省数据局）\n"


def test_text_with_tabs_is_a_table_and_other_text_is_not() -> None:
    assert rows_of(read_clipboard(None, '序号\t任务\r\n1\t"建设\n平台"\r\n')) == [
        ["序号", "任务"],
        ["1", "建设\n平台"],
    ]
    assert read_clipboard("", "一、建设平台。\n二、完善制度。").grids == ()


def test_an_empty_clipboard_is_refused() -> None:
    with pytest.raises(UnsupportedFormatError, match="空"):
        read_clipboard("<p> </p>", " ")


def test_a_break_of_the_source_between_characters_is_no_blank() -> None:
    page = "<p>加快推进数字\n   政府建设，（责任\n单位：省数据局 APP\n建设组）</p>"

    assert read(page).text.strip() == "加快推进数字政府建设，（责任单位：省数据局 APP 建设组）"
