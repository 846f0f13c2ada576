"""Who issued a document and when: the office and the date under it, its number, and the printer's imprint."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from workbench.reading.numerals import NUMERAL, read_numeral, read_year
from workbench.reading.text import Stretch, Text

DATE = re.compile(
    r"(?P<y>(?:19|20)\d\d|(?:中华)?民国\s*\d{2,3}|二[〇○零][〇○零一二三四五六七八九]{2})\s*年"
    rf"\s*(?P<m>{NUMERAL})\s*月\s*(?P<d>{NUMERAL})\s*日"
)
_OFFICE = (
    r"[\u3400-\u9fff\s()·]{0,40}(?:政府|办公厅|办公室|委员会|厅|局|委|办|部|国务院|党委|党组|领导小组|联席会议|指挥部|工作组|专班"
    r"|管委会|总队|公司|集团|大学|学院|法院|检察院|协会|院|署)"
)
_SEALED_FOR = r"(?:\s*\([^()]{0,20}代章\))?"
_OFFICE_LINE = re.compile(rf"{_OFFICE}{_SEALED_FOR}")
_SEAL_LINE = re.compile(r"\([^()]{0,24}代章\)")
_OFFICE_AND_DATE = re.compile(rf"(?P<office>{_OFFICE}{_SEALED_FOR})\s+(?P<date>{DATE.pattern})")
_IMPRINT = re.compile(rf"(?P<office>[\u3400-\u9fff\s]{{4,40}}?)\s*(?P<date>{DATE.pattern})\s*印(?:发|制)")
#: The second line of an office's name that was too long for one.
_SECOND_HALF = re.compile("(?:工作)?(?:领导小组|办公室|委员会办公室|联席会议)")
_DOC_NO = re.compile(
    r"[\u3400-\u9fff]{1,12}(?:\([\u3400-\u9fff]{1,4}\))?\s*\(\s*(?:19|20)\d\d\s*\)\s*第?\s*\d+\s*号"
)
#: As many offices sign one document.
_MOST_OFFICES = 20
#: A number stands within so many lines, and alone on a line no longer than this.
_WITHIN, _LONGEST = 60, 60


@dataclass(frozen=True, slots=True)
class Signature:
    """The issuer and the date under a notice, with the indices of its first line and of the date's."""

    issuer: str
    date: dt.date
    first: int
    at: int


def date_in(words: str) -> dt.date | None:
    """The date a phrase states, as 2024年4月2日 or 2024-04-02; None where it states none."""
    found = DATE.search(words)
    if found:
        parts: list[int | None] = [read_year(found["y"]), read_numeral(found["m"]), read_numeral(found["d"])]
    else:
        parts = [int(digits) for digits in re.findall(r"\d+", words)[:3]]
    numbers = [part for part in parts if part is not None]
    try:
        return dt.date(*numbers) if len(numbers) == 3 else None
    except ValueError:
        return None


def find_signature(text: Text, lines: list[Stretch]) -> Signature | None:
    """The first line that is an office's name with a date behind it or on the next line."""
    for index in range(1, len(lines)):
        words = text.read(lines[index])
        together = _OFFICE_AND_DATE.fullmatch(words)
        if together and (date := date_in(together["date"])) and len(together["office"].strip()) > 2:
            return Signature(_name(text.quote(lines[index])[: together.end("office")]), date, index, index)
        if DATE.fullmatch(words) and (date := date_in(words)):
            first, offices = _offices_above(text, lines, index)
            if offices:
                return Signature("、".join(offices), date, first, index)
    return None


def _offices_above(text: Text, lines: list[Stretch], date_at: int) -> tuple[int, list[str]]:
    """The offices that sign above a date, from the top, and the index of the first one's line."""
    first, names = date_at, list[str]()
    while first > 0 and len(names) < _MOST_OFFICES:
        words = text.read(lines[first - 1])
        if not names and first == date_at and _SEAL_LINE.fullmatch(words):
            first -= 1
            continue
        if not _OFFICE_LINE.fullmatch(words) or len(words) < 3 or words.startswith("第"):
            break
        first -= 1
        names.insert(0, _name(text.quote(lines[first])))
    if names and _SECOND_HALF.match(names[0]) and first > 0 and _is_first_half(text.read(lines[first - 1])):
        first -= 1
        names[0] = _name(text.quote(lines[first])) + names[0]
    return (first, names) if names else (date_at, [])


def _is_first_half(words: str) -> bool:
    return 4 <= len(words) <= 40 and bool(re.fullmatch(r"[\u3400-\u9fff\s()·“”]+", words))


def _name(words: str) -> str:
    """An office's name without blanks and seal; two offices on one line are parted."""
    words = re.sub(r"[(（][^()（）]{0,20}代章[)）]", "", words).strip()
    parts = words.split()
    if len(parts) > 1 and all(len(part) > 2 for part in parts):
        return "、".join(re.sub(r"\s", "", part) for part in parts)
    return re.sub(r"\s", "", words)


def find_imprint(text: Text, lines: list[Stretch]) -> Signature | None:
    """The printer's line at the end: who had the document printed when (…办公厅 2025年4月17日印发)."""
    for index in range(len(lines) - 1, max(-1, len(lines) - 20), -1):
        found = _IMPRINT.fullmatch(text.read(lines[index]))
        if found and (date := date_in(found["date"])):
            name = text.quote(lines[index])[found.start("office") : found.end("office")]
            return Signature(_name(name), date, index, index)
    return None


def date_below(text: Text, lines: list[Stretch], title: list[Stretch]) -> dt.date | None:
    """The date that stands alone below the title: (2023年5月6日), 中华民国110年3月15日."""
    start = lines.index(title[-1]) + 1 if title else len(lines)
    for line in lines[start : start + 3]:
        words = _DOC_NO.sub("", text.read(line)).strip("() \t\u3000")
        if DATE.fullmatch(words) or (DATE.match(words) and _MADE_PUBLIC.search(words)):
            return date_in(words)
    return None


#: 2020年11月12日省人民政府令第238号公布 自2021年1月1日起施行.
_MADE_PUBLIC = re.compile(r"(?:通过|发布|印发|公布)(?=$|[ \t\u3000,;])")


#: A date without an office stands within this many lines, to be the document's.
_HEAD_LINES = 12


def lone_date(text: Text, lines: list[Stretch]) -> dt.date | None:
    """The date of a notice that lost the name of its office, on a line of its own at the top or the end."""
    for line in (*lines[1:_HEAD_LINES], *lines[-6:]):
        if DATE.fullmatch(text.read(line)):
            return date_in(text.read(line))
    return None


def find_number(text: Text, lines: list[Stretch]) -> str | None:
    """The first document number that stands alone on a line, closes one, or follows the title at the top."""
    for index, line in enumerate(lines[:_WITHIN]):
        words = text.read(line)
        for found in _DOC_NO.finditer(words):
            end = found.end() + (words[found.end() : found.end() + 1] == ")")
            is_alone = line.length < _LONGEST and (end == line.length or found.start() == 0)
            is_behind_title = index < 3 and ("通知" in found.group() or end == line.length < 100)
            if is_alone or is_behind_title:
                start = line.start + found.start()
                number = re.sub(r"\s", "", text.clean[start : line.start + found.end()])
                return re.split("通知|意见|决定", number)[-1]
    return None


def is_number_line(words: str) -> bool:
    """Whether a line holds a document number."""
    return bool(_DOC_NO.search(words))
