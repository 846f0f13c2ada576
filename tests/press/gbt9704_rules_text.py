"""Rules of title, text, 附件说明, 落款 and 附注: R22–R42 of GBT9704.md."""

from __future__ import annotations

import re
from itertools import pairwise

from tests.press.gbt9704_measure import MM, Row
from tests.press.gbt9704_parts import (
    DATE,
    FACES,
    ZI,
    Paper,
    between,
    face,
    given,
    holds,
    is_body,
    near,
)


def r22(paper: Paper) -> None:
    for row in paper.title:
        between("title size", row.size, 21.5, 22.1)
        face(row, "小标宋")
        near(f"title row “{row.text}” middle", row.middle, 106, 0.5)


def r23(paper: Paper) -> None:
    paper.of_format("文件", "纪要", "简报")
    between("gap above the title", paper.title[0].top - paper.red_rule.y, 20.3, 23.8)


def r24(paper: Paper) -> None:
    given(len(paper.title) > 1, "title of one row")
    widths = [row.x1 - row.x0 for row in paper.title]
    holds(all(len(row.text) > 2 for row in paper.title), "a title row of two characters")
    rising = [after > before for before, after in pairwise(widths)]
    holds(
        rising == sorted(rising, reverse=True),
        f"title rows have a waist: {[round(width) for width in widths]}",
    )
    for before, after in pairwise(widths):
        holds(not (abs(before - after) < 0.5 and before > 150), "two full title rows")
    text = "|".join(row.text for row in paper.title)
    for word in WHOLE_WORDS:
        holds(not any(f"{word[:n]}|{word[n:]}" in text for n in range(1, len(word))), f"title cuts {word}")
    for row in paper.title:
        holds(row.text.count("《") == row.text.count("》"), "title cuts 《》")


WHOLE_WORDS = (
    *(
        "福建",
        "人民",
        "政府",
        "国家",
        "数字",
        "经济",
        "创新",
        "发展",
        "试验区",
        "工作",
        "方案",
        "任务",
        "分解表",
    ),
    *("通知", "印发", "关于", "计划", "行动", "建设", "重点", "实施", "办公厅", "三年"),
)


def r25(paper: Paper) -> None:
    given(len(paper.title) > 1, "title of one row")
    steps = [(after.base - before.base) / MM for before, after in pairwise(paper.title)]
    between("title pitch", min(steps), 30, 36)
    between("title pitch", max(steps), 30, 36)


def r26(paper: Paper) -> None:
    rows = paper.recipients
    between("gap above 主送机关", rows[0].top - paper.title[-1].bottom, 10.0, 15.7)
    for row in rows:
        near("主送机关 x", row.x0, 28, 0.5)
    holds(rows[-1].text.endswith("："), "主送机关 does not end with ：")


def r27(paper: Paper) -> None:
    given(paper.format != "报告", "not an official paper with a head")
    on_first = [row for row in paper.body if row.page == 1 and is_body(row.size)]
    holds(on_first, "page 1 shows no text")


def r28(paper: Paper) -> None:
    given(paper.body and not paper.small_type, "no text, or made to fit one page")
    first = paper.body[0]
    if paper.recipients_or_none and first.page == 1:
        near("text on the row below 主送机关", first.base - paper.recipients[-1].base, 10.446, 0.1)
    for rows in paper.paragraphs():
        if rows[0] in paper.recipients_or_none:
            continue
        between(f"p{rows[0].page} indent of “{rows[0].text[:8]}”", rows[0].x0, 39.14 - 2.8 - 0.6, 39.14 + 0.6)
        for row in rows[1:]:
            near(f"p{row.page} “{row.text[:8]}”", row.x0, 28, 0.6)
    for before, after in pairwise(paper.body):
        if before.page == after.page and not paper.apart(before, after):
            near(f"p{after.page} pitch at “{after.text[:8]}”", after.base - before.base, 10.446, 0.1)


LEVELS = (r"[一二三四五六七八九十]+、", r"（[一二三四五六七八九十]+）", r"\d+[.．](?!\d)", r"（\d+）")


def _headings(paper: Paper) -> list[tuple[int, Row]]:
    firsts = [rows[0] for rows in paper.paragraphs() if rows[0].x0 > 30]
    return [
        (level, row) for row in firsts for level, shape in enumerate(LEVELS, 1) if re.match(shape, row.text)
    ]


def r29(paper: Paper) -> None:
    headings = _headings(paper)
    given(headings, "no headings")
    holds(headings[0][0] in (1, 3), "the first heading is not 一、, nor a plain list 1.")
    for (before, _), (after, row) in pairwise(headings):
        holds(after <= before + 1, f"a level is skipped before “{row.text[:8]}”")


def r30(paper: Paper) -> None:
    headings = _headings(paper)
    given(headings, "no headings")
    given(not paper.small_type, "made to fit one page")
    for level, row in headings:
        wanted = {1: "黑体", 2: "楷体"}.get(level, "仿宋")
        holds(re.search(FACES[wanted], row.chars[0].font), f"“{row.text[:8]}” is in {row.chars[0].font}")
        between(f"size of “{row.text[:8]}”", row.size, 15.7, 16.05)


def r31(paper: Paper) -> None:
    """What can be seen here of synthetic bold is a face that calls itself so."""
    for _, row in _headings(paper):
        holds(not re.search("FandolFang.*Bold|Kai.*Bold", row.chars[0].font), f"“{row.text[:8]}” is bold")


def r32(paper: Paper) -> None:
    for before, after in pairwise(paper.body):
        if before.page != after.page and not paper.something_below(before):
            last = re.match("|".join(LEVELS[:2]), before.text) and after.x0 > 30 and "。" not in before.text
            holds(not last, f"p{before.page} ends with the heading “{before.text[:8]}”")


def r33(paper: Paper) -> None:
    row = paper.listed[0]
    near("附件说明 x", row.x0, 39.14, 0.6)
    holds(is_body(row.size), "附件说明 is not 3号")
    above = paper.body[-1]
    if above.page == row.page and not paper.apart(above, row):
        between("gap above 附件说明", row.top - above.bottom, 10.0, 15.7)


def r34(paper: Paper) -> None:
    rows = paper.listed
    numbered = [row for row in rows if re.match(r"(附件：)?\d+[.．]", row.text)]
    names_at = []
    for row in rows:
        skip = len(re.match(r"(附件：)?(\d+[.．])?", row.text)[0])  # type: ignore[index]
        names_at.append(row.chars[min(skip, len(row.chars) - 1)].x0)
    near("names of attachments, spread", max(names_at) - min(names_at), 0, 0.5)
    holds(
        bool(numbered) == (len(paper.attachments) > 1),
        "one attachment takes no number, several take one each",
    )
    for name in listed_names(paper):
        holds(name[-1] not in "。；，、;,.", f"a mark after {name}")


def listed_names(paper: Paper) -> list[str]:
    names: list[str] = []
    for row in paper.listed:
        text = row.text.removeprefix("附件：")
        number = re.match(r"\d+[.．]", text)
        if number or not names:
            names.append(text[len(number[0]) if number else 0 :])
        else:
            names[-1] += text
    return names


def _sealed(name: Row, date: Row) -> bool:
    return abs(date.x1 - 161.71) <= 1.5 and (abs(name.middle - date.middle) <= 1 or name.x1 > 183)


def _unsealed(name: Row, date: Row) -> bool:
    return abs(max(name.x1, date.x1) - 172.86) <= 0.7 and abs(date.x0 - name.x0 - 11.14) <= 0.7


def r35(paper: Paper) -> None:
    """A signature that is neither form breaks both this rule and the next."""
    name, date = paper.signature
    given(_sealed(name, date) or not _unsealed(name, date), "not sealed")
    near("date right", date.x1, 161.71, 1.5)
    if name.x1 - name.x0 < date.x1 - date.x0 + 8 * ZI - 1:
        near("name over date", name.middle, date.middle, 1)
    holds(name.x1 <= 184.5, "the name leaves the type area")


def r36(paper: Paper) -> None:
    name, date = paper.signature
    given(not _sealed(name, date), "sealed")
    near("name or date right", max(name.x1, date.x1), 172.86, 0.7)
    near("date left", date.x0 - name.x0, 11.14, 0.7)
    above = paper.main[next(n for n, row in enumerate(paper.main) if row is name) - 1]
    if above.page == name.page and not paper.apart(above, name):
        between("gap above the name", name.top - above.bottom, 10.0, 15.7)


def r40(paper: Paper) -> None:
    holds(DATE.fullmatch(paper.signature[1].text), f"date {paper.signature[1].text}")


def r42(paper: Paper) -> None:
    rest = paper.main[next(n for n, row in enumerate(paper.main) if row is paper.signature[1]) + 1 :]
    given(rest and paper.format != "纪要", "no note")
    holds(re.fullmatch("（.+）", "".join(row.text for row in rest)), f"note {rest[0].text}")
    between("note x", rest[0].x0, 39.14 - 2.8 - 0.6, 39.74)
    if rest[0].page == paper.signature[1].page:
        near("note below date", rest[0].base - paper.signature[1].base, 10.446, 0.1)
