"""DraftDesk: a read document on the planner's desk, to be mended before it is accepted.

Drafts are frozen, so every mend makes a new one and the old one is the undo step. Nothing here knows Qt.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from workbench.problems import Problem
from workbench.reading.draft import Draft, DraftIndicator, DraftTask, DraftUnit, DraftValue
from workbench.terms import Deadline, Severity, Span, UnitChoice

F = TypeVar("F", DraftTask, DraftIndicator)


class Kind(StrEnum):
    """The lists of a draft that the planner mends; each value is the field of Draft."""

    TASK = "tasks"
    RESULT = "results"
    INDICATOR = "indicators"


class DraftDesk:
    """A draft, what was mended on it, and which of its problems the planner has dealt with."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.settled: frozenset[Problem] = frozenset()
        self._past: list[tuple[Draft, frozenset[Problem]]] = []

    @property
    def blocking(self) -> tuple[Problem, ...]:
        """Errors that still stand: the draft is not accepted while there is one."""
        problems = self.draft.all_problems
        return tuple(one for one in problems if one.severity is Severity.ERROR and one not in self.settled)

    @property
    def can_undo(self) -> bool:
        return bool(self._past)

    def undo(self) -> None:
        """Take the last mend back."""
        if self._past:
            self.draft, self.settled = self._past.pop()

    def settle(self, problem: Problem) -> None:
        """The planner has looked at a problem and answers for it."""
        self._step(self.draft, self.settled | {problem})

    def reopen(self, problem: Problem) -> None:
        self._step(self.draft, self.settled - {problem})

    def set_meta(self, **facts: object) -> None:
        """Mend what the document says of itself: `title`, `doc_no`, `issuer`, `issued_on` and so on."""
        self._step(replace(self.draft, meta=replace(self.draft.meta, **facts)), self.settled)  # type: ignore[arg-type]

    def rename(self, kind: Kind, number: int, title: str) -> None:
        if kind is Kind.INDICATOR:
            self._mend_indicator(number, lambda one: replace(one, name=title), "name")
        else:
            self._mend_task(kind, number, lambda one: replace(one, title=title), "title")

    def set_units(self, kind: Kind, number: int, choices: Sequence[UnitChoice]) -> None:
        """Replace the units; one that was read keeps its printed name and place."""

        def mend(task: DraftTask) -> DraftTask:
            read = {unit.name: unit for unit in task.units}
            fresh = (
                replace(read[choice.name], role=choice.role)
                if choice.name in read
                else DraftUnit(choice.name, choice.role, choice.name)
                for choice in choices
            )
            return replace(task, units=tuple(fresh))

        self._mend_task(kind, number, mend, "units")

    def set_deadline(self, kind: Kind, number: int, deadline: Deadline) -> None:
        self._mend_task(kind, number, lambda one: replace(one, deadline=deadline), "deadline")

    def set_measure(self, number: int, unit: str) -> None:
        """The unit of measure of an indicator."""
        self._mend_indicator(number, lambda one: replace(one, unit=unit), "unit")

    def drop(self, kind: Kind, number: int) -> None:
        """Leave a row out, and with it the problems in its place. Parts of a dropped task go to what it was
        a part of."""
        facts: tuple[DraftTask | DraftIndicator, ...] = getattr(self.draft, kind.value)
        settled = self.settled | _inside(facts[number].span, self.draft.problems)
        if kind is Kind.INDICATOR:
            kept = self.draft.indicators[:number] + self.draft.indicators[number + 1 :]
            self._step(replace(self.draft, indicators=kept), settled)
        else:
            self._put(kind, _without(self.tasks(kind), number), settled)

    def drop_commitment(self, number: int) -> None:
        kept = self.draft.commitments[:number] + self.draft.commitments[number + 1 :]
        self._step(replace(self.draft, commitments=kept), self.settled)

    def promote(self, number: int) -> None:
        """Turn a narrative target into an indicator with that one target."""
        said = self.draft.commitments[number]
        target = DraftValue(said.text, said.value, said.operator, said.year, said.kind)
        indicator = DraftIndicator(
            "", said.subject, said.unit, said.span, target=target, targets=(target,) if said.year else ()
        )
        kept = self.draft.commitments[:number] + self.draft.commitments[number + 1 :]
        fresh = replace(self.draft, indicators=(*self.draft.indicators, indicator), commitments=kept)
        self._step(fresh, self.settled)

    def tasks(self, kind: Kind) -> tuple[DraftTask, ...]:
        return self.draft.tasks if kind is Kind.TASK else self.draft.results

    def accepted(self) -> Draft:
        """The draft to store: without the problems that were dealt with."""

        def standing(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
            return tuple(one for one in problems if one not in self.settled)

        def without_settled(facts: tuple[F, ...]) -> tuple[F, ...]:
            return tuple(replace(fact, problems=standing(fact.problems)) for fact in facts)

        draft = self.draft
        return replace(
            draft,
            problems=standing(draft.problems),
            tasks=without_settled(draft.tasks),
            results=without_settled(draft.results),
            indicators=without_settled(draft.indicators),
        )

    def fact_at(self, offset: int) -> tuple[Kind, int] | None:
        """The fact that a character of the source belongs to: the innermost that holds it."""
        found: list[tuple[int, Kind, int]] = []
        for kind in Kind:
            facts: tuple[DraftTask | DraftIndicator, ...] = getattr(self.draft, kind.value)
            found += [
                (fact.span.end - fact.span.start, kind, number)
                for number, fact in enumerate(facts)
                if fact.span.start <= offset < fact.span.end
            ]
        return min(found, key=lambda one: one[0])[1:] if found else None

    def _mend_task(self, kind: Kind, number: int, mend: Callable[[DraftTask], DraftTask], fact: str) -> None:
        tasks = self.tasks(kind)
        settled = self.settled | _about(tasks[number], fact)
        self._put(kind, (*tasks[:number], mend(tasks[number]), *tasks[number + 1 :]), settled)

    def _mend_indicator(
        self, number: int, mend: Callable[[DraftIndicator], DraftIndicator], fact: str
    ) -> None:
        rows = self.draft.indicators
        mended = (*rows[:number], mend(rows[number]), *rows[number + 1 :])
        self._step(replace(self.draft, indicators=mended), self.settled | _about(rows[number], fact))

    def _put(self, kind: Kind, tasks: tuple[DraftTask, ...], settled: frozenset[Problem]) -> None:
        draft = self.draft
        fresh = replace(draft, tasks=tasks) if kind is Kind.TASK else replace(draft, results=tasks)
        self._step(fresh, settled)

    def _step(self, draft: Draft, settled: frozenset[Problem]) -> None:
        self._past.append((self.draft, self.settled))
        self.draft, self.settled = draft, settled


def _about(fact: DraftTask | DraftIndicator, name: str) -> frozenset[Problem]:
    """The problems of a fact that lie in the place of one part of it: mending the part deals with them."""
    place: Span | None = fact.spans.get(name)
    if place is None:
        return frozenset()
    return frozenset(
        one
        for one in fact.problems
        if one.where and one.where.start < place.end and place.start < one.where.end
    )


def _inside(place: Span, problems: Sequence[Problem]) -> frozenset[Problem]:
    """The problems that lie wholly in a place."""
    return frozenset(
        one for one in problems if one.where and place.start <= one.where.start <= one.where.end <= place.end
    )


def _without(tasks: tuple[DraftTask, ...], number: int) -> tuple[DraftTask, ...]:
    """The tasks without one, with the `parent` indexes set right."""
    heir = tasks[number].parent

    def parent(old: int | None) -> int | None:
        new = heir if old == number else old
        return new - 1 if new is not None and new > number else new

    kept = (task for place, task in enumerate(tasks) if place != number)
    return tuple(replace(task, parent=parent(task.parent)) for task in kept)
