"""The order of a whole plan at once: columns of documents, headings and tasks go in, the tree comes out.

The order is that of `queries.outline`, without headings that no task stands under: a heading's own tasks come
first, then its sub-headings; tasks under no heading open the document; a parent that is not there counts as
none, and what stands in a circle is left out.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from workbench.planning.plan_tree import NO_NODE, find
from workbench.queries.whole_columns import Whole


class Holders(NamedTuple):
    """Headings or tasks, in the order of their positions; a `parent` of 0 is none. The `section` of headings
    is not looked at."""

    id: Whole
    document: Whole
    parent: Whole
    section: Whole


class PlanOrder(NamedTuple):
    """The lines of a plan in pre-order. Lines are numbered documents first, then tasks, then headings, each
    in the order they were given in; `depth` is 0 for a document."""

    line: Whole
    depth: Whole


def plan_order(documents: Whole, tasks: Holders, sections: Holders) -> PlanOrder:
    """Documents by id in their order, with what stands below them."""
    parent = _parents(documents, tasks, sections)
    depth = _depths(parent, len(documents))
    tasked = np.arange(len(parent)) < len(documents) + len(tasks.id)
    kept = _holding(tasked, parent, depth)
    place = _places(parent, depth, kept)
    line = np.argsort(place)[np.count_nonzero(place == NO_NODE) :]
    return PlanOrder(line, depth[line])


def _parents(documents: Whole, tasks: Holders, sections: Holders) -> Whole:
    """The line each line stands right under, NO_NODE for documents, itself for what is in none of them."""
    first_task, first_section = len(documents), len(documents) + len(tasks.id)
    by_document = np.argsort(documents, kind="stable")
    in_document = [find(documents, by_document, one.document) for one in (tasks, sections)]
    own = np.concatenate([np.arange(first_task), *in_document])
    heading = _known(tasks, tasks.section, sections)
    above_task = _known(tasks, tasks.parent, tasks)
    above_section = _known(sections, sections.parent, sections)
    under_heading = np.where(heading == NO_NODE, in_document[0], heading + first_section)
    under_task = np.where(above_task == NO_NODE, under_heading, above_task + first_task)
    under_section = np.where(above_section == NO_NODE, in_document[1], above_section + first_section)
    parent = np.concatenate([np.full(first_task, NO_NODE, np.int64), under_task, under_section])
    return np.where(own == NO_NODE, np.arange(len(own)), parent)


def _known(one: Holders, wanted: Whole, among: Holders) -> Whole:
    """The place of the wanted id, where it is one of the same document."""
    place = find(among.id, np.argsort(among.id, kind="stable"), wanted)
    if not len(among.id):
        return place
    return np.where((place != NO_NODE) & (among.document[place] == one.document), place, NO_NODE)


def _depths(parent: Whole, documents: int) -> Whole:
    """How deep each line stands, NO_NODE for what hangs on no document."""
    depth = np.full(len(parent), NO_NODE, np.int64)
    here = np.arange(len(parent)) < documents
    while here.any():
        level = int(depth.max()) + 1
        depth[here] = level
        here = (depth == NO_NODE) & (depth[parent] == level)
    return depth


def _holding(kept: NDArray[np.bool_], parent: Whole, depth: Whole) -> NDArray[np.bool_]:
    """What is kept, with everything above it; without what hangs on no document."""
    kept = kept & (depth != NO_NODE)
    for level in range(int(depth.max(initial=0)), 0, -1):
        kept[parent[kept & (depth == level)]] = True
    return kept


def _places(parent: Whole, depth: Whole, kept: NDArray[np.bool_]) -> Whole:
    """The place of each line in pre-order, NO_NODE for what is left out: its parent's, and the subtrees
    before it. Lines beside each other stand in the order of their numbers."""
    sizes = kept.astype(np.int64)
    levels = [np.flatnonzero(kept & (depth == level)) for level in range(int(depth.max(initial=-1)) + 1)]
    for here in reversed(levels[1:]):
        sizes += np.bincount(parent[here], sizes[here], len(parent)).astype(np.int64)
    place = np.full(len(parent) + 1, NO_NODE, np.int64)  # the last one stands for the parent of documents
    for here in levels:
        above = place[parent[here]]
        here = here[np.argsort(above, kind="stable")]
        above = place[parent[here]]
        passed = np.cumsum(sizes[here]) - sizes[here]
        heads = np.flatnonzero(np.diff(above, prepend=-2))
        place[here] = above + 1 + passed - np.repeat(passed[heads], np.diff(np.append(heads, len(here))))
    return place[:-1]
