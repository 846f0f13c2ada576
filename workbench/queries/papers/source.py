"""What a template is filled from: words, lists of records and charts, each under its name in templates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.rows.papers import ChartFacts
from workbench.terms import DocumentId, ItemId, Period, UnitId

#: A line of a list: what its fields say.
Record = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """What a paper is about. `on` is the day it is written; `words` are the office's own for names of a
    template (发文字号, 抄送 …) and go before those of the source."""

    on: dt.date
    document: DocumentId | None = None
    unit: UnitId | None = None
    period: Period | None = None
    item: ItemId | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PaperSource:
    """The answer of a source. `checks` are counts that another query gave, by the list they count;
    `says_what_is_missing` that its warnings name what an official paper lacks."""

    words: Mapping[str, str]
    lists: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    charts: Mapping[str, tuple[ChartFacts, ...]] = field(default_factory=dict)
    checks: Mapping[str, int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    says_what_is_missing: bool = False
