"""`broken(pdf, facts)`: what the second judge has to say of a paper, rule by rule."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from statistics import pstdev

import pdfplumber

from tests.papers.independent import (
    GRID,
    LEVELS,
    MM,
    NO_END,
    NO_START,
    ZI,
    Faults,
    Line,
    Sheet,
    Type,
    is_black,
    is_red,
    squeezed,
)
from workbench.rows.papers import Format, PaperFacts

RED_HEADED = (Format.DOCUMENT, Format.MINUTES)


def broken(pdf: bytes, facts: PaperFacts) -> list[str]:
    """Every fault, beginning with the number of its rule."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return list(_Judge([Sheet(page, n) for n, page in enumerate(document.pages, 1)], facts).faults())


def near(rule: str, what: str, value: float, target: float, slack: float) -> Faults:
    if abs(value - target) > slack:
        yield f"{rule}: {what} {value:.2f}, {target:.2f}±{slack:g}"


def within(rule: str, what: str, value: float, low: float, high: float) -> Faults:
    if not low <= value <= high:
        yield f"{rule}: {what} {value:.2f}, {low:g}～{high:g}"


def holds(rule: str, what: str, right: object) -> Faults:
    if not right:
        yield f"{rule}: {what}"


class _Judge:
    """One paper."""

    def __init__(self, sheets: Sequence[Sheet], facts: PaperFacts) -> None:
        self.sheets, self.facts = sheets, facts
        self.format = facts.head.format
        self.numbers = {n: row for n, row in enumerate(map(self._number, sheets), 1) if row}

    @staticmethod
    def _number(sheet: Sheet) -> Type | None:
        found = [row for row in sheet.upright if row.top > 262 and "—" in row.text]
        return found[0] if found else None

    def faults(self) -> Faults:
        for part in (
            self._pages,
            self._numbers,
            self._red_head,
            self._title,
            self._text,
            self._closing,
            self._attachments,
            self._imprint,
            self._turned,
            self._rows,
        ):
            yield from part()

    # ---- the sheet ---------------------------------------------------------------------------------

    def _pages(self) -> Faults:
        for sheet in self.sheets:
            where = f"p{sheet.number}"
            yield from near("R1", f"{where} width", sheet.width, 210, 0.5)
            yield from near("R1", f"{where} height", sheet.height, 297, 0.5)
            for char in sheet.page.chars:
                colour = char["non_stroking_color"]
                red = sheet.number == 1 and is_red(colour)
                if not (red or is_black(colour)):
                    yield f"R6: {where} {char['text']} {colour}"
                if "+" not in char["fontname"]:
                    yield f"R8: {where} {char['fontname']} is not embedded"
            if self.format is Format.LETTER and sheet.number == 1:
                continue
            left, right = sheet.ink(0, 20, 27.2, 264), sheet.ink(184.8, 20, 209.9, 264)
            yield from holds("R2", f"{where} ink left of the type area {left}", not left)
            yield from holds("R2", f"{where} ink right of the type area {right}", not right)
            below = sheet.ink(0, 262.7, 209.9, 265)
            yield from holds("R2", f"{where} ink below the type area {below}", not below)
            above = sheet.ink(0, 0, 209.9, 35.9)
            yield from holds("R2", f"{where} ink above the type area {above}", not above)

    def _numbers(self) -> Faults:
        bare = self.facts.pages == 1
        for sheet in self.sheets:
            n, row = sheet.number, self.numbers.get(sheet.number)
            blank = not sheet.page.chars and not sheet.page.lines
            after_blank = n > 1 and not self.sheets[n - 2].page.chars
            wanted = not (bare or blank or after_blank or (self.format is Format.LETTER and n == 1))
            yield from holds("R56" if blank or after_blank else "R65", f"p{n} number", bool(row) is wanted)
            if not row:
                continue
            yield from holds("R60", f"p{n} {row.text}", re.fullmatch(r"—\d+—", row.text))
            yield from holds("R63", f"p{n} {row.text}", row.text == f"—{n}—")
            yield from within("R59", f"p{n} size", row.size, 13.7, 14.05)
            yield from holds(
                "R59", f"p{n} {row.face(1)}", {row.face(k) for k in range(len(row.chars))} == {"宋体"}
            )
            ink = sheet.ink(row.x0 - 1, 264, row.x0 + 4.5, 276)
            yield from holds("R61", f"p{n} no ink", ink)
            if ink:
                yield from near("R61", f"p{n} dash", (ink[1] + ink[3]) / 2, 269, 1)
            if n % 2:
                yield from near("R62", f"p{n} right", row.x1, 179.06, 1)
            else:
                yield from near("R62", f"p{n} left", row.x0, 32.94, 1)

    # ---- 版头 --------------------------------------------------------------------------------------

    def _red_head(self) -> Faults:
        head, first = self.facts.head, self.sheets[0]
        if self.format is Format.REPORT:
            return
        mark = [row for row in first.upright if row.red]
        if not mark:
            yield "R13: no red mark"
            return
        ink = first.ink(20, 20, 190, mark[-1].bottom + 0.5)
        assert ink
        target = {Format.LETTER: 30, Format.ORDER: 57, Format.BULLETIN: 57}.get(self.format, 72)
        rule = {Format.LETTER: "R70", Format.ORDER: "R76", Format.MINUTES: "R77"}.get(self.format, "R13")
        top = first.ink(20, mark[0].top - 1, 190, mark[0].bottom + 1)
        assert top
        yield from near(rule, "mark's ink top", top[1], target, 1)
        middle = 105 if self.format is Format.LETTER else 106
        yield from near(rule, "mark's middle", mark[0].middle, middle, 1.1)
        yield from holds("R14", mark[0].face(), mark[0].face() == "小标宋")
        lines = [line for line in first.lines() if line.red]
        if self.format is Format.LETTER:
            yield from self._letter(mark[0], lines, top[3])
            return
        number = next((row for row in first.upright if head.doc_no and head.doc_no in row.text), None)
        if self.format is Format.BULLETIN:
            yield from self._bulletin(lines)
        elif number:
            if not head.signers:  # else it stands beside the last of them
                yield from within("R17", "gap above the number", number.top - top[3], 20.3, 26.1)
                yield from near("R17", "number's middle", number.middle, 106, 1)
            if self.format is not Format.ORDER:
                yield from holds("R20", "one red rule", len(lines) == 1)
                yield from near("R20", "red rule below the number", lines[0].y - number.bottom, 4, 1)
                yield from within("R21", "red rule's width", lines[0].width, 0.3, 0.6)
        for line in lines:
            yield from near("R20", "red rule left", line.x0, 28, 0.5)
            yield from near("R20", "red rule right", line.x1, 184, 0.5)

    def _letter(self, mark: Type, lines: Sequence[Line], below: float) -> Faults:
        yield from holds("R71", f"{len(lines)} red rules", len(lines) == 4)
        one, two, three, four = lines
        for line in lines:
            yield from near("R71", "length", line.x1 - line.x0, 170, 1)
            yield from within("R71", "middle", (line.x0 + line.x1) / 2, 104, 107)
        yield from holds("R71", "thick over thin", one.width > two.width and three.width < four.width)
        yield from near("R71", "below the mark", one.y - one.width / 2 - below, 4, 0.7)
        yield from near("R71", "from the page's foot", four.y + four.width / 2, 277, 1)
        number = next(row for row in self.sheets[0].upright if self.facts.head.doc_no in row.text)
        yield from near("R72", "number below the rule", number.top - two.y - two.width / 2, 4.84, 0.7)
        yield from near("R72", "number's right", number.x1, 184, 0.5)

    def _bulletin(self, lines: Sequence[Line]) -> Faults:
        yield from holds("R107", f"{len(lines)} red rules", len(lines) == 1)
        yield from holds("R101", "head's height", lines and lines[0].y < 112)
        issue = next((row for row in self.sheets[0].upright if row.text == self.facts.head.issue), None)
        yield from holds("R103", "no issue", issue or not self.facts.head.issue)
        if issue:
            yield from near("R103", "issue's middle", issue.middle, 106, 1)

    def _title(self) -> Faults:
        if not self.facts.title:
            return
        first = self.sheets[0]
        rows = [row for row in first.upright if row.size > 19 and not row.red and row.top < 200]
        wanted = squeezed(self.facts.title)
        yield from holds(
            "R22", f"title {[row.text for row in rows]}", "".join(r.text for r in rows) == wanted
        )
        for row in rows:
            yield from within("R22", "size", row.size, 21.5, 22.1)
            yield from holds("R22", row.face(), row.face() == "小标宋")
            yield from near("R22", f"{row.text} middle", row.middle, 106, 0.5)
            yield from holds("R24", f"short row {row.text}", len(row.text) > 2)
        widths = [round(row.x1 - row.x0, 1) for row in rows]
        rising = [b > a for a, b in pairwise(widths)]
        yield from holds("R24", f"shape {widths}", rising == sorted(rising, reverse=True))
        same = [f"{a.text}|{b.text}" for a, b in pairwise(rows) if abs((a.x1 - a.x0) - (b.x1 - b.x0)) < 0.5]
        yield from holds("R24", f"rows of one width {same}", not same)
        if len(rows) > 1:
            steps = [(b.base - a.base) / MM for a, b in pairwise(rows)]
            yield from within("R25", "pitch", min(steps), 30, 36)
            yield from within("R25", "pitch", max(steps), 30, 36)
        above = [line.y for line in first.lines() if line.red and line.y < rows[0].top]
        if above and self.format is not Format.LETTER:
            yield from within("R23", "below the red rule", rows[0].top - above[-1], 20.3, 23.8)
        if self.format is Format.LETTER:
            last = [row for row in first.upright if row.bottom < rows[0].top and not row.red][-1]
            yield from within("R73", "below the number", rows[0].top - last.bottom, 20.3, 26.1)
        if self.facts.recipients:
            after = next(row for row in first.upright if row.base > rows[-1].base + 1)
            yield from within("R26", "below the title", after.top - rows[-1].bottom, 10, 15.7)
            yield from near("R26", "left", after.x0, 28, 0.5)

    # ---- running text ------------------------------------------------------------------------------

    @cached_property
    def running(self) -> list[Type]:
        """Rows in 3号 outside tables of all upright pages before the attachments and 版记."""
        found = []
        for sheet in self.sheets:
            rows = sheet.upright
            if sheet.number > 1 and rows and re.fullmatch(r"附件\d*", (sheet.turned or rows)[0].text):
                break
            if sheet.is_turned:
                continue
            tables = [table.bbox for table in sheet.page.find_tables()]
            for row in rows:
                inside = any(box[1] * MM - 0.5 < row.base < box[3] * MM + 0.5 for box in tables)
                head = sheet.number == 1 and row.base < self._below_head()
                if not inside and not head and 15.7 <= row.size <= 16.05 and 20 < row.top < 262:
                    found.append(row)
        return found

    def _text(self) -> Faults:
        rows = [row for row in self.running if row.face() in ("仿宋", "黑体", "楷体")]
        if self.facts.pages == 1 or not rows:
            return
        if self.format is not Format.REPORT:
            # recipients do not count
            shown = [row for row in rows if row.page == 1 and abs(row.x0 - 39.14) < 3]
            yield from holds("R27", "no text on page 1", shown)
        for row in rows:
            hanzi = re.fullmatch("[一-龥]+", row.text)
            if hanzi and row.x0 < 28.5 and row.x1 > 183.5:
                yield from holds("R5", f"{len(row.text)} characters: {row.text}", len(row.text) == 28)
                steps = [b["left"] - a["left"] for a, b in pairwise(row.chars)]
                yield from within("R5", "pitch", min(steps), ZI - 0.05, ZI + 0.05)
                yield from within("R5", "pitch", max(steps), ZI - 0.05, ZI + 0.05)
            yield from holds("R28", f"{row.text[:8]} at {row.x0:.2f}", self._stands(row))
            shape = next((n for n, s in enumerate(LEVELS, 1) if re.match(s, row.text)), 0)
            if shape and abs(row.x0 - 39.14) < 0.7:
                face = {1: "黑体", 2: "楷体"}.get(shape, "仿宋")
                yield from holds("R30", f"{row.text[:10]} in {row.face()}", row.face() == face)
        for page in {row.page for row in rows}:
            on = [row for row in rows if row.page == page]
            steps = [b.base - a.base for a, b in pairwise(on)]
            if len(on) == 22:
                yield from within("R4", "22 rows", on[-1].bottom - on[0].top, 223.5, 225.5)
                yield from holds("R4", "uneven", pstdev(steps) < 0.1)
            blank = [step for step in steps if step > GRID * 1.05]
            if len(steps) > 20 and not blank:
                yield from within("R4", "pitch", max(steps), 10.2, 10.5)

    def _below_head(self) -> float:
        """Where on page 1 what follows the title begins."""
        title = [row for row in self.sheets[0].upright if row.size > 19 and row.top < 200]
        return title[-1].base + 1 if title else 0

    @staticmethod
    def _stands(row: Type) -> bool:
        """Flush, two characters in, or so far right that it is a signature, a centred row, a list's row."""
        bracket = row.text[0] in NO_END
        flush = abs(row.x0 - 28) <= 0.6 or (bracket and abs(row.x0 - 28 + 2.8) <= 0.6)
        indented = abs(row.x0 - 39.14) <= 0.6 or (bracket and abs(row.x0 - 36.35) <= 0.6)
        return flush or indented or row.x0 > 44

    def _closing(self) -> Faults:
        closing, facts = self.facts.closing, self.facts
        every = [row for sheet in self.sheets for row in sheet.upright]
        if facts.attachments and not any(row.text.startswith("目") for row in self.sheets[0].upright):
            label = next((row for row in every if row.text.startswith("附件：")), None)
            yield from holds("R33", "no 附件说明", label)
            if label:
                yield from near("R33", "left", label.x0, 39.14, 0.6)
                above = [row for row in every if row.page == label.page and row.base < label.base - 1]
                if above:
                    yield from within("R33", "above", label.top - above[-1].bottom, 10, 15.7)
                first = re.match(r"附件：1\.", label.text)
                yield from holds("R34", label.text, bool(first) is (len(facts.attachments) > 1))
        if not closing:
            return
        words = f"{closing.date.year}年{closing.date.month}月{closing.date.day}日"
        date = next((row for row in every if row.text == words and row.size > 15 and row.x0 > 60), None)
        if not date:
            yield f"R40: no {words}"
            return
        name = [row for row in every if row.page == date.page and row.base < date.base - 1][-1]
        if closing.post or closing.seal:
            yield from near("R35", "date's right", date.x1, 161.71, 1.5)
        if closing.seal and not closing.post:
            wide = name.x1 - name.x0 > date.x1 - date.x0 + 8 * ZI - 1
            yield from holds("R35", "name over date", wide or abs(name.middle - date.middle) <= 1)
            yield from holds("R35", "name leaves the type area", name.x1 <= 184.3)
        elif not closing.post:
            yield from near("R36", "right", max(name.x1, date.x1), 172.86, 0.7)
            yield from near("R36", "date right of name", date.x0 - name.x0, 11.14, 0.7)
        others = [r for r in every if r.page == date.page and r.base < name.base - 1 and r.size > 10]
        yield from holds("R41", "signature alone on its page", others)
        if facts.note:
            note = next((row for row in every if row.page == date.page and row.base > date.base + 1), None)
            yield from holds("R42", "no 附注", note and re.fullmatch("（.+）", note.text))
            if note:
                yield from within("R42", "left", note.x0, 35.7, 39.8)
                yield from near("R42", "below the date", note.base - date.base, GRID, 0.1)

    # ---- 附件, 版记 --------------------------------------------------------------------------------

    def _attachments(self) -> Faults:
        labels = []
        for sheet in self.sheets[1:]:
            rows = sheet.turned if sheet.is_turned else [r for r in sheet.upright if r.top < 262]
            if rows and re.fullmatch(r"附件\d*", rows[0].text):
                labels.append((sheet, rows))
        several = len(self.facts.attachments) > 1
        wanted = [f"附件{n if several else ''}" for n in range(1, len(self.facts.attachments) + 1)]
        yield from holds("R43", f"{[r[0].text for _, r in labels]}", [r[0].text for _, r in labels] == wanted)
        for (sheet, rows), facts in zip(labels, self.facts.attachments, strict=False):
            left, top, middle = (35, 28, 147.5) if sheet.is_turned else (28, 37, 106)
            label = rows[0]
            yield from near("R44", "left", label.x0, left, 0.5)
            yield from near("R44", "top", label.top, top, 1)
            yield from within("R44", "size", label.size, 15.7, 16.05)
            yield from holds("R44", label.face(), label.face() == "黑体")
            title = [row for row in rows if row.size > 19]
            yield from holds("R46", facts.title, "".join(r.text for r in title) == squeezed(facts.title))
            if not title:
                continue
            centre = (title[0].top + title[0].bottom) / 2 - top
            yield from within("R45", "title in row 3", centre, 22.2, 27.1)
            for row in title:
                yield from near("R45", "middle", row.middle, middle, 0.5)

    def _imprint(self) -> Faults:
        facts, last = self.facts.imprint, self.sheets[-1]
        if facts is None:
            return
        yield from holds(
            "R55",
            f"版记 on page {len(self.sheets)}",
            len(self.sheets) % 2 == 0 or self.format in (Format.LETTER, Format.BULLETIN),
        )
        lines = [line for line in last.lines() if not line.red and line.y > 150]
        rows = [row for row in last.upright if row.top < 262]
        if self.format is Format.LETTER:
            yield from holds("R75", "rules around 版记", not [line for line in lines if line.y > 255])
            return
        if self.format is not Format.BULLETIN and facts.printed_on:
            day = facts.printed_on
            row = next(
                (r for r in rows if r.text.endswith(f"{day.year}年{day.month}月{day.day}日印发")), None
            )
            yield from holds("R53", "no printer and date", row)
            if row:
                yield from within("R53", "left", row.x0, 32.24, 34.27)
                yield from within("R53", "right", row.x1, 177.73, 179.76)
                yield from within("R53", "size", row.size, 13.7, 14.05)
                yield from within("R57", "above the last rule", lines[-1].y - row.bottom, 0, 6)
        copies = next((n for n, row in enumerate(rows) if row.text.startswith("抄送：")), None)
        yield from holds("R52", "no 抄送", copies is not None or not facts.copies_to)
        if copies is not None:
            own = [row for row in rows[copies:] if not row.text.endswith("印发")]
            yield from within("R52", "left", own[0].x0, 32.24, 34.27)
            yield from holds("R52", "no 。", own[-1].text.endswith("。"))
            for row in own[1:]:
                yield from near("R52", "hanging", row.x0, own[0].chars[3]["left"], 0.7)
        frame = (
            [line for line in lines if line.y > rows[copies].top - 8] if copies is not None else lines[-2:]
        )
        yield from near("R51", "last rule", frame[-1].y, 262, 0.5)
        for line in frame:
            yield from near("R49", "left", line.x0, 28, 0.5)
            yield from near("R49", "right", line.x1, 184, 0.5)
        for line in (frame[0], frame[-1]):
            yield from near("R50", "outer width", line.width, 0.35, 0.05)
        for line in frame[1:-1]:
            yield from near("R50", "inner width", line.width, 0.25, 0.05)

    # ---- turned pages, rows ------------------------------------------------------------------------

    def _turned(self) -> Faults:
        for sheet in self.sheets:
            if not sheet.is_turned:
                continue
            where = f"p{sheet.number}"
            up = all(char["runs_up"] for row in sheet.turned for char in row.chars)
            yield from holds("R67", f"{where} is turned the wrong way", up)
            xs = [value * MM for one in sheet.page.lines for value in (one["x0"], one["x1"])]
            ys = [value * MM for one in sheet.page.lines for value in (one["top"], one["bottom"])]
            yield from within("R68", f"{where} top", min(xs), 27.4, 184)
            yield from within("R68", f"{where} bottom", max(xs), 28, 184.6)
            yield from within("R68", f"{where} left", max(ys), 37, 262.6)
            yield from within("R68", f"{where} right", min(ys), 36.4, 262)

    def _rows(self) -> Faults:
        """Rows that follow one another in running text and in the cells of tables."""
        running = [row for row in self.running if row.x0 < 28.6]
        for row in running:
            yield from holds("R79", f"{row.text[:8]}", row.text[0] not in NO_START)
        pairs = list(self._pairs())
        going_on = {id(before) for before, _ in pairs}
        for before, after in pairs:
            yield from holds("R81", before.text[-8:], before.text[-1] not in NO_END)
            torn = before.text[-1] == after.text[0] and after.text[0] in "—…"
            yield from holds("R82", f"{before.text[-4:]}|{after.text[:4]}", not torn)
            cut = re.search("[A-Za-z0-9.,]$", before.text) and re.match("[A-Za-z0-9.,%‰℃]", after.text)
            yield from holds("R84", f"{before.text[-6:]}|{after.text[:6]}", not cut)
            end = before.chars[-1]
            if end["text"] in "。，、；：）”》" and before.x1 > 183:
                yield from within("R85", before.text[-6:], end["left"], 184 - ZI / 2 - 0.3, 186)
            yield from within("R91", f"{before.text[-6:]} ends", before.x1, 180.9, 184.6)
            hanzi = [c for c in after.text if c not in NO_START + NO_END]
            yield from holds("R95", after.text, id(after) in going_on or len(hanzi) >= 2)
            yield from self._spacing(before)

    def _spacing(self, row: Type) -> Faults:
        gaps = [
            (b["left"] - a["left"], a["text"], b["text"])
            for a, b in pairwise(row.chars)
            if re.fullmatch("[一-龥]{2}", a["text"] + b["text"])
        ]
        widest = max((gap for gap, *_ in gaps), default=ZI)
        yield from holds("R88", f"loose row {row.text} {widest:.2f}", widest <= 1.25 * ZI + 0.02)
        narrowest = min((gap for gap, *_ in gaps), default=ZI)
        yield from holds("R88", f"uneven row {row.text}", widest - narrowest < 0.03 * ZI + 0.02)

    def _pairs(self) -> Iterator[tuple[Type, Type]]:
        rows = self.running
        for before, after in pairwise(rows):
            goes_on = abs(after.x0 - 28) < 0.6 or (after.text[0] in NO_END and after.x0 < 28.6)
            adjacent = after.page != before.page or abs(after.base - before.base - GRID) < 0.3
            if goes_on and adjacent and before.x0 < 45 and before.text[-1:] != "：":
                yield before, after
