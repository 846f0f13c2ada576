"""Removing rows with everything that hangs below them, many at once. What only points at them lets go.

What goes and what lets go is what the models say of their relationships, as for a single object; but it is
found table by table, which for a document of ten thousand tasks is ten times faster.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Column
from sqlalchemy.orm import Mapper, RelationshipDirection, RelationshipProperty, Session

from workbench.models import Base
from workbench.operations.many_rows import keys_where, many_rows

Keys = dict[type[Base], set[int]]


def remove_with_all_below(session: Session, model: type[Base], keys: Collection[int]) -> None:
    """Remove the rows of `keys`, what belongs to them, and what belongs to that in turn."""
    session.flush()
    going = _with_all_below(session, model, keys)
    for child, column, left in _letting_go(session, going):
        many_rows(session).update_rows(child, {key: {column.name: None} for key in left})
    for child, gone in going.items():
        many_rows(session).remove_rows(child, gone)


def _with_all_below(session: Session, model: type[Base], keys: Collection[int]) -> Keys:
    going: Keys = defaultdict(set)
    unseen: list[tuple[type[Base], set[int]]] = [(model, set(keys))]
    while unseen:
        parent, found = unseen.pop()
        fresh = found - going[parent]
        going[parent] |= fresh
        if fresh:
            for relationship in _to_many(parent):
                if relationship.cascade.delete:
                    below = keys_where(session, _child(relationship), _pointer(relationship), fresh)
                    unseen.append((_child(relationship), set(below)))
    return {one: gone for one, gone in going.items() if gone}


def _letting_go(session: Session, going: Keys) -> Iterator[tuple[type[Base], Column[Any], set[int]]]:
    """Rows that stay, with the column by which they point at one that goes."""
    for parent, keys in going.items():
        for relationship in _to_many(parent):
            if not relationship.cascade.delete:
                child, column = _child(relationship), _pointer(relationship)
                left = set(keys_where(session, child, column, keys)) - going.get(child, set())
                if left:
                    yield child, column, left


def _to_many(model: type[Base]) -> Iterator[RelationshipProperty[Any]]:
    mapper: Mapper[Any] = model.__mapper__
    for relationship in mapper.relationships:
        if relationship.direction is RelationshipDirection.ONETOMANY:
            yield relationship


def _child(relationship: RelationshipProperty[Any]) -> type[Base]:
    return relationship.mapper.class_


def _pointer(relationship: RelationshipProperty[Any]) -> Column[Any]:
    """The column of the child that names its parent."""
    ((_, column),) = relationship.local_remote_pairs or ()
    assert isinstance(column, Column)
    return column
