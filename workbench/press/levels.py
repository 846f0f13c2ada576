"""Which level a paragraph's heading has, by its 层次序数 (一、（一）1.（1）), and its face (7.3.3)."""

from __future__ import annotations

import re

from workbench.press.breaking import Run
from workbench.press.characters import NO_START
from workbench.press.faces import Role
from workbench.press.geometry import COLUMNS

_FIRST = re.compile(r"[一二三四五六七八九十百]+、")
_SECOND = re.compile(r"（[一二三四五六七八九十百]+）")
_LONGEST_HEADING = 2 * COLUMNS  # characters
_LOWER = re.compile(r"[0-9]+[.．]|（[0-9]+）")
_SENTENCE = re.compile(f"[^。！？：]*[。！？：]?[{re.escape(''.join(sorted(NO_START)))}]*")


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
    if _heading_role(text) is not None:
        return "。" not in text and len(text) <= _LONGEST_HEADING
    return bool(_LOWER.match(text)) and len(text) <= COLUMNS and text[-1] not in "。；：！？"


def _heading_role(text: str) -> Role | None:
    if _FIRST.match(text):
        return Role.HEAVY
    if _SECOND.match(text):
        return Role.KAI
    return None
