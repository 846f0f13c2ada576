"""Check a PDF against GB/T 9704-2012, rule by rule, without knowing how it was made.

`check(pdf)` gives one `Finding` for each rule of GBT9704.md that a notice with task lists can be held to
(R1–R8, R10–R20, R22–R36, R40, R42–R46, R49–R53, R57, R59–R65, R79–R82, R94, R118–R124, R127): passed, failed
with the place, or not applicable. Millimetres; tolerances are those of the rules.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import mean, pstdev

from tests.press.gbt9704_measure import MM, Cell, Row, Rule, Sheet, Table, is_black, is_red, measure

ZI = 156 / 28
HANZI = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
NO_START = "。．，、：；！？”’」』）〕】》〉］｝〗·‧–—～／/"
NO_END = "“‘「『（〔【《〈［｛〖／/"
DOC_NO = re.compile(r"[一-龥]{1,12}〔(19|20)\d{2}〕[1-9]\d*号")
DATE = re.compile(r"\d{4}年([1-9]|1[0-2])月([1-9]|[12]\d|3[01])日")
NUMBER = re.compile(r"—\s?(\d+)\s?—")
FACES = {
    "仿宋": "仿宋|FangSong|FandolFang|Zhuque",
    "小标宋": "小标宋|BiaoSong|XBS",
    "黑体": "黑体|Hei",
    "楷体": "楷体|Kai",
}
FACES["宋体"] = "宋体|SimSun|GWSong|STSong"


@dataclass(frozen=True)
class Finding:
    """What was found of one rule: `passed` is None where the rule does not apply."""

    rule: str
    passed: bool | None
    where: str = ""


class BrokenError(AssertionError):
    """A rule is broken; the message tells where."""


class NotApplicableError(AssertionError):
    """There is nothing on the paper that the rule speaks of."""


def check(pdf: bytes) -> dict[str, Finding]:
    """Findings by rule number."""
    paper = Paper(measure(pdf))
    return {rule: _verdict(rule, test, paper) for rule, test in RULES.items()}


def check_rule(pdf: bytes, rule: str) -> Finding:
    """The finding of one rule."""
    return _verdict(rule, RULES[rule], Paper(measure(pdf)))


def failures(pdf: bytes) -> list[str]:
    """Only what is broken, as readable lines."""
    return [f"{finding.rule}: {finding.where}" for finding in check(pdf).values() if finding.passed is False]


def _verdict(rule: str, test: Callable[[Paper], None], paper: Paper) -> Finding:
    try:
        test(paper)
    except BrokenError as failed:
        return Finding(rule, False, str(failed))
    except NotApplicableError as reason:
        return Finding(rule, None, str(reason))
    return Finding(rule, True)


def near(what: str, value: float, target: float, slack: float) -> None:
    between(what, value, target - slack, target + slack)


def between(what: str, value: float, low: float, high: float) -> None:
    if not low - 1e-6 <= value <= high + 1e-6:
        raise BrokenError(f"{what}: {value:.2f}, not {low:.2f} to {high:.2f}")


def holds(condition: object, what: str) -> None:
    if not condition:
        raise BrokenError(what)


def given(condition: object, what: str) -> None:
    if not condition:
        raise NotApplicableError(what)


def face(row: Row, role: str, *, share: float = 1.0) -> None:
    fitting = sum(bool(re.search(FACES[role], char.font)) for char in row.chars)
    holds(
        fitting >= share * len(row.chars),
        f"p{row.page} “{row.text[:12]}” is not in {role}: {row.chars[0].font}",
    )


def is_body(size: float) -> bool:
    return 15.7 <= size <= 16.05


class Paper:
    """The parts of a notice, found on its pages."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self.sheets = sheets
        self.first, self.last = sheets[0], sheets[-1]

    @cached_property
    def numbers(self) -> dict[int, Row]:
        return {
            sheet.number: row
            for sheet in self.sheets
            for row in sheet.rows
            if row.top > 262 and NUMBER.fullmatch(row.text)
        }

    def text_rows(self, sheet: Sheet) -> list[Row]:
        return [row for row in sheet.rows if row is not self.numbers.get(sheet.number)]

    @cached_property
    def mark(self) -> Row:
        marks = [row for row in self.first.rows if row.red]
        given(marks, "no red mark")
        return marks[0]

    @cached_property
    def red_rule(self) -> Rule:
        rules = [rule for rule in self.first.rules if is_red(rule.colour)]
        given(rules, "no red rule")
        return rules[0]

    @cached_property
    def number(self) -> Row:
        rows = [
            row
            for row in self.first.rows
            if DOC_NO.search(row.text) or ("〔" in row.text and row.text.endswith("号"))
        ]
        rows = [row for row in rows if row.bottom < self.red_rule.y]
        given(rows, "no document number")
        return rows[0]

    @cached_property
    def title(self) -> list[Row]:
        rows = [row for row in self.first.rows if row.size > 19 and not row.red]
        given(rows, "no title")
        return rows

    @cached_property
    def attachments(self) -> list[tuple[Sheet, Row]]:
        """Pages that begin with 附件, and that row."""
        found = []
        for sheet in self.sheets[1:]:
            rows = self.text_rows(sheet)
            if rows and re.fullmatch(r"附件.{0,3}", rows[0].text):
                found.append((sheet, rows[0]))
        return found

    @cached_property
    def turned_attachments(self) -> list[Sheet]:
        """Attachments on turned sheets: they are counted, and not measured here."""
        return [sheet for sheet in self.sheets if re.match(r"附件\d*", sheet.turned)]

    @cached_property
    def after_main(self) -> int:
        """The page on which the first attachment begins."""
        begun = [sheet.number for sheet, _ in self.attachments] + [
            sheet.number for sheet in self.turned_attachments
        ]
        return min(begun, default=len(self.sheets) + 1)

    @cached_property
    def main(self) -> list[Row]:
        """Rows of 主送机关, text, 附件说明, 落款 and 附注."""
        end = self.after_main
        rows = [row for sheet in self.sheets if sheet.number < end for row in self.text_rows(sheet)]
        start = self.title[-1].base
        imprint = {id(row) for row in self.imprint_rows}
        return [row for row in rows if (row.page > 1 or row.base > start + 1) and id(row) not in imprint]

    @cached_property
    def recipients(self) -> list[Row]:
        rows = []
        for row in self.main:
            if row.x0 > 28 + ZI:
                break
            rows.append(row)
        given(rows and rows[0].page == 1, "no 主送机关")
        return rows

    @cached_property
    def after_recipients(self) -> list[Row]:
        try:
            return self.main[len(self.recipients) :]
        except NotApplicableError:
            return self.main

    @cached_property
    def body(self) -> list[Row]:
        ends = [
            n
            for n, row in enumerate(self.after_recipients)
            if row.text.startswith("附件：") or row is self.date
        ]
        end = min(ends, default=len(self.after_recipients))
        if self.date in self.after_recipients[: end + 1]:
            end -= 1  # the name above the date
        return self.after_recipients[:end]

    @cached_property
    def date(self) -> Row | None:
        return next(
            (row for row in reversed(self.main_candidates) if re.fullmatch(r"\d{4}年.{1,8}日", row.text)),
            None,
        )

    @cached_property
    def main_candidates(self) -> list[Row]:
        end = self.after_main
        return [row for sheet in self.sheets if sheet.number < end for row in self.text_rows(sheet)]

    @cached_property
    def signature(self) -> tuple[Row, Row]:
        given(self.date, "no date of signing")
        assert self.date is not None
        place = next(n for n, row in enumerate(self.main) if row is self.date)
        return self.main[place - 1], self.main[place]

    @cached_property
    def listed(self) -> list[Row]:
        """Rows of 附件说明."""
        rows = self.after_recipients
        starts = [n for n, row in enumerate(rows) if row.text.startswith("附件：")]
        given(starts, "no 附件说明")
        name = self.signature[0]
        end = next(n for n, row in enumerate(rows) if row is name)
        return rows[starts[0] : end]

    @cached_property
    def imprint_rows(self) -> list[Row]:
        rows = self.text_rows(self.last)
        starts = [n for n, row in enumerate(rows) if row.size < 15 and re.match("抄送|主送", row.text)]
        starts += [n for n, row in enumerate(rows) if row.size < 15 and row.text.endswith("印发")]
        return rows[min(starts) :] if starts else []

    @cached_property
    def imprint_rules(self) -> list[Rule]:
        given(self.imprint_rows, "no imprint")
        top = self.imprint_rows[0].top - 6
        low = max((table.bottom for table in self.last.tables), default=0) + 0.5
        return [rule for rule in self.last.rules if rule.y > max(top, low)]

    @cached_property
    def tables(self) -> list[tuple[Sheet, Table]]:
        found = [
            (sheet, table) for sheet in self.sheets for table in sheet.tables if table.x1 - table.x0 > 60
        ]
        given(found, "no table")
        return found

    def paragraphs(self) -> Iterator[list[Row]]:
        """Rows of the running text, paragraph by paragraph: an indented row begins a new one."""
        for group in (self.recipients_or_none, self.body):
            rows: list[Row] = []
            for row in group:
                if rows and row.x0 > 28 + 0.6:
                    yield rows
                    rows = []
                rows.append(row)
            if rows:
                yield rows

    @property
    def recipients_or_none(self) -> list[Row]:
        try:
            return self.recipients
        except NotApplicableError:
            return []

    def cells(self) -> Iterator[Cell]:
        for _, table in self.tables:
            for row in table.rows:
                yield from row

    def full_pages(self) -> list[list[Row]]:
        """Rows of pages that hold nothing but running text, and go on on the next page.

        The page before that of the signature may be short: it gave its last rows away (7.3.5.5).
        """
        signed = self.date.page if self.date else 0
        pages = []
        for sheet in self.sheets[1:]:
            rows = [row for row in self.main if row.page == sheet.number]
            goes_on = any(row.page > sheet.number for row in self.main)
            if rows and goes_on and not sheet.tables and sheet.number + 1 != signed:
                pages.append(rows)
        return pages


def r1(paper: Paper) -> None:
    for sheet in paper.sheets:
        near(f"p{sheet.number} width", sheet.width, 210, 0.5)
        near(f"p{sheet.number} height", sheet.height, 297, 0.5)


def r2(paper: Paper) -> None:
    pages = [[row for row in paper.main if row.page == sheet.number] for sheet in paper.sheets[1:]]
    for rows in filter(None, pages):
        near(f"p{rows[0].page} first row's top", rows[0].top, 37, 1)
        holds(rows[-1].bottom <= 263, f"p{rows[0].page} text below the type area")
    for row in paper.main:
        holds(row.x0 >= 27, f"p{row.page} “{row.text[:8]}” begins left of the type area")
    for sheet in paper.sheets:
        holds(all(char.upright for char in sheet.all_chars) or sheet.tables == [], f"p{sheet.number} skewed")
        box = sheet.ink(185.2, 30, 209, 264, dpi=150)
        holds(box is None, f"p{sheet.number} ink right of the type area: {box}")
        left = sheet.ink(1, 30, 27, 264, dpi=150)
        holds(left is None, f"p{sheet.number} ink in the binding margin: {left}")


def r3(paper: Paper) -> None:
    chars = [char for row in paper.body for char in row.chars]
    given(chars, "no text")
    good = [char for char in chars if is_body(char.size) and re.search(FACES["仿宋"], char.font)]
    headings = [char for char in chars if is_body(char.size) and re.search("Hei|Kai|黑体|楷体", char.font)]
    holds((len(good) + len(headings)) / len(chars) >= 0.9 and good, f"{len(good)} of {len(chars)} in 3号仿宋")


def r4(paper: Paper) -> None:
    pages = [rows for rows in paper.full_pages() if all(is_body(row.size) for row in rows)]
    given(pages, "no page full of text")
    for rows in pages:
        steps = [after.base - before.base for before, after in pairwise(rows)]
        if max(steps) > 11:  # a blank row: not single-spaced throughout
            continue
        holds(
            len(rows) == 22 or _heading(_next_row(paper, rows[-1])), f"p{rows[0].page} has {len(rows)} rows"
        )
        if len(rows) == 22:
            between(f"p{rows[0].page} height of text", rows[-1].bottom - rows[0].top, 223.5, 225.5)
        holds(pstdev(steps) < 0.1, f"p{rows[0].page} uneven rows")
        between(f"p{rows[0].page} pitch", mean(steps), 10.2, 10.45)


def _next_row(paper: Paper, row: Row) -> Row | None:
    place = next(n for n, each in enumerate(paper.main) if each is row)
    return paper.main[place + 1] if place + 1 < len(paper.main) else None


def _heading(row: Row | None) -> bool:
    return row is not None and bool(re.search("Hei|Kai|黑体|楷体", row.chars[0].font))


def r5(paper: Paper) -> None:
    rows = [row for row in paper.body if HANZI.fullmatch(row.text) and row.x0 < 28.6 and row.x1 > 183.4]
    given(rows, "no full row of hanzi alone")
    longest = max(rows, key=lambda row: len(row.text))
    holds(len(longest.text) == 28, f"the longest row of hanzi has {len(longest.text)} characters")
    for row in rows:
        if len(row.text) == 28:
            for before, after in pairwise(row.chars):
                near(f"p{row.page} pitch in “{row.text[:6]}”", after.x0 - before.x0, 5.571, 0.05)


def r6(paper: Paper) -> None:
    for sheet in paper.sheets:
        for char in sheet.all_chars:
            holds(
                is_black(char.colour) or (is_red(char.colour) and sheet.number == 1),
                f"p{sheet.number} {char.text} is {char.colour}",
            )


def r7(paper: Paper) -> None:
    reds = {char.colour for char in paper.mark.chars} | {
        rule.colour for rule in paper.first.rules if not is_black(rule.colour)
    }
    holds(len(reds) == 1 and is_red(next(iter(reds))), f"reds: {reds}")


def r8(paper: Paper) -> None:
    for sheet in paper.sheets:
        for char in sheet.all_chars:
            holds(re.match(r"[A-Z]{6}\+", char.font), f"{char.font} is not embedded")
            holds("(cid:" not in char.text, f"p{sheet.number} a character has no text")
            holds(
                not any(0xE000 <= ord(c) <= 0xF8FF or ord(c) >= 0xF0000 for c in char.text),
                f"p{sheet.number} private character",
            )


def r10(paper: Paper) -> None:
    rows = [row for row in paper.first.rows if re.fullmatch(r"\d{6}", row.text) and row.top < 60]
    given(rows, "no copy number")
    near("copy number x", rows[0].x0, 28, 0.5)
    near("copy number top", rows[0].top, 37, 1)


def r11(paper: Paper) -> None:
    rows = [row for row in paper.first.rows if re.match("绝密|机密|秘密", row.text) and row.top < 72]
    given(rows, "not classified")
    face(rows[0], "黑体")
    between("classification top", rows[0].top, 46.2, 50.5)


def r12(paper: Paper) -> None:
    rows = [row for row in paper.first.rows if row.text in ("特急", "加急")]
    given(rows, "not urgent")
    face(rows[0], "黑体")
    near("urgency x", rows[0].x0, 28, 0.5)


def r13(paper: Paper) -> None:
    mark = paper.mark
    box = paper.first.ink(10, 40, 200, mark.base + mark.size * MM * 0.2, dpi=600)
    holds(box, "the mark has no ink")
    assert box
    near("mark ink top", box[1], 72, 1)
    near("mark middle", (box[0] + box[2]) / 2, 106, 1)


def r14(paper: Paper) -> None:
    face(paper.mark, "小标宋")
    holds(paper.mark.x1 - paper.mark.x0 <= 156, "the mark is wider than the type area")


def r15(paper: Paper) -> None:
    marks = [row for row in paper.first.rows if row.red]
    given(len(marks) > 1, "one organ")


def r16(paper: Paper) -> None:
    holds(DOC_NO.fullmatch(paper.number.text), f"document number {paper.number.text}")


def r17(paper: Paper) -> None:
    given(not any(row.text.startswith("签发人") for row in paper.first.rows), "upward document")
    mark, number = paper.mark, paper.number
    box = paper.first.ink(10, 60, 200, number.top - 2, dpi=300)
    holds(box, "no mark above the number")
    assert box
    between("gap above the number", number.top - box[3], 20.3, 26.1)
    near("number middle", number.middle, 106, 1)
    holds(mark.base < number.base, "the number is not below the mark")


def r18(paper: Paper) -> None:
    rows = [row for row in paper.first.rows if "签发人" in row.text]
    given(rows, "no 签发人")
    near("number of an upward document", rows[-1].x0, 33.57, 0.7)
    near("last signer", rows[-1].x1, 178.43, 0.7)


def r19(paper: Paper) -> None:
    rows = [row for row in paper.first.rows if "签发人" in row.text]
    given(rows, "no 签发人")
    holds("签发人：" in rows[0].text, "签发人 without its colon")
    face(rows[0], "仿宋", share=0.2)


def r20(paper: Paper) -> None:
    rule = paper.red_rule
    near("red rule left", rule.x0, 28, 0.5)
    near("red rule right", rule.x1, 184, 0.5)
    near("red rule below the number", rule.y - paper.number.bottom, 4, 1)


def r22(paper: Paper) -> None:
    for row in paper.title:
        between("title size", row.size, 21.5, 22.1)
        face(row, "小标宋")
        near(f"title row “{row.text}” middle", row.middle, 106, 0.5)


def r23(paper: Paper) -> None:
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
    on_first = [row for row in paper.body if row.page == 1 and is_body(row.size)]
    holds(on_first, "page 1 shows no text")


def r28(paper: Paper) -> None:
    given(paper.body, "no text")
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
        if before.page == after.page:
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
    holds(headings[0][0] == 1, "the first heading is not 一、")
    for (before, _), (after, row) in pairwise(headings):
        holds(after <= before + 1, f"a level is skipped before “{row.text[:8]}”")


def r30(paper: Paper) -> None:
    headings = _headings(paper)
    given(headings, "no headings")
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
        if before.page != after.page:
            last = re.match("|".join(LEVELS[:2]), before.text) and after.x0 > 30 and "。" not in before.text
            holds(not last, f"p{before.page} ends with the heading “{before.text[:8]}”")


def r33(paper: Paper) -> None:
    row = paper.listed[0]
    near("附件说明 x", row.x0, 39.14, 0.6)
    holds(is_body(row.size), "附件说明 is not 3号")
    above = paper.body[-1]
    if above.page == row.page:
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
        bool(numbered) == (len(paper.attachments) + len(paper.turned_attachments) > 1),
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
    if above.page == name.page:
        between("gap above the name", name.top - above.bottom, 10.0, 15.7)


def r40(paper: Paper) -> None:
    holds(DATE.fullmatch(paper.signature[1].text), f"date {paper.signature[1].text}")


def r42(paper: Paper) -> None:
    rest = paper.main[next(n for n, row in enumerate(paper.main) if row is paper.signature[1]) + 1 :]
    given(rest, "no note")
    holds(re.fullmatch("（.+）", "".join(row.text for row in rest)), f"note {rest[0].text}")
    between("note x", rest[0].x0, 39.14 - 2.8 - 0.6, 39.74)
    if rest[0].page == paper.signature[1].page:
        near("note below date", rest[0].base - paper.signature[1].base, 10.446, 0.1)


def r43(paper: Paper) -> None:
    given(paper.attachments, "no attachment")
    listed = len(listed_names(paper))
    begun = len(paper.attachments) + len(paper.turned_attachments)
    holds(begun == listed, f"{begun} attachments begin a page, {listed} are listed")
    if paper.imprint_rows:
        holds(paper.attachments[-1][0].number <= paper.last.number, "an attachment after the imprint")


def r44(paper: Paper) -> None:
    given(paper.attachments, "no attachment")
    for _, row in paper.attachments:
        holds(re.fullmatch(r"附件\d*", row.text), f"label {row.text}")
        face(row, "黑体")
        near("label x", row.x0, 28, 0.5)
        near("label top", row.top, 37, 1)
        between("label size", row.size, 15.7, 16.05)


def attachment_title(paper: Paper, sheet: Sheet) -> list[Row]:
    return [row for row in paper.text_rows(sheet) if row.size > 19]


def r45(paper: Paper) -> None:
    given(paper.attachments, "no attachment")
    for sheet, _ in paper.attachments:
        rows = attachment_title(paper, sheet)
        holds(rows, f"p{sheet.number} has no title")
        between("attachment title, middle of first row", (rows[0].top + rows[0].bottom) / 2, 59.2, 64.1)
        for row in rows:
            near("attachment title middle", row.middle, 106, 0.5)


def r46(paper: Paper) -> None:
    given(paper.attachments, "no attachment")
    titles = ["".join(row.text for row in attachment_title(paper, sheet)) for sheet, _ in paper.attachments]
    given(not paper.turned_attachments, "turned attachments")
    holds(titles == listed_names(paper), f"{titles} is not {listed_names(paper)}")


def r49(paper: Paper) -> None:
    for rule in paper.imprint_rules:
        near("imprint rule left", rule.x0, 28, 0.5)
        near("imprint rule right", rule.x1, 184, 0.5)
        holds(is_black(rule.colour), "an imprint rule is not black")


def r50(paper: Paper) -> None:
    rules = paper.imprint_rules
    holds(len(rules) >= 2, "fewer than two imprint rules")
    near("first imprint rule", rules[0].width, 0.35, 0.05)
    near("last imprint rule", rules[-1].width, 0.35, 0.05)
    for rule in rules[1:-1]:
        near("middle imprint rule", rule.width, 0.25, 0.05)


def r51(paper: Paper) -> None:
    rules = paper.imprint_rules
    holds(rules, "no imprint rule")
    near("last imprint rule", rules[-1].y, 262, 0.5)
    holds(rules[0].y < paper.imprint_rows[0].top, "no rule above the imprint")


def r52(paper: Paper) -> None:
    given(paper.imprint_rows, "no imprint")
    rows = [row for row in paper.imprint_rows if not row.text.endswith("印发")]
    given(rows and "抄送：" in "".join(row.text for row in rows), "no copies")
    start = next(n for n, row in enumerate(rows) if row.text.startswith("抄送："))
    copies = rows[start:]
    between("copies x", copies[0].x0, 32.94 - 0.7, 33.57 + 0.7)
    for row in copies:
        between("copies size", row.size, 13.7, 14.05)
        face(row, "仿宋", share=0.9)
        holds(row.x1 <= 179.06 + 0.7, "copies too far right")
    for row in copies[1:]:
        near("copies wrapped", row.x0, copies[0].chars[3].x0, 0.7)
    holds(copies[-1].text.endswith("。"), "copies do not end with 。")


def r53(paper: Paper) -> None:
    given(paper.imprint_rows, "no imprint")
    row = paper.imprint_rows[-1]
    holds(re.search(DATE.pattern + "印发$", row.text), f"printing row {row.text}")
    between("printer x", row.x0, 32.94 - 0.7, 33.57 + 0.7)
    between("printing date right", row.x1, 178.43 - 0.7, 179.06 + 0.7)
    between("printing size", row.size, 13.7, 14.05)


def r57(paper: Paper) -> None:
    given(paper.imprint_rows, "no imprint")
    between(
        "printing row above the last rule", paper.imprint_rules[-1].y - paper.imprint_rows[-1].bottom, 0, 6
    )
    for sheet in paper.sheets[:-1]:
        holds(
            not any(row.text.endswith("日印发") and row.size < 15 for row in sheet.rows),
            "the imprint is torn apart",
        )


def numbered(paper: Paper) -> list[tuple[Sheet, Row]]:
    pairs = [(sheet, paper.numbers[sheet.number]) for sheet in paper.sheets if sheet.number in paper.numbers]
    holds(pairs, "no page numbers in the form — 1 —")
    return pairs


def r59(paper: Paper) -> None:
    for _, row in numbered(paper):
        face(row, "宋体")
        between("page number size", row.size, 13.7, 14.05)


def r60(paper: Paper) -> None:
    """The last page, and the blank one before it, may go without a number (R56)."""
    blank = len(paper.sheets) > 2 and not list(paper.sheets[-2].all_chars)
    for sheet in paper.sheets[: -2 if blank else None]:
        holds(sheet.number in paper.numbers, f"p{sheet.number} has no number — n —")


def r61(paper: Paper) -> None:
    for sheet, row in numbered(paper):
        dash = row.chars[0]
        box = sheet.ink(dash.x0 - 0.2, 263.5, dash.x1 + 0.2, 275)
        holds(box, "no dash")
        assert box
        near(f"p{sheet.number} dash", (box[1] + box[3]) / 2, 269, 1)


def r62(paper: Paper) -> None:
    for sheet, row in numbered(paper):
        if sheet.number % 2:
            near(f"p{sheet.number} number right", row.x1, 179.06, 1)
        else:
            near(f"p{sheet.number} number left", row.x0, 32.94, 1)


def r63(paper: Paper) -> None:
    for sheet, row in numbered(paper):
        found = NUMBER.fullmatch(row.text)
        holds(found and int(found[1]) == sheet.number, f"p{sheet.number} is numbered {row.text}")


def r64(paper: Paper) -> None:
    for sheet, row in numbered(paper):
        holds(row.top > 262, f"p{sheet.number} number inside the type area")


def r65(paper: Paper) -> None:
    holds(1 in paper.numbers, "page 1 has no number")


def _stacks(paper: Paper) -> Iterator[list[Row]]:
    """Rows that continue one another outside tables."""
    yield from paper.paragraphs()
    given_list = [row for row in paper.imprint_rows if not row.text.endswith("印发")]
    if given_list:
        yield given_list


def starts_well(stack: Sequence[Row]) -> None:
    for row in stack[1:]:
        holds(row.text[0] not in NO_START, f"p{row.page} a row begins with {row.text[:6]}")


def ends_well(stack: Sequence[Row]) -> None:
    for row in stack:
        holds(row.text[-1] not in NO_END, f"p{row.page} a row ends with {row.text[-6:]}")


def dashes_whole(stack: Sequence[Row]) -> None:
    for before, after in pairwise(stack):
        for mark in "—…":
            holds(not (before.text[-1] == mark == after.text[0]), f"p{after.page} {mark}{mark} is torn apart")
    for row in stack:
        for one, two in pairwise(row.chars):
            if one.text == two.text and one.text in "—…":
                em = one.size * MM
                near(f"p{row.page} width of {one.text}{two.text}", two.x1 - one.x0, 2 * em, 0.1 * em)


def r79(paper: Paper) -> None:
    for stack in _stacks(paper):
        starts_well(stack)


def r80(paper: Paper) -> None:
    for stack in _stacks(paper):
        for row in stack[1:]:
            if row.text[0] in NO_END:
                between(f"p{row.page} bracket at a row's start", row.x0, 28 - ZI / 2 - 0.6, 33.57 + 3 * 5.6)


def r81(paper: Paper) -> None:
    for stack in _stacks(paper):
        ends_well(stack)


def r82(paper: Paper) -> None:
    for stack in _stacks(paper):
        dashes_whole(stack)


def r94(paper: Paper) -> None:
    for sheet in paper.sheets:
        box = sheet.ink(184.5, 30, 209, 262.4 if not sheet.tables else 30.5, dpi=200)
        holds(box is None, f"p{sheet.number} ink hangs out to {box}")


def r118(paper: Paper) -> None:
    heads: dict[int, str] = {}
    current = 0
    starts = {sheet.number for sheet, _ in paper.attachments}
    for sheet, table in paper.tables:
        current = sheet.number if sheet.number in starts or not current else current
        head = "|".join(cell.text for cell in table.rows[0])
        holds(heads.setdefault(current, head) == head, f"p{sheet.number} begins with {head}")


def r119(paper: Paper) -> None:
    starts = {sheet.number for sheet, _ in paper.attachments}
    seen: Counter[tuple[int, str]] = Counter()
    current = 0
    for sheet, table in paper.tables:
        current = sheet.number if sheet.number in starts else current
        for row in table.rows[1:]:
            holds(len(row) == 1 or any(cell.text for cell in row), f"p{sheet.number} an empty row")
            if len(row) > 2 and row[0].text.isdigit():
                seen[current, row[0].text] += 1
            elif len(row) > 2:
                holds(row is not table.rows[1], f"p{sheet.number} begins with the rest of a row")
    holds(
        all(count == 1 for count in seen.values()), f"numbers twice: {[k for k, v in seen.items() if v > 1]}"
    )


def r120(paper: Paper) -> None:
    starts = {sheet.number for sheet, _ in paper.attachments}
    sizes: dict[int, set[float]] = {}
    current = 0
    for sheet, table in paper.tables:
        current = sheet.number if sheet.number in starts else current
        found = {
            round(c.size, 1) for row in table.rows[1:] for cell in row for r in cell.rows for c in r.chars
        }
        sizes.setdefault(current, set()).update(found)
    for found in sizes.values():
        holds(not found or min(found) >= 10.5, f"type of {min(found, default=0)} pt")
        holds(len(found) <= 1, f"several sizes in one table: {found}")


def r121(paper: Paper) -> None:
    for sheet, table in paper.tables:
        for cell in table.rows[0]:
            for row in cell.rows:
                near(f"p{sheet.number} head {cell.text}", row.middle, (cell.x0 + cell.x1) / 2, 0.6)
        for cells in table.rows[1:]:
            if len(cells) > 2 and table.rows[0][0].text == "序号" and cells[0].rows:
                near(f"p{sheet.number} 序号", cells[0].rows[0].middle, (cells[0].x0 + cells[0].x1) / 2, 0.6)


def r122(paper: Paper) -> None:
    for sheet, table in paper.tables:
        rules = [rule for rule in sheet.rules if table.top - 0.5 <= rule.y <= table.bottom + 0.5]
        holds(len(rules) >= 2, f"p{sheet.number} has no grid")
        for rule in rules:
            holds(is_black(rule.colour), f"p{sheet.number} a coloured rule")
            between(f"p{sheet.number} rule", rule.width, 0.15, 0.55)
        holds(all(is_black(colour) for colour in sheet.filled), f"p{sheet.number} a coloured area")


def r123(paper: Paper) -> None:
    for sheet, table in paper.tables:
        near(f"p{sheet.number} table left", table.x0, 28, 0.5)
        near(f"p{sheet.number} table right", table.x1, 184, 0.5)
        for rule in sheet.rules:
            if table.top - 0.5 <= rule.y <= table.bottom + 0.5:
                near(f"p{sheet.number} rule left", rule.x0, 28, 0.5)
                near(f"p{sheet.number} rule right", rule.x1, 184, 0.5)
        holds(table.bottom <= 262.5, f"p{sheet.number} the table runs below the type area")


def r124(paper: Paper) -> None:
    for sheet, table in paper.tables:
        for row in table.rows[1:]:
            for cell in row:
                for before, after in pairwise(cell.rows):
                    pitch = (after.base - before.base) / MM / before.size
                    between(f"p{sheet.number} pitch in “{cell.text[:8]}”", pitch, 1.2, 1.6)


def r127(paper: Paper) -> None:
    given(paper.tables, "no table")
    for cell in paper.cells():
        starts_well(cell.rows)
        ends_well(cell.rows)
        dashes_whole(cell.rows)
        for row in cell.rows:
            holds(
                cell.x0 - 0.1 <= row.x0 and row.x1 <= cell.x1 + 0.1,
                f"p{row.page} “{row.text[:6]}” leaves its cell",
            )


RULES: dict[str, Callable[[Paper], None]] = {
    f"R{test.__name__[1:]}": test
    for test in (
        *(
            r1,
            r2,
            r3,
            r4,
            r5,
            r6,
            r7,
            r8,
            r10,
            r11,
            r12,
            r13,
            r14,
            r15,
            r16,
            r17,
            r18,
            r19,
            r20,
            r22,
            r23,
            r24,
            r25,
            r26,
            r27,
        ),
        *(
            r28,
            r29,
            r30,
            r31,
            r32,
            r33,
            r34,
            r35,
            r36,
            r40,
            r42,
            r43,
            r44,
            r45,
            r46,
            r49,
            r50,
            r51,
            r52,
            r53,
            r57,
        ),
        *(
            r59,
            r60,
            r61,
            r62,
            r63,
            r64,
            r65,
            r79,
            r80,
            r81,
            r82,
            r94,
            r118,
            r119,
            r120,
            r121,
            r122,
            r123,
            r124,
            r127,
        ),
    )
}
