"""Files that the workbench did not make: scans, passwords, lying pages, faces not embedded, oddities."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.press import papers
from workbench.checking.files import check_bytes, check_file
from workbench.checking.pdf import MOST_PLACES, check_pdf
from workbench.errors import CannotReadError, UnsupportedFormatError
from workbench.press.printing import print_paper
from workbench.rows.checks import Level

A4 = (595.28, 841.89)
MM = 72 / 25.4


def drawn(draw: Callable[[Canvas], None], pages: int = 1, *, password: str = "") -> bytes:
    buffer = io.BytesIO()
    lock = StandardEncryption(password) if password else None
    canvas = Canvas(buffer, pagesize=A4, encrypt=lock)
    for _ in range(pages):
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def plain_text(canvas: Canvas) -> None:
    """A page of 20 rows in a face that is not embedded, its number in the middle between hyphens."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas.setFont("STSong-Light", 14)
    for number in range(20):
        canvas.drawString(31 * MM, 760 - 24 * number, "统筹推进数字经济和实体经济深度融合发展工作")
    canvas.drawString(290, 40, "-1-")


def bold_heading(canvas: Canvas) -> None:
    """Bold as offices' programs make it where a face has none: filled and outlined."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    for number in range(6):
        text = canvas.beginText(28 * MM + (0 if number % 2 else 32), 760 - 29 * number)
        text.setFont("STSong-Light", 16)
        text.setTextRenderMode(2 if number == 2 else 0)
        text.textOut(
            "一、总体要求和主要目标" if number == 2 else "统筹推进数字经济和实体经济深度融合发展工作"
        )
        canvas.drawText(text)


def test_bold_that_is_made_by_an_outline_is_seen() -> None:
    found = [one for one in check_pdf(drawn(bold_heading)).findings if one.rule.number == "R31"]
    assert [one.place for one in found] == ["一、总体要求和主要目标"]


def flush_paragraphs(canvas: Canvas) -> None:
    """As it is pasted from elsewhere: no paragraph is indented, no row is justified."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas.setFont("STSong-Light", 16)
    words = "统筹推进数字经济和实体经济深度融合发展，"
    rows = ["各市、县人民政府：", *[words + "加快建设平台", words + "加快建", "有关工作。"] * 4]
    for number, row in enumerate(rows):
        canvas.drawString(28 * MM, 700 - 28 * number, row)
    canvas.drawString(460, 76, "—1—")


def test_faults_of_the_whole_text_are_told_once_and_recipients_are_no_paragraph() -> None:
    found = check_pdf(drawn(flush_paragraphs)).findings
    ragged = [one.sentence for one in found if one.rule.number == "R91"]
    assert ragged == ["正文没有两端对齐：11行中有7行的行末不在版心右边缘"]
    flush = [one.sentence for one in found if one.rule.number == "R28" and "另起一段" in one.sentence]
    assert flush == ["“统筹推进数字经济…”另起一段，段首没有左空二字"] * 3
    assert not any("各市" in one.sentence for one in found)


def scan(canvas: Canvas) -> None:
    from PIL import Image

    canvas.drawImage(ImageReader(Image.new("L", (40, 60), 200)), 0, 0, *A4)


def test_a_foreign_text_is_judged_by_its_own_measures() -> None:
    report = check_pdf(drawn(plain_text, 2), "外单位.pdf")
    assert {"R2", "R3", "R8", "R60", "R62"} <= report.broken
    assert report.format.startswith("普通格式")
    assert any("没有红色版头" in remark for remark in report.remarks)
    dash = next(one for one in report.findings if one.rule.number == "R60")
    assert dash.rule.level is Level.MUST
    assert dash.sentence.startswith("页码写作“-1-”")
    assert dash.page == 1
    assert dash.box is not None
    left, top, right, bottom = dash.box
    assert left == pytest.approx(290, abs=1) and top < 841.89 - 40 < bottom and right < 320


def test_a_scan_is_called_a_scan() -> None:
    report = check_pdf(drawn(scan, 3))
    assert (report.format, report.findings, report.judged) == ("扫描件", (), ())
    assert "扫描" in report.remarks[0]


def test_scanned_pages_among_others_are_named() -> None:
    drawings = iter((plain_text, scan, plain_text))
    report = check_pdf(drawn(lambda canvas: next(drawings)(canvas), 3))
    assert any(remark.startswith("第2页没有文字") for remark in report.remarks)


def test_a_file_with_a_password_says_so() -> None:
    with pytest.raises(UnsupportedFormatError) as refused:
        check_pdf(drawn(plain_text, password="1234"))
    assert "密码" in refused.value.what


@pytest.mark.parametrize("data", [b"%PDF-1.7 nothing", b"%PDF-", b"hello", b"PK\x03\x04broken", b""])
def test_what_is_no_document_is_refused_with_a_way_forward(data: bytes) -> None:
    with pytest.raises(CannotReadError) as refused:
        check_bytes("文件.docx", data)
    assert refused.value.way_forward


def test_empty_pages_give_a_report() -> None:
    assert check_pdf(drawn(lambda canvas: None, 2)).pages == 2


def test_a_hundred_pages_list_no_more_places_of_a_rule_than_can_be_read() -> None:
    report = check_pdf(drawn(plain_text, 100))
    assert report.pages == 100
    for page in (1, 50, 100):
        of_page = [one.rule.number for one in report.findings if one.page == page]
        assert max(map(of_page.count, of_page)) <= MOST_PLACES


def test_a_place_on_a_page_shown_lying_is_given_as_it_is_shown() -> None:
    """The same turned table, drawn up the sheet and on a page with /Rotate, is marked where it is seen."""
    pdf = print_paper(papers.TURNED).pdf
    document = pypdfium2.PdfDocument(pdf)
    turned = next(n for n, page in enumerate(document) if _runs_up(page))
    document[turned].set_rotation(90)
    buffer = io.BytesIO()
    document.save(buffer)
    assert check_pdf(buffer.getvalue()).findings == ()


def _runs_up(page: pypdfium2.PdfPage) -> bool:
    textpage = page.get_textpage()
    left, bottom, right, top = textpage.get_rect(0) if textpage.count_rects() else (0, 0, 1, 0)
    return top - bottom > right - left


def test_practice_files_are_judged_without_trouble(shared: Path) -> None:
    files = sorted([*(shared / "practice").glob("*.pdf"), *(shared / "practice").glob("*.docx")])
    assert files
    for path in files:
        report = check_file(path)
        assert report.findings, path.name
        for finding in report.findings:
            assert finding.page <= report.pages
            assert finding.box is None or finding.box[0] <= finding.box[2]
