"""What a unit is held to beside its tasks and results: matters under supervision, marks of its evaluation."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.errors import RefusedError
from workbench.models import EvaluationMark, SupervisionItem, Unit
from workbench.planning.supervision import UNFINISHED


def pass_matters(session: Session, source: Unit, target: Unit) -> None:
    """Let another unit answer for them, as when two entries for one body are merged."""
    for item in session.scalars(select(SupervisionItem).where(SupervisionItem.unit_id == source.id)):
        item.unit_id = target.id
    for mark in session.scalars(select(EvaluationMark).where(EvaluationMark.unit_id == source.id)):
        mark.unit_id = target.id
    session.flush()
    session.expire(source)


def pass_open_matters(
    session: Session, former: Iterable[Unit], target: Unit, tasks: Iterable[int] | None = None
) -> None:
    """Let the unit that follows after a reform carry on what is not finished, about these tasks or about
    anything; what is past stays theirs."""
    ids = [unit.id for unit in former]
    query = select(SupervisionItem).where(
        SupervisionItem.unit_id.in_(ids), SupervisionItem.state.in_(UNFINISHED)
    )
    if tasks is not None:
        query = query.where(SupervisionItem.task_id.in_(list(tasks)))
    for item in session.scalars(query):
        item.unit_id = target.id


def refuse_with_matters(session: Session, unit: Unit) -> None:
    """Raises RefusedError where a unit that is to be removed is still held to something."""
    items = len(session.scalars(select(SupervisionItem.id).where(SupervisionItem.unit_id == unit.id)).all())
    marks = len(session.scalars(select(EvaluationMark.id).where(EvaluationMark.unit_id == unit.id)).all())
    if items or marks:
        raise RefusedError(
            f"“{unit.name}”还有{items}件督办件、{marks}条考核登记，不能删除。",
            "请先改由别的单位承办，或合并单位。",
        )
