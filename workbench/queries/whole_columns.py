"""Whole columns of a table, for plans of a hundred thousand rows: expressions go in, arrays come out.

The database writes a column of numbers as one text, which numpy reads, and a column of words as one JSON
list: half the time that a Python value for every cell would take, and no rows for the garbage collector to
look through. All columns come from one statement, so that they belong together whatever is stored meanwhile.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

Whole: TypeAlias = NDArray[np.int64]
#: Values of any kind, texts above all, to be put in another order at once.
Objects: TypeAlias = NDArray[Any]


class Connection(Protocol):
    """What is needed of a DBAPI connection."""

    def cursor(self) -> Any: ...


class Words(NamedTuple):
    """A column of words of which few are different: those, and which of them stands in each row."""

    known: list[str]
    which: Whole

    def spread(self) -> Objects:
        """The word of each row."""
        return np.array(self.known, object)[self.which]


class Columns(NamedTuple):
    """What was read: a column for each expression, all of one length, in no order that could be relied on."""

    numbers: list[Whole]
    words: list[Words]
    texts: list[Objects]


def fetched(connection: Connection, query: str) -> list[tuple[Any, ...]]:
    """All rows a plain statement answers with, over a DBAPI connection."""
    cursor = connection.cursor()
    try:
        return cursor.execute(query).fetchall()  # type: ignore[no-any-return]
    finally:
        cursor.close()


def whole_columns(
    connection: Connection,
    source: str,
    numbers: Sequence[str],
    words: Sequence[str] = (),
    texts: Sequence[str] = (),
) -> Columns:
    """The columns of a table, with a condition if need be (`tasks WHERE id IN (1, 2)`).

    `numbers` are expressions for whole numbers, `words` for texts that come again and again, `texts` for
    others; none of them may be NULL. Raises ValueError where one is.
    """
    expressions = [f"group_concat({one})" for one in numbers]
    expressions += [f"json_group_array({one})" for one in (*words, *texts)]
    ((*found,),) = fetched(connection, f"SELECT {', '.join(expressions)} FROM {source}")
    found.reverse()  # so that what has been read need not be kept
    read = Columns(
        [np.fromstring(found.pop() or "", np.int64, sep=",") for _ in numbers],
        [_words(json.loads(found.pop())) for _ in words],
        [np.array(json.loads(found.pop()), object) for _ in texts],
    )
    lengths = {len(one) for one in (*read.numbers, *read.texts)} | {len(one.which) for one in read.words}
    if len(lengths) > 1:  # a number that is none is passed over
        raise ValueError(f"a column of {source} has no value in some row")
    return read


class _Codes(dict[str, int]):
    """A code for each word, in the order they are met."""

    def __missing__(self, word: str) -> int:
        code = self[word] = len(self)
        return code


def _words(column: list[str]) -> Words:
    codes = _Codes()
    which = np.fromiter(map(codes.__getitem__, column), np.int64, len(column))
    return Words(list(codes), which)


def code_of(column: str, codes: dict[str, int]) -> str:
    """An expression for the code of a word, NULL for a word that has none."""
    cases = " ".join(f"WHEN '{word}' THEN {code}" for word, code in codes.items())
    return f"CASE {column} {cases} END"


def ordinal_of(column: str) -> str:
    """An expression for a day as an ordinal (`datetime.date.toordinal`), 0 for none."""
    return f"ifnull(CAST(julianday({column}) - 1721424.5 AS INTEGER), 0)"
