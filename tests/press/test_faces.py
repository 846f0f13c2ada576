"""Faces: lending, missing characters, installed faces, and what can be copied back out of the PDF."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from tests.press import papers
from workbench.press import installed
from workbench.press.embedding import subset
from workbench.press.faces import BUNDLED, Role, TypeCase, load_face
from workbench.press.notice import print_notice
from workbench.press.printing import print_paper
from workbench.resources import resource_path
from workbench.rows.papers import PaperFacts, Paragraph, TableFacts

RARE = "\U0002b4ef"  # 𫓯, of the Table of General Standard Chinese Characters, beyond U+FFFF
UNKNOWN = "\U00030edd"  # 𰻝, in none of the bundled faces
#: Names of people and places: 㐀 and 𠮷 no bundled face has, 𬭳 and 䶮 仿宋 lacks; three are beyond U+FFFF or
#: outside the basic block.
NAMES = "㐀𠮷𬭳䶮"


def with_words(words: str) -> bytes:
    return print_notice(replace(papers.SHORT, body=(f"请{words}遵照执行。",))).pdf


def test_a_character_beyond_the_first_plane_copies_right() -> None:
    pdf = with_words(RARE)
    assert RARE in pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        assert RARE in "".join(char["text"] for char in document.pages[0].chars)


def test_a_character_the_face_lacks_is_lent_by_another() -> None:
    case = TypeCase()
    assert case.printable(Role.BODY, f"张{RARE}") == f"张{RARE}"
    faces = [stretch.face.name for stretch in case.stretches(Role.BODY, f"张{RARE}先生")]
    assert faces == ["GWFandolFang-Regular", "GWSong-Regular", "GWFandolFang-Regular"]
    assert [(loan.char, loan.lender) for loan in case.loans] == [(RARE, Role.SONG)]


@pytest.mark.parametrize("role", Role)
def test_every_role_lends_what_any_bundled_face_has(role: Role) -> None:
    case = TypeCase()
    case.printable(role, "𬭳䶮Łč")
    assert not [loan for loan in case.loans if loan.lender is None]


def test_a_sum_in_yuan_is_not_printed_in_dollars() -> None:
    """The ￥ of the bundled 仿宋 is drawn as a $."""
    case = TypeCase()
    case.printable(Role.BODY, "费用￥1200元")
    assert case.face(Role.BODY, "￥").name == "GWSong-Regular"
    assert case.face(Role.BODY, "元").name == "GWFandolFang-Regular"


def test_a_loan_is_told_with_both_faces() -> None:
    (note,) = print_notice(replace(papers.SHORT, body=("请王䶮同志遵照执行。",))).notes
    assert note == "仿宋字体没有䶮（U+4DAE），已改用宋体的字形。"


@pytest.mark.parametrize("kind", ["paragraph", "cell"])
def test_rare_names_copy_out_as_themselves(kind: str) -> None:
    """What no face has looks like 〓, and is still found by a search and copied whole."""
    words = f"责任人张{NAMES}同志"
    table = TableFacts(("序号", "责任人"), (("1", words),), title="名单")
    blocks = (Paragraph(words),) if kind == "paragraph" else (table,)
    pdf = print_paper(PaperFacts("report", "名单", blocks=blocks)).pdf
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    assert words in "".join(page.get_text_range().split())
    assert all(page.search(name).get_next() for name in ("张㐀", "䶮同志"))  # pdfium looks up no pairs
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        assert words in "".join(char["text"] for char in document.pages[0].chars)


def test_a_character_no_face_has_is_told_with_its_page_and_place() -> None:
    paper = print_notice(replace(papers.WORDY, note=f"联系人{UNKNOWN}某某"))
    (warning,) = paper.warnings
    assert "印作“〓”" in warning
    assert f"{UNKNOWN}（U+30EDD）" in warning
    page = next(
        number
        for number, page in enumerate(pypdfium2.PdfDocument(paper.pdf), 1)
        if UNKNOWN in page.get_textpage().get_text_range()
    )
    assert f"第{page}页“（联系人{UNKNOWN}某某）”处" in warning


def test_a_character_no_face_has_looks_like_the_printers_sign() -> None:
    face = load_face(resource_path("fonts", BUNDLED[Role.BODY]))
    font = TTFont(io.BytesIO(subset(face, [UNKNOWN, "〓"])))
    _, unknown, sign = (font["glyf"][name] for name in font.getGlyphOrder())
    assert unknown.numberOfContours > 0
    assert unknown == sign


def test_characters_of_private_planes_are_no_half_width_marks() -> None:
    paper = print_notice(replace(papers.SHORT, body=("请\U00103002遵照执行。\ud83d",)))
    assert "请\ufffd遵照执行" in pypdfium2.PdfDocument(paper.pdf)[0].get_textpage().get_text_range()


def test_no_glyph_is_notdef() -> None:
    """Every code written on a page has a glyph of its own, and code 0 is never written."""
    face = load_face(resource_path("fonts", BUNDLED[Role.BODY]))
    font = TTFont(io.BytesIO(subset(face, "数字经济")))
    assert font["maxp"].numGlyphs == 5
    assert all(font["glyf"][name].numberOfContours for name in font.getGlyphOrder()[1:])


def test_control_characters_are_not_printed() -> None:
    assert (
        "请抓紧落实遵照执行"
        in pypdfium2.PdfDocument(with_words("抓紧\u200b落实\ufeff\x07"))[0].get_textpage().get_text_range()
    )


def test_marks_of_the_kai_face_stand_low_left() -> None:
    """The Kai face centres 。 as Traditional texts do; mainland texts have it at the lower left."""
    face = load_face(resource_path("fonts", BUNDLED[Role.KAI]))
    font = TTFont(io.BytesIO(subset(face, "。")))
    glyph = font["glyf"][font.getGlyphOrder()[1]]
    assert glyph.isComposite()
    assert (glyph.xMin + glyph.xMax) / 2 < 0.3 * font["head"].unitsPerEm


@pytest.fixture
def official(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine on which one face is installed that calls itself 仿宋_GB2312."""
    font = TTFont(resource_path("fonts", BUNDLED[Role.BODY]))
    options = Options()
    options.name_IDs = ["*"]
    subsetter = Subsetter(options)
    subsetter.populate(text="".join((*papers.BODY, papers.NOTICE.signer, "0123456789：附件")))
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 16):
            record.string = "仿宋_GB2312"
        if record.nameID == 6:
            record.string = "OfficialFangSong"
    font.save(tmp_path / "simfang.ttf")
    (tmp_path / "broken.ttf").write_bytes(b"not a font")
    monkeypatch.setattr(installed, "families", lambda: installed.families_in((tmp_path,)))
    return tmp_path


@pytest.mark.usefixtures("official")
def test_an_installed_official_face_is_preferred_when_asked() -> None:
    assert TypeCase("auto").chief(Role.BODY).name == "OfficialFangSong"
    assert TypeCase("bundled").chief(Role.BODY).name == "GWFandolFang-Regular"


@pytest.mark.usefixtures("official")
def test_official_faces_that_are_not_installed_are_told_only_when_demanded() -> None:
    assert print_notice(papers.SHORT, fonts="auto").warnings == ()
    (warning,) = print_notice(papers.SHORT, fonts="system").warnings
    assert "小标宋" in warning
    assert "仿宋" not in warning


def test_bundled_faces_are_the_ones_of_the_manifest() -> None:
    manifest = json.loads(resource_path("fonts", "manifest.json").read_text(encoding="utf-8"))
    assert {font["file"] for font in manifest["fonts"]} == set(BUNDLED.values())
    notice = (resource_path("fonts").parent.parent / "NOTICE").read_text(encoding="utf-8")
    for font in manifest["fonts"]:
        assert font["file"] in notice
        for name in font["licence_files"]:
            assert resource_path("fonts", *name.split("/")).is_file()


def test_a_glyph_that_reaches_left_of_its_place_is_embedded() -> None:
    """The j of 仿宋 does."""
    pdf = with_words("查看project.pdf并")
    assert "project.pdf" in "".join(pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range().split())
