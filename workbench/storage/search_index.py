"""The search index: things with texts go in, those that have all the words come out.

It is derived from the plan and lives in a database of its own that SQLite deletes with the connection. The
planner's file, its journal and its backups know nothing of it; a plan that can only be read is searched as
well; no text of a plan stays behind on the machine. `queries.search` fills it and keeps it up to date.

FTS5 without contents, `unicode61`, one character a token: a word of any length is a phrase. (The trigram
tokenizer silently finds nothing for Chinese words of two characters.)
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from operator import add

from workbench.pinyin import MARK, spelled_out, ways_to_say
from workbench.rows.search import Findable, FoundKind
from workbench.spelling import folded

_COLUMNS = "kind, id, document, task, name, body, units"
_TABLES = """
    CREATE TABLE things (place INTEGER PRIMARY KEY, kind TEXT, id INTEGER, document INTEGER, task INTEGER,
        name TEXT, body TEXT, units TEXT);
    CREATE INDEX things_by_id ON things (kind, id);
    CREATE VIRTUAL TABLE words USING fts5(name, body, units, sounds, initials,
        content='', tokenize='unicode61 remove_diacritics 0');
"""
#: Stands for every mark, and for what the tokenizer might not take for a letter.
_MARK = "\ue000"
_LETTERS = re.compile(r"[a-z]{2,}")


class SearchIndex:
    """`upto` is the last step of the journal that it knows, None while it is not filled."""

    def __init__(self) -> None:
        self.upto: int | None = None
        self._connection = sqlite3.connect("", isolation_level=None)
        self._connection.execute("PRAGMA journal_mode=OFF")
        self._connection.execute("PRAGMA synchronous=OFF")
        self._connection.executescript(_TABLES)

    def close(self) -> None:
        self._connection.close()

    def clear(self) -> None:
        self._connection.execute("DELETE FROM things")
        self._connection.execute("INSERT INTO words(words) VALUES ('delete-all')")
        self.upto = None

    def add(self, things: Iterable[Findable]) -> None:
        """Put things in that are not there yet."""
        listed = list(things)
        last = self._connection.execute("SELECT coalesce(max(place), 0) FROM things").fetchone()[0]
        places = range(last + 1, last + 1 + len(listed))
        rows = [(place, *_row(thing)) for place, thing in zip(places, listed, strict=True)]
        words = [(place, *self._tokens(thing)) for place, thing in zip(places, listed, strict=True)]
        with _transaction(self._connection):
            self._connection.executemany(f"INSERT INTO things VALUES (?{', ?' * 7})", rows)
            self._connection.executemany(f"INSERT INTO words(rowid, {_FIELDS}) VALUES (?{', ?' * 5})", words)

    def replace(self, kind: FoundKind, ids: Sequence[int], things: Iterable[Findable]) -> None:
        """Put things of one kind in the place of those with these ids."""
        marks = ", ".join(map(str, map(int, ids)))
        where = f"kind = '{kind.value}' AND id IN ({marks})"
        known = self._connection.execute(f"SELECT place, {_COLUMNS} FROM things WHERE {where}").fetchall()
        gone = [(row[0], *self._tokens(_thing(row[1:]))) for row in known]
        with _transaction(self._connection):
            statement = f"INSERT INTO words(words, rowid, {_FIELDS}) VALUES ('delete', ?{', ?' * 5})"
            self._connection.executemany(statement, gone)
            self._connection.execute(f"DELETE FROM things WHERE {where}")
        self.add(things)

    def find(self, words: Sequence[str], most: int) -> list[Findable]:
        """The first things that have all the words, those that have them in their name before the others."""
        named = self._matching(self._query(words, names=True), most)
        rest = most - len(named)
        if rest <= 0:
            return [_thing(row[1:]) for row in named]
        seen = {row[0] for row in named}
        others = self._matching(self._query(words, names=False), most + len(seen))
        return [_thing(row[1:]) for row in [*named, *[row for row in others if row[0] not in seen][:rest]]]

    def count(self, words: Sequence[str]) -> int:
        """How many things have all the words."""
        if not (query := self._query(words, names=False)):
            return 0
        counted = self._connection.execute("SELECT count(*) FROM words WHERE words MATCH ?", (query,))
        return int(counted.fetchone()[0])

    def _matching(self, query: str, most: int) -> list[tuple[object, ...]]:
        if not query:
            return []
        return self._connection.execute(
            """SELECT things.* FROM words JOIN things ON things.place = words.rowid
               WHERE words MATCH ? ORDER BY words.rowid LIMIT ?""",
            (query, most),
        ).fetchall()

    def _query(self, words: Sequence[str], *, names: bool) -> str:
        """The words as FTS5 wants them: a phrase each, or how it sounds."""
        columns = "{name}" if names else "{name body units}"
        asked = [self._word(columns, folded(word)) for word in words]
        return " AND ".join(one for one in asked if one)

    def _word(self, columns: str, word: str) -> str:
        if not word:
            return ""
        ways = [f'{columns} : "{_spaced(word)}"']
        if _LETTERS.fullmatch(word):
            ways.append(f'initials : "{_pairs(word)}"')
            ways += [f'sounds : "{" ".join(said)}" *' for said in spelled_out(word)]
        return f"({' OR '.join(ways)})"

    def _tokens(self, thing: Findable) -> tuple[str, ...]:
        sounds, initials = _sounds(thing.name if thing.kind is not FoundKind.UNIT else _all_names(thing))
        texts = (_spaced(thing.name), _spaced(thing.body), _spaced_units(thing.units))
        return (*texts, sounds, initials)


_FIELDS = "name, body, units, sounds, initials"


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """One transaction on a connection in autocommit mode."""
    connection.execute("BEGIN")
    yield
    connection.execute("COMMIT")


def _row(thing: Findable) -> tuple[object, ...]:
    kind, *rest = (getattr(thing, field) for field in _COLUMNS.split(", "))
    return (kind.value, *rest)


def _thing(row: Sequence[object]) -> Findable:
    kind, *rest = row
    return Findable(FoundKind(kind), *rest)  # type: ignore[arg-type]


def _all_names(thing: Findable) -> str:
    """A unit by all of its names, parted so that none runs into the next."""
    return f"{thing.name}|{thing.body}"


class _Tokens(dict[int, str]):
    """Each character as it is folded, a token a character."""

    def __missing__(self, code: int) -> str:
        self[code] = tokens = "".join(f"{_token(one)} " for one in folded(chr(code)))
        return tokens


def _token(character: str) -> str:
    """What Unicode 3.2 knew as a letter or digit is one to the tokenizer, which goes by Unicode 6.1."""
    known = unicodedata.ucd_3_2_0.category(character)[0] in "LN" or "\u9fa6" <= character <= "\u9fcc"
    return character if known else _MARK


_TOKENS = _Tokens()


def _spaced(text: str) -> str:
    """A text folded, a blank between any two characters."""
    return text.translate(_TOKENS)


def _pairs(letters: str) -> str:
    """Letters two by two, overlapping: single ones stand everywhere."""
    return " ".join(map(add, letters, letters[1:]))


def _sounds(name: str) -> tuple[str, str]:
    """The syllables of a name, and their initials two by two. Blanks part a name, as marks do."""
    ways = ways_to_say(folded(MARK.join(name.split())))
    return f"{MARK} ".join(said for said, _ in ways), f" {MARK} ".join(_pairs(letters) for _, letters in ways)


@lru_cache(maxsize=4096)
def _spaced_units(units: str) -> str:
    """The same few units answer for many things."""
    return _spaced(units)
