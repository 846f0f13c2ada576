"""Whether a PDF is a sound file: structure, faces, words to search, information, outline."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, resolve1

_QPDF = shutil.which("qpdf")


def assert_sound(pdf: bytes) -> None:
    """Every face embedded as a subset with its characters told; the language, and the title as XMP too."""
    document = PDFDocument(PDFParser(io.BytesIO(pdf)))
    names = set()
    for font in _fonts(document):
        assert font["Subtype"].name == "Type0"
        descendant = resolve1(resolve1(font["DescendantFonts"])[0])
        descriptor = resolve1(descendant["FontDescriptor"])
        assert re.fullmatch("[A-Z]{6}[+].+", font["BaseFont"].name)
        assert resolve1(descriptor["FontFile2"]).get_data()[:4] == b"\x00\x01\x00\x00"
        assert b"beginbfchar" in resolve1(font["ToUnicode"]).get_data()
        assert font["BaseFont"].name not in names
        names.add(font["BaseFont"].name)
    assert names
    catalog = document.catalog
    assert catalog["Lang"] == b"zh-CN"
    assert "MarkInfo" not in catalog  # it is not tagged, and does not say so
    metadata = resolve1(catalog["Metadata"])
    assert isinstance(metadata, PDFStream)
    title = document.info[0]["Title"].decode("utf-16")
    assert title
    assert title in metadata.get_data().decode()
    _assert_clean(pdf)


def _fonts(document: PDFDocument) -> Iterator[Any]:
    pages = [resolve1(document.catalog["Pages"])]
    seen = set()
    while pages:
        node = pages.pop()
        pages += [resolve1(kid) for kid in resolve1(node.get("Kids", []))]
        for name, reference in (resolve1(resolve1(node.get("Resources", {})).get("Font", {})) or {}).items():
            if name not in seen:
                seen.add(name)
                yield resolve1(reference)


def _assert_clean(pdf: bytes) -> None:
    """As qpdf sees it, where there is one."""
    if _QPDF:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "paper.pdf"
            path.write_bytes(pdf)
            found = subprocess.run([_QPDF, "--check", path], capture_output=True, text=True, check=False)
        assert found.returncode == 0, found.stderr
        assert not found.stderr
