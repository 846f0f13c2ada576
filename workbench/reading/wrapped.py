"""Lines that a page broke and not the writer: where a hard-wrapped text goes on in the next line.

In comes the source; out come the line breaks (with the page number between two pages) that stand inside a
paragraph. A text counts as wrapped where no line is longer than a page is wide and many are just as long.
In any text, a break inside an assignment bracket is one of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.reading.duties import label
from workbench.reading.script import fold, written_as

_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")
_PAGE_NUMBER = re.compile(r"[-—–―_\s·]*第?\s*\d{1,3}\s*页?[-—–―_\s·]*")
_NUMBERED = re.compile(
    r"\s*(?:第[零一二三四五六七八九十百\d]+[编章节条]|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]"
    r"|\d{1,3}(?:[、．]|\.(?!\d))|\d{1,2}(?:\.\d{1,2}){1,3}[ 　](?=[\u3400-\u9fff])|[①-⑳⑴-⒛Ⅰ-Ⅻ]|附件|专栏"
    r"|(?:任务|专项行动|行动|工程|举措|措施)[一二三四五六七八九十\d]{1,3}[:：])"
)
_ENDS = "。！？；：!?;:"
#: Signs between cells, or a number and three cells more with blanks between: a row of a table.
_CELLS = re.compile(r"[\t|]|^\s*\d{1,4}[ \u3000]+[\u3400-\u9fff]\S*[ \u3000]+\S+[ \u3000]+\S")
#: A page is no wider and no narrower than this, in characters.
_WIDEST, _NARROWEST = 60, 20
#: How many characters a full line may lack: figures are narrower, and some signs may not begin a line.
_LACKS = 3
#: How much of a text its full lines are, where a page broke it.
_FULL_SHARE = 0.3
#: A bracket that a line leaves open closes within so many characters.
_BRACKET = 300


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    words: str


def line_breaks_inside(source: str) -> list[tuple[int, int]]:
    """The places of the breaks inside paragraphs, in order."""
    lines = [_Line(*match.span(), match.group()) for match in _LINE.finditer(source)]
    width = _width(lines)
    return list(_breaks(lines, width))


def _width(lines: list[_Line]) -> int:
    """How many characters a full line holds, 0 where the text is not wrapped."""
    lengths = [len(line.words.rstrip()) for line in lines if not _CELLS.search(line.words)]
    if len(lengths) < 8 or max(lengths) > _WIDEST + _LACKS:
        return 0
    times = Counter(lengths)
    width = max(
        range(_NARROWEST, _WIDEST + 1),
        key=lambda wide: sum(times[wide - lacks] for lacks in range(_LACKS + 1)),
    )
    full_lines = [at for at, line in enumerate(lines) if width - _LACKS <= len(line.words.rstrip()) <= width]
    if sum(lines[at].words.rstrip()[-1] in _ENDS for at in full_lines) > len(full_lines) * 0.4:
        return 0  # whole paragraphs that happen to be of one length
    if sum(_may_go_on(lines, at, width) for at in full_lines) * 2 < len(full_lines):
        return 0  # lines of a menu or a form that happen to be of one length
    full = len(full_lines) if len(full_lines) > 4 else 0
    longer = sum(n > width + _LACKS for n in lengths)
    return width if full >= len(lengths) * _FULL_SHARE and longer <= len(lengths) * 0.05 else 0


def _may_go_on(lines: list[_Line], at: int, width: int) -> bool:
    """Whether a paragraph goes on below a full line: the next line is as full, or ends a sentence."""
    if at + 1 == len(lines):
        return True
    below = lines[at + 1].words.rstrip()
    return width - _LACKS <= len(below) <= width or below[-1] in _ENDS + "）)"


def _breaks(lines: list[_Line], width: int) -> Iterator[tuple[int, int]]:
    last: _Line | None = None
    above = ""  # the paragraph so far
    for line in lines:
        if last and width and _PAGE_NUMBER.fullmatch(line.words) and re.search("[-—–―_页]", line.words):
            continue  # stands between two halves of a paragraph, or goes with the break
        goes_on = last and (
            _ends_with_bracket(last)
            or (
                (_is_full(last, width) or _leaves_bracket_open(above, line, width)) and not _starts_anew(line)
            )
        )
        if last and goes_on:
            yield last.end, line.start + len(line.words) - len(line.words.lstrip())
            above += line.words
        else:
            above = line.words
        last = line


def _starts_anew(line: _Line) -> bool:
    return bool(_NUMBERED.match(line.words) or _CELLS.search(line.words)) or bool(
        label().match(fold(line.words))
    )


def _is_full(line: _Line, width: int) -> bool:
    words = line.words.rstrip()
    is_whole = words[-1] in _ENDS or words.endswith(("的通知", "的意见"))
    return bool(width) and len(words) >= width - _LACKS and not is_whole


def _ends_with_bracket(line: _Line) -> bool:
    """A line ends with the bracket that the next one fills: …落实。（⏎责任单位：省数据局）"""
    return line.words.rstrip()[-1] in "（(〔【[" and len(line.words.strip()) > _NARROWEST


def _leaves_bracket_open(above: str, following: _Line, width: int) -> bool:
    """An assignment bracket opened in a line and closed in the next: （责任单位：省数据局、⏎省财政厅）."""
    if not (written_as(")").search(following.words) and written_as("(").search(above)):
        return False
    key, rest = fold(above[-_BRACKET:]), fold(following.words)
    opening = key.rfind("(")
    if opening < 0 or ")" in key[opening:] or ")" not in rest[:_BRACKET]:
        return False
    return _closes(rest) and bool(width or label().match(key, opening + 1))


def _closes(rest: str) -> bool:
    """Whether the first bracket left open above closes here, behind any that open here."""
    depth = 0
    for char in rest[:_BRACKET]:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return True
    return False
