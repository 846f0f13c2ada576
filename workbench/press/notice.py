"""印发通知: a notice that issues a plan, with its task lists as 附件, in 文件格式 of GB/T 9704-2012.

    facts ─► compose: rows of running text, tables, imprint ─► layout: pages ─► ink: PDF

The seal is never drawn: its place is left free.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workbench.errors import RefusedError
from workbench.press.attachments import set_attachment
from workbench.press.breaking import Run
from workbench.press.characters import clean
from workbench.press.closing import attachment_name, list_rows, note_rows, signature_rows
from workbench.press.faces import FontChoice, Role, TypeCase
from workbench.press.flow import FlowRow, deal, draw_rows, kept, paragraph_rows
from workbench.press.folio import draw_number
from workbench.press.geometry import BODY_SIZE, ROWS, row_top
from workbench.press.head import set_head
from workbench.press.imprint import Imprint, compose_imprint, draw_imprint, joined
from workbench.press.ink import ink
from workbench.press.levels import paragraph_runs, stands_alone
from workbench.press.paper import Paper, face_warnings
from workbench.press.sheet import Bookmark, Page
from workbench.rows.papers import NoticeFacts, TableFacts

_LONGEST_TAIL = 10  # rows of 附件说明 and 落款 that a row of text is still made to accompany


def print_notice(facts: NoticeFacts, *, fonts: FontChoice = "bundled") -> Paper:
    """Print a notice. Raises RefusedError where it has no title, no text, or a table without columns."""
    facts = _checked(facts)
    case = TypeCase(fonts)
    pages, bottom, recipients = _main_text(facts, case)
    for number, table in enumerate(facts.attachments, 1):
        bottom = set_attachment(table, number, len(facts.attachments), case, pages)
    unnumbered = _close(pages, bottom, compose_imprint(facts, case, recipients)) if facts.imprint else 0
    for number, page in enumerate(pages[: len(pages) - unnumbered], 1):
        draw_number(page, number, case)
    pdf = ink(pages, case, title=facts.title, author=facts.signer or facts.issuer, subject=facts.doc_no)
    return Paper(pdf, len(pages), (*facts.warnings, *face_warnings(case)))


def _checked(facts: NoticeFacts) -> NoticeFacts:
    """The facts without control characters, their tables squared; refused where nothing can be printed."""
    body = tuple(text for paragraph in facts.body for text in clean(paragraph).split("\n") if text.strip())
    if not _one_line(facts.title):
        raise RefusedError("通知没有标题，无法排版。", "请先填写标题，再打印。")
    if not body:
        raise RefusedError("通知没有正文，无法排版。", "请先填写正文，再打印。")
    return replace(
        facts,
        title=_one_line(facts.title),
        doc_no=_one_line(facts.doc_no),
        issuer=_one_line(facts.issuer),
        recipients=tuple(map(_one_line, facts.recipients)),
        body=tuple(text.strip() for text in body),
        signer=_one_line(facts.signer),
        attachments=tuple(map(_squared, facts.attachments)),
        note=_one_line(facts.note),
        copies_to=tuple(map(_one_line, facts.copies_to)),
        printed_by=_one_line(facts.printed_by),
    )


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _squared(table: TableFacts) -> TableFacts:
    """A table whose heads reach as far as its longest row, so that no cell is left out."""
    width = max(len(table.heads), max(map(len, table.rows), default=0))
    if not width:
        raise RefusedError(f"附件“{table.title}”的表格没有列，无法排版。", "请选择要打印的列，再打印。")
    heads = (*map(_one_line, table.heads), *[""] * (width - len(table.heads)))
    return replace(table, heads=heads, title=_one_line(table.title))


def _main_text(facts: NoticeFacts, case: TypeCase) -> tuple[list[Page], float, str]:
    """Head, title and running text: the pages, where the last row ends, and 主送机关 that found no place."""
    page = Page(bookmarks=[Bookmark(facts.title)])
    first = set_head(page, facts, case)
    recipients = joined(facts.recipients)
    addressed = paragraph_rows([Run(Role.BODY, f"{recipients}：")], case, indent=0) if recipients else []
    moved = bool(addressed) and facts.imprint and first + len(addressed) > ROWS
    rows = [*([] if moved else kept(addressed)), *_text_rows(facts, case)]
    pages = []
    row = first
    for row_group in deal(rows, first):
        draw_rows(page, row_group, row)
        pages.append(page)
        bottom = row_top(row + len(row_group) - 1) + BODY_SIZE
        page, row = Page(), 1
    return pages, bottom, recipients if moved else ""


def _text_rows(facts: NoticeFacts, case: TypeCase) -> list[FlowRow]:
    body = [
        row
        for paragraph in facts.body
        for row in paragraph_rows(paragraph_runs(paragraph), case, keep=stands_alone(paragraph))
    ]
    names = [attachment_name(table) for table in facts.attachments]
    listed = list_rows(names, case)
    signed = signature_rows(facts, case)
    note = note_rows(facts.note, case)
    if note:
        signed = kept(signed)
    return [*_accompanied(body, listed, signed, note), *signed, *note]


def _accompanied(
    body: Sequence[FlowRow], listed: Sequence[FlowRow], signed: Sequence[FlowRow], note: Sequence[FlowRow]
) -> list[FlowRow]:
    """Text and 附件说明, the last rows of which follow the signature onto its page (7.3.5.5)."""
    rows = [*body, *listed]
    tail = len(listed) + len(signed) + len(note)
    company = len(listed) + 2 if tail <= _LONGEST_TAIL else 2
    loose = max(1, len(rows) - company)  # the first page keeps at least one row of text (7.3.3)
    return [*rows[:loose], *kept(rows[loose:])]


def _close(pages: list[Page], bottom: float, imprint: Imprint) -> int:
    """Put the imprint at the foot of an even page; returns how many last pages carry no number.

    Where a blank page must come before it, neither of the two is numbered (7.5).
    """
    even = len(pages) % 2 == 0
    if even and not pages[-1].turned and imprint.fits_below(bottom):
        draw_imprint(pages[-1], imprint)
        return 0
    added = [Page(), Page()] if even else [Page()]
    pages.extend(added)
    draw_imprint(pages[-1], imprint)
    return 2 if even else 0
