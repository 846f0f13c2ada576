"""A small plan on a shown GanttView, and a hand that drags with the mouse."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workbench.drawing.time_axis import Zoom
from workbench.planning.task_arrays import (
    DEADLINE_KIND_CODE,
    PRECISION_CODE,
    STATE_CODE,
    Link,
    Node,
    NodeKind,
    TaskArrays,
)
from workbench.terms import DeadlineKind, Precision, TaskState
from workbench.ui.gantt.view import GanttView

TODAY = dt.date(2025, 7, 10)
JULY = dt.date(2025, 7, 1).toordinal()
#: The nodes of the plan below.
DOCUMENT, SECTION, RUNNING, YEARLY, ONGOING, UNDATED = range(6)

Drag = Callable[[QPoint, int], None]


def small_plan() -> TaskArrays:
    """文件 › 章节 › four tasks: one of ten days, one due 2025年底前, one 持续推进, one without days."""
    running = STATE_CODE[TaskState.RUNNING]
    year = dt.date(2025, 12, 31).toordinal()
    nodes = [
        Node(NodeKind.DOCUMENT, 1, 0, "", "数字政府改革建设2025年工作要点"),
        Node(NodeKind.SECTION, 1, 1, "一、", "夯实数字基础设施"),
        Node(
            NodeKind.TASK,
            11,
            2,
            "（一）",
            "推进政务云资源整合",
            "省数字办",
            "2025年7月20日",
            JULY + 10,
            JULY + 19,
            True,
        ),
        Node(NodeKind.TASK, 12, 2, "（二）", "编制数据资源目录", "省财政厅", "2025年底前", JULY, year, False),
        Node(NodeKind.TASK, 13, 2, "（三）", "完善运行机制", "省公安厅", "持续推进", JULY, 0, True),
        Node(NodeKind.TASK, 14, 2, "（四）", "开展评价"),
    ]
    nodes[2] = nodes[2]._replace(progress=40, state=running)
    nodes[3] = nodes[3]._replace(precision=PRECISION_CODE[Precision.YEAR])
    nodes[4] = nodes[4]._replace(deadline_kind=DEADLINE_KIND_CODE[DeadlineKind.ONGOING])
    return TaskArrays.build(nodes, [Link(11, 12)])


@pytest.fixture
def view(qtbot: QtBot) -> GanttView:
    """The small plan at 32 points a day, so that a pixel is no day but a cell is."""
    view = GanttView()
    view.set_today(TODAY)
    qtbot.addWidget(view)
    view.resize(1500, 600)
    view.show()
    qtbot.waitExposed(view)
    view.set_arrays(small_plan())
    view.timeline.zoom_to(Zoom.DAY.day_width)
    view.timeline.show_from(JULY)
    QApplication.processEvents()
    return view


@pytest.fixture
def drag(view: GanttView) -> Drag:
    """Press at a point of the timeline, move so many days to the right, release."""

    def pull(at: QPoint, days: int) -> None:
        viewport, button = view.timeline.viewport(), Qt.MouseButton.LeftButton
        width = round(view.timeline.axis.day_width)
        QTest.mousePress(viewport, button, pos=at)
        QTest.mouseMove(viewport, at + QPoint(days * width // 2, 0))
        QTest.mouseMove(viewport, at + QPoint(days * width, 0))
        QTest.mouseRelease(viewport, button, pos=at + QPoint(days * width, 0))

    return pull
