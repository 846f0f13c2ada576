"""Problem: something odd in the user's data, as a value with its place in the source."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.terms import Severity, Span


@dataclass(frozen=True, slots=True)
class Problem:
    """One oddity found while reading or checking; collected, shown as a list, never raised.

    `code` is stable and English (`damaged-text`); `what` and `proposal` are Chinese sentences for the
    planner. `where` is None where the oddity has no single place.
    """

    code: str
    severity: Severity
    what: str
    where: Span | None = None
    proposal: str | None = None
