"""What queries keep between questions (留存): worked out once, and good until the plan changes.

The workspace gives every question the same shelf, a dict in `session.info`; an operation has none, since it
sees its own changes, and works out everything anew. The journal tells whether what is kept still holds: every
change is a step. The files of the working calendar count as well.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar, cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.changes import RowChange
from workbench.collector import collector_paused
from workbench.models import Step
from workbench.models.journal import unpack_rows
from workbench.planning.calendar_files import calendar_stamp

T = TypeVar("T")

#: The key of `session.info` under which the workspace puts the shelf.
SHELF: Final = "kept"
#: After more rows than these have changed, working out anew is no slower than bringing up to date.
FEW: Final = 500

_MOMENT: Final = "moment"
_Moment = tuple[int, Hashable]


@dataclass(slots=True)
class _Held:
    """An answer, when it was right, and whether it can be brought up to date."""

    moment: _Moment
    answer: Any
    renewable: bool


def kept(
    session: Session,
    key: Hashable,
    make: Callable[[], T],
    renew: Callable[[T, Sequence[RowChange]], T | None] | None = None,
) -> T:
    """The answer known by this key, as the plan stands now: kept, brought up to date, or made.

    `renew(answer, changes)` brings a former answer up to date with the rows that changed since, and may
    write into it; None where it is to be made anew.
    """
    shelf: dict[Hashable, _Held] | None = session.info.get(SHELF)
    if shelf is None:
        return make()
    now = _moment(session, shelf)
    held = shelf.get(key)
    if held is not None and held.moment == now:
        return cast("T", held.answer)
    answer = None
    if held is not None and renew is not None and held.moment[1] == now[1]:
        changes = _changes_since(session, held.moment[0])
        answer = renew(held.answer, changes) if changes is not None else None
    if answer is None:
        with collector_paused():  # the many small rows all stay
            answer = make()
    shelf[key] = _Held(now, answer, renew is not None)
    return answer


def _moment(session: Session, shelf: dict[Hashable, _Held]) -> _Moment:
    """The last step of the journal and the calendar files, as this question finds them; what no longer holds
    is dropped from the shelf."""
    known: _Moment | None = session.info.get(_MOMENT)
    if known is None:
        known = (session.scalar(select(func.max(Step.id))) or 0, calendar_stamp())
        session.info[_MOMENT] = known
        for key in [key for key, one in shelf.items() if one.moment != known and not one.renewable]:
            del shelf[key]
    return known


def _changes_since(session: Session, step: int) -> Sequence[RowChange] | None:
    """The rows that the steps after one changed, in order; None where they are many."""
    later = Step.id > step
    if (session.scalar(select(func.sum(Step.row_count)).where(later)) or 0) > FEW:
        return None
    packed = session.scalars(select(Step.rows).where(later).order_by(Step.id))
    return [row for rows in packed for row in unpack_rows(rows)]
