"""Which level a paragraph's heading has, by its 层次序数 (一、（一）1.（1）), and its face (7.3.3)."""

from __future__ import annotations

import re

from workbench.press.breaking import Run
from workbench.press.faces import Role

_FIRST = re.compile(r"[一二三四五六七八九十百]+、")
_SECOND = re.compile(r"（[一二三四五六七八九十百]+）")
_LOWER = re.compile(r"[0-9]+[.．]|（[0-9]+）")
_SENTENCE = re.compile(r"[^。！？：]*[。！？：]?[”’）》。，、：；！？…—]*")


def paragraph_runs(text: str) -> tuple[Run, ...]:
    """A paragraph's runs: its heading, up to the first full stop, in the face of its level, then the body."""
    role = _heading_role(text)
    if role is None:
        return (Run(Role.BODY, text),)
    found = _SENTENCE.match(text)
    heading = found[0] if found else text
    rest = text[len(heading) :]
    return (Run(role, heading), Run(Role.BODY, rest)) if rest else (Run(role, heading),)


def stands_alone(text: str) -> bool:
    """Whether a paragraph is nothing but a heading, which must not be the last row of a page (R32)."""
    runs = paragraph_runs(text)
    if len(runs) > 1:
        return False
    return runs[0].role is not Role.BODY or bool(
        _LOWER.match(text) and len(text) <= 28 and text[-1] not in "。；：！？"
    )


def _heading_role(text: str) -> Role | None:
    if _FIRST.match(text):
        return Role.HEAVY
    if _SECOND.match(text):
        return Role.KAI
    return None
