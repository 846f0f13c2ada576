"""The title of a document, at its top over one line or a few; that of the document a notice prints.

A notice (关于印发《…》的通知) is about the document it prints, whose title is the title. Where the notice
does not quote it and it is a phrase (印发关于支持…若干措施的通知), the notice goes by its own title.
"""

from __future__ import annotations

import itertools
import re
from functools import cache

from workbench.reading import lexicon
from workbench.reading.duties import opens_with_label
from workbench.reading.outline import read_number
from workbench.reading.text import Stretch, Text

_PRINTED_BY_NOTICE = re.compile(
    r"(?:印发|转发|批转|公布|下发|发布)(?P<title>.{4,}?)的通知$|印发(?P<quoted>《[^《》]{4,}》)$"
)
_BOOK = r"《(?P<title>[^《》]+(?:《[^《》]*》[^《》]*)*)》(?:\([^()]{1,30}\))?"
_PRINTED_IN_TEXT = (
    re.compile(rf"现?将{_BOOK}.{{0,40}}?(?:印发|转发|发布|公布|下发)(?:给|你们|,|。|$)"),
    re.compile(
        rf"{_BOOK}.{{0,60}}?(?:同意|批准|通过|审定|研究).{{0,30}}?(?:印发|转发|发布|公布|下发)(?:给|你们|,|。|实施|$)"
    ),
)
#: What stands above a title and is none of it: the red head, navigation, a site's name.
_NO_TITLE = re.compile(r"文件$|[>|]|网站|首页|登录|无障碍|政府信息公开|^附件|^来源|^索引|^时间|公众号")
_FIRST_HALF = re.compile(r"关于|人民政府|委员会|国务院|办公厅|办公室|(?:局|厅|委|部|院)(?:等\S{1,4}部门)?$")
_YEARS_OR_STATUS = re.compile(
    r"\((?!.*日\))(?:(?:19|20)\d\d|试行|暂行|征求|修订|草案|送审|第.{1,3}批|摘要|节选|\d{2})[^()]{0,16}\)(?:的通知)?$"
)
#: A title stands within so many lines, and is no longer than so many characters.
_WITHIN, _LONGEST = 15, 80
_SHORTEST = 6
_LONGEST_LINE = 40
#: A line so short hardly is a whole title.
_HALF = 16


@cache
def _ending() -> re.Pattern[str]:
    ending = lexicon.alternation("title_endings")
    return re.compile(
        rf"{ending}(?:\(.{{1,14}}\))?$|(?:印发|转发|公布|发布)《[^《》]*{ending}[^《》]{{0,14}}》$"
    )


def title_lines(text: Text, lines: list[Stretch]) -> list[Stretch]:
    """The lines of the title at the document's top, up to the line that ends like a title."""
    for index, line in enumerate(lines[:_WITHIN]):
        words = text.read(line)
        if (
            not _ending().search(words)
            or not _SHORTEST <= len(words) <= _LONGEST
            or not _may_be_title(text, line)
        ):
            continue
        first = index
        while first > 0 and _goes_before(text, lines[first - 1], lines[first]):
            first -= 1
        last = index
        while last + 1 < len(lines) and _goes_behind(text, lines[first : last + 1], lines[last + 1]):
            last += 1
        return lines[first : last + 1]
    at_top = itertools.zip_longest(lines[:_FIRST_LINES], lines[1 : _FIRST_LINES + 1])
    whole = ((line, below) for line, below in at_top if line and _is_plain_title(text, line))
    return [line for line, below in whole if not _assigns(text, below)][:1]


#: A title that ends like none stands within so many lines, and is no longer.
_FIRST_LINES, _LONGEST_PLAIN = 4, 50


def _assigns(text: Text, line: Stretch | None) -> bool:
    """Whether a line is a task's 责任单位：…, so that what stands above it is the task."""
    return line is not None and opens_with_label(text.key, line.start, line.end)


def _is_plain_title(text: Text, line: Stretch) -> bool:
    """Whether a line says something short and whole, as 云岭市2031年重点工作 does."""
    words = text.read(line)
    is_short = _HALF // 2 <= len(words) <= _LONGEST_PLAIN
    is_phrase = is_short and not re.search(r"[。;:,!?|]|号$|日$|(?:政府|办公厅|办公室|委员会)$", words)
    return is_phrase and bool(re.search("[\u3400-\u9fff]{4}", words)) and _may_be_title(text, line)


def _may_be_title(text: Text, line: Stretch) -> bool:
    words = text.read(line)
    is_label = bool(re.match(r"[^:]{2,8}:", words)) or opens_with_label(text.key, line.start, line.end)
    return not (is_label or _NO_TITLE.search(words) or read_number(text, line))


def _goes_before(text: Text, line: Stretch, below: Stretch) -> bool:
    """Whether a line is the first half of the title whose rest stands below it."""
    words = text.read(line)
    is_prose = words.endswith(("。", ":", ";", "号", "日")) or len(words) > _LONGEST_LINE
    if is_prose or not _may_be_title(text, line):
        return False
    is_short = len(text.read(below)) <= _HALF and not text.read(below).startswith("关于")
    return bool(_FIRST_HALF.search(words)) or (
        is_short and len(words) >= _SHORTEST and not _ending().search(words)
    )


def _goes_behind(text: Text, title: list[Stretch], line: Stretch) -> bool:
    """Whether a line ends the title above it: （2023—2025年）, or the rest of 关于印发…的通知."""
    words = text.read(line)
    if _YEARS_OR_STATUS.match(words):
        return True
    joined = "".join(text.read(part) for part in title)
    is_open = "印发" in joined and not joined.endswith("通知") and len(title) < 4
    return is_open and words.endswith("的通知") and len(words) <= _LONGEST_LINE


def words_of(text: Text, lines: list[Stretch]) -> str:
    """Title lines as one title, without the blanks that justify them."""
    return "".join(
        re.sub(r"\s+", "", text.quote(line)) if _is_spaced(text.read(line)) else text.quote(line)
        for line in lines
    )


def _is_spaced(key: str) -> bool:
    return bool(re.search(r"[\u3400-\u9fff]\s+[\u3400-\u9fff]", key))


def printed_title(text: Text, own: list[Stretch], lines: list[Stretch]) -> str:
    """The title of the document that a notice prints, "" where it prints none or one without a name."""
    by_title = _printed_by(text, own)
    if by_title and _is_phrase(by_title) and "《" not in words_of(text, own):
        return ""
    return by_title or next(filter(None, (_printed_in(text, line) for line in lines)), "")


def _is_phrase(title: str) -> bool:
    """关于支持…的意见 says what about, and is no name; so does 发展改革委关于…的意见."""
    return bool(re.search("关于|關於", re.sub("《[^《》]*》", "", title)))


def _printed_by(text: Text, own: list[Stretch]) -> str:
    """What the notice's title says it prints."""
    if not own:
        return ""
    words, key = ("".join("".join(part(line).split()) for line in own) for part in (text.quote, text.read))
    found = _PRINTED_BY_NOTICE.search(key)
    if not found:
        return ""
    title = words[slice(*found.span(found.lastgroup or "title"))]
    whole = re.fullmatch("[《<〈]([^《》]+(?:《[^《》]*》[^《》]*)*)[》>〉]", title)
    return whole[1] if whole else title


def _printed_in(text: Text, line: Stretch) -> str:
    """What a notice's text says it prints."""
    for pattern in _PRINTED_IN_TEXT:
        found = pattern.search(text.key, line.start, min(line.end, line.start + _NOTICE))
        if found:
            return text.clean[found.start("title") : found.end("title")]
    return ""


#: A notice names what it prints within so many characters of a line.
_NOTICE = 300
