"""DraftDesk: a read document on the planner's desk, to be mended before it is accepted.

Drafts are frozen, so every mend makes a new one and the old one is the undo step. Every fact that was read is
followed to its end: it stands, looked at or not, or it was left out for a reason. Nothing here knows Qt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from workbench.exchange.review_sheet import Decision, Listed, Reviewed
from workbench.problems import Problem
from workbench.reading.aliasing import with_unit_names
from workbench.reading.draft import Draft, DraftIndicator, DraftTask, DraftUnit, DraftValue
from workbench.terms import Deadline, Role, Severity, UnitChoice
from workbench.ui.dialogs.draft_mends import (
    about,
    in_role,
    in_roles,
    inside,
    is_sure,
    led_by_the_first,
    without,
)

F = TypeVar("F", DraftTask, DraftIndicator)


class Kind(StrEnum):
    """The lists of a draft that the planner mends; each value is the field of Draft."""

    TASK = "tasks"
    RESULT = "results"
    INDICATOR = "indicators"


#: The number a fact has in the list it was read into; negative for one the planner made.
Origin = int
#: Why a fact is left out, in the words of the office; anything else may be typed.
REASONS = ("重复", "不是任务", "不属本单位职责", "读取有误")

NO_REASON = "未说明原因"


@dataclass(frozen=True, slots=True)
class DroppedFact:
    """A fact that was read and left out (剔除), with its reason."""

    kind: Kind
    origin: Origin
    reason: str


@dataclass(frozen=True, slots=True)
class Account:
    """Where the facts that were read have gone: `read` = `accepted` + `pending` + all of `dropped`.

    `accepted` were looked at, one by one or together; `pending` (待核) are taken in with them unless they are
    left out before. `dropped` counts by reason. `added` are indicators made from narrative targets.
    """

    read: int
    accepted: int
    pending: int
    dropped: Mapping[str, int]
    added: int


@dataclass(frozen=True, slots=True)
class _State:
    """Everything a step back brings back."""

    read: Draft
    draft: Draft
    origins: Mapping[Kind, tuple[Origin, ...]]
    said: tuple[Origin, ...]  # of the narrative targets that still stand
    promoted: frozenset[Origin] = frozenset()
    settled: frozenset[Problem] = frozenset()
    looked_at: frozenset[tuple[Kind, Origin]] = frozenset()
    dropped: tuple[DroppedFact, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)


def _fresh(draft: Draft) -> _State:
    origins = {kind: tuple(range(len(getattr(draft, kind.value)))) for kind in Kind}
    return _State(draft, draft, origins, tuple(range(len(draft.commitments))))


class DraftDesk:
    """A draft, what was mended on it, and which of its facts and problems the planner has dealt with."""

    def __init__(self, draft: Draft) -> None:
        self._state = _fresh(draft)
        self._past: list[_State] = []

    @property
    def draft(self) -> Draft:
        return self._state.draft

    @property
    def settled(self) -> frozenset[Problem]:
        """The problems the planner answers for."""
        return self._state.settled

    @property
    def dropped(self) -> tuple[DroppedFact, ...]:
        return self._state.dropped

    @property
    def account(self) -> Account:
        state = self._state
        standing = [(kind, one) for kind, origins in state.origins.items() for one in origins]
        read = [one for one in standing if one[1] >= 0]
        accepted = sum(one in state.looked_at for one in read)
        reasons = Counter(one.reason for one in state.dropped)
        return Account(
            len(read) + len(state.dropped), accepted, len(read) - accepted, reasons, len(standing) - len(read)
        )

    @property
    def blocking(self) -> tuple[Problem, ...]:
        """Errors that still stand: the draft is not accepted while there is one."""
        problems = self.draft.all_problems
        return tuple(one for one in problems if one.severity is Severity.ERROR and one not in self.settled)

    @property
    def can_undo(self) -> bool:
        return bool(self._past)

    @property
    def review(self) -> Reviewed:
        """The draft as it was read, with what became of each fact; what is 待核 is open."""
        state = self._state
        decisions = {
            (Listed(kind.value), origin): Decision(True) for kind, origin in state.looked_at if origin >= 0
        }
        for one in state.dropped:
            decisions[Listed(one.kind.value), one.origin] = Decision(False, one.reason)
        for origin in range(len(state.read.commitments)):
            if origin not in state.said:
                kept = origin in state.promoted
                decisions[Listed.COMMITMENT, origin] = Decision(kept, "" if kept else NO_REASON)
        return Reviewed(state.read, decisions)

    def undo(self) -> None:
        """Take the last mend back."""
        if self._past:
            self._state = self._past.pop()

    @contextmanager
    def one_step(self) -> Iterator[None]:
        """Several mends that one step back takes back together."""
        before, depth = self._state, len(self._past)
        yield
        del self._past[depth:]
        if self._state != before:
            self._past.append(before)

    def read_anew(self, draft: Draft) -> None:
        """Lay another reading of the same document on the desk; a step back brings the former one back."""
        self._put_state(_fresh(draft))

    def name_unit(self, printed: str, name: str) -> None:
        """The unit read as `printed` is `name`, wherever it stands; remembered with the import."""
        draft = with_unit_names(self.draft, {printed: name})
        aliases = {**self._state.aliases, printed: name}
        self._put_state(replace(self._state, draft=draft, aliases=aliases))

    @property
    def aliases(self) -> Mapping[str, str]:
        """What the planner said of unit names: as read, and as meant."""
        return self._state.aliases

    def settle(self, problem: Problem) -> None:
        """The planner has looked at a problem and answers for it."""
        self._step(self.draft, self.settled | {problem})

    def reopen(self, problem: Problem) -> None:
        self._step(self.draft, self.settled - {problem})

    def is_looked_at(self, kind: Kind, number: int) -> bool:
        """Whether the planner has accepted a fact, or mended it."""
        return (kind, self._state.origins[kind][number]) in self._state.looked_at

    def accept(self, kind: Kind, numbers: Iterable[int]) -> None:
        """The planner has looked at these facts, and they are right."""
        marks = {(kind, self._state.origins[kind][number]) for number in numbers}
        self._put_state(replace(self._state, looked_at=self._state.looked_at | marks))

    def accept_sure(self) -> None:
        """Accept every fact whose words say so and that has no problem."""
        with self.one_step():
            for kind in Kind:
                facts: tuple[DraftTask | DraftIndicator, ...] = getattr(self.draft, kind.value)
                self.accept(kind, [number for number, fact in enumerate(facts) if is_sure(fact)])

    def set_role(self, kind: Kind, numbers: Iterable[int], role: Role) -> None:
        """All units of these tasks answer in one role."""
        self._mend_tasks(kind, numbers, lambda task: in_roles(task, [role] * len(task.units)), "units")

    def lead_by_the_first(self, kind: Kind, numbers: Iterable[int]) -> None:
        """The unit listed first leads; one that led before and stands behind is responsible."""
        self._mend_tasks(kind, numbers, led_by_the_first, "units")

    def set_meta(self, **facts: object) -> None:
        """Mend what the document says of itself: `title`, `doc_no`, `issuer`, `issued_on` and so on."""
        self._step(replace(self.draft, meta=replace(self.draft.meta, **facts)), self.settled)  # type: ignore[arg-type]

    def rename(self, kind: Kind, number: int, title: str) -> None:
        if kind is Kind.INDICATOR:
            self._mend_indicator(number, lambda one: replace(one, name=title), "name")
        else:
            self._mend_tasks(kind, (number,), lambda one: replace(one, title=title), "title")

    def set_units(self, kind: Kind, number: int, choices: Sequence[UnitChoice]) -> None:
        """Replace the units; one that was read keeps its printed name and place."""

        def mend(task: DraftTask) -> DraftTask:
            read = {unit.name: unit for unit in task.units}
            fresh = (
                in_role(read[choice.name], choice.role)
                if choice.name in read
                else DraftUnit(choice.name, choice.role, choice.name)
                for choice in choices
            )
            return replace(task, units=tuple(fresh))

        self._mend_tasks(kind, (number,), mend, "units")

    def set_deadline(self, kind: Kind, numbers: Iterable[int], deadline: Deadline) -> None:
        """One deadline for all of these tasks."""
        self._mend_tasks(kind, numbers, lambda one: replace(one, deadline=deadline), "deadline")

    def set_measure(self, number: int, unit: str) -> None:
        """The unit of measure of an indicator."""
        self._mend_indicator(number, lambda one: replace(one, unit=unit), "unit")

    def drop(self, kind: Kind, numbers: Iterable[int], reason: str = NO_REASON) -> None:
        """Leave rows out, and with them the problems in their places. Parts of a dropped task go to what it
        was a part of."""
        facts: tuple[DraftTask | DraftIndicator, ...] = getattr(self.draft, kind.value)
        before, gone = self._state, frozenset(numbers)
        settled = before.settled.union(*(inside(facts[number].span, self.draft.problems) for number in gone))
        origins = before.origins[kind]
        left_out = tuple(
            DroppedFact(kind, origins[number], reason) for number in sorted(gone) if origins[number] >= 0
        )
        kept = tuple(one for number, one in enumerate(origins) if number not in gone)
        self._put_state(
            replace(
                before,
                draft=without(self.draft, kind.value, gone),
                origins={**before.origins, kind: kept},
                settled=settled,
                dropped=before.dropped + left_out,
            )
        )

    def drop_commitment(self, number: int) -> None:
        kept = self.draft.commitments[:number] + self.draft.commitments[number + 1 :]
        said = self._state.said[:number] + self._state.said[number + 1 :]
        self._put_state(replace(self._state, draft=replace(self.draft, commitments=kept), said=said))

    def promote(self, number: int) -> None:
        """Turn a narrative target into an indicator with that one target."""
        said = self.draft.commitments[number]
        target = DraftValue(said.text, said.value, said.operator, said.year, said.kind)
        indicator = DraftIndicator(
            "",
            said.subject,
            said.unit,
            said.span,
            target=target,
            targets=(target,) if said.year else (),
            whys={"name": said.why} if said.why else {},
        )
        kept = self.draft.commitments[:number] + self.draft.commitments[number + 1 :]
        fresh = replace(self.draft, indicators=(*self.draft.indicators, indicator), commitments=kept)
        origins = self._state.origins
        made = min((0, *origins[Kind.INDICATOR])) - 1
        listed = {**origins, Kind.INDICATOR: (*origins[Kind.INDICATOR], made)}
        state = self._state
        left = state.said[:number] + state.said[number + 1 :]
        promoted = state.promoted | {state.said[number]}
        self._put_state(replace(state, draft=fresh, origins=listed, said=left, promoted=promoted))

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

    def _mend_tasks(
        self, kind: Kind, numbers: Iterable[int], mend: Callable[[DraftTask], DraftTask], fact: str
    ) -> None:
        """Mend one part of these tasks: what it was read by, and what was odd about it, goes."""
        tasks, chosen = list(self.tasks(kind)), tuple(numbers)
        settled = self.settled.union(*(about(tasks[number], fact) for number in chosen))
        for number in chosen:
            whys = {name: why for name, why in tasks[number].whys.items() if name != fact}
            tasks[number] = replace(mend(tasks[number]), whys=whys)
        draft = replace(self.draft, **{kind.value: tuple(tasks)})  # type: ignore[arg-type]
        self._mended(kind, chosen, draft, settled)

    def _mend_indicator(
        self, number: int, mend: Callable[[DraftIndicator], DraftIndicator], fact: str
    ) -> None:
        rows = self.draft.indicators
        whys = {name: why for name, why in rows[number].whys.items() if name != fact}
        mended = (*rows[:number], replace(mend(rows[number]), whys=whys), *rows[number + 1 :])
        settled = self.settled | about(rows[number], fact)
        self._mended(Kind.INDICATOR, (number,), replace(self.draft, indicators=mended), settled)

    def _mended(self, kind: Kind, numbers: Iterable[int], draft: Draft, settled: frozenset[Problem]) -> None:
        """What was mended was looked at."""
        origins = self._state.origins[kind]
        looked_at = self._state.looked_at | {(kind, origins[number]) for number in numbers}
        self._put_state(replace(self._state, draft=draft, settled=settled, looked_at=looked_at))

    def _step(self, draft: Draft, settled: frozenset[Problem]) -> None:
        self._put_state(replace(self._state, draft=draft, settled=settled))

    def _put_state(self, state: _State) -> None:
        self._past.append(self._state)
        self._state = state
