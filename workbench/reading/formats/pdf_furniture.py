"""What belongs to the paper and not to the document: page numbers, running heads, lines of ornament."""

from __future__ import annotations

import itertools
import re
import statistics
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
_AT_THE_EDGE = 3
#: How far a running head may wander from page to page, in points.
_WANDERING = 8.0
#: A line on this share of the pages is a running head: on every other page, in a book.
_SHARE = 0.4
#: Furniture is smaller than plain text, or stands further from it than lines stand from each other.
_SMALLER = 0.9
_FURTHER = 1.3


def furniture_of(pages: Sequence[Sequence[Block]]) -> set[int]:
    """The identities of the lines that are furniture, over all pages."""
    ends_of = [(list(blocks), list(reversed(blocks))) for blocks in pages]
    heads = Counter(
        key for ends in ends_of for key in {_key(line) for end in ends for line in _edge_lines(end)}
    )
    least = max(2, len(pages) * _SHARE)
    plain, pitch = _usual(pages)
    found = {id(b) for blocks in pages for b in blocks if isinstance(b, Line) and _is_ornament(b)}
    for end in itertools.chain.from_iterable(ends_of):
        for at, line in enumerate(_edge_lines(end)):
            is_number = bool(_PAGE_NUMBER.fullmatch(_folded(line)))
            is_told = is_number and not line.text.isalnum()  # a bare figure may also end a sentence
            repeats = is_number or heads[_key(line)] >= least
            is_apart = line.size < plain * _SMALLER or _gap(line, end[at + 1 :]) > pitch * _FURTHER
            if not (is_told or (repeats and is_apart)):
                break
            found.add(id(line))
    return found


def _edge_lines(end: Sequence[Block]) -> list[Line]:
    """The outermost lines of a page's end, as far as no table stands between."""
    return [
        block
        for block in itertools.takewhile(lambda block: isinstance(block, Line), end[:_AT_THE_EDGE])
        if isinstance(block, Line)
    ]


def _usual(pages: Sequence[Sequence[Block]]) -> tuple[float, float]:
    """The size of plain text, and how far its lines stand from each other."""
    lines = [[block for block in blocks if isinstance(block, Line)] for blocks in pages]
    sizes = [line.size for page in lines for line in page for _ in line.glyphs]
    gaps = [b.baseline - a.baseline for page in lines for a, b in itertools.pairwise(page)]
    return statistics.median(sizes or [0.0]), statistics.median(gaps or [0.0])


def _gap(line: Line, further_in: Sequence[Block]) -> float:
    """How far a line stands from what is next to it towards the middle of the page."""
    if not further_in:
        return float("inf")
    block = further_in[0]
    if isinstance(block, PageTable):
        return float("inf")
    return abs(block.baseline - line.baseline)


def _is_ornament(line: Line) -> bool:
    return bool(_ORNAMENT.fullmatch(line.text))


def _key(line: Line) -> tuple[str, int]:
    """What a running head has in common on all its pages: its words but for figures, and its height."""
    return re.sub("[0-9]+", "#", _folded(line)), round(line.baseline / _WANDERING)


def _folded(line: Line) -> str:
    return unicodedata.normalize("NFKC", line.text).strip().lower()
