"""Paragraphs that a page prints twice: a page for the phone behind that for the desk, or a slip of the paste.

In come the lines of a text; out come those that say again, number and all, what an earlier line said. A
numbered paragraph of some length is no coincidence; the lines below it are repeated as far as they agree.
"""

from __future__ import annotations

from collections.abc import Iterator

from workbench.problems import Problem
from workbench.reading.outline import read_number
from workbench.reading.text import Stretch, Text
from workbench.terms import Severity

#: A shorter line may say the same under two headings: （一）加强组织领导。
_SHORTEST = 24


def repeated_lines(text: Text, lines: list[Stretch]) -> list[Stretch]:
    """The lines that only repeat earlier ones, in order."""
    return [lines[at] for at in _repeats(text, lines)]


def _repeats(text: Text, lines: list[Stretch]) -> Iterator[int]:
    first: dict[str, int] = {}
    goes_on = -1  # where the earlier text that is being repeated stands
    for at, line in enumerate(lines):
        words = text.read(line)
        if 0 <= goes_on < at and text.read(lines[goes_on]) == words:
            yield at
            goes_on += 1
            continue
        begun = first.setdefault(words, at) if line.length >= _SHORTEST else at
        goes_on = begun + 1 if begun < at and read_number(text, line) else -1
        if goes_on > 0:
            yield at


def repeat_problem(text: Text, lines: list[Stretch]) -> list[Problem]:
    """What the planner is told of them."""
    if not lines:
        return []
    words = f"有{len(lines)}段文字与前文完全相同，只按第一次出现的读取，请核对。"
    return [Problem("repeated-text", Severity.INFO, words, text.span(lines[0]))]
