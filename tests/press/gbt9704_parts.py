"""The parts of a notice, found on measured pages, and the words in which rules are stated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from tests.press.gbt9704_measure import Cell, Row, Rule, Sheet, Table, is_red

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


class BrokenError(AssertionError):
    """A rule is broken; the message tells where."""


class NotApplicableError(AssertionError):
    """There is nothing on the paper that the rule speaks of."""


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
