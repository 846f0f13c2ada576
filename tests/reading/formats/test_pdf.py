"""PDF files: lines, paragraphs and tables as a reader sees them, each with its page and box."""

from __future__ import annotations

import pytest

from tests.reading.formats.grids import furniture_of, rows_of
from tests.reading.formats.pdf_files import FULL, LEFT, WIDTH, Paper
from workbench.errors import CannotReadError, GarbledTextError, UnsupportedFormatError
from workbench.reading import read_bytes
from workbench.reading.formats import Source, open_source

LONG = (
    "加快建设一体化政务服务平台，推动数据资源共享开放和开发利用，"
    "完善工作机制，强化统筹协调和督促落实，确保各项任务按期完成。"
)
HEAD = ["序号", "重点任务", "责任单位", "完成时限"]
WIDTHS = [40, 170, 130, 90]


def read(paper: Paper) -> Source:
    return open_source("a.pdf", paper.data())


def test_lines_are_joined_to_paragraphs() -> None:
    paper = Paper()
    paper.line("一、总体要求", 2)
    paper.paragraph(LONG)
    paper.paragraph(LONG[:40] + "。")

    assert read(paper).text == f"一、总体要求\n{LONG}\n{LONG[:40]}。\n"


def test_the_lines_of_a_title_are_one() -> None:
    paper = Paper()
    paper.line("清江省人民政府办公厅", 3, 22)
    paper.line("关于加快推进数字政府建设的通知", 1, 22)
    paper.line("各市人民政府：")
    paper.paragraph(LONG)

    assert read(paper).text.startswith("清江省人民政府办公厅关于加快推进数字政府建设的通知\n各市人民政府：\n")


def test_a_paragraph_goes_on_over_the_page_number() -> None:
    paper = Paper()
    paper.line(LONG[: FULL - 2], 2)
    paper.foot("— 1 —")
    paper.page()
    paper.line(LONG[FULL - 2 :][:FULL])
    paper.line(LONG[FULL - 2 :][FULL:])
    paper.foot("— 2 —")

    source = read(paper)

    assert source.text.startswith(LONG + "\n")
    assert furniture_of(source) == ["—1—", "—2—"]


def test_running_heads_are_told_from_the_text() -> None:
    paper = Paper()
    for page in range(3):
        paper.write("清江省数字政府建设工作方案", LEFT, 800, 10)
        paper.paragraph(LONG[page * 5 :])
        paper.page()

    source = read(paper)

    assert furniture_of(source) == ["清江省数字政府建设工作方案"] * 3
    assert source.text.count("清江省") == 3


def test_the_same_last_line_on_two_pages_is_no_furniture() -> None:
    paper = Paper()
    for words in ("建设平台", "完善制度"):
        paper.paragraph(words + LONG[:41])
        paper.line("（责任单位：省数据局）")
        paper.page()

    source = read(paper)

    assert source.furniture == () and source.text.count("（责任单位：省数据局）") == 2


def test_a_ruled_table_with_merged_cells() -> None:
    paper = Paper()
    paper.line("任务清单")
    paper.table(
        [
            HEAD,
            ["一、夯实基础", "<", "<", "<"],
            ["1", "建设平台", "省数据局\n省财政厅", "2025年底前"],
            ["2", "完善制度", None, "2026年底前"],
        ],
        WIDTHS,
    )

    source = read(paper)

    assert rows_of(source) == [
        HEAD,
        ["一、夯实基础"] * 4,
        ["1", "建设平台", "省数据局\n省财政厅", "2025年底前"],
        ["2", "完善制度", "省数据局\n省财政厅", "2026年底前"],
    ]
    assert source.grids[0].rows[2][2] is source.grids[0].rows[3][2]
    assert source.text.startswith("任务清单\n")


def test_a_full_line_in_a_cell_goes_on_in_the_next() -> None:
    paper = Paper()
    paper.table([HEAD, ["1", "建设一体化政务服务平台并向\n基层延伸", "省数据局", ""]], WIDTHS)

    assert rows_of(read(paper))[1][1] == "建设一体化政务服务平台并向基层延伸"


def test_a_table_over_pages_is_one_table() -> None:
    """The head is repeated, the second row is cut, and the category reaches over the page."""
    paper = Paper()
    head = ["类别", *HEAD[:3]]
    widths = [60, 40, 170, 130]
    paper.table([head, ["基础", "1", "建设平台", "省数据局"], [None, "2", "完善制度，", "省财政厅"]], widths)
    paper.foot("1")
    paper.page()
    paper.table(
        [
            head,
            ["", "", "健全机制", ""],
            [None, "3", "培养人才", "省教育厅"],
            ["应用", "4", "推广", "市政府"],
        ],
        widths,
    )
    paper.foot("2")

    source = read(paper)

    assert rows_of(source) == [
        head,
        ["基础", "1", "建设平台", "省数据局"],
        ["基础", "2", "完善制度，健全机制", "省财政厅"],
        ["基础", "3", "培养人才", "省教育厅"],
        ["应用", "4", "推广", "市政府"],
    ]
    assert len(source.grids) == 1
    assert "1" in furniture_of(source) and any("类别" in words for words in furniture_of(source))


def test_a_table_without_rules() -> None:
    paper = Paper()
    paper.paragraph(LONG)
    paper.columns(
        [
            HEAD,
            ["1", "建设一体化平台", "省数据局", "2025年底前"],
            ["2", "完善制度", "省财政厅、省审计厅", "2026年底前"],
        ],
        [80, 130, 300, 450],
    )
    paper.paragraph(LONG)

    source = read(paper)

    assert [row[1:3] for row in rows_of(source)] == [
        ["重点任务", "责任单位"],
        ["建设一体化平台", "省数据局"],
        ["完善制度", "省财政厅、省审计厅"],
    ]
    assert source.text.count(LONG) == 2


def test_lines_of_a_cell_without_rules_stay_together() -> None:
    paper = Paper()
    xs = [80, 130, 300]
    for row in (
        [["序号", "重点任务", "责任单位"]],
        [["1", "建设一体化平台，", "省数据局"], ["", "推动共享", ""]],
        [["2", "完善制度", "省财政厅"]],
    ):
        paper.columns(row, xs, 18)
        paper.y -= 14

    assert [[words.replace("\n", "") for words in row] for row in rows_of(read(paper))] == [
        ["序号", "重点任务", "责任单位"],
        ["1", "建设一体化平台，推动共享", "省数据局"],
        ["2", "完善制度", "省财政厅"],
    ]


def test_prose_is_no_table() -> None:
    paper = Paper()
    paper.line("关 于 印 发 方 案 的 通 知", 6)
    paper.paragraph(LONG)
    paper.line("清江省人民政府", 18)
    paper.line("2025年3月1日", 18)

    assert read(paper).grids == ()


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_page_turned_by_its_setting(rotate: int) -> None:
    paper = Paper(rotate=rotate)
    paper.y = 400
    paper.table([HEAD, ["1", "建设平台", "省数据局", "2025年底前"]], WIDTHS)

    source = read(paper)

    assert rows_of(source)[1] == ["1", "建设平台", "省数据局", "2025年底前"]
    assert (source.pages[0].width, source.pages[0].height) == (595, 842)  # ReportLab turns the sheet too


def test_a_table_turned_on_its_page() -> None:
    paper = Paper()
    paper.canvas.rotate(90)
    paper.canvas.translate(0, -WIDTH)
    paper.y = WIDTH - 60
    paper.table([HEAD, ["1", "建设平台", "省数据局", "2025年底前"]], WIDTHS)

    assert rows_of(read(paper))[1] == ["1", "建设平台", "省数据局", "2025年底前"]


def test_every_fact_knows_its_page_and_box() -> None:
    paper = Paper()
    paper.line("任务清单")
    paper.page()
    paper.table([HEAD, ["1", "建设平台", "省数据局", "2025年底前"]], WIDTHS)
    data = paper.data()
    source = open_source("a.pdf", data)
    (task,) = read_bytes("a.pdf", data).tasks

    (place,) = source.places_of(task.spans["title"].start, task.spans["title"].end)

    assert (place.page, place.label) == (2, "第2页")
    assert place.box and LEFT + 40 <= place.box[0] < place.box[2] <= LEFT + 210


def test_a_watermark_is_told_and_kept_apart() -> None:
    paper = Paper()
    paper.paragraph(LONG)
    paper.canvas.rotate(45)
    paper.write("内部资料注意保存内部资料注意保存内部资料注意保存", 300, 100, 20)

    source = read(paper)

    assert source.text.startswith(LONG + "\n")
    assert [problem.code for problem in source.problems] == ["slanted-text"]
    assert furniture_of(source) == ["内部资料注意保存内部资料注意保存内部资料注意保存"]


def test_a_page_that_is_a_picture_among_pages_of_text_is_told() -> None:
    paper = Paper()
    paper.paragraph(LONG)
    paper.page()
    paper.picture()

    (problem,) = read(paper).problems

    assert problem.code == "pages-without-text" and "第2页" in problem.what


def unmapped(codes: str, words: str) -> bytes:
    """A page of codes in a font that tells no Unicode, and of words in one that does."""
    ink = f"BT /F1 16 Tf 80 700 Td <{codes}> Tj ET BT /F2 16 Tf 80 660 Td ({words}) Tj ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        "/Resources<</Font<</F1 5 0 R/F2 7 0 R>>>>>>",
        f"<</Length {len(ink)}>>stream\n{ink}\nendstream",
        "<</Type/Font/Subtype/Type0/BaseFont/Odd/Encoding/Identity-H/DescendantFonts[6 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Odd/DW 1000"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = "".join(f"{at} 0 obj\n{inside}\nendobj\n" for at, inside in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer<</Root 1 0 R>>\n%%EOF".encode()


def test_characters_without_unicode_are_told() -> None:
    source = open_source("a.pdf", unmapped("01230124", "plain words in another font"))

    (problem,) = source.problems
    assert source.text == "\ufffd\ufffd\nplain words in another font\n"
    assert problem.code == "font-without-unicode" and "第1页有2个字" in problem.what


def test_a_text_wholly_without_unicode_is_refused() -> None:
    with pytest.raises(GarbledTextError, match="字体"):
        open_source("a.pdf", unmapped("01230124" * 9, "1"))


def test_a_scan_is_refused() -> None:
    paper = Paper()
    paper.picture()

    with pytest.raises(UnsupportedFormatError, match="扫描件"):
        read(paper)


def test_an_empty_pdf_is_refused() -> None:
    paper = Paper()
    paper.page()

    with pytest.raises(UnsupportedFormatError, match="没有可读的文字"):
        read(paper)


def test_a_password_is_refused() -> None:
    paper = Paper(password="数字")
    paper.line(LONG[:20])

    with pytest.raises(UnsupportedFormatError, match="密码"):
        read(paper)


@pytest.mark.parametrize("keep", [20, 400, 3000])
def test_a_torn_pdf_is_refused_or_read(keep: int) -> None:
    paper = Paper()
    paper.paragraph(LONG)
    try:
        open_source("a.pdf", paper.data()[:keep])
    except CannotReadError as error:
        assert error.way_forward


def test_a_page_of_endless_characters_is_refused() -> None:
    paper = Paper()
    for at in range(240):
        paper.write("a" * 500, 10, 10 + at * 3, 1)

    with pytest.raises(CannotReadError, match="过大"):
        read(paper)


def test_a_stream_that_unpacks_without_end_is_refused() -> None:
    import zlib

    bomb = zlib.compress(bytes(10 * 1024 * 1024), 9)
    data = b"%PDF-1.7\n1 0 obj <</Filter /FlateDecode>>\nstream\n" + bomb + b"\nendstream"

    with pytest.raises(CannotReadError, match="过大"):
        open_source("a.pdf", data)


def test_a_full_cell_without_rules_ends_close_to_the_next() -> None:
    paper = Paper()
    rows = [
        HEAD,
        ["1", "建设一体化平台", "省数据局", "2025年"],
        ["2", "完善制度规范体系文本", "省财政厅", "2026年"],
    ]
    paper.columns(rows, [80, 130, 303, 450])  # the second cell ends 13 points, less than a square, before 303

    assert [row[1:3] for row in rows_of(read(paper))] == [
        ["重点任务", "责任单位"],
        ["建设一体化平台", "省数据局"],
        ["完善制度规范体系文本", "省财政厅"],
    ]
