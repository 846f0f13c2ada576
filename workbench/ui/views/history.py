"""HistoryDock (操作记录): who changed what, when and why, newest first. What is undone is grey."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont, QShowEvent
from PySide6.QtWidgets import QDockWidget, QWidget

from workbench.changes import StepKind
from workbench.ui import theme, wording
from workbench.ui.itemmodels.rows import Column, RowsModel
from workbench.ui.views.table import RowTable
from workbench.ui.work import Work

if TYPE_CHECKING:
    from workbench.rows.history import StepRow

SHOWN_STEPS = 500
KINDS = {StepKind.DO: "", StepKind.UNDO: "撤销：", StepKind.REDO: "重做："}


def _look(step: StepRow, role: int) -> Any:
    if not step.undone:
        return None
    if role == Qt.ItemDataRole.ForegroundRole:
        return theme.color("faint_text")
    if role == Qt.ItemDataRole.FontRole:
        font = QFont(theme.interface_font())
        font.setStrikeOut(True)
        return font
    return None


def _when(step: StepRow) -> str:
    return f"{wording.local_time(step.at):%m-%d %H:%M}"


def _told(step: StepRow) -> str:
    """What was done, and on a line of its own why, where that was said."""
    grounds = f"{step.reason}（{step.basis}）" if step.reason and step.basis else step.reason or step.basis
    return KINDS[step.kind] + step.label + (f"\n原因：{grounds}" if grounds else "")


COLUMNS: tuple[Column[StepRow], ...] = (
    Column("时间", _when, 86, order=lambda step: step.at, look=_look),
    Column("操作", _told, 0, look=_look),
    Column("操作人", lambda step: step.who, 60, look=_look),
)


class HistoryDock(QDockWidget):
    """Fetches when it is on screen and a step was made."""

    def __init__(self, work: Work, parent: QWidget) -> None:
        super().__init__("操作记录", parent)
        self.setObjectName("history")
        self._work = work
        self._model: RowsModel[StepRow] = RowsModel(COLUMNS, key=lambda step: step.id, parent=self)
        self.table = RowTable(self._model, "操作记录", "还没有操作")
        self.table.wrap("操作")
        self.table.chosen.connect(self._show_step)
        self.setWidget(self.table)
        self.setMinimumWidth(340)
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self.refresh)
        work.changed.connect(self._note)
        work.plan_changed.connect(self._note)

    @property
    def steps(self) -> tuple[StepRow, ...]:
        return tuple(self._model.rows)

    def refresh(self) -> None:
        if not self._work.is_open:
            self._model.show(())
            return
        from workbench.queries.history import list_steps

        self._model.show(self._work.ask(list_steps, SHOWN_STEPS))

    def _show_step(self, step: StepRow) -> None:
        """What one step adjusted, before and after."""
        from workbench.queries.adjustments import adjustments_of_step
        from workbench.ui.dialogs.step import StepDialog

        dialog = StepDialog(step, self._work.ask(adjustments_of_step, step.id), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _note(self, *_: object) -> None:
        if self.isVisible():
            self._timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()
