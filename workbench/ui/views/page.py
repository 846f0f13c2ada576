"""Page: what every view of the window is. It shows the plan, notices when it is out of date, and asks the
window to go elsewhere; it never knows the other pages."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.changes import ChangeSet
from workbench.terms import DocumentId, Span, TaskId
from workbench.ui.controls import heading
from workbench.ui.settings import Settings
from workbench.ui.work import Work


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere in the window: a view by name, and what to show there."""

    view: str
    document: DocumentId | None = None
    span: Span | None = None
    task: TaskId | None = None
    look: str = ""  # a named filter of the view, such as "without_lead"
    section: int | None = None
    unit: str = ""  # a unit whose tasks are meant
    row: int | None = None  # the id of a line of the view's list


class Page(QWidget):
    """A view. `refresh` fetches and shows; it is called when the page is on screen and out of date.

    Signals: `wanted(Place)` asks the window to show something; `said(str)` is news for the message bar;
    `import_wanted()` asks for the import dialog.
    """

    title = ""
    wanted = Signal(object)
    said = Signal(str)
    import_wanted = Signal()

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.work = work
        self.bar = QHBoxLayout()
        self.bar.setContentsMargins(12, 8, 12, 8)
        self.bar.setSpacing(8)
        self.bar.addWidget(heading(self.title))
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addLayout(self.bar)
        self._stale = True
        self._awaits_paint = False
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self.refresh_now)
        work.changed.connect(self.note)
        work.plan_changed.connect(self._start_over)

    @property
    def busy(self) -> bool:
        """Whether something of the page is still on its way to the screen."""
        return self._timer.isActive() or self._awaits_paint

    @property
    def is_stale(self) -> bool:
        """Whether what is on screen is not the plan as it stands."""
        return self._stale

    def refresh(self) -> None:
        """Fetch anew and show. The plan is open."""
        raise NotImplementedError

    def go(self, place: Place) -> None:
        """Show what a place names; the page is up to date."""

    def remember_in(self, settings: Settings) -> None:
        """Look as the planner last had it, and remember there what he arranges."""

    def let_go(self) -> None:
        """Finish what is open: the plan or the window is about to close."""
        self._timer.stop()

    def note(self, changes: ChangeSet) -> None:
        """A change was committed: most pages just fetch again, when they are next on screen."""
        self.make_stale()

    def make_stale(self) -> None:
        self._stale = True
        if self.isVisible():
            self._timer.start()

    def refresh_again_after_painting(self) -> None:
        """What is here now is painted first; then, or when the page is needed, it is refreshed once more."""
        self._stale = self._awaits_paint = True
        self.update()

    def refresh_now(self) -> None:
        """Bring the page up to date at once if it is not."""
        if self._stale and self.work.is_open:
            self._stale = self._awaits_paint = False
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._timer.start()  # after the first paint, so that the window appears at once

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._awaits_paint:
            self._awaits_paint = False
            self._timer.start()

    def _start_over(self) -> None:
        self.make_stale()
