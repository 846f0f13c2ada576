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
from workbench.resources import resource_path

RARE = "\U0002b4ef"  # 𫓯, of the Table of General Standard Chinese Characters, beyond U+FFFF
UNKNOWN = "\U00030edd"  # 𰻝, in none of the bundled faces


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
    assert case.missing == {}


def test_a_character_no_face_has_is_shown_and_told() -> None:
    paper = print_notice(replace(papers.SHORT, body=(f"请{UNKNOWN}遵照执行。",)))
    assert "请〓遵照执行" in pypdfium2.PdfDocument(paper.pdf)[0].get_textpage().get_text_range()
    (warning,) = paper.warnings
    assert UNKNOWN in warning
    assert "U+30EDD" in warning


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
