"""Every item model of the window stands up to Qt's own model tester; walking the package forgets none."""

from __future__ import annotations

import datetime as dt
import inspect
import pkgutil
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtGui import QStandardItemModel

import workbench.ui
from tests.benchmarks.gantt_plans import plan_of
from workbench.planning.row_index import RowIndex
from workbench.queries.tasks import list_tasks
from workbench.reading.formats.source import Grid, GridCell
from workbench.rows.search import Found, FoundGroup, FoundKind
from workbench.rows.units import LoadTable
from workbench.terms import DocumentId, Granularity, Period, Span, TaskId, UnitId
from workbench.ui.itemmodels.found import FoundModel
from workbench.ui.itemmodels.rows import RowsModel
from workbench.ui.itemmodels.task_grid import Column, TaskGridModel
from workbench.ui.views.source_tables import GridModel
from workbench.ui.views.task_columns import TASK_COLUMNS
from workbench.ui.work import Work

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester


def model_classes() -> set[type[QAbstractItemModel]]:
    """Every class of the wing that is an item model."""
    found = set()
    for module in pkgutil.walk_packages(workbench.ui.__path__, "workbench.ui."):
        for _, kind in inspect.getmembers(import_module(module.name), inspect.isclass):
            if issubclass(kind, QAbstractItemModel) and kind.__module__ == module.name:
                found.add(kind)
    return found


def a_grid_of_tasks(_: Work) -> QAbstractItemModel:
    model = TaskGridModel(columns=len(Column))
    model.change_rows(lambda: RowIndex(plan_of(150)))
    return model


def tasks_as_rows(work: Work) -> QAbstractItemModel:
    model = RowsModel(TASK_COLUMNS, key=lambda row: row.id)
    model.show(work.ask(list_tasks))
    return model


def what_was_found(_: Work) -> QAbstractItemModel:
    model = FoundModel()
    found = Found(FoundKind.TASK, 1, DocumentId(1), None, "扩容政务云", ((2, 4),))
    model.show_groups([FoundGroup(DocumentId(1), "工作要点", (found, found))])
    return model


def a_table_of_a_source(_: Work) -> QAbstractItemModel:
    model = GridModel()
    rows = ((GridCell(0, 2), GridCell(2, 4)), (GridCell(4, 6), None))
    model.show_grid("甲乙丙丁戊己", Grid(0, 6, rows))
    model.mark([Span(0, 2)], Span(4, 6))
    return model


def units_as_a_tree(work: Work) -> QAbstractItemModel:
    from workbench.queries.units import list_units
    from workbench.ui.itemmodels.unit_tree import UnitTreeModel

    model = UnitTreeModel()
    model.show(work.ask(list_units))
    return model


def the_load_of_units(_: Work) -> QAbstractItemModel:
    from workbench.ui.views.responsibility_load import LoadModel

    quarters = (Period(2025, Granularity.QUARTER, 1), Period(2025, Granularity.QUARTER, 2))
    model = LoadModel(None)  # type: ignore[arg-type]
    model.show(LoadTable(((UnitId(1), "市数据局"),), quarters, {(UnitId(1), quarters[0]): (TaskId(1),)}))
    return model


def files_in_chinese(_: Work) -> QAbstractItemModel:
    """The list of files is Qt's own; what is ours turns its words."""
    from workbench.ui.dialogs.files import _InChinese

    model = _InChinese()
    source = QStandardItemModel(2, 4, model)
    model.setSourceModel(source)
    return model


def a_table_counted_two_ways(work: Work) -> QAbstractItemModel:
    from workbench.queries.statistics import statistics
    from workbench.rows.statistics import Axis, Measure
    from workbench.ui.itemmodels.cross_table import CrossTableModel

    model = CrossTableModel()
    period, day = Period(2025, Granularity.QUARTER, 3), dt.date(2025, 10, 1)
    model.show(work.ask(statistics, period, day, Axis.UNIT, Axis.LIGHT), Measure.COUNT)
    return model


MAKERS: dict[str, Callable[[Work], QAbstractItemModel]] = {
    "TaskGridModel": a_grid_of_tasks,
    "RowsModel": tasks_as_rows,
    "FoundModel": what_was_found,
    "GridModel": a_table_of_a_source,
    "UnitTreeModel": units_as_a_tree,
    "LoadModel": the_load_of_units,
    "CrossTableModel": a_table_counted_two_ways,
    "_InChinese": files_in_chinese,
}


def test_no_model_is_forgotten() -> None:
    assert {kind.__name__ for kind in model_classes()} == set(MAKERS)


@pytest.mark.parametrize("name", MAKERS)
def test_a_model_keeps_qt_s_rules(name: str, work: Work, qtmodeltester: ModelTester) -> None:
    model = MAKERS[name](work)
    assert type(model).__name__ == name
    assert model.rowCount() > 0
    qtmodeltester.check(model, force_py=True)
    qtmodeltester.check(model)


def test_a_model_keeps_the_rules_while_it_changes(work: Work, qtmodeltester: ModelTester) -> None:
    grid, rows = a_grid_of_tasks(work), tasks_as_rows(work)
    for model in (grid, rows):
        qtmodeltester.check(model)
    assert isinstance(grid, TaskGridModel)
    assert isinstance(rows, RowsModel)
    grid.sort(Column.DEADLINE)
    grid.change_rows(lambda: RowIndex(plan_of(20)))
    grid.nodes_changed(range(5))
    rows.filter("推广")
    rows.sort(1)
    rows.show(())
