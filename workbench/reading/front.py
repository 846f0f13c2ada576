"""What a document says of itself: title, 发文字号, issuer, dates — and which lines say it.

Notices print another document inside (印发《…》的通知): the printed document is the one that is planned, so
its title is the title, while number, issuer and date are the notice's own.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from workbench.reading import lexicon
from workbench.reading.draft import Meta
from workbench.reading.numerals import NUMERAL, read_numeral, read_year
from workbench.reading.outline import read_number
from workbench.reading.script import fold, script_of
from workbench.reading.text import Stretch, Text
from workbench.terms import Level

_DOC_NO = re.compile(r"[\u3400-\u9fff]{1,12}(?:\([\u3400-\u9fff]{1,4}\))?\s*\((?:19|20)\d\d\)\s*第?\d+\s*号")
_DATE = re.compile(
    rf"(?P<y>(?:19|20)\d\d|(?:中华)?民国\s*\d{{2,3}}|二[〇○零][〇○零一二三四五六七八九]{{2}})\s*年\s*(?P<m>{NUMERAL})\s*月\s*(?P<d>{NUMERAL})\s*日"
)
_LABEL = re.compile(
    r"[•·\s]*(索\s*引\s*号|主题分类|发文机关|发布机构|成文日期|标\s*题|文件标题|发文字号|文\s*号|文件编号|统一编号|发布日期|生成日期|有\s*效\s*性|公文种类|组配分类|信息分类|服务对象|体裁分类)\s*:\s*(.*)"
)
_RECIPIENTS = re.compile(
    r".{2,}(?:政府|部门|机构|单位|院校|企业|厅|局|委|办|公司|会|开发区|管委会)[^。;:]{0,20}:$"
)
_PRINTED = (
    re.compile(
        r"(?:现)?将?《(?P<title>[^《》]+(?:《[^《》]*》[^《》]*)*)》.{0,40}?(?:印发|转发|发布|公布|下发)给?(?:你们)?"
    ),
    re.compile(r"(?:印发|转发|公布|下发)[《<](?P<title>.+?)[》>]的通知$"),
    re.compile(r"(?:关于)?(?:印发|转发|公布|下发)(?P<title>[^《》]{4,})的通知$"),
)
_TITLE_END = re.compile(
    r"(?:通知|意见|方案|规划|要点|计划|办法|规定|条例|决定|通报|报告|纲要|措施|清单|细则|公告|通告|函|批复|行动|指南|讲话|政策|工程|指标|分工|安排|分解表|任务表|清单表|台账|任务分解|分工表|一览表|明细表|目标表|总表|汇总表|分解表|简报|总结|汇报|白皮书|建议|公报|纪要|倡议书|答复|说明)(?:\(.{1,10}\))?$"
)
_VALID_UNTIL = re.compile(rf"有效期(?:限)?(?:为|自[^。,]*?)?(?:截?至|到)\s*{_DATE.pattern}")
_OFFICE = re.compile(
    r"[\u3400-\u9fff\s]{0,40}(?:政府|办公厅|办公室|委员会|厅|局|委|办|部|国务院|党委|领导小组)$"
)
#: A date without an office stands within this many lines, to be the document's.
_HEAD_LINES = 12
#: Front matter stands within this many lines; a signature may also close the document.
_FRONT_LINES = 60
_LEVELS = (
    (re.compile(r"国务院|中共中央|中央|国家|^全国|^[\u3400-\u9fff]{2,10}部(?:办公厅)?$"), Level.NATIONAL),
    (re.compile(r"省|自治区|^(?:北京|上海|天津|重庆)市|兵团"), Level.PROVINCE),
    (re.compile(r"县|区(?:人民)?政府|旗"), Level.COUNTY),
    (re.compile(r"市|州|盟"), Level.CITY),
)


@dataclass(frozen=True, slots=True)
class Front:
    """The document's own facts, and the lines of front matter and of web-page boilerplate."""

    meta: Meta
    lines: tuple[Stretch, ...]
    boilerplate: tuple[Stretch, ...]


@dataclass(slots=True)
class _Signature:
    """The issuer and the date under a notice, with the index of the date's line."""

    issuer: str
    date: dt.date
    at: int


def read_front(text: Text, lines: list[Stretch]) -> Front:
    """Read the front matter from the lines that no table holds."""
    boilerplate = [line for line in lines if is_boilerplate(text.read(line))]
    skipped = set(boilerplate)
    lines = [line for line in lines if line not in skipped]
    labels = dict(_labels(text, lines))
    signature = _signature(text, lines)
    title_lines = _title_lines(text, lines)
    title = _printed_title(text, lines) or labels.get("标题", "") or text_of(text, title_lines)
    doc_no = _doc_no(text, lines) or labels.get("发文字号")
    issuer = signature.issuer if signature else labels.get("发文机关") or _issuer_from(text, title_lines)
    issued = signature.date if signature else _date_in(labels.get("成文日期", ""))
    issued = issued or _date_below(text, lines, title_lines) or _lone_date(text, lines)
    meta = Meta(
        title=title,
        doc_no=doc_no or None,
        issuer=issuer or None,
        issued_on=issued,
        effective_until=_date_in(found.group()) if (found := _VALID_UNTIL.search(text.key)) else None,
        script=script_of(text.clean),
        level=level_of(issuer or title),
    )
    return Front(meta, tuple(_front_lines(text, lines, title, title_lines, signature)), tuple(boilerplate))


def is_boilerplate(key: str) -> bool:
    """Whether a whole folded line is a web page's furniture."""
    return bool(_boilerplate().fullmatch(key.strip()))


@cache
def _boilerplate() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in lexicon.words("boilerplate")))


def text_of(text: Text, lines: list[Stretch]) -> str:
    """Title lines as one title, without the blanks that justify them."""
    return "".join(
        re.sub(r"\s+", "", text.quote(line)) if _is_spaced(text.read(line)) else text.quote(line)
        for line in lines
    )


def _is_spaced(key: str) -> bool:
    return bool(re.search(r"[\u3400-\u9fff]\s+[\u3400-\u9fff]", key))


def _date_in(words: str) -> dt.date | None:
    found = _DATE.search(words)
    if found:
        parts: list[int | None] = [read_year(found["y"]), read_numeral(found["m"]), read_numeral(found["d"])]
    else:
        parts = [int(digits) for digits in re.findall(r"\d+", words)[:3]]
    numbers = [part for part in parts if part is not None]
    try:
        return dt.date(*numbers) if len(numbers) == 3 else None
    except ValueError:
        return None


def _labels(text: Text, lines: list[Stretch]) -> Iterator[tuple[str, str]]:
    """The labelled lines that government sites print above a document: 成文日期:2022-04-28."""
    for line in lines[:_FRONT_LINES]:
        found = _LABEL.fullmatch(text.read(line))
        if found and found[2]:
            value = text.clean[line.start + found.start(2) : line.start + found.end(2)].strip()
            yield re.sub(r"\s", "", found[1]).replace("文件标题", "标题").replace("文号", "发文字号"), value


def _doc_no(text: Text, lines: list[Stretch]) -> str | None:
    """The first document number that stands alone on a line, closes one, or follows the title at the top."""
    for index, line in enumerate(lines[:_FRONT_LINES]):
        found = _DOC_NO.search(text.read(line))
        if not found:
            continue
        is_alone = line.length < 60 and (found.end() == line.length or found.start() == 0)
        if is_alone or (index < 3 and "通知" in found.group()):
            start = line.start + found.start()
            number = re.sub(r"\s", "", text.clean[start : line.start + found.end()])
            return number.split("通知")[-1]
    return None


def _signature(text: Text, lines: list[Stretch]) -> _Signature | None:
    """A line that is an office's name with, on the next line, a date: first at the top, else at the end."""
    for index in (*range(min(len(lines), _FRONT_LINES)), *range(max(0, len(lines) - 6), len(lines))):
        words = text.read(lines[index])
        if not _DATE.fullmatch(words) or index == 0:
            continue
        date = _date_in(words)
        above = text.read(lines[index - 1])
        if date and len(above) > 2 and _OFFICE.fullmatch(above) and not above.startswith("第"):
            return _Signature(re.sub(r"\s", "", text.quote(lines[index - 1])), date, index)
    return None


def _date_below(text: Text, lines: list[Stretch], title_lines: list[Stretch]) -> dt.date | None:
    """The date that stands alone below the title: (2023年5月6日), 中华民国110年3月15日."""
    start = lines.index(title_lines[-1]) + 1 if title_lines else len(lines)
    for line in lines[start : start + 3]:
        words = text.read(line).strip("()")
        if _DATE.fullmatch(words) or (_DATE.match(words) and re.search("(?:通过|发布|印发|公布)$", words)):
            return _date_in(words)
    return None


def _lone_date(text: Text, lines: list[Stretch]) -> dt.date | None:
    """The date of a notice that lost the name of its office, on a line of its own at the top or the end."""
    for line in (*lines[1:_HEAD_LINES], *lines[-6:]):
        if _DATE.fullmatch(text.read(line)):
            return _date_in(text.read(line))
    return None


def _title_lines(text: Text, lines: list[Stretch]) -> list[Stretch]:
    """The document's title at its top, over one line or a few, up to the line that ends like a title."""
    for index, line in enumerate(lines[:12]):
        words = text.read(line)
        if not _TITLE_END.search(words) or len(words) > 80 or _LABEL.match(words) or read_number(text, line):
            continue
        first = index
        while first > 0 and _continues_title(text, lines[first - 1]):
            first -= 1
        return lines[first : index + 1]
    return []


def _continues_title(text: Text, line: Stretch) -> bool:
    words = text.read(line)
    is_prose = words.endswith(("。", ":", ";", "号")) or len(words) > 40
    return not is_prose and not _LABEL.match(words) and bool(re.search("关于|人民政府|委员会|国务院", words))


def _printed_title(text: Text, lines: list[Stretch]) -> str:
    """The title of the document that a notice prints."""
    for line in lines[:_FRONT_LINES]:
        if line.length > 200:
            continue
        for pattern in _PRINTED:
            found = pattern.search(text.key, line.start, line.end)
            if found:
                return text.clean[found.start("title") : found.end("title")].strip("《》")
    return ""


def _issuer_from(text: Text, title_lines: list[Stretch]) -> str:
    """国务院 from 国务院关于促进…的若干意见."""
    title = text_of(text, title_lines)
    found = re.match(r"(?!关于|關於)(.{2,30}?)(?:关于|關於|印发|印發)", title)
    return found[1] if found else ""


def level_of(name: str) -> Level | None:
    """The administrative level an issuer's name tells."""
    key = fold(name)
    return next((level for pattern, level in _LEVELS if pattern.search(key)), None)


def _front_lines(
    text: Text, lines: list[Stretch], title: str, title_lines: list[Stretch], signature: _Signature | None
) -> Iterator[Stretch]:
    """The lines up to the body, and a signature that closes the document."""
    start = _body_start(text, lines, title, title_lines, signature)
    yield from lines[:start]
    if signature and signature.at >= start:
        yield from lines[signature.at - 1 : signature.at + 1]
    for line in lines[start:]:
        if _LABEL.fullmatch(text.read(line)):
            yield line


def _body_start(
    text: Text, lines: list[Stretch], title: str, title_lines: list[Stretch], signature: _Signature | None
) -> int:
    """The index of the body's first line: below the signature and printed title, or the recipients."""
    if signature and signature.at < _FRONT_LINES and signature.at < len(lines) - 6:
        start = signature.at + 1
    else:
        start = _below_head(text, lines, title_lines)
    folded = re.sub(r"\W", "", title)
    while start < len(lines) and _is_title_again(text, lines[start], folded):
        start += 1
    return start


def _below_head(text: Text, lines: list[Stretch], title_lines: list[Stretch]) -> int:
    start = lines.index(title_lines[-1]) + 1 if title_lines else 0
    for index in range(start, min(start + 6, len(lines))):
        words = text.read(lines[index])
        is_head = _DOC_NO.search(words) or _RECIPIENTS.fullmatch(words) or _LABEL.match(words)
        if (is_head and len(words) < 200) or _DATE.fullmatch(words.strip("()")):
            start = index + 1
        elif words.endswith(("。", ":", ";")) or read_number(text, lines[index]):
            break
    return start


def _is_title_again(text: Text, line: Stretch, folded_title: str) -> bool:
    words = re.sub(r"\W", "", text.quote(line))
    return bool(words) and words in folded_title and not read_number(text, line)
