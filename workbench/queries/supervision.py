"""Matters under supervision (督办件) with every move made, and what can be done with each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from workbench.models import PlanSetting, SupervisionItem, SupervisionStep, Unit
from workbench.notation import date_text
from workbench.planning.supervision import (
    ITEM_STATES,
    SOURCES,
    UNFINISHED,
    open_actions,
    paper_number,
)
from workbench.queries.lookup import found
from workbench.rows.supervision import ItemRow, ItemStepRow
from workbench.terms import ItemAction, ItemId, ItemState, TaskId, UnitId

#: Under this name the plan keeps what numbers begin with, JSON: [立项, 督办通知单, 催办函].
PREFIXES = "supervision_prefixes"
DEFAULT_PREFIXES = ("督办件", "督办", "催办")

_DECISIONS = (ItemAction.GRANT_DELAY, ItemAction.REFUSE_DELAY)
_EAGER = (selectinload(SupervisionItem.steps),)


@dataclass(frozen=True, slots=True)
class AsOf:
    """A matter as it stood on a day: the moves made by then, its state, and the day it was due."""

    steps: tuple[SupervisionStep, ...]
    state: ItemState
    due: dt.date

    @property
    def asked(self) -> SupervisionStep | None:
        """The request for delay that waits for its decision."""
        for step in reversed(self.steps):
            if step.action in _DECISIONS:
                return None
            if step.action is ItemAction.ASK_DELAY:
                return step
        return None


def as_of(one: SupervisionItem, on: dt.date) -> AsOf | None:
    """A matter on a day; None where it was not opened yet."""
    steps = tuple(step for step in one.steps if step.day <= on)
    if not steps:
        return None
    granted = [step.new_due for step in steps if step.action is ItemAction.GRANT_DELAY and step.new_due]
    return AsOf(steps, steps[-1].state, granted[-1] if granted else one.first_due)


def list_items(session: Session, on: dt.date) -> tuple[ItemRow, ...]:
    """Every matter opened by a day, as it stood then, the unfinished ones first by the day they are due."""
    rows = _rows(session, session.scalars(select(SupervisionItem).options(*_EAGER)), on)
    return tuple(sorted(rows, key=lambda row: (row.days_left is None, row.due, row.id)))


def item(session: Session, id: ItemId, on: dt.date) -> ItemRow:
    """One matter. Raises RefusedError where there is none."""
    one = found(session.get(SupervisionItem, id), "督办件", id)
    return found(next(iter(_rows(session, (one,), on)), None), "督办件", id)


def open_items(session: Session, on: dt.date) -> tuple[tuple[ItemId, dt.date], ...]:
    """Matters not finished on a day, with the day they are due."""
    found_ = []
    for one in session.scalars(select(SupervisionItem).options(*_EAGER).order_by(SupervisionItem.id)):
        then = as_of(one, on)
        if then is not None and then.state in UNFINISHED:
            found_.append((ItemId(one.id), then.due))
    return tuple(found_)


def prefixes(session: Session) -> tuple[str, str, str]:
    """What the numbers of matters, 督办通知单 and 催办函 begin with."""
    import json

    kept = session.scalar(select(PlanSetting.value).where(PlanSetting.name == PREFIXES))
    matter, notice, urging = json.loads(kept) if kept else DEFAULT_PREFIXES
    return matter, notice, urging


def _rows(session: Session, items: Iterable[SupervisionItem], on: dt.date) -> list[ItemRow]:
    names = dict(session.execute(select(Unit.id, Unit.name)).all())
    heads = prefixes(session)
    standing = ((one, as_of(one, on)) for one in items)
    return [_row(one, then, names, heads, on) for one, then in standing if then is not None]


def _row(
    one: SupervisionItem, then: AsOf, names: dict[int, str], heads: tuple[str, str, str], on: dt.date
) -> ItemRow:
    steps = tuple(_step(step, heads) for step in then.steps)
    days_left = (then.due - on).days if then.state in UNFINISHED else None
    unit = names.get(one.unit_id or 0, "")
    notices = [step.number for step in steps if step.action is ItemAction.ASSIGN]
    return ItemRow(
        id=ItemId(one.id),
        number=paper_number(heads[0], one.year, one.number),
        title=one.title,
        source=one.source,
        basis=one.basis,
        leader=one.leader,
        requirement=one.requirement,
        task=TaskId(one.task_id) if one.task_id is not None else None,
        unit=UnitId(one.unit_id) if one.unit_id is not None else None,
        unit_name=unit,
        supports=one.supports,
        opened_on=one.opened_on,
        due=then.due,
        first_due=one.first_due,
        state=then.state,
        days_left=days_left,
        asked_due=then.asked.new_due if then.asked else None,
        urged=sum(step.action is ItemAction.URGE for step in steps),
        notice_number=notices[-1] if notices else "",
        steps=steps,
        actions=open_actions(then.state, then.asked is not None),
        sentence=_sentence(one, then, unit, days_left, on),
    )


def _step(step: SupervisionStep, heads: tuple[str, str, str]) -> ItemStepRow:
    head = heads[1] if step.action is ItemAction.ASSIGN else heads[2]
    return ItemStepRow(
        action=step.action,
        day=step.day,
        who=step.who,
        text=step.text,
        number=paper_number(head, step.day.year, step.paper) if step.paper is not None else "",
        basis=step.basis,
        new_due=step.new_due,
        state=step.state,
        at=step.at,
    )


def _sentence(one: SupervisionItem, then: AsOf, unit: str, days_left: int | None, on: dt.date) -> str:
    """Where the matter stands, with its numbers."""
    whose = f"{unit or '承办单位未定'}，{SOURCES[one.source]}，{date_text(one.opened_on)}立项"
    if days_left is None:
        return f"{whose}，{ITEM_STATES[then.state]}。"
    left = f"还有{days_left}天" if days_left >= 0 else f"逾期{-days_left}天"
    moved = f"（原定{date_text(one.first_due)}）" if then.due != one.first_due else ""
    due = f"应于{date_text(then.due)}前办结{moved}"
    return f"{whose}，{due}，截至{date_text(on)}{left}，{ITEM_STATES[then.state]}。"
