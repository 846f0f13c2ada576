"""目录: headings and attachments, each with its page, clickable. Set once the pages are known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from workbench.press.breaking import EM, Run, break_lines
from workbench.press.closing import attachment_label, attachment_name
from workbench.press.faces import Role, TypeCase
from workbench.press.flow import BLANK, Flow, FlowRow, Placed
from workbench.press.geometry import UPRIGHT, Grid
from workbench.press.levels import stands_alone
from workbench.press.sheet import Bookmark, Link, Page, left_text, plain_line, right_text, width_of
from workbench.rows.papers import Contents, PaperFacts, Paragraph

_LEADER = "…"


class Heading(NamedTuple):
    """A line of the contents: level 1 or 2."""

    text: str
    level: int = 1


class _Slot(NamedTuple):
    """The place of a line of the contents."""

    number: int


def entries_of(facts: PaperFacts) -> tuple[Heading, ...]:
    """What the contents of a paper list, in order: headings that stand alone, then the attachments."""
    headings = [
        Heading(block.text, block.level)
        for block in facts.blocks
        if isinstance(block, Paragraph) and block.level in (1, 2) and stands_alone(block.text)
    ]
    count = len(facts.attachments)
    labels = (attachment_label(number, count) for number in range(1, count + 1))
    names = (attachment_name(attachment.title) for attachment in facts.attachments)
    return (*headings, *(Heading(f"{label}　{name}") for label, name in zip(labels, names, strict=True)))


def contents_rows(block: Contents, entries: Sequence[Heading], case: TypeCase, grid: Grid) -> list[FlowRow]:
    """The title of the contents, and an empty row for each line."""
    title = plain_line(block.title, Role.HEAVY, case)
    x = UPRIGHT.middle - width_of(title, grid.size) / 2
    head = [FlowRow((Placed(title, x),), keep=True), BLANK._replace(keep=True)]
    return [*head, *(FlowRow(tag=_Slot(number)) for number in range(len(entries)))]


def fill_contents(
    flow: Flow, entries: Sequence[Heading], pages: Sequence[int], all_pages: Sequence[Page], case: TypeCase
) -> None:
    """Write the lines into their places; `pages` are those of the entries, counted from 0."""
    for found in flow.found:
        if isinstance(found.tag, _Slot):
            number = found.tag.number
            _write(all_pages[found.page], found.top, entries[number], pages[number], case, flow.grid)


def add_bookmarks(flow: Flow, below: int = 0) -> None:
    """An entry of the outline for each heading that stands alone, `below` levels down."""
    for found in flow.found:
        if isinstance(found.tag, Heading):
            bookmark = Bookmark(found.tag.text, found.tag.level + below, found.top)
            flow.pages[found.page].bookmarks.append(bookmark)


def heading_pages(flow: Flow) -> Iterable[int]:
    return (found.page for found in flow.found if isinstance(found.tag, Heading))


def _write(page: Page, top: float, entry: Heading, target: int, case: TypeCase, grid: Grid) -> None:
    """Text, leader and number on one row; a text that leaves no room for them is cut with its leader."""
    size = grid.size
    number = plain_line(str(target + 1), Role.BODY, case)
    x = UPRIGHT.left + (entry.level - 1) * size
    room = round((UPRIGHT.right - x) / size * EM) - number.width - 2 * EM
    line = break_lines([Run(Role.BODY, entry.text)], case, room, justify=False)[0]
    page.texts.append(left_text(line, x, top, size))
    page.texts.append(right_text(number, UPRIGHT.right, top, size))
    start = x + width_of(line, size) + size / 4
    dots = int((UPRIGHT.right - width_of(number, size) - size / 4 - start) / size)
    if dots > 0:
        leader = plain_line(_LEADER * dots, Role.BODY, case)
        page.texts.append(right_text(leader, UPRIGHT.right - width_of(number, size) - size / 4, top, size))
    page.links.append(Link(x, top, UPRIGHT.right, top + size, target))
