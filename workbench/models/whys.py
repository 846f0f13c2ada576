"""Why facts stand (`terms.Why`) as a column keeps it: JSON, fact -> [rule, words, start, end, confidence]."""

from __future__ import annotations

import json
from collections.abc import Mapping

from workbench.terms import Confidence, Span, Why

#: One encoder for all: `json.dumps` would make one for each of ten thousand facts.
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_Kept = list[str | int | None]


def pack_whys(whys: Mapping[str, Why]) -> str | None:
    """The reasons as one line of JSON; None where there are none."""
    return _encode({name: _kept(why) for name, why in whys.items()}) if whys else None


def unpack_whys(packed: str | None) -> dict[str, Why]:
    """What `pack_whys` kept."""
    return {name: _why(kept) for name, kept in json.loads(packed).items()} if packed else {}


def pack_why(why: Why | None) -> str | None:
    """One reason as a line of JSON; None where there is none."""
    return _encode(_kept(why)) if why else None


def unpack_why(packed: str | None) -> Why | None:
    """What `pack_why` kept."""
    return _why(json.loads(packed)) if packed else None


def _kept(why: Why) -> _Kept:
    start, end = (why.span.start, why.span.end) if why.span else (None, None)
    return [why.rule, why.words, start, end, why.confidence.value]


def _why(kept: list[object]) -> Why:
    rule, words, start, end, confidence = kept
    span = Span(start, end) if isinstance(start, int) and isinstance(end, int) else None
    return Why(str(rule), str(words), span, Confidence(str(confidence)))
