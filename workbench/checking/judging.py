"""How a rule is stated: its number, level, title and clause, and a function that yields its faults.

The function takes the `Paper` and yields nothing where the rule is kept; it raises NotApplicableError, or
asks for a part that does so, where the paper has nothing that the rule speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from workbench.checking.shapes import FACES, HANZI, NotApplicableError
from workbench.checking.sheets import Area, Char, Row
from workbench.rows.checks import Level, RuleRow

MUST, NORM, CONV = Level.MUST, Level.NORM, Level.CONV


class Spot(Protocol):
    """Whatever lies on a page: a row, a ruled line, a cell, a table, a whole sheet."""

    @property
    def page(self) -> int: ...

    @property
    def area(self) -> Area | None: ...


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule broken at a spot: the sentence, and the two values where there is a number."""

    spot: Spot
    sentence: str
    measured: str = ""
    required: str = ""


class Judged(Protocol):
    """What rules are held against: a measured paper, or a Word file."""

    @property
    def format(self) -> str: ...


P = TypeVar("P", bound=Judged)
Faults = Iterator[Fault]


@dataclass(frozen=True)
class DescribedRule(Generic[P]):
    """A rule with its test; `formats` are those it is made for, none meaning all."""

    row: RuleRow
    test: Callable[[P], Faults]
    formats: frozenset[str] = frozenset()

    def judge(self, paper: P) -> list[Fault] | None:
        """Its faults on a paper, or None where it does not apply."""
        if self.formats and paper.format not in self.formats:
            return None
        faults: list[Fault] = []
        try:
            faults.extend(self.test(paper))
        except NotApplicableError:
            return faults or None
        return faults


class RuleBook(list[DescribedRule[P]]):
    """Rules in the order in which they are stated."""

    def rule(
        self, number: str, level: Level, title: str, clause: str, *formats: str
    ) -> Callable[[Callable[[P], Faults]], Callable[[P], Faults]]:
        """State a rule; the decorated function is its test."""

        def state(test: Callable[[P], Faults]) -> Callable[[P], Faults]:
            row = RuleRow(number, level, title, clause)
            self.append(DescribedRule(row, test, frozenset(formats)))
            return test

        return state


def near(what: str, value: float, target: float, slack: float, spot: Spot, unit: str = "毫米") -> Faults:
    """A fault unless a value lies within `slack` of its target."""
    if abs(value - target) > slack + 1e-6:
        yield _number(what, value, f"{_figure(target)}±{_figure(slack)}{unit}", spot, unit)


def between(what: str, value: float, low: float, high: float, spot: Spot, unit: str = "毫米") -> Faults:
    """A fault unless a value lies within a range."""
    if not low - 1e-6 <= value <= high + 1e-6:
        yield _number(what, value, f"{_figure(low)}～{_figure(high)}{unit}", spot, unit)


def at_most(what: str, value: float, high: float, spot: Spot, unit: str = "毫米") -> Faults:
    """A fault if a value is greater."""
    if value > high + 1e-6:
        yield _number(what, value, f"不超过{_figure(high)}{unit}", spot, unit)


def at_least(what: str, value: float, low: float, spot: Spot, unit: str = "毫米") -> Faults:
    """A fault if a value is smaller."""
    if value < low - 1e-6:
        yield _number(what, value, f"不小于{_figure(low)}{unit}", spot, unit)


def holds(condition: object, sentence: str, spot: Spot, measured: str = "", required: str = "") -> Faults:
    """A fault unless the condition is true."""
    if not condition:
        yield Fault(spot, sentence, measured, required)


def size(what: str, row: Row, low: float, high: float) -> Faults:
    """A fault unless a row's type has its size, in points."""
    yield from between(f"{what}的字号", row.size, low, high, row, "磅")


def face(what: str, row: Row, role: str, *, share: float = 1.0) -> Faults:
    """A fault unless so much of a row is set in a face; beside hanzi, Latin letters and figures are free."""
    free = HANZI.search(row.text) is not None
    others = [char for char in row.chars if not (free and char.text.isascii()) and not is_set_in(char, role)]
    if len(row.chars) - len(others) < share * len(row.chars):
        used = face_name(others[0].font)
        yield Fault(row, f"{what}“{brief(row.text)}”应为{role}，实为{used}", used, role)


def is_set_in(char: Char, *roles: str) -> bool:
    return any(re.search(FACES[role], char.font, re.IGNORECASE) for role in roles)


def face_name(font: str) -> str:
    """A font's name without the tag of its subset; "未知字体" where the file does not tell."""
    return re.sub(r"^[A-Z]{6}\+", "", font) or "未知字体"


def brief(text: str, most: int = 12) -> str:
    """The beginning of a text, for quoting."""
    return text if len(text) <= most else f"{text[:most]}…"


def quoted(names: Sequence[str]) -> str:
    return "、".join(f"“{brief(name, 20)}”" for name in names) or "无"


def _number(what: str, value: float, required: str, spot: Spot, unit: str) -> Fault:
    measured = f"{_figure(value)}{unit}"
    return Fault(spot, f"{what}实测{measured}，应为{required}", measured, required)


def _figure(value: float) -> str:
    """A number with as many decimals as it needs, two at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
