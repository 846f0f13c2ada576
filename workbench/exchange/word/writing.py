"""`write_word`: a paper's description goes in, a .docx comes out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, cast

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph
from lxml.etree import _Element

from workbench.exchange.word.closing import (
    attachment_list,
    attendance_parts,
    note_part,
    signature,
)
from workbench.exchange.word.footnotes import add_footnotes
from workbench.exchange.word.heads import blank_rows, head_parts, title_parts
from workbench.exchange.word.imprint import imprint_parts
from workbench.exchange.word.measures import Measures
from workbench.exchange.word.paragraphs import Stand, line, paragraph
from workbench.exchange.word.sheet import new_section, prepare
from workbench.exchange.word.tables import table_parts
from workbench.exchange.word.type import BODY, HEAVY, KAI, Stretch
from workbench.exchange.word.xml import element
from workbench.notation import names_text
from workbench.rows.papers import (
    AttachmentFacts,
    Block,
    Contents,
    EditorNote,
    FigureFacts,
    Format,
    Items,
    PaperFacts,
    Paragraph,
    TableFacts,
)

if TYPE_CHECKING:
    from docx.oxml.text.paragraph import CT_P

_HEADING_STYLES = {1: "公文一级标题", 2: "公文二级标题"}
_MADE = dt.datetime(2000, 1, 1)  # equal papers are equal files


def write_word(facts: PaperFacts, measures: Measures) -> bytes:
    """The paper as a Word file that goes on being edited: real styles, sections, page numbers and tables.

    Page breaks are Word's own, so 版记 stands at the foot of the last page, be it odd or even.
    """
    writer = _Writer(measures)
    writer.write(facts)
    return writer.saved()


class _Writer:
    """Puts one paper into a document, part after part."""

    def __init__(self, measures: Measures) -> None:
        self._measures = measures
        self._document: WordDocument = Document()
        self._notes: list[str] = []
        self._turned = False

    def write(self, facts: PaperFacts) -> None:
        prepare(self._document, number_first_page=facts.head.format is not Format.LETTER and facts.pages != 1)
        self._tell(facts)
        self._add(head_parts(facts, self._measures))
        if facts.recipients:
            self._add([line(f"{names_text(facts.recipients)}：", BODY, Stand("公文主送机关"))])
        self._blocks(facts.blocks)
        has_contents = any(isinstance(block, Contents) for block in facts.blocks)
        self._upright()
        self._add(attachment_list([] if has_contents else [each.title for each in facts.attachments]))
        if facts.closing:
            self._add(signature(facts.closing))
        self._add(note_part(facts.note))
        self._add(attendance_parts(facts.attendance))
        for number, attachment in enumerate(facts.attachments, 1):
            self._attachment(attachment, str(number) if len(facts.attachments) > 1 else "")
        if facts.imprint:
            self._upright()
            self._add(imprint_parts(facts.imprint, facts.head.format))
        add_footnotes(self._document, self._notes)

    def saved(self) -> bytes:
        buffer = BytesIO()
        self._document.save(buffer)
        return buffer.getvalue()

    def _tell(self, facts: PaperFacts) -> None:
        properties = self._document.core_properties
        properties.title = facts.title or facts.head.name
        properties.author = facts.closing.signer if facts.closing else facts.head.issuer
        properties.subject = facts.head.doc_no
        properties.comments = ""
        properties.created = properties.modified = _MADE

    def _add(self, parts: Iterator[_Element] | Sequence[_Element]) -> None:
        """Append to the present section: Word keeps its properties at the end of the body."""
        body = self._document.element.body
        for part in parts:
            body.insert(len(body) - 1, part)

    def _upright(self) -> None:
        self._turn(turned=False)

    def _turn(self, *, turned: bool) -> None:
        if turned is not self._turned:
            new_section(self._document, turned=turned)
            self._turned = turned

    def _attachment(self, attachment: AttachmentFacts, number: str) -> None:
        """附件 on a new page: label, title, then the blocks; a table first decides the sheet (7.3.7)."""
        first = attachment.blocks[0]
        turned = isinstance(first, TableFacts) and self._measures.table(first).turned
        turning = turned is not self._turned
        self._turn(turned=turned)
        self._add([line(f"附件{number}", HEAVY, Stand("公文附件", new_page=not turning))])
        self._add(blank_rows(1))
        self._add([title_parts(attachment.title, self._measures, turned=turned)])
        self._add(blank_rows(1))
        blocks = list(attachment.blocks)
        if isinstance(first, TableFacts):
            self._add(table_parts(replace(first, title=""), self._measures.table(first)))
            blocks = blocks[1:]
        self._blocks(blocks)

    def _blocks(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            match block:
                case TableFacts():
                    setting = self._measures.table(block)
                    self._turn(turned=setting.turned)
                    self._add(table_parts(block, setting))
                case FigureFacts():
                    self._upright()
                    self._figure(block)
                case _:
                    self._upright()
                    self._add(self._text(block))

    def _text(self, block: Block) -> Iterator[_Element]:
        match block:
            case Paragraph():
                yield self._paragraph(block)
            case Items():
                for text in block.numbered:
                    yield self._paragraph(Paragraph(text))
            case EditorNote():
                for number, text in enumerate(block.texts):
                    lead = [Stretch("编者按：", HEAVY)] if number == 0 else []
                    yield paragraph([*lead, Stretch(text, KAI)])
            case Contents():
                yield line(block.title, HEAVY, Stand(align="center", indent=0))
                yield _contents_field()

    def _paragraph(self, facts: Paragraph) -> _Element:
        stretches = [Stretch(text, face) for face, text in self._measures.runs(facts.text)]
        alone = len(stretches) == 1 and stretches[0].face != BODY
        style = _HEADING_STYLES.get(facts.level, "Normal") if alone else "Normal"
        if facts.notes:
            stretches = list(self._with_notes(facts))
        return paragraph(stretches, Stand(style, keep=alone))

    def _with_notes(self, facts: Paragraph) -> Iterator[Stretch]:
        start = 0
        for note in sorted(facts.notes, key=lambda note: note.at):
            yield Stretch(facts.text[start : note.at])
            self._notes.append(note.text)
            yield Stretch("", note=len(self._notes))
            start = note.at
        yield Stretch(facts.text[start:])

    def _figure(self, figure: FigureFacts) -> None:
        """The figure as the press draws it, its caption below."""
        for image, width in self._measures.pictures(figure):
            holder = paragraph([], Stand(indent=0, align="center", keep=bool(figure.title), grows=True))
            self._add([holder])
            WordParagraph(cast("CT_P", holder), self._document._body).add_run().add_picture(
                BytesIO(image), width=Pt(width)
            )
        if figure.title:
            self._add([line(figure.title, HEAVY, Stand("公文表题"))])


def _contents_field() -> _Element:
    """目录 of the headings: a field that Word fills in when it is updated (F9)."""
    instruction = element("w:instrText")
    instruction.text = ' TOC \\o "1-2" \\h \\u '
    hint = element("w:t")
    hint.text = "（在目录上按 F9 键更新）"
    parts = (
        element("w:fldChar", fldCharType="begin", dirty="true"),
        instruction,
        element("w:fldChar", fldCharType="separate"),
        hint,
        element("w:fldChar", fldCharType="end"),
    )
    return element("w:p", *(element("w:r", part) for part in parts))
