"""What the command line says: results to standard output, everything else to standard error, all in UTF-8."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Any

#: Cells wider than this many columns are cut in tables; `--json` has them whole.
WIDEST_CELL = 56


def speak_utf8() -> None:
    """Also on a Windows console, whose own code page would lose characters."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def say(text: str) -> None:
    print(text)


def complain(text: str) -> None:
    print(text, file=sys.stderr)


def say_json(value: Any) -> None:
    print(json.dumps(plain(value), ensure_ascii=False, indent=1))


def say_json_rows(rows: Iterable[Any]) -> None:
    """A JSON array with one object a line."""
    lines = ",\n ".join(json.dumps(plain(row), ensure_ascii=False) for row in rows)
    print(f"[{lines}]")


def plain(value: Any) -> Any:
    """Frozen rows as JSON values: objects, ISO dates, values of enumerations."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, frozenset)):
        return [plain(item) for item in value]
    return value


def say_table(heads: Sequence[str], rows: Iterable[Sequence[str]], widest: int = WIDEST_CELL) -> None:
    """Columns aligned on a terminal, where a Chinese character takes two columns."""
    table = [tuple(_cut(cell, widest) for cell in row) for row in (heads, *rows)]
    widths = [max(map(_width, column)) for column in zip(*table, strict=True)]
    for row in table:
        print("  ".join(map(_padded, row, widths)).rstrip())


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - _width(cell))


def _width(text: str) -> int:
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _cut(cell: str, widest: int) -> str:
    text = " ".join(cell.split())
    if _width(text) <= widest:
        return text
    used, kept = 1, ""
    for char in text:
        used += _columns(char)
        if used > widest:
            break
        kept += char
    return f"{kept}…"
