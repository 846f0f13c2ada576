"""The face of a paragraph's heading, by its 层次序数 (一、（一）1.（1）), and which stand alone (7.3.3)."""

from __future__ import annotations

import re

from workbench.press.breaking import Run
from workbench.press.characters import NO_START
from workbench.press.faces import Role
from workbench.press.geometry import COLUMNS
from workbench.rows.papers import Paragraph

_ROLES = {1: Role.HEAVY, 2: Role.KAI}
_LONGEST_HEADING = 2 * COLUMNS  # characters
_SENTENCE = re.compile(f"[^。！？：]*[。！？：]?[{re.escape(''.join(sorted(NO_START)))}]*")


def paragraph_runs(text: str) -> tuple[Run, ...]:
    """A paragraph's runs: its heading, up to the first full stop, in the face of its level, then the body."""
    role = _ROLES.get(Paragraph(text).level)
    if role is None:
        return (Run(Role.BODY, text),)
    found = _SENTENCE.match(text)
    heading = found[0] if found else text
    rest = text[len(heading) :]
    return (Run(role, heading), Run(Role.BODY, rest)) if rest else (Run(role, heading),)


def stands_alone(text: str) -> bool:
    """Whether a paragraph is nothing but a heading, which must not be the last row of a page (R32)."""
    level = Paragraph(text).level
    if level in _ROLES:
        return "。" not in text and len(text) <= _LONGEST_HEADING
    return level > 0 and len(text) <= COLUMNS and text[-1] not in "。；：！？"
