"""Reads the hand-worked CSV tables of `tests/planning/data`: a case a line, # for remarks."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from workbench.planning.trajectories import Indicator, Point, Target
from workbench.terms import Granularity, Operator, Period, TargetKind

DATA = Path(__file__).with_name("data")
_PERIOD = re.compile(r"(\d{4})(?:(H|Q|-)(\d+))?")
_GRANULARITY = {"H": Granularity.HALF, "Q": Granularity.QUARTER, "-": Granularity.MONTH}

Case = dict[str, str]


def worked(file: str) -> list[ParameterSet]:
    """Every line of a table, as a parameter named by its first column."""
    with DATA.joinpath(file).open(encoding="utf-8", newline="") as stream:
        lines = csv.DictReader(line for line in stream if not line.startswith("#"))
        return [pytest.param(case, id=case.get("name") or "-".join(case.values())) for case in lines]


def period(text: str) -> Period:
    """2025, 2025H1, 2025Q3, 2025-06"""
    found = _PERIOD.fullmatch(text)
    assert found, text
    year, letter, number = found.groups()
    return Period(int(year), _GRANULARITY.get(letter, Granularity.YEAR), int(number or 1))


def number(text: str) -> float | None:
    return float(text) if text else None


def indicator(case: Case) -> Indicator:
    targets = [part.split(":") for part in case.get("targets", "").split()]
    operator, kind = Operator(case.get("operator") or "="), TargetKind(case["kind"])
    if not targets:
        targets = [[case.get("year", "2025"), case["target"]]]
    return Indicator(
        "某指标",
        case.get("unit", ""),
        tuple(Target(int(year), float(value), operator, kind) for year, value in targets),
        Point(int(case["base_year"]), float(case["base"])) if case["base"] else None,
        int(case["since"]) if case.get("since") else None,
    )
