"""Whether words in a row are the head of a table of tasks, results or indicators."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.reading.columns import is_table_head, read_column, settle
from workbench.reading.script import fold


def is_head(words: Sequence[str]) -> bool:
    """Whether the words, one for each column, are such a head.

    >>> is_head(["序号", "重点任务", "责任单位"])
    True
    """
    filled = list(dict.fromkeys(re.sub(r"\s", "", word) for word in words if word.strip()))
    return len(filled) > 1 and is_table_head(settle([read_column(fold(word)) for word in filled]))
