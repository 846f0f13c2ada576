"""Sentences: a text and a place in it go in, the sentence round that place comes out."""

from __future__ import annotations

from typing import Final

from workbench.terms import Span

_STOPS: Final = "。；;！？\n"
_OPENING: Final = " 　\t"


def sentence_around(text: str, span: Span, longest: int = 120) -> str:
    """The sentence in which a place begins, without the stop; cut to `longest` round the place."""
    start, end = min(span.start, len(text)), min(span.end, len(text))
    first = max(text.rfind(stop, 0, start) for stop in _STOPS) + 1
    found = [place for stop in _STOPS if (place := text.find(stop, max(end, start + 1))) >= 0]
    last = min(found, default=len(text))
    if last - first > longest:
        first = max(first, start - longest // 3)
        last = min(last, first + longest)
    return text[first:last].strip(_OPENING)
