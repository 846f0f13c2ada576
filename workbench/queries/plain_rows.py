"""Frozen rows as plain JSON values and back again, by their declared types: what is frozen with a closing.

Dataclasses are objects by field name, enumerations their names (wording may change), days and moments ISO
text, tuples lists.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Callable
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin

Row = TypeVar("Row")


def to_plain(value: Any) -> Any:
    """A frozen row as JSON values."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: to_plain(getattr(value, name)) for name in _names(type(value))}
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    return value


def from_plain(kind: type[Row], plain: Any) -> Row:
    """The row that `to_plain` took apart."""
    made: Row = _reader(typing.cast(Any, kind))(plain)
    return made


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    kind = getattr(kind, "__supertype__", kind)
    if get_origin(kind) in (Union, types.UnionType):
        return _optional(next(part for part in get_args(kind) if part is not types.NoneType))
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind))
    if dataclasses.is_dataclass(kind):
        return _row(kind)
    if issubclass(kind, Enum):
        return lambda plain: kind[plain]
    if issubclass(kind, dt.date):
        read: Callable[[Any], Any] = kind.fromisoformat
        return read
    return float if kind is float else lambda plain: plain


def _optional(kind: Any) -> Callable[[Any], Any]:
    read = _reader(kind)
    return lambda plain: None if plain is None else read(plain)


def _tuple(kinds: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        read = _reader(kinds[0])
        return lambda plain: tuple(read(item) for item in plain)
    reads = [_reader(one) for one in kinds]
    return lambda plain: tuple(read(item) for read, item in zip(reads, plain, strict=True))


def _row(kind: Any) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(kind)
    reads = [(name, _reader(hints[name])) for name in _names(kind)]
    return lambda plain: kind(**{name: read(plain[name]) for name, read in reads if name in plain})
