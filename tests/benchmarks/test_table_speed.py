"""How fast the task table and the search are at 1,000, 10,000 and 100,000 tasks: wrapped names, all columns,
groups and a filter. `WORKBENCH_TASKS` chooses one size.

Timings are reported (`--benchmark-enable`); what is asserted is a ratio, which a busy machine does not upset.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from itertools import cycle

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot

from tests.benchmarks.frames import must_cost_no_more
from tests.benchmarks.gantt_plans import plan_of
from workbench.planning.grouping import GroupBy
from workbench.planning.plan_views import Conditions, meets
from workbench.planning.task_arrays import NodeKind, TaskArrays
from workbench.rows.search import Findable, FoundKind
from workbench.spelling import Folds, folded
from workbench.storage.search_index import SearchIndex
from workbench.terms import Colour
from workbench.ui import theme
from workbench.ui.itemmodels.task_grid import Beside, Column
from workbench.ui.views.task_sheet import TaskSheet

SIZES = tuple(map(int, os.environ.get("WORKBENCH_TASKS", "1000,10000,100000").split(",")))
_PLANS: dict[int, TaskArrays] = {}
_LONG = "，完善标准规范和安全保障体系，推动跨层级、跨地域、跨系统、跨部门、跨业务协同管理和服务"


def plan(tasks: int) -> TaskArrays:
    """A fresh plan costs a second at 100,000 tasks, so it is made once; every third name is a long one."""
    if tasks not in _PLANS:
        arrays = plan_of(tasks)
        arrays.name[::3] = [name + _LONG for name in arrays.name[::3]]
        _PLANS[tasks] = arrays
    return _PLANS[tasks]


def shown_sheet(tasks: int, qtbot: QtBot) -> TaskSheet:
    """The table at 1300×1000 with every column, in the middle of its plan."""
    theme.apply(QApplication.instance())  # type: ignore[arg-type]
    sheet = TaskSheet()
    qtbot.addWidget(sheet)
    sheet.resize(1300, 1000)
    sheet.show()
    qtbot.waitExposed(sheet)
    sheet.columns.show(tuple((column.name, 90) for column in Column if column is not Column.NAME))
    arrays = plan(tasks)
    tasks = arrays.id[arrays.kind == NodeKind.TASK].tolist()
    latest = {id: f"第{id}号任务已完成招标" for id in tasks}
    leaders = {"省数字办": "李副省长", "省发展改革委": "王副省长"}
    sheet.set_beside(Beside(latest, {}, leaders, dict(zip(tasks, cycle(Colour), strict=False))))
    sheet.set_arrays(arrays)
    bar = sheet.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    QApplication.processEvents()
    return sheet


@pytest.fixture(params=SIZES)
def sheet(request: pytest.FixtureRequest, qtbot: QtBot) -> TaskSheet:
    return shown_sheet(request.param, qtbot)


def scroll_frames(sheet: TaskSheet) -> Callable[[], None]:
    bar = sheet.verticalScrollBar()

    def frame() -> None:
        bar.setValue(bar.value() + 3 * bar.singleStep())
        QApplication.processEvents()

    return frame


def jump_frames(sheet: TaskSheet) -> Callable[[], None]:
    bar, chance = sheet.verticalScrollBar(), random.Random(1)

    def frame() -> None:
        bar.setValue(chance.randrange(bar.maximum()))
        QApplication.processEvents()

    return frame


def test_wrapped_scroll_frame(sheet: TaskSheet, benchmark: BenchmarkFixture) -> None:
    benchmark.pedantic(scroll_frames(sheet), rounds=60, warmup_rounds=5)


def test_wrapped_jump_frame(sheet: TaskSheet, benchmark: BenchmarkFixture) -> None:
    benchmark.pedantic(jump_frames(sheet), rounds=60, warmup_rounds=10)


def test_heights_of_all_rows(sheet: TaskSheet, benchmark: BenchmarkFixture) -> None:
    """The name gets wider or narrower: every row is measured anew."""
    widths = cycle((300, 360))

    def widen() -> None:
        sheet.setColumnWidth(Column.NAME, next(widths))
        QApplication.processEvents()

    benchmark.pedantic(widen, rounds=6, warmup_rounds=1)
    assert sheet.verticalHeader().length() == sum(map(sheet.rowHeight, range(sheet.model().rowCount())))


def test_show_a_plan(sheet: TaskSheet, benchmark: BenchmarkFixture) -> None:
    arrays = sheet.arrays
    benchmark.pedantic(lambda: sheet.set_arrays(arrays), rounds=5)


def test_sort_by_name(sheet: TaskSheet, benchmark: BenchmarkFixture) -> None:
    orders = cycle((Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder))
    benchmark.pedantic(lambda: sheet.model().sort(Column.NAME, next(orders)), rounds=6, warmup_rounds=1)


def test_sort_by_deadline(sheet: TaskSheet, benchmark: BenchmarkFixture) -> None:
    orders = cycle((Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder))
    benchmark.pedantic(lambda: sheet.model().sort(Column.DEADLINE, next(orders)), rounds=6, warmup_rounds=1)


def test_filter_by_words(sheet: TaskSheet, benchmark: BenchmarkFixture) -> None:
    folds, words = Folds(), cycle(("授权", "跨部门", "数字办"))

    def narrow() -> None:
        conditions = Conditions(next(words))
        sheet.set_filter(lambda arrays: meets(arrays, conditions, folds))

    benchmark.pedantic(narrow, setup=lambda: sheet.set_filter(None), rounds=6, warmup_rounds=1)


def test_mask_of_words(sheet: TaskSheet, benchmark: BenchmarkFixture) -> None:
    """The filter alone, without showing what is left."""
    folds = Folds()
    arrays = sheet.arrays
    meets(arrays, Conditions("授权"), folds)
    found = benchmark.pedantic(lambda: meets(arrays, Conditions("授权"), folds), rounds=6)
    assert found.sum() == sum("授权" in name for name in arrays.name)


@pytest.mark.parametrize("by", GroupBy)
def test_group(sheet: TaskSheet, by: GroupBy, benchmark: BenchmarkFixture) -> None:
    others = cycle((by, GroupBy.DOCUMENT if by is not GroupBy.DOCUMENT else GroupBy.LEAD))
    benchmark.pedantic(lambda: sheet.set_grouping(next(others)), rounds=4)


def test_expand_all(sheet: TaskSheet, benchmark: BenchmarkFixture) -> None:
    benchmark.pedantic(sheet.expand_all, setup=sheet.collapse_all, rounds=6, warmup_rounds=1)


def things_of(tasks: int) -> list[Findable]:
    """As many tasks as titles and contents of 86 characters on average, 安全 in two of five of them
    (SPEED.md, section 4)."""
    arrays = plan(tasks)
    found = []
    for id, node in enumerate(np.flatnonzero(arrays.kind == NodeKind.TASK).tolist(), 1):
        name = arrays.name[node].removesuffix(_LONG)
        body = name[::-1] + _LONG if id % 5 < 2 else name[::-1] + _LONG.replace("安全", "服务")
        found.append(Findable(FoundKind.TASK, id, 1, id, name, body, arrays.units[node]))
    return found


_INDEXES: dict[int, SearchIndex] = {}


@pytest.fixture(params=SIZES)
def index(request: pytest.FixtureRequest) -> Iterator[tuple[SearchIndex, int]]:
    if request.param not in _INDEXES:
        made = _INDEXES[request.param] = SearchIndex()
        things = things_of(request.param)
        for start in range(0, len(things), 500):
            made.add(things[start : start + 500])
    yield _INDEXES[request.param], request.param


@pytest.mark.parametrize("word", ["授权", "安全", "没有", "szb", "shuju"])
def test_search_first_fifty(index: tuple[SearchIndex, int], word: str, benchmark: BenchmarkFixture) -> None:
    benchmark.pedantic(lambda: index[0].find([word], 50), rounds=12, warmup_rounds=1)


def test_search_count(index: tuple[SearchIndex, int], benchmark: BenchmarkFixture) -> None:
    benchmark.pedantic(lambda: index[0].count(["安全"]), rounds=12)


def test_search_all_places(index: tuple[SearchIndex, int], benchmark: BenchmarkFixture) -> None:
    """All of them, and exactly those that have the word in a text."""
    query = index[0]._query(["安全"], names=False)
    read = index[0]._connection.execute
    rows = benchmark.pedantic(
        lambda: read("SELECT rowid FROM words WHERE words MATCH ?", (query,)).fetchall(), rounds=6
    )
    places = [place for (place,) in rows]
    having = [
        place
        for place, thing in enumerate(things_of(index[1]), 1)
        if any("安全" in folded(text) for text in (thing.name, thing.body, thing.units))
    ]
    assert sorted(places) == having


@pytest.mark.parametrize("tasks", SIZES)
def test_search_build(tasks: int, benchmark: BenchmarkFixture) -> None:
    things = things_of(tasks)

    def build() -> None:
        made = SearchIndex()
        for start in range(0, len(things), 500):
            made.add(things[start : start + 500])
        made.close()

    benchmark.pedantic(build, rounds=1)


def test_search_follows_an_edit(index: tuple[SearchIndex, int], benchmark: BenchmarkFixture) -> None:
    thing = Findable(FoundKind.TASK, 7, 1, 7, "改过的名称", "改过的内容")
    benchmark.pedantic(lambda: index[0].replace(FoundKind.TASK, [7], [thing]), rounds=20)
    _INDEXES.pop(index[1]).close()


@pytest.mark.parametrize("frames", [scroll_frames, jump_frames])
def test_a_frame_costs_no_more_in_a_large_plan(
    frames: Callable[[TaskSheet], Callable[[], None]], qtbot: QtBot
) -> None:
    few, many = (frames(shown_sheet(tasks, qtbot)) for tasks in (1_000, 100_000))
    must_cost_no_more(few, many)
