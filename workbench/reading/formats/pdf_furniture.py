"""What belongs to the paper and not to the document: page numbers, running heads, lines of ornament."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from workbench.reading.formats.pdf_blocks import Block, PageTable
from workbench.reading.formats.pdf_lines import Line

_PAGE_NUMBER = re.compile(
    r"[-—–―－_·•.~|\s]*(第?\s*[0-9]{1,4}\s*页?|[ivxlc]{1,6})\s*([/|,，]?\s*共?\s*[0-9]{1,4}\s*页?)?[-—–―－_·•.~|\s]*"
)
_ORNAMENT = re.compile(r"(\S)\1{7,}")
#: How many lines at the top and at the bottom of a page may be furniture.
_AT_THE_EDGE = 2
#: How far a running head may wander from page to page, in points.
_WANDERING = 8.0
#: A line on this share of the pages is a running head: on every other page, in a book.
_SHARE = 0.4


def furniture_of(pages: Sequence[Sequence[Block]]) -> set[int]:
    """The identities of the lines that are furniture, over all pages."""
    edges = [_edge_lines(blocks) for blocks in pages]
    heads = Counter(key for lines in edges for key in {_key(line) for line in lines})
    least = max(2, len(pages) * _SHARE)
    found = {id(line) for lines in edges for line in lines if heads[_key(line)] >= least}
    for blocks in pages:
        found.update(id(block) for block in blocks if isinstance(block, Line) and _is_ornament(block))
        found.update(id(line) for line in _outermost(blocks) if _PAGE_NUMBER.fullmatch(_folded(line)))
    return found


def _edge_lines(blocks: Sequence[Block]) -> list[Line]:
    """The lines nearest to the upper and the lower edge."""
    top = _before_tables(blocks)[:_AT_THE_EDGE]
    bottom = _before_tables(list(reversed(blocks)))[:_AT_THE_EDGE]
    return [*top, *(line for line in bottom if line not in top)]


def _before_tables(blocks: Sequence[Block]) -> list[Line]:
    lines: list[Line] = []
    for block in blocks:
        if isinstance(block, PageTable):
            break
        lines.append(block)
    return lines


def _outermost(blocks: Sequence[Block]) -> list[Line]:
    return [
        block for block in {id(b): b for b in (*blocks[:1], *blocks[-1:])}.values() if isinstance(block, Line)
    ]


def _is_ornament(line: Line) -> bool:
    return bool(_ORNAMENT.fullmatch(line.text))


def _key(line: Line) -> tuple[str, int]:
    """What a running head has in common on all its pages: its words but for figures, and its height."""
    return re.sub("[0-9]+", "#", _folded(line)), round(line.baseline / _WANDERING)


def _folded(line: Line) -> str:
    return unicodedata.normalize("NFKC", line.text).strip().lower()
