"""A paper in two files, element by element: what our PDF says, and a Word file once it is laid out.

An element is a text that is said as one: a title, a paragraph, a cell. Both files must hold every one,
in the same order; pages may differ by one.
"""

from __future__ import annotations

import datetime as dt
import io
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import pdfplumber

from workbench.rows.papers import (
    Block,
    Contents,
    EditorNote,
    FigureFacts,
    Items,
    PaperFacts,
    Paragraph,
    TableFacts,
)

OFFICE = shutil.which("soffice")


@dataclass(frozen=True)
class Difference:
    """What is not in one of the two files, at its place."""

    file: str
    element: str


def laid_out(files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Word files as PDF, by LibreOffice in one run; needs `OFFICE`."""
    assert OFFICE
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    home = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    names = [f"{name}.docx" for name in files]
    command = [OFFICE, home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *names]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=600)
    return {name: (folder / f"{name}.pdf").read_bytes() for name in files}


def differences(facts: PaperFacts, ours: bytes, theirs: bytes) -> list[Difference]:
    """Elements that one of the files lacks, or has at another place."""
    found = []
    for file, pdf in (("PDF", ours), ("Word", theirs)):
        text, place = said(pdf), 0
        for element in elements(facts):
            at = text.find(element, place)
            if at < 0:
                found.append(Difference(file, element))
            else:
                place = at + 1
    return found


def pages(pdf: bytes) -> int:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return len(document.pages)


def said(pdf: bytes) -> str:
    """The text in the order in which it was written, without blanks, page numbers and footnotes.

    Characters of one row may be written face by face; they are put in their places.
    """
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return "".join(_said(page) for page in document.pages)


def _said(page: Any) -> str:
    chars = [char for char in page.chars if char["text"].strip()]
    runs_up = sum(abs(char["matrix"][1]) > 0.1 for char in chars) > len(chars) / 2
    text = [char for char in chars if not _is_number(page, char, runs_up=runs_up)]
    rows = (list(row) for _, row in groupby(text, lambda char: _baseline(char, runs_up=runs_up)))
    noting, found = False, []
    for row in rows:
        row.sort(key=lambda char: char["y0"] if runs_up else char["x0"])
        words = "".join(char["text"] for char in row)
        noting = row[0]["size"] < 11 and (noting or words[0] in "①②③④⑤⑥⑦⑧⑨")
        found.append("" if noting else words)
    return "".join(found)


def _baseline(char: dict[str, Any], *, runs_up: bool) -> int:
    return round(char["matrix"][4 if runs_up else 5])


def _is_number(page: Any, char: dict[str, Any], *, runs_up: bool) -> bool:
    """Below the type area of an upright page; on one that is turned, what does not run with the text."""
    lies = page.width > page.height
    if runs_up or lies:
        return (abs(char["matrix"][1]) < 0.1) is runs_up
    return bool(char["matrix"][5] < page.height - 262.6 / 25.4 * 72)


def elements(facts: PaperFacts) -> Iterator[str]:
    """Everything that both files say, from the red head to 版记, without blanks."""
    for text in _elements(facts):
        squeezed = "".join(text.split())
        if squeezed:
            yield squeezed


def _elements(facts: PaperFacts) -> Iterator[str]:
    head = facts.head
    yield from (
        head.copy_no,
        head.secrecy,
        head.urgency,
        head.doc_no,
        head.issue,
        facts.title,
        facts.subtitle,
    )
    yield from facts.recipients
    yield from _blocks(facts.blocks)
    if not any(isinstance(block, Contents) for block in facts.blocks):
        yield from (f"附件：{'1.' if len(facts.attachments) > 1 else ''}" for _ in facts.attachments[:1])
    if facts.closing:
        yield from (facts.closing.post or facts.closing.signer, _date(facts.closing.date))
    yield facts.note.strip("（）")
    for number, attachment in enumerate(facts.attachments, 1):
        yield f"附件{number if len(facts.attachments) > 1 else ''}"
        yield attachment.title
        yield from _blocks(attachment.blocks)
    if facts.imprint:
        yield from facts.imprint.copies_to
        yield from (names for _, names in facts.imprint.rows)
        if facts.imprint.printed_on:
            yield facts.imprint.printed_by
            yield f"{_date(facts.imprint.printed_on)}印发"


def _date(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield "" if block.notes else block.text
            case Items():
                yield from block.numbered
            case EditorNote():
                yield from block.texts
            case TableFacts():
                yield block.unit
                yield from block.heads if not block.groups else ()
                yield from (cell for row in block.rows for cell in row)
                yield from block.notes
            case FigureFacts():
                yield block.title
