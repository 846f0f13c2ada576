"""The word lists (词库) the reader goes by: those of `resources/lexicon` with the office's own added.

Plain text, one word a line, or TOML with one list a key. Every list is in Simplified characters with
half-width punctuation, as `script.fold` writes them, so one list serves Traditional documents too. The
office's words lie in files of the same names in its own folder (`office_lexicon`), which the window edits.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache

from workbench.reading.office_lexicon import office_pairs, office_words
from workbench.resources import resource_path

Lists = dict[str, list[str]]


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of `name`.txt, longest first; `#` begins a remark."""
    text = resource_path("lexicon", f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.partition("#")[0] for line in text.splitlines())
    listed = {word for line in lines for word in line.split()} | set(office_words(name))
    return tuple(sorted(listed, key=lambda word: (-len(word), word)))


@cache
def table(name: str) -> Lists:
    """The lists of `name`.toml by their keys."""
    with resource_path("lexicon", f"{name}.toml").open("rb") as file:
        listed: Lists = tomllib.load(file)
    return {part: [*own, *office_words(name, part)] for part, own in listed.items()}


@cache
def pairs(name: str) -> dict[str, str]:
    """The words of `name`.toml, its table [words], each with what it stands for."""
    with resource_path("lexicon", f"{name}.toml").open("rb") as file:
        listed: dict[str, str] = tomllib.load(file)["words"]
    return listed | office_pairs(name)


@cache
def alternation(name: str) -> str:
    """A regular expression that matches any word of `name`.txt, longest first."""
    return any_of(words(name))


def any_of(listed: tuple[str, ...] | list[str]) -> str:
    """A non-capturing alternation of literal words, longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(listed, key=len, reverse=True)) + ")"
