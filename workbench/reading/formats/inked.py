"""Pages of ink (PDF, OFD) written as one document: its paragraphs and tables, and what could not be read."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from workbench.errors import GarbledTextError, UnsupportedFormatError
from workbench.problems import Problem
from workbench.reading.formats.pdf_blocks import Block, blocks_of, parts_of
from workbench.reading.formats.pdf_furniture import furniture_of
from workbench.reading.formats.pdf_gutter import columns_of
from workbench.reading.formats.pdf_ink import Ink
from workbench.reading.formats.pdf_pages import Aside, Table, joined
from workbench.reading.formats.source import Composer, Page, Part, Source
from workbench.terms import Severity

#: More than this is no document an office reads in one piece.
MOST_PAGES = 1000
MOST_CHARACTERS = 600_000
#: A document with more than this share of unreadable characters is no text.
_GARBLED = 0.5
_FEWEST_SLANTED = 20


def composed(inks: Sequence[Ink], kind: str) -> Source:
    """The document in reading order; `kind` names the format.

    Raises UnsupportedFormatError (a scan) or GarbledTextError (fonts that tell no Unicode).
    """
    _refuse_unreadable(inks, kind)
    parts = [(part, blocks_of(part)) for ink in inks for part in columns_of(ink)]
    composer = Composer()
    for item in joined(parts, furniture_of(list(_by_page(parts)))):
        if isinstance(item, Table):
            _write_table(item, composer)
        elif isinstance(item, Aside):
            composer.aside(item.parts())
        else:
            composer.run(item.parts())
            composer.write("\n")
    for ink in inks:
        if ink.slanted:
            composer.aside([Part(ink.slanted, f"第{ink.number}页", ink.number)])
    sizes = [Page(*ink.frame.size) for ink in inks]
    return composer.source(kind, list(_problems(inks)), sizes)


def _by_page(parts: Sequence[tuple[Ink, list[Block]]]) -> Iterator[list[Block]]:
    """The blocks of each page from top to bottom, whatever column they stand in."""
    for _, its in itertools.groupby(parts, key=lambda part: part[0].number):
        yield sorted((block for _, blocks in its for block in blocks), key=lambda block: block.top)


def _write_table(item: Table, composer: Composer) -> None:
    table = item.table
    rows = [[(key, list(parts_of(table.cells.get(key, ())))) for key in row] for row in table.rows]
    composer.table_of_parts(rows, frozenset(item.repeated))


def _refuse_unreadable(inks: Sequence[Ink], kind: str) -> None:
    characters = sum(len(ink.glyphs) for ink in inks)
    if not characters and any(ink.has_image for ink in inks):
        raise UnsupportedFormatError(
            f"这份 {kind} 文件是扫描件，里面只有图片、没有文字。",
            "请先用文字识别软件转成文字，校对后存为 .docx 再导入。",
        )
    if not characters:
        raise UnsupportedFormatError(
            f"这份 {kind} 文件里没有可读的文字。", f"请在 {kind} 阅读器中确认内容，转成 .docx 再导入。"
        )
    if sum(ink.unmapped for ink in inks) > characters * _GARBLED:
        raise GarbledTextError(
            f"这份 {kind} 文件的字体没有附带文字编码，看得见却读不出文字。",
            "请用文字识别软件转成文字，或向原单位索取 .docx 文件后再导入。",
        )


# ---- what the planner should know ------------------------------------------------------------------------


def _problems(inks: Sequence[Ink]) -> Iterator[Problem]:
    blank = [ink.number for ink in inks if not ink.glyphs and ink.has_image]
    if blank:
        what = f"第{_listed(blank)}页是图片，没有可读的文字，其中的内容没有读入。"
        yield Problem("pages-without-text", Severity.WARNING, what, None, "请对照原件核对这些页。")
    unmapped = [ink.number for ink in inks if ink.unmapped]
    if unmapped:
        count = sum(ink.unmapped for ink in inks)
        what = f"第{_listed(unmapped)}页有{count}个字的字体没有附带文字编码，读作“\ufffd”。"
        yield Problem("font-without-unicode", Severity.WARNING, what, None, "请对照原件补上这些字。")
    slanted = [ink.number for ink in inks if len(ink.slanted) >= _FEWEST_SLANTED]
    if slanted:
        what = f"第{_listed(slanted)}页有方向不同的文字（如水印、骑缝文字），没有当作正文。"
        yield Problem("slanted-text", Severity.INFO, what)


def _listed(numbers: Sequence[int]) -> str:
    return "、".join(map(str, numbers[:10])) + ("等" if len(numbers) > 10 else "")
