"""The unit directory while an operation runs: names in, units out, made where nobody knows the name."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from workbench.models import Unit, UnitAlias
from workbench.planning.unit_names import standard_form
from workbench.spelling import spelling_key
from workbench.terms import Level

_COLLECTIVE = re.compile(r"^(?:各|全体)|[有相]关|有關|相關|等(?:部门|单位|部門|單位)$")
_LEVELS = (
    (Level.NATIONAL, re.compile(r"国务院|國務院|中共中央|^国家|^國家|^中国|^中國|^全国|^全國")),
    (Level.COUNTY, re.compile(r"[县縣旗](?!市|[(（])|(?<!自治)(?<![园園])[区區](?:委|人民政府|政府)")),
    (Level.CITY, re.compile(r"^市|(?<!北京)(?<!天津)(?<!上海)(?<!重庆)(?<!重慶)市(?!场|場|政)|自治州|^州")),
    (Level.PROVINCE, re.compile(r"省|自治[区區]|^(?:北京|天津|上海|重庆|重慶)|^区直|^區直")),
)

#: A shorter rest of a name ("局", "厅") says too little to stand for a unit.
_SHORTEST_ALIAS = 3


def level_of(name: str) -> Level | None:
    """The administrative level a unit's or issuer's name speaks of, None where it does not say."""
    return next((level for level, pattern in _LEVELS if pattern.search(name)), None)


def is_collective(name: str) -> bool:
    """Whether the name stands for many (各设区市人民政府, 省直有关单位)."""
    return bool(_COLLECTIVE.search(name))


def present(unit: Unit, on: dt.date) -> Unit:
    """The unit that stands for this one on a day: itself, or who followed it when it had ceased to exist."""
    while unit.valid_until is not None and unit.valid_until < on and unit.successor is not None:
        unit = unit.successor
    return unit


def succeed(session: Session, unit: Unit, successor: Unit | None) -> None:
    """Let a unit be followed by another. Succession never runs in a circle: one that would follow itself so
    has not ceased."""
    above = successor
    while above is not None and above.successor is not None:
        if above.successor is unit:
            above.successor, above.valid_until = None, None
            session.flush()  # both ends of a circle cannot be written at once
        above = above.successor
    unit.successor = successor


class Directory:
    """All units by name and alias, read once; units made on the way join it.

    A name nobody wrote so before is also looked for in the other script and width (省數字辦 is 省数字办), and
    in its standard form, where only one unit has it (省发展和改革委员会 is 省发改委). With a day `on`, a unit
    that had ceased to exist by then stands for the one that followed it.
    """

    def __init__(self, session: Session, on: dt.date | None = None) -> None:
        self._session = session
        self._on = on
        units = session.scalars(select(Unit).options(selectinload(Unit.aliases))).all()
        self._units = {unit.name: unit for unit in units}
        self._by_alias = {alias.name: unit for unit in units for alias in unit.aliases}
        self._by_spelling: dict[str, Unit] | None = None
        self._by_form: dict[str, list[Unit]] | None = None

    def find(self, name: str) -> Unit | None:
        found = self.bearer(name) or self._formed(name)
        return found if found is None or self._on is None else present(found, self._on)

    def bearer(self, name: str) -> Unit | None:
        """The unit that bears this very name or alias, in whatever script: what the planner says of a name
        goes before what its standard form tells."""
        return self._units.get(name) or self._by_alias.get(name) or self._spelled(name)

    def _spelled(self, name: str) -> Unit | None:
        if self._by_spelling is None:  # worked out when a name is first not found as it stands
            names = (*self._by_alias.items(), *self._units.items())
            self._by_spelling = {spelling_key(known): unit for known, unit in names}
        return self._by_spelling.get(spelling_key(name))

    def _formed(self, name: str) -> Unit | None:
        if self._by_form is None:
            self._by_form = defaultdict(list)
            for known, unit in (*self._units.items(), *self._by_alias.items()):
                self._note_form(known, unit)
        found = self._by_form[standard_form(name)]
        return found[0] if len(found) == 1 else None

    def _note_form(self, name: str, unit: Unit) -> None:
        if self._by_form is not None and unit not in (known := self._by_form[standard_form(name)]):
            known.append(unit)

    def resolve(self, name: str, group: bool | None = None) -> Unit:
        """The unit of this name or alias, made where there is none; `group` None: the name tells.

        A unit so made waits to be put into the directory by the planner.
        """
        unit = self.find(name)
        if unit is None:
            unit = Unit(
                name=name, group=is_collective(name) if group is None else group, level=level_of(name)
            )
            self._session.add(unit)
            self._units[name] = unit
            self._note_form(name, unit)
            if self._by_spelling is not None:
                self._by_spelling.setdefault(spelling_key(name), unit)
        return unit

    def learn_short_names(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Make a printed short name an alias of its whole name, where no other unit could be meant.

        `pairs` are (as printed, whole): (数字办, 省数字办). Beside 市数字办 it would say too little.
        """
        for raw, name in dict.fromkeys(pairs):
            if self._may_stand_for(raw, name):
                unit = self.resolve(name)
                self._session.add(UnitAlias(unit=unit, name=raw))
                self._by_alias[raw] = unit
                self._note_form(raw, unit)
                if self._by_spelling is not None:
                    self._by_spelling.setdefault(spelling_key(raw), unit)

    def _may_stand_for(self, raw: str, name: str) -> bool:
        if raw == name or len(raw) < _SHORTEST_ALIAS or not name.endswith(raw) or self.find(raw):
            return False
        return sum(other.endswith(raw) for other in self._units) == 1
