"""Rows of a table whose cells stand in one line with blanks between, as text copied out of a PDF has them.

In come the lines of a document; out come the same lines, those of such a table cut into their cells. What
stands in which column is then told as for a table printed one cell a line (`flattened`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workbench.reading.columns import Holds, is_table_head, read_column, settle
from workbench.reading.text import Stretch, Text

_ANY = re.compile(r"[ \t\u3000\xa0]+")
_WIDE = re.compile(r"[ \t\u3000\xa0]{2,}|\t")
_FEWEST_COLUMNS = 3
#: So many lines without a blank in them end a table: a cell is hardly broken into more.
_MOST_SINGLE = 3


def parted_rows(text: Text, lines: Sequence[Stretch]) -> Iterator[Stretch]:
    """The lines, those of tables with blanks between their cells cut into the cells."""
    blank: re.Pattern[str] | None = None
    single = 0
    for line in lines:
        blank = _blank_of_head(text, line) or blank
        parts = list(_parts(text, line, blank)) if blank else [line]
        single = 0 if len(parts) > 1 else single + 1
        if single >= _MOST_SINGLE:
            blank = None
        yield from parts


def _blank_of_head(text: Text, line: Stretch) -> re.Pattern[str] | None:
    """How the cells are parted where the line heads a table; None where it does not."""
    if not _ANY.search(text.key, line.start, line.end):
        return None
    for blank in (_WIDE, _ANY):
        words = ["".join(text.read(part).split()) for part in _parts(text, line, blank)]
        if len(words) < _FEWEST_COLUMNS:
            continue
        columns = [read_column(word) for word in words]
        known = all(column.holds is not Holds.UNKNOWN for column in columns)
        if known and is_table_head(settle(columns)):
            return blank
    return None


def _parts(text: Text, line: Stretch, blank: re.Pattern[str]) -> Iterator[Stretch]:
    start = line.start
    for found in blank.finditer(text.key, line.start, line.end):
        if found.start() > start:
            yield Stretch(start, found.start())
        start = found.end()
    if start < line.end:
        yield Stretch(start, line.end)
