"""Searching the plan (搜索): a connection and its index in, what has the words out, document by document.

The index follows the journal: whoever changed the plan, this window or another one, left a step there, and
`catching_up` puts the rows of the new steps into the index, or fills it anew where they are many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, Protocol

from workbench.pinyin import places_by_sound
from workbench.queries.whole_columns import Connection, fetched
from workbench.rows.search import NOT_LIT, Findable, Found, FoundGroup, FoundKind, Lit, SearchAnswer
from workbench.spelling import folded, places_of
from workbench.terms import DocumentId, TaskId

#: So many things go into the index in one go; a few milliseconds each.
CHUNK: Final = 500
#: With more things changed than this, filling the index anew is no slower.
_FEW: Final = 2_000
#: Before and after the first word found, so much of a long text is shown.
_BEFORE, _AFTER = 24, 90

_NAMES = "SELECT unit_id, group_concat(name, '、') FROM unit_aliases GROUP BY unit_id"
_QUERIES: Final[Mapping[FoundKind, str]] = {
    FoundKind.UNIT: "SELECT id, 0, 0, name, '' FROM units t",
    FoundKind.DOCUMENT: "SELECT id, id, 0, title, doc_no || '|' || issuer FROM documents t",
    FoundKind.SECTION: "SELECT id, document_id, 0, title, '' FROM sections t",
    FoundKind.TASK: "SELECT id, document_id, id, title, content FROM tasks t",
    FoundKind.RESULT: "SELECT id, document_id, 0, title, category FROM results t",
    FoundKind.INDICATOR: "SELECT id, document_id, 0, name, category FROM indicators t",
    FoundKind.MILESTONE: """
        SELECT t.id, k.document_id, k.id, t.title, '' FROM milestones t JOIN tasks k ON k.id = t.task_id""",
    FoundKind.REPORT: """
        SELECT t.id, k.document_id, k.id, '', t.done || '|' || t.problems || '|' || t.next_steps
        FROM progress_reports t JOIN tasks k ON k.id = t.task_id""",
    FoundKind.COMMENT: """
        SELECT t.id, k.document_id, k.id, '', t.text FROM comments t JOIN tasks k ON k.id = t.task_id""",
}
#: Parts of a text are kept apart in the index; on screen, and lines too, by a wide blank.
_PARTED: Final = {ord(mark): "　" for mark in "|\r\n"}
#: What a change of a row shows in, by its table.
_KIND_OF: Final = {
    "units": FoundKind.UNIT,
    "documents": FoundKind.DOCUMENT,
    "sections": FoundKind.SECTION,
    "tasks": FoundKind.TASK,
    "results": FoundKind.RESULT,
    "indicators": FoundKind.INDICATOR,
    "milestones": FoundKind.MILESTONE,
    "progress_reports": FoundKind.REPORT,
    "comments": FoundKind.COMMENT,
}


class Index(Protocol):
    """What is needed of `storage.search_index.SearchIndex`."""

    upto: int | None

    def clear(self) -> None: ...
    def add(self, things: Iterable[Findable], /) -> None: ...
    def replace(self, kind: FoundKind, ids: Sequence[int], things: Iterable[Findable], /) -> None: ...
    def find(self, words: Sequence[str], most: int, /) -> list[Findable]: ...
    def count(self, words: Sequence[str], /) -> int: ...


def search(connection: Connection, index: Index, text: str, most: int = 100) -> SearchAnswer:
    """What has all the words of `text`, by documents in their order, the units before them.

    The index is brought up to date first. Words are found in either script and width; letters also as pinyin
    and its initials.
    """
    for _ in catching_up(connection, index):
        pass
    return search_as_far(connection, index, text, most)


def search_as_far(connection: Connection, index: Index, text: str, most: int = 100) -> SearchAnswer:
    """The same with the index as it is."""
    words = text.split()
    if not any(map(folded, words)):
        return SearchAnswer((), 0)
    groups: defaultdict[int, list[Found]] = defaultdict(list)
    things = index.find(words, most)
    tasks = _task_titles(connection, things)
    for thing in things:
        found = _found(thing, [folded(word) for word in words])
        groups[thing.document].append(found if found.name else replace(found, name=tasks[thing.task]))
    titles: dict[int, str] = {0: "单位", **dict(fetched(connection, _TITLES))}
    ordered = (FoundGroup(_document(id), titles[id], tuple(groups[id])) for id in titles if id in groups)
    return SearchAnswer(tuple(ordered), index.count(words))


def _task_titles(connection: Connection, things: Iterable[Findable]) -> dict[int, str]:
    """What the tasks are called that nameless things (reports, comments) hang on."""
    wanted = ", ".join({str(thing.task) for thing in things if not thing.name})
    return dict(fetched(connection, f"SELECT id, title FROM tasks WHERE id IN ({wanted})"))


def catching_up(connection: Connection, index: Index) -> Iterator[float]:
    """Bring the index up to date, a few milliseconds at a time; what is done is told from 0 to 1."""
    newest = int(fetched(connection, "SELECT coalesce(max(id), 0) FROM steps")[0][0])
    if index.upto == newest:
        return
    changed = _changed_since(connection, index.upto) if index.upto is not None else None
    if changed is None:
        yield from _filling(connection, index)
    else:
        for kind in FoundKind:
            if ids := changed.get(kind):
                index.replace(kind, sorted(ids), _load(connection, kind, ids))
    index.upto = newest


_TITLES = "SELECT id, title FROM documents ORDER BY position, id"


def _filling(connection: Connection, index: Index) -> Iterator[float]:
    index.clear()
    totals = {kind: _last(connection, kind) for kind in FoundKind}
    whole, done = max(sum(totals.values()), 1), 0
    for kind, last in totals.items():
        for start in range(0, last, CHUNK):
            index.add(_load(connection, kind, range(start + 1, start + 1 + CHUNK)))
            done += CHUNK
            yield min(done / whole, 1.0)


_TABLE_OF: Final = {kind: table for table, kind in _KIND_OF.items()}


def _last(connection: Connection, kind: FoundKind) -> int:
    return int(fetched(connection, f"SELECT coalesce(max(id), 0) FROM {_TABLE_OF[kind]}")[0][0])


def _load(connection: Connection, kind: FoundKind, ids: Iterable[int]) -> list[Findable]:
    """Things as they stand, those of these ids that are there."""
    where = (
        f"BETWEEN {ids[0]} AND {ids[-1]}"
        if isinstance(ids, range)
        else f"IN ({', '.join(map(str, map(int, ids)))})"
    )
    rows = fetched(connection, f"{_QUERIES[kind]} WHERE t.id {where} ORDER BY t.id")
    if kind is FoundKind.UNIT:
        other = dict(fetched(connection, _NAMES))
        return [Findable(kind, id, 0, 0, name, other.get(id, "")) for id, _, _, name, _ in rows]
    if kind not in (FoundKind.TASK, FoundKind.RESULT):
        return [Findable(kind, *row) for row in rows]
    units = _answering(connection, kind, where)
    return [
        Findable(kind, id, document, task, name, body, units.get(id, ""))
        for id, document, task, name, body in rows
    ]


def _answering(connection: Connection, kind: FoundKind, where: str) -> dict[int, str]:
    """The names of the units of tasks or results, other names behind them."""
    owner = "task_id" if kind is FoundKind.TASK else "result_id"
    shares = f"""
        SELECT a.{owner}, u.name || coalesce('|' || group_concat(n.name, '|'), '')
        FROM assignments a JOIN units u ON u.id = a.unit_id LEFT JOIN unit_aliases n ON n.unit_id = u.id
        WHERE a.{owner} {where} GROUP BY a.id ORDER BY a.{owner}, a.position, a.id"""
    names: defaultdict[int, list[str]] = defaultdict(list)
    for id, text in fetched(connection, shares):
        names[id].append(text)
    return {id: "、".join(texts) for id, texts in names.items()}


def _changed_since(connection: Connection, step: int) -> dict[FoundKind, set[int]] | None:
    """The things whose texts the steps after `step` changed; None where they are too many."""
    from workbench.models.journal import unpack_rows

    changed: defaultdict[FoundKind, set[int]] = defaultdict(set)
    units: set[int] = set()
    shares: set[int] = set()
    for (packed,) in fetched(connection, f"SELECT rows FROM steps WHERE id > {step}"):
        for row in unpack_rows(packed):
            facts = {**(row.before or {}), **(row.after or {})}
            if row.table in _KIND_OF:
                changed[_KIND_OF[row.table]].add(row.key)
            if row.table == "units":
                units.add(row.key)
            elif row.table == "unit_aliases":
                units.update(_ids(facts, "unit_id") or _looked_up(connection, row.table, "unit_id", row.key))
            elif row.table == "assignments":
                shares.add(row.key)
                changed[FoundKind.TASK] |= _ids(facts, "task_id")
                changed[FoundKind.RESULT] |= _ids(facts, "result_id")
        if sum(map(len, (*changed.values(), units, shares))) > _FEW:
            return None
    changed[FoundKind.UNIT] |= units
    _spread(connection, changed, units, shares)
    return changed if sum(map(len, changed.values())) <= _FEW else None


def _spread(
    connection: Connection, changed: dict[FoundKind, set[int]], units: set[int], shares: set[int]
) -> None:
    """Tasks and results show the names of their units."""
    listed = {"unit_id": units, "id": shares}
    for column, ids in listed.items():
        where = f"{column} IN ({', '.join(map(str, ids))})"
        for task, result in fetched(connection, f"SELECT task_id, result_id FROM assignments WHERE {where}"):
            changed.setdefault(FoundKind.TASK, set()).update([task] if task is not None else [])
            changed.setdefault(FoundKind.RESULT, set()).update([result] if result is not None else [])


def _ids(facts: Mapping[str, Any], column: str) -> set[int]:
    value = facts.get(column)
    return {value} if isinstance(value, int) else set()


def _looked_up(connection: Connection, table: str, column: str, id: int) -> set[int]:
    return {found for (found,) in fetched(connection, f"SELECT {column} FROM {table} WHERE id = {id}")}


def _document(id: int) -> DocumentId | None:
    return DocumentId(id) if id else None


def _found(thing: Findable, words: Sequence[str]) -> Found:
    """A thing with its words lit: in its name; where that lacks one, in the first other text that has one."""
    name_lit = _lit(words, thing.name)
    named = all(_lit([word], thing.name) for word in words)
    text, text_lit = "", NOT_LIT
    for candidate in () if named else (thing.body, thing.units):
        plain = candidate.translate(_PARTED).strip("　")
        if lit := _lit(words, plain):
            text, text_lit = _around(plain, lit)
            break
    return Found(
        thing.kind,
        thing.id,
        _document(thing.document),
        TaskId(thing.task) if thing.task else None,
        thing.name,
        name_lit,
        text,
        text_lit,
    )


def _lit(words: Sequence[str], text: str) -> Lit:
    """Where the words stand; where none does, the letters as they sound."""
    written = {place for word in words for place in places_of(word, text)}
    return tuple(sorted(written or {place for word in words for place in places_by_sound(word, text)}))


def _around(text: str, lit: Lit) -> tuple[str, Lit]:
    """The stretch of a long text that has the first word found."""
    start = max(lit[0][0] - _BEFORE, 0)
    stop = min(lit[0][1] + _AFTER, len(text))
    before, after = "…" if start else "", "…" if stop < len(text) else ""
    moved = [(first - start + len(before), last - start + len(before)) for first, last in lit if last <= stop]
    return before + text[start:stop] + after, tuple(moved)
