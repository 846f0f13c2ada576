"""The law of the timeline: whatever the hand does to it, the plan on screen is the plan in the file, undo leads
back to the start, and redo to the end, row for row.

Hypothesis makes the gestures: presses, moves and releases anywhere, on bars by any of their grips, Esc in the
middle, keys, the wheel; a real page over a real workspace answers.
"""  # noqa: E501 – Chinese counts double

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog

from tests.laws.moves import Contents, contents, small_draft
from workbench import app
from workbench.drawing.time_axis import Snap
from workbench.operations import links, tasks
from workbench.operations.documents import import_draft
from workbench.queries.task_arrays import load_task_arrays
from workbench.queries.tasks import list_tasks
from workbench.storage.workspace import Workspace
from workbench.ui.gantt.grouping import Grouping
from workbench.ui.gantt.link_editor import LinkEditor
from workbench.ui.settings import Settings
from workbench.ui.views.timeline import TimelinePage

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier

nodes = st.integers(0, 6)
steps = st.integers(-6, 6)
held = st.sampled_from([NONE, NONE, NONE, CTRL, ALT])
grips = st.sampled_from(["middle", "left", "right", "progress", "from start", "from end"])
ends = st.booleans()
keys = st.sampled_from(
    [
        (Qt.Key.Key_Left, ALT),
        (Qt.Key.Key_Right, ALT),
        (Qt.Key.Key_Right, ALT | SHIFT),
        (Qt.Key.Key_Left, ALT | SHIFT),
        (Qt.Key.Key_Up, NONE),
        (Qt.Key.Key_Down, NONE),
        (Qt.Key.Key_Delete, NONE),
        (Qt.Key.Key_Escape, NONE),
        (Qt.Key.Key_Home, NONE),
        (Qt.Key.Key_End, NONE),
        (Qt.Key.Key_Plus, NONE),
    ]
)


#: The planted plan that every run begins with; set by the test, since a machine is made without arguments.
PLANTED: list[Path] = []


class Hand(RuleBasedStateMachine):
    """What a hand may do on the timeline."""

    def __init__(self) -> None:
        super().__init__()
        folder = Path(tempfile.mkdtemp(dir=PLANTED[0].parent))
        path = Path(shutil.copy(PLANTED[0], folder / "计划.pwb"))
        self.work = app.make_work(path, settings=Settings(folder))
        assert isinstance(self.work.workspace, Workspace)
        self.workspace = self.work.workspace
        self.start: Contents = contents(self.workspace)
        self.page = TimelinePage(self.work)
        self.page.resize(1300, 420)
        self.page.show()
        self.page.refresh_now()
        self.timeline, self.viewport = self.page.gantt.timeline, self.page.gantt.timeline.viewport()
        QApplication.processEvents()
        self.timeline.show_span(dt.date(2025, 4, 1).toordinal(), dt.date(2025, 10, 1).toordinal())

    @rule(node=nodes, grip=grips, dx=steps, dy=st.integers(-2, 2), held=held, escaped=st.booleans())
    def drag_a_bar(
        self, node: int, grip: str, dx: int, dy: int, held: Qt.KeyboardModifier, escaped: bool
    ) -> None:
        self._pull(self._on_bar(node, grip), dx * 37, dy * self.timeline.row_height, held, escaped)

    @rule(node=nodes, to=nodes, at_end=ends, to_end=ends)
    def pull_a_link(self, node: int, to: int, at_end: bool, to_end: bool) -> None:
        at, target = self._on_bar(node, "from end" if at_end else "from start"), self._box(to)
        goal = QPoint(target.right() - 3 if to_end else target.left() + 3, target.center().y())
        self._pull(at, goal.x() - at.x(), goal.y() - at.y(), NONE, escaped=False)

    @rule(x=st.integers(0, 700), y=st.integers(0, 380), dx=steps, dy=steps, held=held, escaped=st.booleans())
    def drag_anywhere(
        self, x: int, y: int, dx: int, dy: int, held: Qt.KeyboardModifier, escaped: bool
    ) -> None:
        self._pull(QPoint(x, y), dx * 31, dy * 17, held, escaped)

    @rule(x=st.integers(0, 700), y=st.integers(0, 380), held=held)
    def click(self, x: int, y: int, held: Qt.KeyboardModifier) -> None:
        QTest.mouseClick(self.viewport, LEFT, held, QPoint(x, y))

    @rule(node=nodes, other=nodes)
    def select_two(self, node: int, other: int) -> None:
        for each, modifier in ((node, NONE), (other, CTRL)):
            QTest.mouseClick(self.viewport, LEFT, modifier, QPoint(5, self._box(each).center().y()))

    @rule(kind=st.integers(0, 3), lag=st.integers(-9, 9), removes=st.booleans())
    def edit_a_link(self, kind: int, lag: int, removes: bool) -> None:
        for y in range(0, self.viewport.height(), 5):
            for x in range(0, self.viewport.width(), 5):
                if self._is_bare_link(x, y):
                    QTest.mouseDClick(self.viewport, LEFT, pos=QPoint(x, y))
                    self._answer(kind, lag, removes)
                    return

    @rule(key=keys)
    def press_a_key(self, key: tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
        self.timeline.setFocus()
        QTest.keyClick(self.timeline, key[0], key[1])

    @rule(x=st.integers(0, 700), turn=st.sampled_from([-240, -120, 120, 240]))
    def zoom_with_the_wheel(self, x: int, turn: int) -> None:
        at = QPointF(x, 100)
        event = QWheelEvent(
            at,
            QPointF(self.viewport.mapToGlobal(at.toPoint())),
            QPoint(),
            QPoint(0, turn),
            Qt.MouseButton.NoButton,
            CTRL,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(self.viewport, event)

    @rule(snap=st.sampled_from(Snap), grouping=st.sampled_from(Grouping))
    def choose_how_it_is_shown(self, snap: Snap, grouping: Grouping) -> None:
        tools = self.page.gantt.tools
        tools.snaps[snap].trigger()
        if grouping in tools.groupings:
            tools.groupings[grouping].trigger()

    @rule()
    def undo(self) -> None:
        """One step back, but not into what was planted."""
        if contents(self.workspace) != self.start:
            self.work.undo()

    @rule()
    def redo(self) -> None:
        self.work.redo()

    @invariant()
    def what_is_seen_is_what_is_stored(self) -> None:
        QApplication.processEvents()
        assert not self.timeline.dragging
        shown, stored = self.page.gantt.arrays, load_task_arrays(self.workspace.connection())
        for name in ("id", "start", "end", "progress", "state", "links", "link_kind"):
            assert getattr(shown, name).tolist() == getattr(stored, name).tolist(), name
        assert shown.all_milestones() == stored.all_milestones()

    def teardown(self) -> None:
        end, steps = contents(self.workspace), 0
        while self.workspace.undo_label and contents(self.workspace) != self.start:
            self.work.undo()
            steps += 1
        assert contents(self.workspace) == self.start
        for _ in range(steps):
            self.work.redo()
        assert contents(self.workspace) == end
        self.page.close()
        self.page.deleteLater()
        QApplication.sendPostedEvents(self.page, QEvent.Type.DeferredDelete)
        self.work.background.stop()
        self.work.close()

    def _is_bare_link(self, x: int, y: int) -> bool:
        row = self.timeline.row_at(y)
        on_bar = row is not None and self.timeline.on_bar(row, QPoint(x, y))
        return self.timeline.link_at(x, y) is not None and not on_bar

    def _box(self, node: int) -> Any:
        return self.timeline.bar_box(node % len(self.page.gantt.index_rows.arrays))

    def _on_bar(self, node: int, grip: str) -> QPoint:
        box = self._box(node)
        middle, high, low = box.center().y(), box.top() + 3, box.bottom() - 1
        return {
            "middle": QPoint(box.center().x(), high),
            "left": QPoint(box.left() + 1, high),
            "right": QPoint(box.right() - 1, high),
            "progress": QPoint(box.left(), low),
            "from start": QPoint(box.left() - 11, middle),
            "from end": QPoint(box.right() + 12, middle),
        }[grip]

    def _pull(self, at: QPoint, dx: int, dy: int, held: Qt.KeyboardModifier, escaped: bool) -> None:
        goal = at + QPoint(dx, dy)
        QTest.mousePress(self.viewport, LEFT, held, at)
        QTest.mouseMove(self.viewport, (at + goal) / 2)
        QTest.mouseMove(self.viewport, goal)
        if escaped:
            QTest.keyClick(self.timeline, Qt.Key.Key_Escape)
        QTest.mouseRelease(self.viewport, LEFT, held, goal)

    def _answer(self, kind: int, lag: int, removes: bool) -> None:
        for editor in self.page.gantt.findChildren(LinkEditor):
            editor.kind.setCurrentIndex(kind)
            editor.lag.setValue(lag)
            QTest.mouseClick(editor.remove_button if removes else editor.accept_button, LEFT)


@pytest.fixture
def planted(tmp_path: Path) -> Iterator[Path]:
    """A plan of four tasks: two with days, linked, one of them with a milestone."""
    path = tmp_path / "计划.pwb"
    with Workspace.create(path, who="王敏") as workspace:
        workspace.change(import_draft, small_draft(0))
        first, _, third, _ = [row.id for row in workspace.ask(list_tasks)]
        workspace.change(tasks.move_dates, first, dt.date(2025, 5, 6), dt.date(2025, 7, 1))
        workspace.change(tasks.move_dates, third, dt.date(2025, 6, 2), dt.date(2025, 8, 1))
        workspace.change(links.add, first, third)
        workspace.change(tasks.add_milestone, first, "完成招标", dt.date(2025, 6, 10))
    PLANTED.append(path)
    yield path
    PLANTED.clear()


@pytest.mark.usefixtures("qapp", "planted")
def test_any_gestures_are_undone_to_the_start_and_redone_to_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("画出来的任务", True))
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Hand,
        settings=settings(
            max_examples=20,
            stateful_step_count=12,
            deadline=None,
            phases=set(Phase) - {Phase.explain},
            suppress_health_check=list(HealthCheck),
        ),
    )
