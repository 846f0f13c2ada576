"""The parts of a paper (版头, 标题, 正文, 附件说明, 落款, 版记), found on its measured pages.

A part that is not there raises NotApplicableError when it is asked for: a rule about it then does not apply.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from workbench.checking.pages import Pages
from workbench.checking.shapes import DOC_NO, FACES, LARGE, NO_START, ZI, NotApplicableError, given
from workbench.checking.sheets import MM, Row, Rule, is_red


def _own(values: Sequence[float], standard: float, slack: float) -> float:
    """The most usual of these values, the standard one if it is near enough or there are too few."""
    if len(values) < 4:
        return standard
    shown = [round(value, 1) for value in values]
    usual = max(sorted(set(shown)), key=shown.count)
    return standard if abs(usual - standard) <= slack + 0.05 else usual


class Paper(Pages):
    """The parts of a paper."""

    @cached_property
    def mark(self) -> Row:
        given(self.red_rows)
        return self.red_rows[0]

    @cached_property
    def red_rule(self) -> Rule:
        given(self.red_rules)
        return self.red_rules[0]

    @cached_property
    def number(self) -> Row:
        """发文字号, rightly formed or not."""
        rows = [
            row
            for row in self.first.rows
            if DOC_NO.search(row.text)
            or (re.search(r"[〔\[［（(]\d{4}", row.text) and row.text.endswith("号"))
        ]
        if self.format == "命令":
            rows = [row for row in self.first.rows if re.fullmatch(r"第\d+号", row.text)] or rows
        above = self.title[0].top if self.titled and self.format != "命令" else 262
        rows = [row for row in rows if row.bottom < above and row.size < 19]
        given(rows)
        return rows[0]

    @cached_property
    def title(self) -> list[Row]:
        """The rows of 标题: the first rows of large type on page 1 that are not red."""
        rows: list[Row] = []
        for row in self.first.rows:
            if row.size <= LARGE or is_red(row.chars[0].colour):
                continue
            if rows and row.top - rows[-1].bottom > 12:
                break
            rows.append(row)
        given(rows)
        return rows

    @cached_property
    def titled(self) -> bool:
        try:
            return bool(self.title)
        except NotApplicableError:
            return False

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
    def main(self) -> list[Row]:
        """Rows of 主送机关, running text, 附件说明, 落款 and 附注."""
        end = self.after_main
        rows = [
            row
            for sheet in self.sheets
            if sheet.number < end and sheet.number not in self.contents and not sheet.turned
            for row in self.text_rows(sheet)
        ]
        start = self._start
        left_out = {id(row) for row in (*self.imprint_rows, *(self.subtitle if self.titled else ()))}
        return [
            row
            for row in rows
            if (row.page > 1 or row.base > start + 1)
            and id(row) not in left_out
            and (self.small_type or not self.is_small(row))
        ]

    @property
    def _start(self) -> float:
        """Below which height of page 1 the running text begins."""
        if self.titled:
            return self.title[-1].base
        try:
            return self.number.base
        except NotApplicableError:
            return 0

    @cached_property
    def left(self) -> float:
        """The left edge of the paper's own type area: where most rows begin, 28 if it is near enough."""
        return _own([row.x0 for row in self.main if row.x0 < 36.5], 28, 0.6)

    @cached_property
    def right(self) -> float:
        """The right edge: as far as at least two rows reach that end in no mark; 184 if it is near enough.

        The longest, and not the most usual, for rows that are not justified end where they may.
        """
        ends = sorted(row.x1 for row in self.main if row.x1 > 170 and row.text[-1] not in NO_START)
        reached = [low for low, high in pairwise(ends) if high - low <= 0.5]
        if len(ends) < 4 or not reached:
            return 184
        return 184 if abs(reached[-1] - 184) <= 1 else reached[-1]

    @property
    def top_slack(self) -> float:
        """How much lower than 37 mm a first row may stand: some programs put the leading above a row."""
        return max(1.0, 0.75 * (self.pitch - self.text_size * MM))

    @cached_property
    def pitch(self) -> float:
        """The paper's own distance of rows: the most usual one, 10.446 if it is near enough."""
        pairs = pairwise(self.body)
        steps = [b.base - a.base for a, b in pairs if a.page == b.page]
        return _own([step for step in steps if 4 < step < 20], 10.446, 0.1)

    @cached_property
    def recipients(self) -> list[Row]:
        rows: list[Row] = []
        given(self.format not in ("简报", "命令"))
        for row in self.main:
            if row.x0 > self.left + ZI or row.page > 1 or (rows and rows[-1].text[-1] in "：:"):
                break
            rows.append(row)
        given(rows and rows[0].page == 1)
        given(self.format != "报告" or rows[-1].text[-1] in "：:")
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
            end -= 1  # the name above the date, of one row or more
            while end and self.after_recipients[end - 1].x0 > self.left + 4 * ZI:
                end -= 1
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
        given(self.date)
        assert self.date is not None
        place = self.main.index(self.date)
        given(place)
        deputy = place > 1 and self.main[place - 1].text.endswith("代章）")  # who seals in another's name
        return self.main[place - 2 if deputy else place - 1], self.date

    @cached_property
    def listed(self) -> list[Row]:
        """Rows of 附件说明."""
        rows = self.after_recipients
        starts = [n for n, row in enumerate(rows) if row.text.startswith("附件：")]
        given(starts)
        signed = len(rows)
        if self.date and self.signature[0] in rows:
            signed = rows.index(self.signature[0])
        return rows[starts[0] : max(signed, starts[0] + 1)]

    @property
    def listed_or_none(self) -> list[Row]:
        try:
            return self.listed
        except NotApplicableError:
            return []

    @cached_property
    def imprint_rows(self) -> list[Row]:
        rows = self.text_rows(self.last)
        heads = "抄送|主送|报：|送：|发：|（共印"
        starts = [n for n, row in enumerate(rows) if 13 < row.size < 15 and re.match(heads, row.text)]
        starts += [n for n, row in enumerate(rows) if 13 < row.size < 15 and row.text.endswith("印发")]
        return rows[min(starts) :] if starts else []

    @cached_property
    def imprint_rules(self) -> list[Rule]:
        given(self.imprint_rows)
        top = self.imprint_rows[0].top - 6
        low = max((table.bottom for table in self.last.tables), default=0) + 0.5
        return [rule for rule in self.last.rules if rule.y > max(top, low) and not is_red(rule.colour)]

    def paragraphs(self) -> Iterator[list[Row]]:
        """Rows of the running text, paragraph by paragraph: an indented row begins a new one."""
        for group in (self.recipients_or_none, self.body):
            rows: list[Row] = []
            for row in group:
                if rows and row.x0 > self.left + 0.6:
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

    def _begins_with_text(self, index: int) -> bool:
        """Whether the page of this index begins with running text, and not with a table or a figure."""
        sheet = self.sheets[index]
        others = [table.top for table in sheet.tables] + [top for top, _ in sheet.pictures]
        others += [row.top for row in sheet.rows if self.is_small(row)]
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
            noted = any(self.is_small(row) for row in self.text_rows(sheet))
            if rows and goes_on and not sheet.tables and not noted and sheet.number + 1 != signed:
                pages.append(rows)
        return pages
