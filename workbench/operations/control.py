"""Change control (变更管控): the changes of an operation go in; they pass, or the question that they raise.

It is a check before the commit (`Workspace.change(…, check=…)`), so that it holds for every way to change the
plan, and an operation need not know of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from workbench.changes import RowChange
from workbench.errors import GroundsNeededError
from workbench.queries.adjustments import adjustments_in, brings_edition
from workbench.queries.settings import change_control
from workbench.terms import ChangeControl

_CONTROLLED = frozenset({"tasks", "results", "assignments", "targets"})


def require_grounds(session: Session, rows: Sequence[RowChange]) -> None:
    """Raise GroundsNeededError where what a document states is adjusted and the plan asks why.

    What a document left open may be made good without a word, and a new edition is grounds enough.
    """
    _check(session, rows, asking=(ChangeControl.ASK, ChangeControl.REQUIRE))


def require_grounds_where_strict(session: Session, rows: Sequence[RowChange]) -> None:
    """The same for who is not to be asked: only a plan that requires grounds refuses."""
    _check(session, rows, asking=(ChangeControl.REQUIRE,))


def _check(session: Session, rows: Sequence[RowChange], asking: Sequence[ChangeControl]) -> None:
    if _CONTROLLED.isdisjoint(row.table for row in rows) or brings_edition(rows):
        return
    if change_control(session) not in asking:
        return
    adjusted = tuple(row for row in adjustments_in(session, rows) if not row.supplement)
    if adjusted:
        raise GroundsNeededError(
            f"这项修改调整了已印发的安排（{len(adjusted)}处），需要写明原因。",
            "请填写调整原因和依据（文号或会议）；命令行可加 reason=… basis=…。",
            adjusted,
        )
