"""Word documents: computed numbers, merged cells, tracked changes, text boxes, footnotes."""

from __future__ import annotations

import pytest

from tests.reading.formats.grids import rows_of
from tests.reading.formats.word_files import instance, levels, p, package, tbl, tc, word
from workbench.errors import CannotReadError
from workbench.reading.formats import open_source
from workbench.reading.formats.word_numbering import in_shape

OFFICIAL = levels(
    ("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("decimal", "%1.%4")
)


def text_of(data: bytes) -> str:
    return open_source("a.docx", data).text


def test_numbers_are_computed_from_the_list_definition() -> None:
    body = p("总体要求", level=0) + p("重点任务", level=0) + p("夯实基础", level=1) + p("建设平台", level=2)
    body += p("完善制度", level=2) + p("深化应用", level=1) + p("推广", level=2) + p("保障措施", level=0)

    assert text_of(word(body, numbering=OFFICIAL + instance(1))).splitlines() == [
        *("一、总体要求", "二、重点任务", "（一）夯实基础", "1.建设平台", "2.完善制度"),
        *("（二）深化应用", "1.推广", "三、保障措施"),
    ]


def test_a_level_skipped_counts_as_its_start() -> None:
    assert text_of(word(p("甲", level=3), numbering=OFFICIAL + instance(1))) == "一.1 甲\n"


def test_an_instance_may_begin_again() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = p("甲", level=0) + p("乙", level=0) + p("丙", level=0, list_=2) + p("丁", level=0, list_=2)

    text = text_of(word(body, numbering=OFFICIAL + instance(1) + instance(2, inside=override)))

    assert text.split() == ["一、甲", "二、乙", "一、丙", "二、丁"]


def test_numbers_from_styles_and_their_ancestors() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        '</w:style><w:style w:type="paragraph" w:styleId="H1b"><w:basedOn w:val="H1"/></w:style>'
    )
    body = p("总则", style="H1") + p("附则", style="H1b") + p("无号", style="H1", level=0, list_=0)

    text = text_of(word(body, numbering=levels(("chineseCounting", "第%1章")) + instance(1), styles=styles))

    assert text == "第一章 总则\n第二章 附则\n无号\n"


@pytest.mark.parametrize(
    ("count", "shape", "written"),
    [
        (10, "chineseCounting", "十"),
        (11, "chineseCountingThousand", "十一"),
        (120, "taiwaneseCountingThousand", "一百二十"),
        (105, "chineseCounting", "一百零五"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (3, "ideographTraditional", "丙"),
        (2, "ideographZodiac", "丑"),
        (12, "decimalEnclosedCircleChinese", "⑫"),
        (2, "ideographEnclosedCircle", "㈡"),
        (21, "ideographDigital", "二一"),
        (4, "decimalZero", "04"),
        (14, "upperRoman", "XIV"),
        (28, "lowerLetter", "bb"),
        (12, "decimalFullWidth", "１２"),
        (7, "somethingNew", "7"),
    ],
)
def test_number_formats(count: int, shape: str, written: str) -> None:
    assert in_shape(count, shape) == written


def test_cells_merged_across_and_down_and_numbered_by_word() -> None:
    head = tc("序号") + tc("任务") + tc("责任单位", span=2)
    first = tc(p("", level=0)) + tc("建设平台") + tc("省数据局", "restart") + tc("牵头")
    second = tc(p("", level=0)) + tc("完善制度") + tc("", "continue") + tc("配合")
    data = word(tbl(head, first, second), numbering=levels(("decimal", "%1")) + instance(1))

    source = open_source("a.docx", data)

    assert rows_of(source) == [
        ["序号", "任务", "责任单位", "责任单位"],
        ["1", "建设平台", "省数据局", "牵头"],
        ["2", "完善制度", "省数据局", "配合"],
    ]
    cell = source.grids[0].rows[2][1]
    assert cell and source.places_of(cell.start, cell.end)[0].label == "表1第3行第2列"


def test_tracked_changes_are_taken_as_accepted_and_told() -> None:
    body = p(
        "<w:r><w:t>年底前</w:t></w:r><w:del><w:r><w:delText>建成</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>完成</w:t></w:r></w:ins>"
    )
    gone = "<w:tr><w:trPr><w:del/></w:trPr>" + tc("旧") + tc("行") + "</w:tr>"
    table = tbl(tc("甲") + tc("乙")).replace("</w:tbl>", gone + "</w:tbl>")
    source = open_source("a.docx", word(body + table))

    assert source.text == "年底前完成\n甲\t乙\t\n"
    assert [problem.code for problem in source.problems] == ["tracked-changes"]


def test_a_paragraph_whose_mark_was_deleted_goes_on() -> None:
    body = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>加快</w:t></w:r></w:p>" + p("建设")

    assert text_of(word(body)) == "加快建设\n"


def test_text_boxes_stand_behind_their_paragraph_once() -> None:
    box = f"<w:txbxContent>{p('专栏1')}</w:txbxContent>"
    body = p(
        "<w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'>"
        f"{box}</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )

    assert text_of(word(body)) == "正文\n专栏1\n"


def test_footnotes_stay_out_of_cells() -> None:
    reference = '<w:r><w:t>普及率</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnote w:id="0" w:type="separator">{p("")}</w:footnote>'
    notes += f'<w:footnote w:id="2">{p("按常住人口算")}</w:footnote>'
    source = open_source(
        "a.docx", word(tbl(tc("指标") + tc("单位"), tc(p(reference)) + tc("%")), footnotes=notes)
    )

    assert rows_of(source)[1] == ["普及率", "%"]
    assert source.text.endswith("注1：按常住人口算\n")


def test_soft_breaks_fields_content_controls_and_hidden_text() -> None:
    body = p(
        "<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r><w:hyperlink><w:r><w:t>丙</w:t></w:r></w:hyperlink>"
    )
    body += f"<w:sdt><w:sdtContent>{p('丁')}</w:sdtContent></w:sdt>"
    body += p("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r>")
    source = open_source("a.docx", word(body))

    assert source.text.split() == ["甲", "乙丙", "丁"]
    assert [problem.code for problem in source.problems] == ["hidden-text"]


def test_a_table_of_contents_is_not_the_text() -> None:
    source = open_source("a.docx", word(p("一、总体要求\t3", style="TOC1") + p("一、总体要求")))

    assert [source.text[start:end] for start, end in source.furniture] == ["一、总体要求\t3"]


def test_a_table_in_a_cell_is_part_of_its_words() -> None:
    inner = tbl(tc("甲") + tc("乙"))
    data = word(tbl(tc("序号") + tc("重点任务") + tc("责任单位"), tc("1") + tc(inner) + tc("省数据局")))

    assert rows_of(open_source("a.docx", data))[1] == ["1", "甲　乙", "省数据局"]


@pytest.mark.parametrize(
    "part",
    [
        "<!DOCTYPE w:document [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><w:document/>",
        "<w:document",
        "<document/>",
        "",
    ],
)
def test_a_document_part_that_is_none_is_refused(part: str) -> None:
    with pytest.raises(CannotReadError):
        open_source("a.docx", package({"word/document.xml": part}))


def test_an_entity_in_utf_16_is_refused_too() -> None:
    part = "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>".encode("utf-16")

    with pytest.raises(CannotReadError, match="外部引用"):
        open_source("a.docx", package({"word/document.xml": part}))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(CannotReadError, match="过大"):
        open_source("a.docx", package({"word/document.xml": bytes(30 * 1024 * 1024)}))


def test_endless_spans_do_not_fill_the_memory() -> None:
    data = word(tbl(tc("甲", span=99999999) + tc("乙", span=99999) * 50))

    assert max(len(row) for row in open_source("a.docx", data).grids[0].rows) <= 128


def test_a_package_of_an_unknown_zip_version_is_refused() -> None:
    data = bytearray(word(p("推进改革。")))
    data[data.find(b"PK\x01\x02") + 6] = 148  # the version needed to unpack, 14.8
    with pytest.raises(CannotReadError):
        open_source("a.docx", bytes(data))
