"""The parts of a paper, found on measured pages, and the words in which rules are stated."""

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


def is_small(row: Row) -> bool:
    """Whether a row is no running text: a caption, a unit, a note, a footnote, the words of a chart."""
    return row.size < 14.6


class Paper:
    """The parts of a paper, found on its pages."""

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
    def format(self) -> str:
        """文件, 信函, 命令, 纪要, 简报 or 报告, by what the first page shows."""
        marks = [row for row in self.first.rows if row.red]
        if not marks:
            return "报告"
        red_rules = [rule for rule in self.first.rules if is_red(rule.colour)]
        if len(red_rules) == 4:
            return "信函"
        if marks[0].text.endswith(("令", "命令")):
            return "命令"
        if marks[0].text.endswith("纪要"):
            return "纪要"
        return "简报" if any(rule.width > 0.7 for rule in red_rules) else "文件"

    @cached_property
    def small_type(self) -> bool:
        """A paper that was made to fit on one page, in smaller type than 3号."""
        return len(self.sheets) == 1 and self.format == "报告" and not self.numbers

    def of_format(self, *formats: str) -> None:
        """The rule in hand is one of these formats alone."""
        given(self.format in formats, f"{self.format}格式")

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
        above = self.title[0].top if self.format != "命令" else 262
        rows = [row for row in rows if row.bottom < above]
        given(rows, "no document number")
        return rows[0]

    @cached_property
    def title(self) -> list[Row]:
        rows = [row for row in self.first.rows if row.size > 19 and not row.red]
        given(rows, "no title")
        return rows

    @cached_property
    def attachments(self) -> list[tuple[Sheet, Row]]:
        """Pages, as they are read, that begin with 附件, and that row."""
        found = []
        for sheet in self.sheets[1:]:
            read = sheet.turned or sheet
            rows = self.text_rows(read)
            if rows and re.fullmatch(r"附件.{0,3}", rows[0].text):
                found.append((read, rows[0]))
        return found

    @cached_property
    def after_main(self) -> int:
        """The page on which the first attachment begins."""
        return min((sheet.number for sheet, _ in self.attachments), default=len(self.sheets) + 1)

    @cached_property
    def subtitle(self) -> list[Row]:
        """A row right below the title, centred, in 楷体."""
        below = [row for row in self.first.rows if row.base > self.title[-1].base + 1]
        return [
            row
            for row in below[:3]
            if abs(row.middle - 106) < 1 and all(re.search(FACES["楷体"], char.font) for char in row.chars)
        ]

    @cached_property
    def contents(self) -> set[int]:
        """Pages of a table of contents."""
        return {
            sheet.number
            for sheet in self.sheets
            if sum("……" in row.text and row.text[-1].isdigit() for row in sheet.rows) > 1
        }

    @cached_property
    def main(self) -> list[Row]:
        """Rows of 主送机关, running text, 附件说明, 落款 and 附注."""
        end = self.after_main
        rows = [
            row
            for sheet in self.sheets
            if sheet.number < end and sheet.number not in self.contents and not sheet.turned
            for row in self.text_rows(sheet)
        ]
        start = self.title[-1].base if self.titled else self.number.base
        left_out = {id(row) for row in (*self.imprint_rows, *(self.subtitle if self.titled else ()))}
        return [
            row
            for row in rows
            if (row.page > 1 or row.base > start + 1)
            and id(row) not in left_out
            and (self.small_type or not is_small(row))
        ]

    @cached_property
    def titled(self) -> bool:
        return any(row.size > 19 and not row.red for row in self.first.rows)

    def something_below(self, row: Row) -> bool:
        """Whether a table or a figure follows on the same page."""
        sheet = self.sheets[row.page - 1]
        tops = [table.top for table in sheet.tables] + [top for top, _ in sheet.pictures]
        return any(top > row.base for top in tops)

    def apart(self, before: Row, after: Row) -> bool:
        """Whether a table or a figure stands between two rows of a page."""
        sheet = self.sheets[before.page - 1]
        stretches = [(table.top, table.bottom) for table in sheet.tables] + sheet.pictures
        stretches += [(row.top, row.bottom) for row in sheet.rows if is_small(row)]
        return any(before.base - 1 < top < after.base for top, _ in stretches)

    @cached_property
    def recipients(self) -> list[Row]:
        rows: list[Row] = []
        given(self.format not in ("报告", "简报", "命令"), "addressed to nobody")
        for row in self.main:
            if row.x0 > 28 + ZI or row.page > 1:
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
        body = self.after_recipients[:end]
        if self.format == "纪要":  # the lists of those present follow the text
            attending = [n for n, row in enumerate(body) if re.match("出席：|请假：|列席：", row.text)]
            body = body[: min(attending, default=len(body))]
        return body

    @cached_property
    def date(self) -> Row | None:
        return next((row for row in reversed(self.main) if re.fullmatch(r"\d{4}年.{1,8}日", row.text)), None)

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
        heads = "抄送|主送|报：|送：|发：|（共印"
        starts = [n for n, row in enumerate(rows) if 13 < row.size < 15 and re.match(heads, row.text)]
        starts += [n for n, row in enumerate(rows) if 13 < row.size < 15 and row.text.endswith("印发")]
        return rows[min(starts) :] if starts else []

    @cached_property
    def imprint_rules(self) -> list[Rule]:
        given(self.imprint_rows, "no imprint")
        top = self.imprint_rows[0].top - 6
        low = max((table.bottom for table in self.last.tables), default=0) + 0.5
        return [rule for rule in self.last.rules if rule.y > max(top, low) and not is_red(rule.colour)]

    @cached_property
    def tables(self) -> list[tuple[Sheet, Table]]:
        """Every table with its page, both as they are read."""
        found = [
            (read, table)
            for read in (sheet.turned or sheet for sheet in self.sheets)
            for table in read.tables
            if table.x1 - table.x0 > 60 and len(table.rows) > 1
        ]
        given(found, "no table")
        return found

    @cached_property
    def table_runs(self) -> list[list[tuple[Sheet, Table]]]:
        """Tables with their continuations: one that begins where the type area does goes on from the page
        before, if that ended with a table."""
        runs: list[list[tuple[Sheet, Table]]] = []
        for sheet, table in self.tables:
            top = 28 if sheet.width > sheet.height else 37
            goes_on = runs and runs[-1][-1][0].number == sheet.number - 1 and abs(table.top - top) < 1
            if goes_on and runs[-1][-1][1] is runs[-1][-1][0].tables[-1]:
                runs[-1].append((sheet, table))
            else:
                runs.append([(sheet, table)])
        return runs

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

    def _begins_with_text(self, index: int) -> bool:
        """Whether the page of this index begins with running text, and not with a table or a figure."""
        sheet = self.sheets[index]
        others = [table.top for table in sheet.tables] + [top for top, _ in sheet.pictures]
        others += [row.top for row in sheet.rows if is_small(row)]
        return not sheet.turned and min(others, default=99) > 40

    def full_pages(self) -> list[list[Row]]:
        """Rows of pages that hold nothing but running text, and go on on the next page.

        The page before that of the signature may be short: it gave its last rows away (7.3.5.5).
        """
        signed = self.date.page if self.date else 0
        pages = []
        for sheet in self.sheets[1:]:
            rows = [row for row in self.main if row.page == sheet.number]
            goes_on = any(row.page > sheet.number for row in self.main) and self._begins_with_text(
                sheet.number
            )
            noted = any(is_small(row) for row in self.text_rows(sheet))
            if rows and goes_on and not sheet.tables and not noted and sheet.number + 1 != signed:
                pages.append(rows)
        return pages
