"""How wide a text is in characters, as a Word file is laid out by them."""

from __future__ import annotations

import unicodedata


def width(text: str) -> float:
    """How wide a text is in characters (字): Latin letters and figures take half of one."""
    return sum(1.0 if unicodedata.east_asian_width(each) in "WFA" else 0.5 for each in text)
