"""What the bars of a GanttView wear: tones, a baseline, the days they really took, the critical path.

Everything is kept by task id or worked out anew, since the arrays shown change with the plan and the grouping.
"""  # noqa: E501 – Chinese counts double

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from workbench.planning.bar_rows import BarDress
from workbench.planning.baselines import BaselineDays
from workbench.planning.slack import Slack, slack_of
from workbench.planning.tones import ColorBy, tones_of
from workbench.ui.itemmodels.task_grid import TaskGridModel

if TYPE_CHECKING:
    from workbench.ui.gantt.view import GanttView


class Dressing(QObject):
    """Between what is to be shown beside the plan and the timeline of one view."""

    def __init__(self, view: GanttView, model: TaskGridModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        self._color_by = ColorBy.STATE
        self._baseline: BaselineDays | None = None
        self._actual: BaselineDays | None = None
        self._slack: Slack | None = None
        self._shows_slack = False
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._reckon_again)

    def set_color_by(self, color_by: ColorBy) -> None:
        self._color_by = color_by
        self.put_on()

    def set_baseline(self, baseline: BaselineDays | None) -> None:
        self._baseline = baseline
        self.put_on()

    def set_actual(self, actual: BaselineDays | None) -> None:
        self._actual = actual
        self.put_on()

    def show_slack(self, shown: bool) -> None:
        """Work the critical path and slack out, or take them off. Raises LinkCycleError, and shows none."""
        self._shows_slack, self._slack = False, None
        calendar = self._view.calendar
        if shown and calendar:
            self._slack = slack_of(self._model.arrays, calendar)
            self._shows_slack = True
        self.put_on()

    def plan_edited(self) -> None:
        """Days, links or states have changed: the slack is reckoned anew, once the change is through."""
        if self._shows_slack:
            self._again.start()

    def arrays_changed(self) -> None:
        """Other arrays are shown now, or the same in another order."""
        self._slack = None  # its columns belonged to those before
        self.plan_edited()
        self.put_on()

    def units_changed(self) -> None:
        """Other units answer for some tasks: their tones may be others, too."""
        if self._color_by is ColorBy.UNIT:
            self.put_on()

    def put_on(self) -> None:
        """Bring everything to the nodes shown, and tell the legend."""
        plan, shown = self._view.arrays, self._model.arrays
        tones = tones_of(plan, self._color_by)
        self._view.tools.legend.show_tones(tones, baseline=self._baseline is not None)
        if tones and shown is not plan:
            tones = tones.moved(plan, shown)
        self._view.timeline.set_dress(
            BarDress(
                baseline=self._baseline.aligned(shown) if self._baseline else None,
                tones=tones,
                actual=self._actual.aligned(shown) if self._actual else None,
                slack=self._slack,
            )
        )

    def _reckon_again(self) -> None:
        from workbench.planning.graph import LinkCycleError

        try:
            self.show_slack(True)
        except LinkCycleError:  # there is none to show until the circle is mended
            self._shows_slack = True
