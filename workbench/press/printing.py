"""A whole paper, from its description to its PDF.

PaperFacts ─► compose: cleaned ─► layout: head, flow, attachments, imprint, numbers ─► ink
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench.collector import collector_paused
from workbench.notation import names_text
from workbench.press.attachments import set_attachment
from workbench.press.body import Body
from workbench.press.breaking import Run
from workbench.press.closing import attachment_name, attendance_rows, list_rows, note_rows, signature_rows
from workbench.press.compose import cleaned
from workbench.press.contents import Heading, add_bookmarks, entries_of, fill_contents, heading_pages
from workbench.press.faces import FontChoice, Role, TypeCase
from workbench.press.flow import Flow, FlowRow, kept, paragraph_rows
from workbench.press.folio import draw_number
from workbench.press.geometry import DENSER, STANDARD, Grid
from workbench.press.heads import set_head
from workbench.press.imprint import Imprint, compose_imprint, draw_imprint
from workbench.press.ink import ink
from workbench.press.paper import Paper, face_notes, face_warnings
from workbench.press.sheet import Bookmark, Page
from workbench.rows.papers import Contents, Format, PaperFacts

_EVEN = (Format.DOCUMENT, Format.MINUTES, Format.ORDER)  # 版记 of these stands on an even page
_LONGEST_TAIL = 10  # rows of 附件说明 and 落款 that a row of text is still made to accompany


def print_paper(facts: PaperFacts, *, fonts: FontChoice = "bundled") -> Paper:
    """Print a paper. Raises RefusedError where it has no title, no text, or a table without columns."""
    facts = cleaned(facts)
    case = TypeCase(fonts)
    author = facts.closing.signer if facts.closing else facts.head.issuer
    with collector_paused():
        pages = pages_of(facts, case)
        pdf = ink(pages, case, title=_called(facts), author=author, subject=facts.head.doc_no)
    warnings = (*facts.warnings, *_overlong(facts, len(pages)), *face_warnings(case, pages))
    return Paper(pdf, len(pages), warnings, face_notes(case))


def _called(facts: PaperFacts) -> str:
    """What a paper is called where it is filed: an order has a number for a title."""
    return facts.title or facts.head.name or f"{facts.head.issuer}令{facts.head.doc_no}"


def _overlong(facts: PaperFacts, pages: int) -> tuple[str, ...]:
    if facts.pages is None or pages <= facts.pages:
        return ()
    return (f"内容较多，缩小字号后仍有{pages}页，超过{facts.pages}页，请删减内容。",)


def pages_of(facts: PaperFacts, case: TypeCase) -> list[Page]:
    """The pages; of a paper that must fit, in the largest type that lets it."""
    pages = lay_out(facts, case, STANDARD)
    for grid in DENSER if facts.pages is not None else ():
        if facts.pages is None or len(pages) <= facts.pages:
            break
        pages = lay_out(facts, case, grid)
    return pages


def lay_out(facts: PaperFacts, case: TypeCase, grid: Grid) -> list[Page]:
    """All pages of a paper, with everything in its place."""
    page = Page(bookmarks=[Bookmark(_called(facts))])
    flow = Flow(page, set_head(page, facts, case, grid), grid)
    entries = entries_of(facts)
    recipients = _set_text(flow, facts, case, entries)
    flow.finish()
    pages, bottom = flow.pages, flow.bottom
    add_bookmarks(flow)
    starts = []
    for number, attachment in enumerate(facts.attachments, 1):
        starts.append(len(pages))
        bottom = set_attachment(attachment, number, len(facts.attachments), case, pages)
    if facts.attachments and facts.imprint is not None and facts.head.format in _EVEN:
        bottom = _loosened(facts, case, pages, starts[-1], bottom)
    fill_contents(flow, entries, [*heading_pages(flow), *starts], pages, case)
    unnumbered = _close(pages, bottom, facts, case, recipients)
    _number(pages[: len(pages) - unnumbered], facts, case)
    return pages


def _loosened(facts: PaperFacts, case: TypeCase, pages: list[Page], start: int, bottom: float) -> float:
    """Where the last attachment was set tight to save a page that 版记 now needs, it is set anew at ease."""
    tight = len(pages) - start
    if len(pages) % 2 == 0:
        return bottom
    loose: list[Page] = []
    count = len(facts.attachments)
    below = set_attachment(facts.attachments[-1], count, count, case, loose, tighten=False)
    if len(loose) != tight + 1:
        return bottom
    pages[start:] = loose
    return below


def _number(pages: Sequence[Page], facts: PaperFacts, case: TypeCase) -> None:
    """Page numbers; a letter's first page has none (10.1), nor has a paper of one page for a meeting."""
    first = 2 if facts.head.format is Format.LETTER or facts.pages == 1 else 1
    for number, page in enumerate(pages, 1):
        if number >= first:
            draw_number(page, number, case)


def _set_text(flow: Flow, facts: PaperFacts, case: TypeCase, entries: Sequence[Heading]) -> str:
    """主送机关, text, 附件说明, 落款 and 附注; returns 主送机关 that found no place on page 1."""
    recipients = names_text(facts.recipients)
    grid = flow.grid
    addressed = _addressed(recipients, case, grid)
    moved = bool(addressed) and facts.imprint is not None and not flow.has_room(len(addressed) + 1)
    flow.add([] if moved else kept(addressed))
    Body(flow, case).set(facts.blocks, entries)
    names = [attachment_name(attachment.title) for attachment in facts.attachments]
    if any(isinstance(block, Contents) for block in facts.blocks):
        names = []  # the contents list them
    listed = list_rows(names, case, grid)
    signed = signature_rows(facts.closing, case, grid) if facts.closing else []
    note = note_rows(facts.note, case, grid)
    tail = [*(kept(signed) if note else signed), *note]
    flow.add(listed)
    company = len(listed) + 2 if len(listed) + len(tail) <= _LONGEST_TAIL else 2
    flow.add_accompanied(tail, company, first=1 + (0 if moved else len(addressed)))
    flow.add(attendance_rows(facts.attendance, case, grid))
    return recipients if moved else ""


def _addressed(recipients: str, case: TypeCase, grid: Grid) -> list[FlowRow]:
    if not recipients:
        return []
    return paragraph_rows([Run(Role.BODY, f"{recipients}：")], case, indent=0, grid=grid)


def _close(pages: list[Page], bottom: float, facts: PaperFacts, case: TypeCase, recipients: str) -> int:
    """Put the imprint at the foot of the last page; returns how many last pages carry no number.

    In 文件格式 it stands on an even page. Where a blank page must come before it, neither is numbered (7.5).
    """
    if facts.imprint is None:
        return 0
    imprint = compose_imprint(facts.imprint, facts.head.format, case, recipients)
    if not imprint.sections:
        return 0
    fits = not pages[-1].turned and imprint.fits_below(bottom)
    if not imprint.on_even_page:
        return _add_imprint(pages, imprint, 0 if fits else 1)
    even = len(pages) % 2 == 0
    if even and fits:
        return _add_imprint(pages, imprint, 0)
    _add_imprint(pages, imprint, 2 if even else 1)
    return 2 if even else 0


def _add_imprint(pages: list[Page], imprint: Imprint, new: int) -> int:
    pages.extend(Page() for _ in range(new))
    draw_imprint(pages[-1], imprint)
    return 0
