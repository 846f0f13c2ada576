"""Check a PDF against GB/T 9704-2012, rule by rule, without knowing how it was made.

`check(pdf)` gives one `Finding` for each rule of GBT9704.md that can be seen in a PDF: passed, failed with
the place, or not applicable to this format of paper. Millimetres; tolerances are those of the rules.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.press import (
    gbt9704_rules_back,
    gbt9704_rules_formats,
    gbt9704_rules_head,
    gbt9704_rules_rows,
    gbt9704_rules_text,
)
from tests.press.gbt9704_measure import measure
from tests.press.gbt9704_parts import BrokenError, NotApplicableError, Paper


@dataclass(frozen=True)
class Finding:
    """What was found of one rule: `passed` is None where the rule does not apply."""

    rule: str
    passed: bool | None
    where: str = ""


def check(pdf: bytes) -> dict[str, Finding]:
    """Findings by rule number."""
    paper = Paper(measure(pdf))
    return {rule: _verdict(rule, test, paper) for rule, test in RULES.items()}


def check_rule(pdf: bytes, rule: str) -> Finding:
    """The finding of one rule."""
    return _verdict(rule, RULES[rule], Paper(measure(pdf)))


def failures(pdf: bytes) -> list[str]:
    """Only what is broken, as readable lines."""
    return [f"{finding.rule}: {finding.where}" for finding in check(pdf).values() if finding.passed is False]


def _verdict(rule: str, test: Callable[[Paper], None], paper: Paper) -> Finding:
    try:
        test(paper)
    except BrokenError as failed:
        return Finding(rule, False, str(failed))
    except NotApplicableError as reason:
        return Finding(rule, None, str(reason))
    return Finding(rule, True)


RULES: dict[str, Callable[[Paper], None]] = {
    f"R{name[1:]}": test
    for rules in (
        gbt9704_rules_head,
        gbt9704_rules_text,
        gbt9704_rules_back,
        gbt9704_rules_rows,
        gbt9704_rules_formats,
    )
    for name, test in vars(rules).items()
    if name[0] == "r" and name[1:].isdigit()
}
