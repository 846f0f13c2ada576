"""Texts as a Word file writes them: dates, lists of units, and how wide a text is in characters."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Sequence


def date_text(date: dt.date) -> str:
    """A date in Arabic figures without padding (7.3.5.4)."""
    return f"{date.year}年{date.month}月{date.day}日"


def joined(names: Sequence[str]) -> str:
    """Units as one list: 、 between them, or ， where a name is itself a list."""
    cleaned = [name.strip().rstrip("，、；。：:") for name in names if name.strip()]
    return ("，" if any("、" in name or "，" in name for name in cleaned) else "、").join(cleaned)


def width(text: str) -> float:
    """How wide a text is in characters (字): Latin letters and figures take half of one."""
    return sum(1.0 if unicodedata.east_asian_width(each) in "WFA" else 0.5 for each in text)
