"""What is done with indicators through dialogs: figures, paths, units, links to tasks, values pasted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from workbench.operations import indicators
from workbench.operations.registry import label
from workbench.queries.wording import number_text, period_text, short
from workbench.rows.indicators import IndicatorRow, PathRow
from workbench.terms import IndicatorId, Period, Shape, TaskId
from workbench.ui.work import Work

D = TypeVar("D", bound=QDialog)


class IndicatorDesk(QObject):
    """`said(str)`: news for the message bar. `place` is the page that the dialogs stand before."""

    said = Signal(str)

    def __init__(self, work: Work, place: QWidget) -> None:
        super().__init__(place)
        self._work, self._place = work, place

    # Figures --------------------------------------------------------------------------------------------

    def open_base(self, row: IndicatorRow) -> None:
        from workbench.ui.dialogs.figures import BaseDialog

        dialog = _opened(BaseDialog(row, self._place))
        dialog.given.connect(partial(self._work.change, indicators.set_base, row.id))

    def open_target(self, row: IndicatorRow) -> None:
        from workbench.ui.dialogs.figures import TargetDialog

        dialog = _opened(TargetDialog(row, self._place))
        dialog.given.connect(partial(self._work.change, indicators.set_target, row.id))

    def open_observation(self, row: IndicatorRow) -> None:
        from workbench.ui.dialogs.figures import ObservationDialog

        dialog = _opened(ObservationDialog(row, self._place))
        dialog.given.connect(partial(self._work.change, indicators.observe, row.id))

    def open_conversion(self, row: IndicatorRow) -> None:
        from workbench.ui.dialogs.convert_unit import ConvertDialog

        dialog = _opened(ConvertDialog(row, self._place))
        dialog.decided.connect(partial(self._work.change, indicators.convert_unit, row.id))

    def remove(self, row: IndicatorRow) -> None:
        if self._work.change(indicators.remove, row.id) is not None:
            self.said.emit(f"已删除指标“{short(row.name)}”，可按 Ctrl+Z 撤销。")

    # The path -------------------------------------------------------------------------------------------

    def open_path(self, row: IndicatorRow) -> None:
        from workbench.queries.indicator_paths import years_of_issue
        from workbench.queries.indicators import path_setting
        from workbench.ui.dialogs.indicator_path import PathDialog

        setting = self._work.ask(path_setting, row.id)
        issued = self._work.ask(years_of_issue).get(row.id)
        dialog = _opened(PathDialog(row, setting, partial(path_words, row, issued=issued), self._place))
        dialog.decided.connect(partial(self.set_path, row, setting))

    def set_path(self, row: IndicatorRow, before: PathRow, wanted: PathRow) -> None:
        """The path as chosen in the dialog, as one step."""
        kept, new = dict(before.own), dict(wanted.own)

        def whole(session: Any) -> None:
            if wanted.shape is Shape.OWN:
                for period in sorted({*kept, *new}, key=lambda one: one.last_day):
                    if kept.get(period) != new.get(period):
                        indicators.set_path_value(session, row.id, period, new.get(period))
            indicators.set_path(session, row.id, wanted.shape, wanted.direction, wanted.since)
            label(session, f"设置指标路径：{short(row.name)} → {wanted.shape.value}")

        self._work.change(whole)

    # Tasks that serve it --------------------------------------------------------------------------------

    def tasks_of(self, row: IndicatorRow) -> list[tuple[TaskId, str]]:
        """The tasks that serve an indicator, with their titles."""
        from workbench.queries.indicators import tasks_behind
        from workbench.queries.tasks import task

        asked = (self._work.ask(task, id) for id in self._work.ask(tasks_behind, row.id))
        return [(one.id, f"{one.no} {one.title}".strip()) for one in asked]

    def open_tasks(self, row: IndicatorRow) -> None:
        from workbench.queries.indicators import tasks_behind
        from workbench.queries.tasks import list_tasks
        from workbench.ui.dialogs.tick_list import Choice, TickDialog

        choices = [
            Choice(one.id, f"{one.no} {one.title}".strip(), " › ".join((one.document_title, *one.section)))
            for one in self._work.ask(list_tasks)
        ]
        chosen = self._work.ask(tasks_behind, row.id)
        dialog = _opened(TickDialog("关联任务", f"支撑“{row.name}”的任务", choices, chosen, self._place))
        dialog.decided.connect(partial(self.set_tasks, row))

    def set_tasks(self, row: IndicatorRow, added: Sequence[int], removed: Sequence[int]) -> None:
        pairs = [(TaskId(task), row.id) for task in added], [(TaskId(task), row.id) for task in removed]
        set_links(self._work, *pairs, f"关联任务：{short(row.name)}")

    # All of them ----------------------------------------------------------------------------------------

    def open_checks(self, go: Callable[[IndicatorId], None]) -> None:
        from workbench.queries.indicators import annual_checks
        from workbench.ui.dialogs.annual_checks import AnnualChecksDialog

        dialog = _opened(AnnualChecksDialog(self._work.ask(annual_checks), self._place))
        dialog.wanted.connect(go)

    def paste(self, rows: Sequence[IndicatorRow], period: Period) -> None:
        """Show what the table on the clipboard says of these indicators."""
        from workbench.exchange.task_table import read_table
        from workbench.ui.dialogs.paste_values import PasteValuesDialog

        data = QGuiApplication.clipboard().mimeData()
        table = read_table(data.text(), data.html()) if data is not None else []
        if not table:
            self.said.emit("剪贴板里没有表格。请先在 Excel 或 WPS 表格中复制指标名称和数值。")
            return
        dialog = _opened(PasteValuesDialog(table, rows, period, self._place))
        dialog.decided.connect(partial(self._work.change, indicators.paste_values))


def set_links(
    work: Work,
    added: Sequence[tuple[TaskId, IndicatorId]],
    removed: Sequence[tuple[TaskId, IndicatorId]],
    told: str,
) -> None:
    """Link tasks to indicators and part others, as one step."""

    def both(session: Any) -> None:
        for task, indicator in removed:
            indicators.unlink_task(session, task, indicator)
        for task, indicator in added:
            indicators.link_task(session, task, indicator)
        label(session, f"{told}（新增{len(added)}项，取消{len(removed)}项）")

    if added or removed:
        work.change(both)


def path_words(row: IndicatorRow, setting: PathRow, *, issued: int | None) -> str:
    """Where a path leads, at the ends of its years; or why there is none."""
    from workbench.queries.indicator_paths import worked_out
    from workbench.terms import Granularity

    known = worked_out(row, setting, issued)
    if known.path is None:
        return known.trouble
    first, last = known.path.knots[0][0], known.path.knots[-1][0]
    years = [Period(year, Granularity.YEAR) for year in range((first - 1) // 12, (last - 1) // 12 + 1)]
    due = [(year, value) for year in years if (value := known.path.at(year)) is not None]
    return "年末应达：" + "；".join(
        f"{period_text(year)} {number_text(round(value, 4))}" for year, value in due
    )


def _opened(dialog: D) -> D:
    """Open a dialog that goes when it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
