"""Where in the window a row of the plan is shown: the table's name and an id in, a Place out."""

from __future__ import annotations

from workbench import terms
from workbench.terms import DocumentId, TaskId
from workbench.ui.views.page import Place

_VIEWS = {
    "results": "results",
    "indicators": "indicators",
    "supervision_items": "supervision",
    "units": "units",
}


def place_of(row: terms.Place) -> Place:
    """The view that shows a row. Rows that have none of their own are looked for among the documents."""
    if row.table == "tasks":
        return Place("tasks", task=TaskId(row.key))
    if row.table == "documents":
        return Place("documents", document=DocumentId(row.key))
    return Place(_VIEWS.get(row.table, "documents"), row=row.key)
