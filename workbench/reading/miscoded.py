"""Text of one code page read in another, put right where the mathematics leaves no doubt.

UTF-8 read as GB 18030 (锛堟浠 for （此件) is undone by encoding the run back and decoding it as UTF-8: bytes
of Chinese in GB 18030 are no valid UTF-8 by chance, so a run that decodes into common characters is certain.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

_RUN = re.compile("[^\x00-\x7f]{5,}")
#: What UTF-8's lead bytes of punctuation and of common words become; sound text hardly has them.
_SUSPECT = re.compile("[锛銆鈥鏂鐨鍏鍥閮绗鍙鍒鎴鍔涓绔瀹鏁鎹寤鎺杩鐪甯缁绠]")
_COMMON = re.compile(r"[\u3001\u3002\u2014\u201c\u201d\uff00-\uffef0-9]")
#: Fewer characters than this prove nothing.
_FEWEST = 4
#: No run is undone in one piece beyond this.
_LONGEST = 2000


def misread_as_gb(source: str) -> Iterator[tuple[int, int, str]]:
    """The runs that were UTF-8, each with its place and the words it stands for."""
    if not _SUSPECT.search(source):
        return
    for run in _RUN.finditer(source):
        at, end = run.span()
        while at < end and _SUSPECT.search(source, at, end):
            undone = _undone(source[at:end])
            if undone:
                words, length = undone
                yield at, at + length, words
            at += undone[1] if undone else 1


def _undone(run: str) -> tuple[str, int] | None:
    """The words of the beginning of a run that was UTF-8, and how many characters it takes."""
    encoded = [_encoded(char) for char in run[:_LONGEST]]
    if not 0xE2 <= encoded[0][0] <= 0xEF:
        return None
    whole = b"".join(encoded)
    ends = {length: count for count, length in enumerate(itertools.accumulate(map(len, encoded)), 1)}
    words, taken = _decoded(whole)
    while words and taken not in ends:  # a character of the run stands half in what follows
        taken -= len(words[-1].encode())
        words = words[:-1]
    is_certain = len(words) >= _FEWEST and all(_is_common(char) for char in words)
    return (words, ends[taken]) if is_certain else None


def _decoded(data: bytes) -> tuple[str, int]:
    """As much of the data as is UTF-8, and how many bytes that takes."""
    try:
        return data.decode("utf-8"), len(data)
    except UnicodeDecodeError as error:
        return data[: error.start].decode("utf-8"), error.start


def _encoded(char: str) -> bytes:
    """A character's bytes in GB 18030; a page reads a lone 0x80 as €."""
    return b"\x80" if char == "€" else char.encode("gb18030", "replace")


def _is_common(char: str) -> bool:
    """Whether a character is punctuation or of the first level of GB 2312, which holds the common ones."""
    if _COMMON.match(char):
        return True
    try:
        lead = char.encode("gb2312")[0]
    except UnicodeEncodeError:
        return False
    return 0xB0 <= lead <= 0xD7
