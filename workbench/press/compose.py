"""A paper's description made ready to be set: no control characters, whole paragraphs, squared tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workbench.errors import RefusedError
from workbench.press.characters import clean
from workbench.rows.papers import (
    AttachmentFacts,
    Attendance,
    Block,
    ClosingFacts,
    EditorNote,
    Footnote,
    Format,
    HeadFacts,
    ImprintFacts,
    Items,
    PaperFacts,
    Paragraph,
    TableFacts,
)

_UNTITLED = (Format.ORDER, Format.BULLETIN)


def cleaned(facts: PaperFacts) -> PaperFacts:
    """The same paper, fit to be set. Raises RefusedError where it lacks its title, its mark or its text, or a
    table its columns."""
    paper = replace(
        facts,
        title=one_line(facts.title),
        head=_head(facts.head),
        subtitle=one_line(facts.subtitle),
        recipients=tuple(map(one_line, facts.recipients)),
        blocks=tuple(part for block in facts.blocks for part in _block(block)),
        attachments=tuple(map(_attachment, facts.attachments)),
        closing=_closing(facts.closing) if facts.closing else None,
        note=one_line(facts.note),
        attendance=tuple(Attendance(one_line(each.label), one_line(each.names)) for each in facts.attendance),
        imprint=_imprint(facts.imprint) if facts.imprint else None,
    )
    if not paper.title and paper.head.format not in _UNTITLED:
        raise RefusedError("这份公文没有标题，无法排版。", "请先填写标题，再打印。")
    mark = paper.head.name or paper.head.issuer
    if paper.head.format not in (Format.REPORT, Format.DOCUMENT) and not mark:
        raise RefusedError("这份公文没有发文机关，无法排版版头。", "请先填写发文机关，再打印。")
    if not paper.blocks:
        raise RefusedError("这份公文没有正文，无法排版。", "请先填写正文，再打印。")
    return paper


def one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _head(head: HeadFacts) -> HeadFacts:
    return replace(
        head,
        issuer=one_line(head.issuer),
        name=one_line(head.name),
        doc_no=one_line(head.doc_no),
        copy_no=one_line(head.copy_no),
        secrecy=one_line(head.secrecy),
        urgency=one_line(head.urgency),
        signers=tuple(map(one_line, head.signers)),
        issue=one_line(head.issue),
    )


def _closing(closing: ClosingFacts) -> ClosingFacts:
    return replace(closing, signer=one_line(closing.signer), post=one_line(closing.post))


def _imprint(imprint: ImprintFacts) -> ImprintFacts:
    return replace(
        imprint,
        copies_to=tuple(map(one_line, imprint.copies_to)),
        printed_by=one_line(imprint.printed_by),
        rows=tuple((one_line(label), one_line(names)) for label, names in imprint.rows),
    )


def _attachment(attachment: AttachmentFacts) -> AttachmentFacts:
    blocks = tuple(part for block in attachment.blocks for part in _block(block))
    return AttachmentFacts(one_line(attachment.title), blocks)


def _block(block: Block) -> Iterator[Block]:
    """A block as one or more that can be set; an empty paragraph as none."""
    if isinstance(block, Paragraph):
        yield from _paragraphs(block)
    elif isinstance(block, TableFacts):
        yield squared(block)
    elif isinstance(block, Items):
        yield Items(tuple(text for text in map(one_line, block.texts) if text), block.level)
    elif isinstance(block, EditorNote):
        yield EditorNote(tuple(text for text in map(one_line, block.texts) if text))
    else:
        yield block


def _paragraphs(paragraph: Paragraph) -> Iterator[Paragraph]:
    text = clean(paragraph.text)
    if paragraph.notes and "\n" not in text.strip():
        notes = tuple(Footnote(note.at, one_line(note.text)) for note in paragraph.notes)
        yield Paragraph(text.rstrip(), notes)
        return
    for line in text.split("\n"):
        if line.strip():
            yield Paragraph(line.strip())


def squared(table: TableFacts) -> TableFacts:
    """A table whose heads reach as far as its longest row, so that no cell is left out."""
    width = max(len(table.heads), max(map(len, table.rows), default=0))
    if not width:
        raise RefusedError(f"“{table.title}”的表格没有列，无法排版。", "请选择要打印的列，再打印。")
    heads = (*map(one_line, table.heads), *[""] * (width - len(table.heads)))
    return replace(table, heads=heads, title=one_line(table.title), unit=one_line(table.unit))
