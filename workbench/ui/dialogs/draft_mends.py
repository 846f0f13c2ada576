"""Mends of a draft as plain functions: a fact or a draft in, a mended one out. The desk keeps the steps."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import replace

from workbench.problems import Problem
from workbench.reading.draft import Draft, DraftIndicator, DraftLink, DraftTask, DraftUnit
from workbench.terms import Confidence, Role, Span


def is_sure(fact: DraftTask | DraftIndicator) -> bool:
    """Whether the words say all of a fact, and nothing about it is odd."""
    return fact.confidence is Confidence.CERTAIN and not fact.problems


def in_role(unit: DraftUnit, role: Role) -> DraftUnit:
    """The unit in a role; another than was read is the planner's own word, and needs no reason."""
    return unit if unit.role is role else replace(unit, role=role, why=None)


def in_roles(task: DraftTask, roles: Sequence[Role]) -> DraftTask:
    """The task with its units in these roles, one for each."""
    return replace(task, units=tuple(map(in_role, task.units, roles)))


def led_by_the_first(task: DraftTask) -> DraftTask:
    """The unit listed first leads; one that led before and stands behind is responsible."""
    behind = (Role.RESPONSIBLE if unit.role is Role.LEAD else unit.role for unit in task.units[1:])
    return in_roles(task, [Role.LEAD, *behind][: len(task.units)])


def about(fact: DraftTask | DraftIndicator, name: str) -> frozenset[Problem]:
    """The problems of a fact that lie in the place of one part of it: mending the part deals with them."""
    place: Span | None = fact.spans.get(name)
    if place is None:
        return frozenset()
    return frozenset(
        one
        for one in fact.problems
        if one.where and one.where.start < place.end and place.start < one.where.end
    )


def inside(place: Span, problems: Sequence[Problem]) -> frozenset[Problem]:
    """The problems that lie wholly in a place."""
    return frozenset(
        one for one in problems if one.where and place.start <= one.where.start <= one.where.end <= place.end
    )


def without(draft: Draft, name: str, gone: Set[int]) -> Draft:
    """The draft without some rows of the list `name`; what named rows by their place still names the same."""
    rows = getattr(draft, name)
    if name == "indicators":
        kept = tuple(row for number, row in enumerate(rows) if number not in gone)
        return replace(draft, indicators=kept)
    shifts = sorted(gone)

    def place(old: int | None) -> int | None:
        while old is not None and old in gone:
            old = rows[old].parent
        return None if old is None else old - bisect_left(shifts, old)

    def moved(row: DraftTask) -> DraftTask:
        above = place(row.parent)
        return row if above == row.parent else replace(row, parent=above)

    left = tuple(moved(row) for number, row in enumerate(rows) if number not in gone)
    if name == "results":
        return replace(draft, results=left)
    return replace(draft, tasks=left, links=_links_without(draft.links, gone, shifts))


def _links_without(
    links: Sequence[DraftLink], gone: Set[int], shifts: Sequence[int]
) -> tuple[DraftLink, ...]:
    return tuple(
        replace(
            link,
            before=link.before - bisect_left(shifts, link.before),
            after=link.after - bisect_left(shifts, link.after),
        )
        for link in links
        if link.before not in gone and link.after not in gone
    )
