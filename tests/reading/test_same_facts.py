"""The same document in other clothes gives the same facts: code pages, line ends, blanks, a web page."""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.reading.answers import answer
from workbench.reading import read_bytes

DATA = Path(__file__).resolve().parent.parent / "data" / "reading"
#: pinyin and damage stand in half-width brackets, so that document is left out where brackets change
DOCUMENTS = [path for path in sorted(DATA.glob("*.txt")) if path.stem != "points_with_pinyin"]
HALF_WIDTH = str.maketrans({"，": ",", "（": "(", "）": ")", "：": ":", "；": ";"})


def web_page(text: str) -> bytes:
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n"))
    return f"<html><body>{paragraphs}</body></html>".encode()


VARIANTS: dict[str, Callable[[str], bytes]] = {
    "gb18030": lambda text: text.encode("gb18030"),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16 without mark": lambda text: text.encode("utf-16-le"),
    "windows line ends": lambda text: text.replace("\n", "\r\n").encode(),
    "blank lines": lambda text: text.replace("\n", "\n\n").encode(),
    "no blank lines": lambda text: "\n".join(line for line in text.split("\n") if line.strip()).encode(),
    "indented": lambda text: text.replace("\n", "\n\u3000\u3000").encode(),
    "without pipes": lambda text: text.replace("|", "").encode(),
    "web page": web_page,
}


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_the_clothes_do_not_change_the_facts(document: Path, variant: str) -> None:
    text = document.read_text(encoding="utf-8")
    dressed = read_bytes("x", VARIANTS[variant](text))

    assert answer(dressed) == answer(read_bytes("x", text.encode()))
    assert dressed.accounting["unaccounted"] == 0


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_the_width_of_brackets_does_not_change_the_facts(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    full = answer(read_bytes("x", text.encode()))
    half = answer(read_bytes("x", text.translate(HALF_WIDTH).encode()))

    assert str(half).translate(HALF_WIDTH) == str(full).translate(HALF_WIDTH)
