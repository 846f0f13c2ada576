"""报告: papers chosen, filled in, looked at and saved through the real widgets."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdfium2 import PdfDocument
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from workbench.errors import CannotWriteError
from workbench.queries.papers.kinds import NOTICE, WALL, Need, paper_kinds
from workbench.rows.papers import (
    ClosingFacts,
    Format,
    HeadFacts,
    ImprintFacts,
    PaperFacts,
    Paragraph,
    WallFacts,
)
from workbench.ui.dialogs.waiting import Waiting
from workbench.ui.views.paper_elements import ELEMENTS, filled_in, words_of
from workbench.ui.views.paper_jobs import write_paper
from workbench.ui.views.reports import ReportsPage
from workbench.ui.window import MainWindow

LETTER = PaperFacts(
    "letter",
    "关于报送进展的函",
    HeadFacts(Format.DOCUMENT, "海湾省数据局"),
    recipients=("甲局",),
    blocks=(Paragraph("正文。"),),
    closing=ClosingFacts("海湾省数据局", dt.date(2026, 3, 5)),
    imprint=ImprintFacts(("丙局",), "海湾省数据局办公室", dt.date(2026, 3, 5)),
)


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> ReportsPage:
    shown = window.show_view("reports")
    assert isinstance(shown, ReportsPage)
    shown.refresh_now()
    settled(qtbot, shown)
    return shown


def settled(qtbot: QtBot, page: ReportsPage) -> None:
    qtbot.waitUntil(lambda: not page.busy, timeout=60_000)


def test_every_template_is_offered() -> None:
    names = [kind.name for kind in paper_kinds()]
    assert names[0] == NOTICE
    assert {"breakdown", "unit-sheet", "circular", "briefing", "supervision", "changes", WALL} <= set(names)
    assert len(names) == len(set(names))
    sheet = next(kind for kind in paper_kinds() if kind.name == "unit-sheet")
    assert sheet.needs == (Need.UNIT, Need.DOCUMENT)


def test_only_what_a_paper_needs_is_asked(qtbot: QtBot, page: ReportsPage) -> None:
    settings = page.settings
    settings.show_kind("breakdown")
    assert not settings.documents.isHidden()
    assert settings.units.isHidden()
    assert settings.since.isHidden()
    settings.show_kind("unit-sheet")
    assert not settings.units.isHidden()
    settings.show_kind("changes")
    assert not settings.since.isHidden()
    settled(qtbot, page)


def test_another_kind_is_another_paper(qtbot: QtBot, page: ReportsPage) -> None:
    notice = page.paper
    page.settings.show_kind("breakdown")
    settled(qtbot, page)
    assert page.paper is not None
    assert page.paper is not notice
    assert page.view.pages == page.paper.pages


def test_an_element_typed_in_is_on_the_paper(qtbot: QtBot, page: ReportsPage, tmp_path: Path) -> None:
    field = page.settings._elements["发文字号"]
    field.setText("海数〔2026〕7号")  # type: ignore[union-attr]
    settled(qtbot, page)
    page.save(tmp_path / "通知.docx")
    settled_file(qtbot, tmp_path / "通知.docx")
    assert "海数〔2026〕7号" in "".join(
        each.text for each in Document(str(tmp_path / "通知.docx")).paragraphs
    )


def settled_file(qtbot: QtBot, path: Path) -> None:
    qtbot.waitUntil(lambda: path.exists() and path.stat().st_size > 0, timeout=60_000)


def test_tables_are_saved_for_excel(qtbot: QtBot, page: ReportsPage, tmp_path: Path) -> None:
    page.settings.show_kind("breakdown")
    settled(qtbot, page)
    page.save(tmp_path / "分解表.xlsx")
    settled_file(qtbot, tmp_path / "分解表.xlsx")
    sheet = load_workbook(tmp_path / "分解表.xlsx").active
    assert sheet is not None
    assert sheet.max_row > 2


def test_a_sheet_for_each_unit(qtbot: QtBot, window: MainWindow, page: ReportsPage, tmp_path: Path) -> None:
    page.settings.show_kind("unit-sheet")
    settled(qtbot, page)
    assert not page._each.isHidden()
    page.save_each(tmp_path)
    qtbot.waitUntil(lambda: "份公文" in window.messages.text, timeout=60_000)
    files = sorted(tmp_path.glob("*.pdf"))
    assert len(files) == page.settings.units.count()
    assert files[0].name.startswith("001 ")


def test_the_wall_chart_may_be_of_a_period(qtbot: QtBot, page: ReportsPage) -> None:
    """As tasks stand today, or with the lights of a period."""
    settings = page.settings
    settings.show_kind(WALL)
    settled(qtbot, page)
    assert not settings.periods.isHidden()
    assert settings.choice().period is None
    assert isinstance(page._facts, WallFacts)
    assert "推进中" in dict(page._facts.key)
    settings.periods.setCurrentIndex(1)
    settled(qtbot, page)
    assert settings.choice().period is not None
    assert "推进中" not in dict(page._facts.key)
    settings.show_kind("circular")
    settled(qtbot, page)
    assert settings.choice().period is not None


def test_cancelling_a_batch_leaves_whole_files_only(
    qtbot: QtBot, window: MainWindow, page: ReportsPage, tmp_path: Path
) -> None:
    """200 sheets on their way; 取消 after some: what stands there is whole, the rest is not there."""
    folder = tmp_path / "责任清单"
    folder.mkdir()
    files = [folder / f"{number:03d}.pdf" for number in range(200)]
    page._write([(replace(LETTER, title=f"第{to.stem}份"), to, "bundled", "A3") for to in files])
    (waiting,) = page.findChildren(Waiting)
    assert waiting.maximum() == 200
    qtbot.waitUntil(lambda: waiting.value() > 3, timeout=60_000)
    waiting.findChild(QPushButton).click()
    qtbot.waitUntil(lambda: "已取消" in window.messages.text, timeout=60_000)
    left = sorted(folder.iterdir())
    assert 3 < len(left) < 200
    assert set(left) <= set(files)
    for to in left:
        assert f"第{to.stem}份" in PdfDocument(to)[0].get_textpage().get_text_range()


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "通知.pdf").mkdir()
    with pytest.raises(CannotWriteError):
        write_paper(LETTER, tmp_path / "通知.pdf", "bundled", "A3")
    assert [one.name for one in tmp_path.iterdir()] == ["通知.pdf"]


def test_a_paper_that_lacks_its_matter_says_so(qtbot: QtBot, page: ReportsPage) -> None:
    page.settings.show_kind("supervision")
    settled(qtbot, page)
    assert page.paper is None
    assert "还没有督办件" in page._warnings.text()
    assert not page._save.isEnabled()


def test_every_element_changes_what_it_says() -> None:
    for element in ELEMENTS:
        if Format.DOCUMENT in element.formats:
            changed = element.put(LETTER, "某某")
            assert element.now(changed) == "某某", element.label


def test_elements_of_other_formats_are_left_alone() -> None:
    report = replace(LETTER, head=replace(LETTER.head, format=Format.REPORT))
    assert filled_in(report, {"发文字号": "海数〔2026〕7号", "主送机关": "甲局；乙局"}) == report


def test_templates_follow_what_is_filled_in() -> None:
    assert words_of({"发文机关": "海湾省政府", "份号": "000001", "主送机关": "", "抄送机关": "丁局"}) == {
        "发文机关": "海湾省政府",
        "抄送": "丁局",
    }


def test_a_secret_paper_without_number_is_told() -> None:
    told = filled_in(LETTER, {"密级": "秘密★1年"}).warnings
    assert any("份号" in sentence for sentence in told)
    assert not filled_in(LETTER, {"密级": "秘密★1年", "份号": "000001"}).warnings
