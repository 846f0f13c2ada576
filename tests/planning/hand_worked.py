"""Reads the hand-worked tables of `tests/planning/data`, and builds the networks they speak of."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.planning.network import Network
from workbench.planning.task_arrays import LINK_KIND_CODE, NO_DAY, NO_NODE
from workbench.terms import LinkKind

DATA = Path(__file__).with_name("data")
YEAR = 2025

_LINK = re.compile(r"(\S+) (FS|SS|FF|SF)([+-]\d+)?(d)? (\S+)")


@dataclass(frozen=True, slots=True)
class Case:
    """One table: `rows` are the columns after the name, by task; `says` is the table as written."""

    name: str
    network: Network
    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    says: dict[str, Any]

    def numbers(self, names: list[str]) -> list[int]:
        return [self.names.index(name) for name in names]


def cases(file: str) -> list[Case]:
    with DATA.joinpath(file).open("rb") as stream:
        return [case(says) for says in tomllib.load(stream)["case"]]


def case(says: dict[str, Any]) -> Case:
    names, *rows = zip(*(row.split() for row in says["tasks"]), strict=True)
    links, kinds, in_calendar_days = [], [], []
    for text in says.get("links", ()):
        found = _LINK.fullmatch(text)
        assert found, text
        before, kind, lag, calendar_days, after = found.groups()
        links.append((names.index(before), names.index(after), int(lag or 0)))
        kinds.append(LINK_KIND_CODE[LinkKind(kind)])
        in_calendar_days.append(bool(calendar_days))
    above = {part: whole for whole, parts in says.get("parts", {}).items() for part in parts}
    network = Network.of(
        start=[days(text)[0] for text in rows[0]],
        end=[days(text)[1] for text in rows[0]],
        parent=[names.index(above[name]) if name in above else NO_NODE for name in names],
        milestone=[name in says.get("milestones", ()) for name in names],
        fixed=[name in says.get("fixed", ()) for name in names],
        not_before=[day(says.get("not_before", {}).get(name, "-")) for name in names],
        deadline=[day(says.get("deadlines", {}).get(name, "-")) for name in names],
        links=links,
        link_kind=kinds,
        calendar_lag=in_calendar_days,
    )
    return Case(says["name"], network, names, tuple(zip(*rows, strict=True)), says)


def days(text: str) -> tuple[int, int]:
    first, _, last = text.partition("~")
    return day(first), day(last or first)


def day(text: str) -> int:
    return NO_DAY if text == "-" else dt.date.fromisoformat(f"{YEAR}-{text}").toordinal()


def shown(first: int, last: int) -> str:
    if first == NO_DAY:
        return "-"
    return "~".join(f"{dt.date.fromordinal(int(one)):%m-%d}" for one in (first, last))
