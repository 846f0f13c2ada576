"""The plan in numbers (总览), as queries answer."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.rows.documents import DocumentRow


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """The plan in numbers (总览)."""

    documents: int
    tasks: int
    results: int
    indicators: int
    units: int
    without_lead: int
    without_deadline: int
    ongoing: int
    done: int
    overdue: int
    due_this_quarter: int
    by_document: tuple[DocumentRow, ...] = ()
