"""A Word document: bytes in, its paragraphs and tables out in reading order, numbers written out.

Read as Word would show it with all tracked changes accepted: inserted words stand, deleted ones do not.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from workbench.errors import CannotReadError
from workbench.problems import Problem
from workbench.reading.formats.heads import is_head
from workbench.reading.formats.package import Package, local_name
from workbench.reading.formats.source import Composer, Part, Source
from workbench.reading.formats.word_numbering import Numbering, W
from workbench.terms import Severity

_MOST_COLUMNS = 128
#: More paragraphs, or places in tables, than a book holds.
_MOST_PARAGRAPHS = 200_000
_MOST_PLACES = 400_000
#: What stands in for words: characters by the elements that mean them.
_SIGNS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
#: Elements whose content is not in the text of the page, or not with the words around it.
_LEFT_OUT = {
    *("del", "moveFrom", "instrText", "delText", "delInstrText", "rPr", "pPr", "rt", "sdtPr", "sdtEndPr"),
    *("commentReference", "footnoteReference", "endnoteReference", "annotationRef", "footnoteRef", "tblPr"),
}


def read_docx(data: bytes) -> Source:
    """Paragraphs, tables, text boxes and footnotes of a .docx. Raises CannotReadError where it is damaged."""
    package = Package(data)
    name = package.main_part("word/document.xml")
    document = package.xml(name)
    body = document.find(W + "body") if document is not None else None
    if document is None or body is None:
        raise CannotReadError(
            "这份 Word 文件已损坏，无法打开。", "请在 WPS 或 Word 中打开修复后另存为 .docx 再导入。"
        )
    parts = {kind: package.xml(target) for kind, target in package.relations(name) if kind in _PARTS}
    reader = _Reader(Numbering(parts.get("numbering"), parts.get("styles")))
    reader.blocks(body)
    for kind in ("footnotes", "endnotes"):
        notes = parts.get(kind)
        if notes is not None:
            reader.notes(notes)
    return reader.composer.source("docx", [*_tracked(document), *_hidden(reader.hidden)])


_PARTS = ("numbering", "styles", "footnotes", "endnotes")


@dataclass(slots=True)
class _Reader:
    """Writes a document block by block; `hidden` counts the characters set as hidden text."""

    numbering: Numbering
    composer: Composer = field(default_factory=Composer)
    paragraphs: int = 0
    tables: int = 0
    places: int = 0
    hidden: int = 0
    _boxes: list[etree._Element] = field(default_factory=list)
    _carried: str = ""  # the words of a paragraph whose mark was deleted: they go on in the next

    def blocks(self, parent: etree._Element) -> None:
        """Write the paragraphs and tables of a body, a text box or a cell that lays out the page."""
        for block in _blocks(parent):
            if local_name(block) == "p":
                self._paragraph(block)
            else:
                self._table(block)
        if self._carried:
            self.composer.paragraph(self._carried, f"第{self.paragraphs}段")
            self._carried = ""

    def _paragraph(self, paragraph: etree._Element) -> None:
        self.paragraphs += 1
        if self.paragraphs > _MOST_PARAGRAPHS:
            raise _too_large()
        words = self._carried + self.words(paragraph)
        self._carried = ""
        if paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None:
            self._carried = words
        elif _is_contents(paragraph):
            self.composer.aside([Part(words.strip(), f"第{self.paragraphs}段")])
        else:
            self.composer.paragraph(words, f"第{self.paragraphs}段")
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.blocks(box)

    def words(self, paragraph: etree._Element) -> str:
        """A paragraph's words with its number, as Word shows them."""
        return self.numbering.number(paragraph) + "".join(self._inside(paragraph))

    def _inside(self, element: etree._Element) -> Iterator[str]:
        for child in element:
            name = local_name(child)
            if name == "t":  # of a run, or of a formula
                yield child.text or ""
            elif name == "br":
                yield "" if child.get(W + "type") in ("page", "column") else "\n"
            elif name in _SIGNS:
                yield _SIGNS[name]
            elif name == "txbxContent":
                self._boxes.append(child)
            elif name == "AlternateContent":
                yield from self._inside(child[0]) if len(child) else ()
            elif name == "r" and _is_hidden(child):
                self.hidden += len("".join(child.itertext(W + "t")))
            elif name and name not in _LEFT_OUT:
                yield from self._inside(child)

    def notes(self, notes: etree._Element) -> None:
        """Write footnotes behind the document, one a line."""
        shown = (note for note in notes if note.get(W + "type") in (None, "normal"))
        for at, note in enumerate(shown, 1):
            words = " ".join("".join(self._inside(paragraph)).strip() for paragraph in note.iter(W + "p"))
            if words.strip():
                self.composer.paragraph(f"注{at}：{words.strip()}", f"脚注{at}")

    # ---- tables ------------------------------------------------------------------------------------------

    def _table(self, table: etree._Element) -> None:
        rows: list[list[etree._Element]] = []
        for row in _merged(table):
            rows.append(row)
            self.places += len(row)
            if self.places > _MOST_PLACES:
                raise _too_large()
        cells = list({id(cell): cell for row in rows for cell in row}.values())
        if _lays_out(rows, cells):
            for cell in cells:
                self.blocks(cell)
            return
        self.tables += 1
        words = {id(cell): self._cell(cell) for cell in cells}
        label = f"表{self.tables}第{{}}行第{{}}列"
        self.composer.table(
            [[(id(cell), words[id(cell)]) for cell in row] for row in rows],
            [
                [label.format(at, column) for column in range(1, len(row) + 1)]
                for at, row in enumerate(rows, 1)
            ],
        )
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.blocks(box)

    def _cell(self, cell: etree._Element) -> str:
        """A cell's paragraphs one a line; a table inside it gives a line for each of its rows."""
        lines: list[str] = []
        for block in _blocks(cell):
            if local_name(block) == "p":
                lines.append(self.words(block).strip())
            else:
                lines.extend("　".join(map(self._cell, row)) for row in _merged(block))
        return "\n".join(line for line in lines if line)


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables of a container, through content controls and accepted insertions."""
    for child in parent:
        name = local_name(child)
        if name in ("p", "tbl"):
            yield child
        elif name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
            yield from _blocks(child)


def _rows(table: etree._Element, name: str = "tr") -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, through content controls; deleted ones are gone."""
    for child in table:
        if local_name(child) == name:
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif local_name(child) in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _rows(child, name)


def _merged(table: etree._Element) -> Iterator[list[etree._Element]]:
    """The rows with every merged cell standing in all the places it covers."""
    above: list[etree._Element] = []
    for row in _rows(table):
        cells: list[etree._Element] = []
        skipped = _count(row.find(f"{W}trPr/{W}gridBefore"), 0)
        cells.extend(above[:skipped])
        for cell in _rows(row, "tc"):
            down = cell.find(f"{W}tcPr/{W}vMerge")
            goes_on = down is not None and down.get(W + "val", "continue") == "continue"
            across = cell.find(f"{W}tcPr/{W}hMerge")
            is_same = across is not None and across.get(W + "val", "continue") == "continue"
            its = above[len(cells)] if goes_on and len(cells) < len(above) else cell
            its = cells[-1] if is_same and cells else its
            cells.extend(itertools.repeat(its, _count(cell.find(f"{W}tcPr/{W}gridSpan"), 1)))
        above = cells[:_MOST_COLUMNS]
        if above:
            yield above


def _count(element: etree._Element | None, otherwise: int) -> int:
    words = element.get(W + "val", "") if element is not None else ""
    return (
        max(otherwise, min(int(words), _MOST_COLUMNS)) if words.isdecimal() and len(words) < 6 else otherwise
    )


def _lays_out(rows: Sequence[Sequence[etree._Element]], cells: Sequence[etree._Element]) -> bool:
    """A table that only frames the page: one column, or tables inside it and no head of its own."""
    if max((len(row) for row in rows), default=0) < 2:
        return True
    if not any(next(cell.iter(W + "tbl"), None) is not None for cell in cells):
        return False
    heads = (["".join(cell.itertext(W + "t")) for cell in row] for row in rows[:3])
    return not any(is_head(head) for head in heads)


def _too_large() -> CannotReadError:
    return CannotReadError("这份 Word 文件过大，超出了可读取的范围。", "请拆分成几份，再分别导入。")


# ---- what Word shows and what it does not -----------------------------------------------------------------


def _is_hidden(run: etree._Element) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(W + "val", "true") not in ("0", "false", "off")


def _is_contents(paragraph: etree._Element) -> bool:
    """A line of the table of contents (目录)."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and style.get(W + "val", "").upper().replace(" ", "").startswith("TOC")


def _tracked(document: etree._Element) -> Iterator[Problem]:
    inserted = sum(1 for _ in document.iter(W + "ins", W + "moveTo"))
    deleted = sum(1 for _ in document.iter(W + "del", W + "moveFrom"))
    if inserted or deleted:
        what = f"文件带有修订标记（插入{inserted}处、删除{deleted}处），已按接受全部修订读取。"
        yield Problem(
            "tracked-changes", Severity.INFO, what, None, "如需按原稿读取，请先在 Word 中拒绝修订。"
        )


def _hidden(count: int) -> Iterator[Problem]:
    if count:
        yield Problem("hidden-text", Severity.INFO, f"文件中有{count}个字设为隐藏文字，没有读入。")
