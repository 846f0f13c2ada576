"""Paper: a printed document, as every report of the press hands it out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished PDF, its number of pages, and Chinese sentences on what the planner should look at."""

    pdf: bytes
    pages: int
    warnings: tuple[str, ...] = ()
