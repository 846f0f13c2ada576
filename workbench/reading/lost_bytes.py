"""Chinese whose bytes fell out of step: found, and put right where nothing is left to guess.

A site that replaced bytes without regard to characters took the middle of two (校科 is D0A3 BFC6, and A3BF
is a full-width question mark), so that each following byte pair reads as another character until a single
byte brings them back into step: 高?蒲性. The rest is undone by encoding it back; what the lost byte was, and
whether more was lost, known words decide. Standing phrases (此件主动公开) are found by their damaged form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from workbench.reading import lexicon
from workbench.reading.script import fold, to_traditional

_HAN = "[\u3400-\u9fff]"
_OUT_OF_STEP = re.compile(rf"(?<={_HAN})\?{{1,2}}(?=[^\x00-\x7f])")
#: The second byte of the first character and the first of the second, replaced by a question mark.
_TAKEN = b"\xa3\xbf"
_LEADS = range(0x81, 0xFF)
_LONGEST = 24
_LONGEST_WORD = 6
#: A word the document itself uses this often elsewhere is a word.
_FEWEST_USES = 2
_ALONE = frozenset("的和与及等或为在对、，。“”（）《》")

Found = tuple[int, int, str]


def out_of_step(source: str) -> Iterator[Found]:
    """The stretches whose words are certain: where each begins and ends, and what it says."""
    yield from _standing_phrases(source)
    met: dict[str, tuple[int, str] | None] = {}  # the same damage says the same wherever it stands
    for found in _OUT_OF_STEP.finditer(source):
        around = source[max(0, found.start() - _LONGEST_WORD) : found.end() + _LONGEST]
        if around not in met:
            restored = _restored(source, found)
            met[around] = (restored[1] - found.start(), restored[2]) if restored else None
        known = met[around]
        if known:
            yield found.start() - 1, found.start() + known[0], known[1]


# ---- bytes taken from between two characters ----------------------------------------------------------


def _restored(source: str, found: re.Match[str]) -> Found | None:
    """The words around a lost byte, from the character before it."""
    rest = source[found.end() : found.end() + _LONGEST].partition("\n")[0]
    single = re.search(r"[\x21-\x7e]", rest)
    if single is None:
        return None
    tail, lost_end = _realigned(rest[: single.end()])
    if not tail:
        return None
    end = found.end() + single.end()
    before = source[max(0, found.start() - _LONGEST_WORD) : found.start()]
    words = [bytes((lead, _TAKEN[0])) for lead in _LEADS]
    candidates = {word.decode("gbk") for word in words if _is_character(word)}
    closing = "”" if lost_end and "“" in tail else ""
    if lost_end and not closing:
        return None
    known = _Known(source[: found.start()] + "\n" + source[end:])
    fitting = [char for char in candidates if known.is_said(before, char + tail + closing)]
    if len(fitting) != 1:
        return None
    return found.start() - 1, end, before[-1] + fitting[0] + tail + closing


def _realigned(damaged: str) -> tuple[str, bool]:
    """What the pairs say when read one byte on, and whether the last character lost its second byte."""
    is_lost = damaged.endswith("?")
    try:
        data = _TAKEN[1:] + damaged.rstrip("?").encode("gbk")
        return (data[:-1].decode("gbk"), True) if is_lost else (data.decode("gbk"), False)
    except UnicodeError:
        return "", False


def _is_character(pair: bytes) -> bool:
    try:
        return bool(re.fullmatch(_HAN, pair.decode("gbk")))
    except UnicodeDecodeError:
        return False


class _Known:
    """The words that are known: those of the list, of the dictionary of readings, and of the document."""

    def __init__(self, elsewhere: str) -> None:
        self._elsewhere = fold(elsewhere)
        self._uses: dict[str, bool] = {}

    def is_said(self, before: str, restored: str) -> bool:
        """Whether restored words can be cut into known ones, the first reaching back before them."""
        words, lead_in = fold(restored), fold(before)
        starts = [
            stop - back
            for back in range(1, len(lead_in) + 1)
            for stop in range(back + 1, min(back + len(words), _LONGEST_WORD) + 1)
            if self._is_word(lead_in[len(lead_in) - back :] + words[: stop - back])
        ]
        return any(self._can_be_cut(words[start:]) for start in starts)

    def _can_be_cut(self, words: str) -> bool:
        reached = {0}
        for end in range(1, len(words) + 1):
            for start in range(max(0, end - _LONGEST_WORD), end):
                piece = words[start:end]
                if start in reached and (fold(piece) in _single() or self._is_word(piece)):
                    reached.add(end)
        return len(words) in reached

    def _is_word(self, piece: str) -> bool:
        if len(piece) < 2:
            return False
        return piece in _listed() or piece in _dictionary() or self._is_used(piece)

    def _is_used(self, piece: str) -> bool:
        """Whether the document uses a piece often; none is used oftener than what it begins or ends with."""
        if piece not in self._uses:
            parts = (piece[:-1], piece[1:]) if len(piece) > 2 else ()
            may_be = all(self._is_used(part) for part in parts)
            self._uses[piece] = may_be and self._elsewhere.count(piece) >= _FEWEST_USES
        return self._uses[piece]


@cache
def _single() -> frozenset[str]:
    return frozenset(fold(char) for char in _ALONE)


@cache
def _listed() -> frozenset[str]:
    return frozenset(lexicon.words("office_words"))


def _dictionary() -> dict[str, list[list[str]]]:
    from pypinyin.phrases_dict import phrases_dict

    found: dict[str, list[list[str]]] = phrases_dict
    return found


# ---- standing phrases ----------------------------------------------------------------------------------


def _standing_phrases(source: str) -> Iterator[Found]:
    forms = _damaged_phrases()
    for found in re.finditer(rf"[。（(]?({lexicon.any_of(list(forms))})[)）]?", source):
        yield found.start(), found.end(), f"（{forms[found[1]]}）"


@cache
def _damaged_phrases() -> dict[str, str]:
    """The damaged form of each standing phrase, in brackets and in either script, and what it says."""
    phrases = [word for word in lexicon.words("office_words") if word.startswith("此件")]
    written = [(form, phrase) for phrase in phrases for form in (phrase, to_traditional(phrase))]
    forms = {_one_byte_on(form): phrase for form, phrase in written}
    return {damaged: phrase for damaged, phrase in forms.items() if len(damaged) > 2}


def _one_byte_on(phrase: str) -> str:
    """How a bracketed phrase reads without its first byte; pairs that stand for nothing vanish."""
    data = f"（{phrase}".encode("gbk")[1:]
    words, at = "", 0
    while at < len(data):
        width = 2 if data[at] > 0x80 and at + 1 < len(data) else 1
        char = data[at : at + width].decode("gb18030", "ignore")
        words += "" if "\ue000" <= char <= "\uf8ff" else char
        at += width
    return words
