"""How official papers write a day and a list of names, for every room that prints or tells them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence


def date_text(date: dt.date) -> str:
    """A day in Arabic figures without padding: 2021年3月3日 (GB/T 9704-2012 7.3.5.4)."""
    return f"{date.year}年{date.month}月{date.day}日"


def names_text(names: Sequence[str]) -> str:
    """Units as one list: 、 between them, or ， where a name is itself a list."""
    cleaned = [name.strip().rstrip("，、；。：:") for name in names if name.strip()]
    return ("，" if any("、" in name or "，" in name for name in cleaned) else "、").join(cleaned)
