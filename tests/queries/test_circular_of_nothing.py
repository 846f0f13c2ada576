"""A plan with nothing in it has nothing to report, and says so without a stumble."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from workbench.operations import periods
from workbench.queries.charts import completion_curve, heat_map
from workbench.queries.checkup import findings
from workbench.queries.circular import circular
from workbench.queries.periods import list_periods
from workbench.queries.todo import todo
from workbench.storage.workspace import Workspace
from workbench.terms import Granularity, Period

ON = dt.date(2021, 10, 8)
Q3 = Period(2021, Granularity.QUARTER, 3)


def test_an_empty_plan(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "空.pwb") as workspace:
        facts = workspace.ask(circular, Q3, ON)
        assert (facts.tasks, facts.results, facts.scores, facts.findings) == ((), (), (), ())
        assert (facts.overview.tasks, facts.overview.percent) == ((), None)
        assert workspace.ask(todo, ON) == workspace.ask(findings, ON) == ()
        assert workspace.ask(heat_map, (Q3,), ON) == ()
        assert workspace.ask(completion_curve, (Q3,), ON)[0].due is None
        assert workspace.ask(list_periods, ON)[0].expected == 0
        workspace.change(periods.close, Q3, "", ON)
        assert workspace.ask(circular, Q3, ON).tasks == ()
