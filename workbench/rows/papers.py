"""What a paper must say, from the queries and not from any layout."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TableFacts:
    """A table for a paper: heads and cells as text, in reading order; `section_rows` span the whole width."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    section_rows: frozenset[int] = frozenset()
    title: str = ""


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
