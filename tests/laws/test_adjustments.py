"""The law of the table of adjustments: whatever is done, undone and redone, each line begins where the one
before it ended, the last one ends at the plan as it stands, and the first begins at the plan as it was."""

from __future__ import annotations

import itertools
from collections import defaultdict

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.laws import PATIENCE
from tests.laws.conftest import Nursery
from tests.laws.moves import Move, play
from workbench.queries.adjustments import list_adjustments
from workbench.queries.indicators import list_indicators
from workbench.queries.results import list_results
from workbench.queries.tasks import list_tasks
from workbench.queries.wording import deadline_text, value_text
from workbench.rows.adjustments import AdjustedField, AdjustedKind
from workbench.rows.tasks import ResultRow, TaskRow
from workbench.storage.workspace import Workspace
from workbench.terms import Role

#: Field, kind, key, year: what a line is about.
Spot = tuple[AdjustedField, AdjustedKind, int, int | None]

#: Moves that change what is listed, or take away what was; names of units stay what they are.
NAMES = (
    *("tasks.set_deadline", "tasks.move_dates", "tasks.set_units", "tasks.set_lead", "tasks.remove"),
    *("results.set_deadline", "results.set_units", "indicators.set_target", "indicators.remove"),
    *("gantt.shift", "tasks.set_progress", "tasks.rename"),
)
number = st.integers(0, 999)
moves = st.builds(Move, st.sampled_from(NAMES), number, number, number)
actions = st.lists(st.one_of(moves, moves, moves, st.just("undo"), st.just("redo")), max_size=25)


def stated(session: Session) -> dict[Spot, str]:
    """What the plan states at present, as the table of adjustments says it."""
    found: dict[Spot, str] = {}
    rows: tuple[TaskRow | ResultRow, ...] = (*list_tasks(session), *list_results(session))
    for row in rows:
        kind = AdjustedKind.TASK if isinstance(row, TaskRow) else AdjustedKind.RESULT
        leads = "、".join(one.name for one in row.units if one.role is Role.LEAD)
        found[AdjustedField.DEADLINE, kind, row.id, None] = deadline_text(row.deadline)
        found[AdjustedField.LEAD, kind, row.id, None] = leads
    for indicator in list_indicators(session):
        for target in indicator.targets:
            spot = (AdjustedField.TARGET, AdjustedKind.INDICATOR, indicator.id, target.year)
            found[spot] = f"{value_text(target.value, target.operator)}{indicator.unit}"
    return found


@given(actions)
@settings(
    max_examples=30 * PATIENCE,
    deadline=None,
    phases=set(Phase) - {Phase.explain},
    suppress_health_check=[HealthCheck.too_slow],
)
def test_the_lines_of_a_field_follow_one_another(nursery: Nursery, actions: list[Move | str]) -> None:
    with nursery.copy() as path, Workspace.open(path, who="李强") as workspace:
        before = workspace.ask(stated)
        for action in actions:
            if isinstance(action, Move):
                play(workspace, action)
            else:
                workspace.undo() if action == "undo" and workspace.undo_label else workspace.redo()
        after = workspace.ask(stated)
        lines = defaultdict(list)
        for row in workspace.ask(list_adjustments):
            lines[row.field, row.kind, row.key, row.year].append((row.before, row.after))
    for spot, changes in lines.items():
        assert changes[0][0] == before.get(spot, "")
        assert all(one[1] == following[0] for one, following in itertools.pairwise(changes))
        gone = not any(other[1:3] == spot[1:3] for other in after)
        assert gone or changes[-1][1] == after.get(spot, "")
    for spot, text in before.items():
        if spot not in lines and any(other[1:3] == spot[1:3] for other in after):
            assert after.get(spot, "") == text
