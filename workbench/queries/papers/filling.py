"""Fill the texts of a template: {name} stands for a word, [ … ] goes where a word in it is empty or 0."""

from __future__ import annotations

import re
from collections.abc import Mapping

from workbench.errors import RefusedError

_NAME = re.compile(r"\{([^{}]+)\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_NOTHING = ("", "0")


def filled(text: str, words: Mapping[str, str]) -> str:
    """The text with its words. Raises RefusedError where it names one that there is not."""
    kept = _OPTIONAL.sub(lambda found: found[1] if _all_there(found[1], words) else "", text)
    return _NAME.sub(lambda found: _word(found[1], words), kept)


def says_something(word: str) -> bool:
    """Whether a word is neither empty nor a count of nothing."""
    return word not in _NOTHING


def _all_there(text: str, words: Mapping[str, str]) -> bool:
    return all(says_something(_word(name, words)) for name in _NAME.findall(text))


def _word(name: str, words: Mapping[str, str]) -> str:
    if name not in words:
        raise RefusedError(
            f"模板里写的“{{{name}}}”没有对应的内容。",
            f"请核对模板。可以使用的名称：{'、'.join(sorted(words))}。",
        )
    return words[name]
