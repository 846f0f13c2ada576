"""What the plan answers. Its four tasks, one result and two indicators are in tests/operations/plans.py."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event

from tests.operations.plans import city_draft
from workbench.changes import StepKind
from workbench.errors import RefusedError
from workbench.operations import documents, tasks
from workbench.planning.task_arrays import NO_DAY, NodeKind
from workbench.queries import history, task_arrays
from workbench.queries.documents import document, list_documents, sections
from workbench.queries.indicators import list_indicators
from workbench.queries.overview import summary
from workbench.queries.responsibilities import matrix
from workbench.queries.results import list_results
from workbench.queries.task_arrays import load_first_screen, load_task_arrays
from workbench.queries.tasks import list_tasks, task
from workbench.queries.units import list_units, unit_names
from workbench.storage.workspace import Workspace
from workbench.terms import (
    Deadline,
    DeadlineKind,
    DocumentId,
    Precision,
    Role,
    StepId,
    TaskId,
    TaskState,
)

CLOUD, NETWORK = TaskId(1), TaskId(2)


@contextmanager
def counted() -> Iterator[list[str]]:
    """The SELECT statements that reach a database meanwhile."""
    statements: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().startswith("SELECT"):
            statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)


@pytest.mark.parametrize(
    ("query", "most"),
    [
        (list_tasks, 3),
        (list_results, 2),
        (list_indicators, 3),
        (list_documents, 1),
        (list_units, 3),
        (matrix, 6),
    ],
)
def test_no_query_asks_once_a_row(plan: Workspace, query: object, most: int) -> None:
    with counted() as statements:
        plan.ask(query)  # type: ignore[arg-type]
    assert 0 < len(statements) <= most


def test_documents_count_what_they_hold(plan: Workspace) -> None:
    plan.change(documents.import_draft, city_draft())
    first, second = plan.ask(list_documents)
    assert (first.title, first.tasks, first.results, first.indicators) == ("数字某省工作方案(试行)", 4, 1, 2)
    assert (second.title, second.tasks) == ("某市要点", 1)
    assert plan.ask(document, second.id) == second


def test_lists_can_be_of_one_document(plan: Workspace) -> None:
    plan.change(documents.import_draft, city_draft())
    city = DocumentId(2)
    assert [row.title for row in plan.ask(list_tasks, city)] == ["推进上云"]
    assert [unit.name for unit in plan.ask(list_tasks, city)[0].units] == ["市发改委"]
    assert not plan.ask(list_results, city)
    assert not plan.ask(list_indicators, city)
    assert len(plan.ask(list_tasks)) == 5


def test_what_is_not_there_is_said(plan: Workspace) -> None:
    with pytest.raises(RefusedError, match="没有编号为 77 的任务"):
        plan.ask(task, TaskId(77))


def test_units_are_counted_by_role(plan: Workspace) -> None:
    rows = {row.name: row for row in plan.ask(list_units)}
    assert (rows["省数字办"].lead, rows["省数字办"].responsible) == (0, 3)  # two tasks, one result
    assert (rows["省通信管理局"].lead, rows["省通信管理局"].responsible) == (1, 1)
    assert rows["各设区市人民政府"].support == 1
    assert plan.ask(list_units)[0].name == "省数字办"
    assert plan.ask(unit_names) == (
        *("省数字办", "省发改委", "省通信管理局", "各设区市人民政府", "发改委", "数字办"),
    )


def test_the_matrix_has_a_cell_where_a_unit_takes_part(plan: Workspace) -> None:
    table = plan.ask(matrix)
    units = {unit.name: unit.id for unit in table.units}
    assert table.cells[units["省通信管理局"], NETWORK] is Role.LEAD
    assert (units["省数字办"], NETWORK) not in table.cells
    assert len(table.cells) == 6
    assert [row.title for row in table.tasks] == [row.title for row in plan.ask(list_tasks)]


def test_the_summary_counts_what_is_late_and_what_is_due(plan: Workspace) -> None:
    numbers = plan.ask(summary, dt.date(2022, 11, 1))
    assert (numbers.tasks, numbers.results, numbers.indicators, numbers.units) == (4, 1, 2, 4)
    assert (numbers.without_lead, numbers.without_deadline, numbers.ongoing) == (3, 1, 1)
    assert (numbers.overdue, numbers.due_this_quarter, numbers.done) == (0, 2, 0)
    plan.change(tasks.set_state, CLOUD, TaskState.DONE)
    later = plan.ask(summary, dt.date(2023, 1, 1))
    assert (later.overdue, later.due_this_quarter, later.done) == (1, 0, 1)


def test_history_tells_what_was_taken_back(plan: Workspace) -> None:
    plan.change(tasks.rename, CLOUD, "建设云平台", reason="与国家名称一致")
    plan.undo()
    undo, rename, taken_in = plan.ask(history.list_steps)
    assert (undo.kind, undo.undone) == (StepKind.UNDO, False)
    assert (rename.label, rename.reason, rename.who, rename.undone) == (
        *("修改任务名称：建设政务云 → 建设云平台", "与国家名称一致", "王敏", True),
    )
    assert taken_in.label == "导入文件：《数字某省工作方案(试行)》（任务4项、成果1项、指标2项）"
    assert plan.ask(history.list_steps, 1) == (undo,)
    plan.redo()
    assert [step.undone for step in plan.ask(history.list_steps)] == [False] * 4


def test_a_step_can_be_looked_into(plan: Workspace) -> None:
    change = plan.change(tasks.rename, CLOUD, "建设云平台")
    assert plan.ask(history.step, change.step) == change
    with pytest.raises(RefusedError, match="没有编号为 99 的操作记录"):
        plan.ask(history.step, StepId(99))


def test_columns_and_rows_tell_the_same(plan: Workspace) -> None:
    plan.change(documents.import_draft, city_draft())
    arrays = load_task_arrays(plan.connection())
    rows = plan.ask(list_tasks)
    nodes = [node for node in range(len(arrays)) if arrays.kind[node] == NodeKind.TASK]
    assert [int(arrays.id[node]) for node in nodes] == [row.id for row in rows]
    assert [arrays.name[node] for node in nodes] == [row.title for row in rows]
    assert [arrays.units[node] for node in nodes] == ["、".join(u.name for u in row.units) for row in rows]
    assert [arrays.deadline[node] for node in nodes] == ["2022年底前", "持续推进", "", "2022年底前", ""]
    headings = [arrays.name[node] for node in range(len(arrays)) if arrays.kind[node] == NodeKind.SECTION]
    assert headings == ["一、夯实基础", "二、推进应用", "一、总体"]  # 三、保障措施 has no tasks
    assert len(plan.ask(sections, DocumentId(1))) == 3
    assert len(arrays.links) == 1


@pytest.mark.parametrize(
    ("deadline", "start"),
    [
        (Deadline("", DeadlineKind.BY, dt.date(2022, 12, 31), Precision.YEAR), dt.date(2021, 3, 3)),
        (Deadline("", DeadlineKind.BY, dt.date(2020, 12, 31), Precision.YEAR), dt.date(2020, 1, 1)),
        (Deadline("", DeadlineKind.IN, dt.date(2022, 9, 30), Precision.QUARTER), dt.date(2022, 7, 1)),
        (Deadline("持续推进", DeadlineKind.ONGOING), dt.date(2021, 3, 3)),
        (Deadline(""), None),
    ],
)
def test_a_start_nobody_stated_is_implied(plan: Workspace, deadline: Deadline, start: dt.date | None) -> None:
    """The document is of 3 March 2021."""
    plan.change(tasks.set_deadline, CLOUD, deadline)
    arrays = load_task_arrays(plan.connection())
    node = arrays.node_of(NodeKind.TASK, CLOUD)
    assert arrays.start[node] == (start.toordinal() if start else NO_DAY)
    assert not arrays.start_given[node]
    plan.change(tasks.set_deadline, CLOUD, Deadline(""))
    plan.change(tasks.set_start, CLOUD, dt.date(2021, 7, 1))
    arrays = load_task_arrays(plan.connection())
    assert arrays.start[node] == dt.date(2021, 7, 1).toordinal()
    assert arrays.start_given[node]


def test_columns_need_no_sqlalchemy() -> None:
    code = "import sys, workbench.queries.task_arrays; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_large_plan_begins_with_its_first_screen(plan: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_first_screen(plan.connection()) is None
    monkeypatch.setattr(task_arrays, "_SMALL_PLAN", 0)
    monkeypatch.setattr(task_arrays, "_FIRST_SCREEN", 2)
    whole, beginning = load_task_arrays(plan.connection()), load_first_screen(plan.connection())
    assert beginning is not None
    assert (beginning.kind == NodeKind.TASK).sum() == 2 < (whole.kind == NodeKind.TASK).sum()
    shown = [whole.node_of(NodeKind(kind), id) for kind, id in zip(beginning.kind, beginning.id, strict=True)]
    assert shown == sorted(shown)
    assert shown[0] == 0
    for column in ("name", "units", "lead", "deadline"):
        assert getattr(beginning, column) == [getattr(whole, column)[node] for node in shown]
