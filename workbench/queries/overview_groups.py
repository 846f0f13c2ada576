"""The tasks of a period in groups, by unit and by chapter: for rankings, bars and tables of lights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from workbench.planning.standings import COLOUR_CODE, Judged
from workbench.planning.task_arrays import NO_NODE
from workbench.queries.standing_columns import NO_UNIT, Ledger
from workbench.rows.standing import ColourCount, GroupStandingRow
from workbench.terms import DocumentId, SectionId, TaskId, UnitId

Places = NDArray[np.int64]

WITHOUT_UNIT = "未定责任单位"


def ids_at(ledger: Ledger, chosen: NDArray[Any]) -> tuple[TaskId, ...]:
    """The tasks at these places (or where this column is true), in the order of the plan."""
    return cast("tuple[TaskId, ...]", tuple(ledger.ids[chosen].tolist()))


def lights_at(ledger: Ledger, judged: Judged, places: Places) -> tuple[ColourCount, ...]:
    """How many show each colour of the rules; a colour set by hand that they lack comes last."""
    shown = judged.colour[places]
    table = judged.table.colours
    others = tuple(one for one, code in COLOUR_CODE.items() if one not in table and (shown == code).any())
    return tuple(
        ColourCount(colour, ids_at(ledger, places[shown == COLOUR_CODE[colour]]))
        for colour in (*table, *others)
    )


def by_unit(ledger: Ledger, judged: Judged, names: dict[int, str]) -> tuple[GroupStandingRow, ...]:
    """The units that answered for tasks then, in the order in which they first appear."""
    return tuple(
        replace(
            _group(ledger, judged, places, names.get(unit, WITHOUT_UNIT)),
            unit=UnitId(unit) if unit != NO_UNIT else None,
        )
        for unit, places in _in_plan(ledger.answering(judged.on).unit, judged)
    )


def by_chapter(ledger: Ledger, judged: Judged) -> tuple[GroupStandingRow, ...]:
    """The chapters of every document, in order; tasks under no heading stand under the document itself."""
    arrays = ledger.arrays
    nodes = np.where(ledger.chapter == NO_NODE, ledger.document, ledger.chapter)
    documents = dict(zip(nodes.tolist(), ledger.document.tolist(), strict=True))
    return tuple(
        replace(
            _group(ledger, judged, places, arrays.name[node]),
            document=DocumentId(int(arrays.id[documents[node]])),
            section=SectionId(int(arrays.id[node])) if documents[node] != node else None,
        )
        for node, places in _in_plan(nodes, judged)
    )


def mean_progress(judged: Judged, places: Places) -> tuple[float | None, float | None]:
    """Mean percent done and due over the tasks of which both can be said; None where there is none."""
    due = np.asarray(judged.facts.due)[places]
    known = ~np.isnan(due)
    if not known.any():
        return None, None
    return float(judged.percent[places][known].mean()), float(due[known].mean())


def _in_plan(keys: NDArray[Any], judged: Judged) -> Iterator[tuple[int, Places]]:
    """Key and places of each group, by first appearance; only tasks in the plan."""
    places = np.flatnonzero(judged.in_plan)
    return ((key, places[held]) for key, held in grouped(keys[places]))


def grouped(keys: NDArray[Any]) -> Iterator[tuple[int, Places]]:
    """Each key with the places where it stands, by first appearance."""
    values, first, group = np.unique(keys, return_index=True, return_inverse=True)
    order = np.argsort(group, kind="stable")
    ends = np.cumsum(np.bincount(group, minlength=len(values)))
    for one in np.argsort(first, kind="stable").tolist():
        start = int(ends[one - 1]) if one else 0
        yield int(values[one]), order[start : int(ends[one])]


def _group(ledger: Ledger, judged: Judged, places: Places, name: str) -> GroupStandingRow:
    """What is known of some tasks, whatever it is that they have in common."""
    percent, due = mean_progress(judged, places)
    return GroupStandingRow(
        name=name,
        unit=None,
        document=None,
        section=None,
        tasks=ids_at(ledger, places),
        lights=lights_at(ledger, judged, places),
        done=ids_at(ledger, places[judged.done[places]]),
        late=ids_at(ledger, places[judged.late[places]]),
        unreported=ids_at(ledger, places[judged.unreported[places]]),
        percent=percent,
        due=due,
    )
