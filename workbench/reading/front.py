"""What a document says of itself: title, 发文字号, issuer, dates — and which lines say it.

The title is `titles`' matter, the number and who signed when `signatures`'; what a government site prints in
labelled lines (成文日期：…) stands in where the document itself does not say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from workbench.reading import lexicon
from workbench.reading.draft import Meta
from workbench.reading.outline import read_number
from workbench.reading.script import fold, script_of
from workbench.reading.signatures import (
    DATE,
    Signature,
    date_below,
    date_in,
    find_imprint,
    find_number,
    find_signature,
    is_number_line,
    lone_date,
)
from workbench.reading.text import Stretch, Text
from workbench.reading.titles import printed_title, title_lines, words_of
from workbench.terms import Level

#: The labels of government sites, by what they name; "" for those that name nothing asked here.
_LABELS = {
    "标题": "标题|文件标题|文件名称|名称|信息名称",
    "发文字号": "发文字号|文号|文件编号|字号|发文号|文件字号",
    "发文机关": "发文机关|发布机构|发文单位|制定机关|发布机关|发布单位|公开单位|来源机构",
    "成文日期": "成文日期|成文时间|发文日期|发文时间|公布日期|印发日期|签发日期",
    "发布日期": "发布日期|发布时间|生成日期|公开日期|信息日期",
    "": "索引号|信息索引|主题分类|统一编号|有效性|时效性|是否有效|有效状态|效力等级|效力状态|公文种类"
    "|组配分类|信息分类|信息类别|文件类型|服务对象|体裁分类|体裁|施行日期|失效日期|废止日期|关键词|主题词|公开方式|公开形式|公开时限|公开范围|所属主题",
}
_SPACED = {
    name: re.compile("|".join(r"\s*".join(word) for word in words.split("|")))
    for name, words in _LABELS.items()
}
_LABEL = re.compile(
    rf"[•·∙|\s(]*(?P<label>{'|'.join(one.pattern for one in _SPACED.values())})\s*(?:\)\s*:?|:)[ \t]*"
)
#: A line of labels is no longer than this.
_LONGEST_LABELS = 200
_RECIPIENTS = re.compile(
    r".{2,}(?:政府|部门|机构|单位|院校|企业|厅|局|委|办|公司|会|开发区|管委会)[^。;:]{0,20}:$"
)
_VALID_UNTIL = re.compile(rf"有效期(?:限)?(?:为|自[^。,]*?)?(?:截?至|到)\s*{DATE.pattern}")
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


def read_front(text: Text, lines: list[Stretch]) -> Front:
    """Read the front matter from the lines that no table holds."""
    labels = dict(_labels(text, lines))
    boilerplate = [line for line in lines if is_boilerplate(text.read(line))]
    skipped = set(boilerplate)
    lines = [line for line in lines if line not in skipped]
    meta, own_title, signature = _meta(text, lines, labels)
    return Front(meta, tuple(_front_lines(text, lines, meta.title, own_title, signature)), tuple(boilerplate))


def _meta(
    text: Text, lines: list[Stretch], labels: Mapping[str, str]
) -> tuple[Meta, list[Stretch], Signature | None]:
    """The document's own facts, with the lines of its title and its signature."""
    signature, imprint = find_signature(text, lines), find_imprint(text, lines)
    own_title = title_lines(text, lines)
    title = printed_title(text, own_title, lines[:_FRONT_LINES]) or words_of(text, own_title)
    title = title or labels.get("标题", "")
    issuer = signature.issuer if signature else labels.get("发文机关") or _issuer_from(title)
    issued = signature.date if signature else date_in(labels.get("成文日期", ""))
    issued = issued or date_below(text, lines, own_title) or lone_date(text, lines)
    if imprint:
        issuer, issued = issuer or imprint.issuer, issued or imprint.date
    meta = Meta(
        title=title,
        doc_no=find_number(text, lines) or labels.get("发文字号") or None,
        issuer=issuer or None,
        issued_on=issued or date_in(labels.get("发布日期", "")),
        effective_until=date_in(found.group()) if (found := _VALID_UNTIL.search(text.key)) else None,
        script=script_of(text.clean),
        level=level_of(issuer or title),
    )
    return meta, own_title, signature


def is_boilerplate(key: str) -> bool:
    """Whether a whole folded line is a web page's furniture."""
    return bool(_boilerplate().fullmatch(key.strip()))


@cache
def _boilerplate() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in lexicon.words("boilerplate")))


def _labels(text: Text, lines: list[Stretch]) -> Iterator[tuple[str, str]]:
    """The labelled values that government sites print above a document, one or several in a line."""
    for line in reversed(lines[:_FRONT_LINES]):  # of two, the first one printed stands
        found = list(_LABEL.finditer(text.key, line.start, line.end)) if _is_label_line(text, line) else []
        for label, following in zip(found, [*found[1:], None], strict=False):
            name = next(name for name, pattern in _SPACED.items() if pattern.fullmatch(label["label"]))
            value = text.clean[label.end() : following.start() if following else line.end].strip(
                " \t\u3000】|"
            )
            if name and value:
                yield name, value


def _is_label_line(text: Text, line: Stretch) -> bool:
    return line.length < _LONGEST_LABELS and bool(_LABEL.match(text.key, line.start, line.end))


def _issuer_from(title: str) -> str:
    """国务院 from 国务院关于促进…的若干意见."""
    found = re.match(r"(?!关于|關於)([^《》]{2,30}?)(?:关于|關於|印发|印發|转发|轉發|批转|批轉)", title)
    return found[1] if found else ""


def level_of(name: str) -> Level | None:
    """The administrative level an issuer's name tells."""
    key = fold(name)
    return next((level for pattern, level in _LEVELS if pattern.search(key)), None)


def _front_lines(
    text: Text, lines: list[Stretch], title: str, own_title: list[Stretch], signature: Signature | None
) -> Iterator[Stretch]:
    """The lines up to the body, and a signature that stands in or behind it."""
    start = _body_start(text, lines, title, own_title, signature)
    yield from lines[:start]
    folded = re.sub(r"\W", "", title)
    if signature and signature.at >= start:
        yield from lines[signature.first : signature.at + 1]
        yield from _repeated_title(text, lines, signature.at + 1, folded)
    for line in lines[start:]:
        if _is_label_line(text, line):
            yield line


def _body_start(
    text: Text, lines: list[Stretch], title: str, own_title: list[Stretch], signature: Signature | None
) -> int:
    """The index of the body's first line: below the signature and printed title, or the recipients."""
    if signature and _closes_front(text, lines, signature):
        start = signature.at + 1
    else:
        start = _below_head(text, lines, own_title)
    return start + len(list(_repeated_title(text, lines, start, re.sub(r"\W", "", title))))


def _closes_front(text: Text, lines: list[Stretch], signature: Signature) -> bool:
    """Whether the text above a signature is a notice's few words; numbered points are a body of their own."""
    if signature.at >= min(_FRONT_LINES, len(lines) - 6):
        return False
    return not any(read_number(text, line) for line in lines[: signature.at])


def _below_head(text: Text, lines: list[Stretch], own_title: list[Stretch]) -> int:
    start = lines.index(own_title[-1]) + 1 if own_title else 0
    for index in range(start, min(start + 6, len(lines))):
        words = text.read(lines[index])
        is_head = is_number_line(words) or _RECIPIENTS.fullmatch(words) or _is_label_line(text, lines[index])
        if (is_head and len(words) < 200) or DATE.fullmatch(words.strip("()")):
            start = index + 1
        elif words.endswith(("。", ":", ";")) or read_number(text, lines[index]):
            break
    return start


def _repeated_title(text: Text, lines: list[Stretch], start: int, title: str) -> Iterator[Stretch]:
    """The lines that print the title again, above the document itself."""
    for line in lines[start:]:
        words = re.sub(r"\W", "", text.quote(line))
        if not words or words not in title or read_number(text, line):
            return
        yield line
