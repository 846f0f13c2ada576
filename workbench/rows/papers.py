"""What a paper must say: frozen descriptions of its parts, from the queries and not from any layout.

A PDF, a Word file and a check of either take the same description. Texts are final: numbered, full-width,
with every figure in its place. "R…" names a rule of the office's checklist of GB/T 9704-2012.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Format(StrEnum):
    """The format of a paper (公文格式): four of GB/T 9704-2012, a bulletin, and a plain report."""

    DOCUMENT = "文件"
    LETTER = "信函"
    ORDER = "命令"
    MINUTES = "纪要"
    BULLETIN = "简报"  # convention only, the standard does not know it
    REPORT = "报告"  # no red head: a list, a plan, a paper for a meeting


@dataclass(frozen=True, slots=True)
class HeadGroup:
    """A head that stands over the heads of columns `first` to `last` of a table, counted from 0."""

    text: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class CellSpan:
    """A cell that reaches down over `rows` rows from `row` on (合并单元格); the cells below are empty."""

    row: int
    column: int
    rows: int


@dataclass(frozen=True, slots=True)
class TableFacts:
    """A table: heads and cells as text, in reading order; `section_rows` span the whole width.

    `unit` is printed above it on the right (单位：…), `notes` below it (注：…), `title` as its caption unless
    it is the attachment's own.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    section_rows: frozenset[int] = frozenset()
    title: str = ""
    groups: tuple[HeadGroup, ...] = ()
    spans: tuple[CellSpan, ...] = ()
    unit: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableSetting:
    """How the press sets a table: on a `turned` sheet or not, in type of `size` points, in columns `widths`
    points wide that stand left (justified), centre or right; `leading` from row to row within a cell and
    `padding` above and below its text, in ems."""

    turned: bool
    size: float
    widths: tuple[float, ...]
    aligns: tuple[str, ...]
    leading: float = 1.3
    padding: float = 0.32


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote (脚注) to the text before character `at` of its paragraph."""

    at: int
    text: str


_DIGITS = "零一二三四五六七八九"
_SHAPES = (
    re.compile(r"[一二三四五六七八九十百]+、"),
    re.compile(r"（[一二三四五六七八九十百]+）"),
    re.compile(r"[0-9]+[.．](?![0-9])"),
    re.compile(r"（[0-9]+）"),
)


def numbered(level: int, number: int) -> str:
    """The 层次序数 of a heading or an item: 一、 （一） 1. （1）, for levels 1 to 4 (7.3.3)."""
    forms = (f"{chinese(number)}、", f"（{chinese(number)}）", f"{number}.", f"（{number}）")
    return forms[level - 1]


def chinese(number: int) -> str:
    """A number below a hundred in Chinese figures: 三, 十二, 二十一."""
    tens, ones = divmod(number, 10)
    ten = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return ten + (_DIGITS[ones] if ones else "")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text; one that begins with a 层次序数 begins with a heading."""

    text: str
    notes: tuple[Footnote, ...] = ()

    @property
    def level(self) -> int:
        """1 to 4 for 一、 （一） 1. （1）, and 0 for a paragraph without number (7.3.3)."""
        return next((level for level, shape in enumerate(_SHAPES, 1) if shape.match(self.text)), 0)


@dataclass(frozen=True, slots=True)
class EditorNote:
    """编者按 of a bulletin, its paragraphs in another face than the text."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list: one paragraph an item, numbered by its level: （一） below 一、, 1. below （一） or nothing."""

    texts: tuple[str, ...]
    level: int = 3

    @property
    def numbered(self) -> tuple[str, ...]:
        """The texts, each behind its number."""
        return tuple(numbered(self.level, number) + text for number, text in enumerate(self.texts, 1))


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents (目录): headings of the first two levels and the attachments, with their pages."""

    title: str = "目　录"


@dataclass(frozen=True, slots=True)
class TrendFacts:
    """One indicator over the years: points are (year, value), a year's end lying at the year itself.

    `path` runs from the base through the targets (指标路径); `targets` and `observed` are marked on it.
    """

    title: str
    unit: str
    path: tuple[tuple[float, float], ...]
    targets: tuple[tuple[float, float], ...] = ()
    observed: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class BarsFacts:
    """Stacked bars: `values[label][part]`, a bar for each label, a stretch of it for each part."""

    title: str
    unit: str
    labels: tuple[str, ...]
    parts: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]


ChartFacts = TrendFacts | BarsFacts


@dataclass(frozen=True, slots=True)
class FigureFacts:
    """Charts beside one another, `across` in a row, with one caption below (图题)."""

    charts: tuple[ChartFacts, ...]
    across: int = 1
    title: str = ""


Block = Paragraph | EditorNote | Items | TableFacts | FigureFacts | Contents


@dataclass(frozen=True, slots=True)
class HeadFacts:
    """版头 (报头 of a bulletin). `issuer` is the 发文机关; `name` is what a bulletin or 纪要 calls itself.

    `signers` are the 签发人 of an upward paper; `issue` the 期数 and `date` the day of a bulletin.
    """

    format: Format = Format.REPORT
    issuer: str = ""
    name: str = ""
    doc_no: str = ""
    copy_no: str = ""
    secrecy: str = ""
    urgency: str = ""
    signers: tuple[str, ...] = ()
    issue: str = ""
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ClosingFacts:
    """落款: 发文机关署名 and 成文日期. With `seal`, a place is left free for it; no seal is ever drawn.

    `post` and a `signer` who signs himself (签名章, of an order) stand instead of the organ.
    """

    signer: str
    date: dt.date
    seal: bool = True
    post: str = ""


@dataclass(frozen=True, slots=True)
class ImprintFacts:
    """版记: 抄送, 印发机关 and 印发日期; of a bulletin (报尾) 报, 送, 发 and the number of copies."""

    copies_to: tuple[str, ...] = ()
    printed_by: str = ""
    printed_on: dt.date | None = None
    rows: tuple[tuple[str, str], ...] = ()  # (报, names), (送, names), (发, names)
    copies: int = 0


@dataclass(frozen=True, slots=True)
class AttachmentFacts:
    """An 附件: on its own pages, with its own title."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Attendance:
    """出席, 请假 or 列席 of 纪要, with their names."""

    label: str
    names: str


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """A whole paper, in the order it is read.

    `subtitle` stands below the title (a date, a period); `pages` limits a paper that must fit (会议用一页纸):
    its type is set smaller until it does. `warnings` are sentences on what the planner should look at.
    """

    kind: str
    title: str
    head: HeadFacts = HeadFacts()
    subtitle: str = ""
    recipients: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    attachments: tuple[AttachmentFacts, ...] = ()
    closing: ClosingFacts | None = None
    note: str = ""
    attendance: tuple[Attendance, ...] = ()
    imprint: ImprintFacts | None = None
    pages: int | None = None
    warnings: tuple[str, ...] = ()

    @property
    def tables(self) -> tuple[TableFacts, ...]:
        """All tables, in reading order; the first of an attachment bears the attachment's title."""
        tables = [block for block in self.blocks if isinstance(block, TableFacts)]
        for attachment in self.attachments:
            found = [block for block in attachment.blocks if isinstance(block, TableFacts)]
            tables += [replace(table, title=table.title or attachment.title) for table in found[:1]]
            tables += found[1:]
        return tuple(tables)


@dataclass(frozen=True, slots=True)
class WallRow:
    """A task on a wall chart: `progress` in percent, `light` as #rrggbb, "" where none is lit."""

    cells: tuple[str, ...]
    progress: int = 0
    light: str = ""


@dataclass(frozen=True, slots=True)
class WallGroup:
    """Tasks of a wall chart under one heading."""

    title: str
    rows: tuple[WallRow, ...]


@dataclass(frozen=True, slots=True)
class WallFacts:
    """挂图作战: every task on one sheet, in panels side by side. `figures` are (name, value) in a band."""

    title: str
    heads: tuple[str, ...]
    groups: tuple[WallGroup, ...]
    figures: tuple[tuple[str, str], ...] = ()
    key: tuple[tuple[str, str], ...] = ()  # (name of a light, #rrggbb)
    note: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """What the 印发通知 of a document must say, from the queries and not from any layout.

    `body` holds paragraphs; `copies_to` the 抄送 units; `note` the 附注 without its brackets.
    """

    title: str
    doc_no: str
    issuer: str
    recipients: tuple[str, ...]
    body: tuple[str, ...]
    signer: str
    date: dt.date
    attachments: tuple[TableFacts, ...]
    note: str = ""
    copies_to: tuple[str, ...] = ()
    printed_by: str = ""
    printed_on: dt.date | None = None
    seal: bool = True
    red_head: bool = True
    imprint: bool = True
    warnings: tuple[str, ...] = field(default=())

    @property
    def paper(self) -> PaperFacts:
        """The same as a paper."""
        imprint = ImprintFacts(
            self.copies_to, self.printed_by or self.signer or self.issuer, self.printed_on or self.date
        )
        return PaperFacts(
            kind="notice",
            title=self.title,
            head=HeadFacts(
                Format.DOCUMENT if self.red_head else Format.REPORT, self.issuer, doc_no=self.doc_no
            ),
            recipients=self.recipients,
            blocks=tuple(map(Paragraph, self.body)),
            attachments=tuple(AttachmentFacts(table.title, (table,)) for table in self.attachments),
            closing=ClosingFacts(self.signer or self.issuer, self.date, self.seal),
            note=self.note,
            imprint=imprint if self.imprint else None,
            warnings=self.warnings,
        )
