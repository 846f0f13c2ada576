"""进展: a period's quick entry, unit by unit, and the closing of the period."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QInputDialog, QLabel, QSplitter

from workbench.operations import periods, progress
from workbench.operations.registry import label
from workbench.queries.wording import PERIOD_STATES, REPORT_STATUSES, STATES
from workbench.rows.periods import PeriodChoiceRow, PeriodRow
from workbench.rows.progress import ReportLineRow, ReportSheetRow
from workbench.rows.units import UnitRow
from workbench.terms import (
    DueMethod,
    Granularity,
    Period,
    PeriodState,
    ReportStatus,
    ResultId,
    TaskId,
    UnitId,
)
from workbench.ui.controls import filter_line, named, offer, push_button
from workbench.ui.dialogs.confirming import confirmed
from workbench.ui.itemmodels.rows import CENTRE, RIGHT, Column, RowsModel
from workbench.ui.views.page import Page, Place
from workbench.ui.views.report_form import ReportForm
from workbench.ui.views.table import RowTable
from workbench.ui.work import Work

_EVERYBODY = "全部单位"
#: A plan with more lines than this opens with one unit's, since nobody reads so many.
MANY_LINES = 2000

Key = tuple[TaskId | None, ResultId | None]


class ProgressPage(Page):
    """The lines of one unit in one period on the left, the report of the current one on the right."""

    title = "进展"

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self._rows: tuple[PeriodChoiceRow, ...] = ()
        self.periods = named(QComboBox(), "报告期")
        self.units = named(QComboBox(), "单位")
        self.periods.setMinimumWidth(180)
        self.units.setMinimumWidth(180)
        self._told = QLabel()
        self._model: RowsModel[ReportLineRow] = RowsModel(_columns(), key=_key, parent=self)
        self.table = RowTable(self._model, "填报表", "这个单位本期没有要填报的任务。")
        self.form = ReportForm(work)
        self._close = push_button("关账…", self._close_period)
        self._reopen = push_button("重新打开…", self._reopen_period)
        self._rules = push_button("报送要求…", self._ask_rules)
        self._lay_out()
        self.periods.currentIndexChanged.connect(lambda _: self._show_sheet())
        self.units.currentIndexChanged.connect(lambda _: self._show_sheet())
        self.table.picked.connect(self._show_report)
        self.form.filed.connect(self._go_on)

    def _lay_out(self) -> None:
        for widget in (self.periods, self.units, filter_line("筛选任务", self._model.filter)):
            self.bar.addWidget(widget)
        self.bar.addWidget(self._told)
        self.bar.addStretch(1)
        self.bar.addWidget(self._rules)
        self.bar.addWidget(self._reopen)
        self.bar.addWidget(self._close)
        split = QSplitter()
        split.addWidget(self.table)
        split.addWidget(self.form)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([820, 480])
        split.setChildrenCollapsible(False)
        self.body.addWidget(split, 1)

    @property
    def period(self) -> Period | None:
        found: Period | None = self.periods.currentData()
        return found

    def refresh(self) -> None:
        from workbench.queries.periods import current_period, offered_periods
        from workbench.queries.units import list_units

        today = dt.date.today()
        chosen = self.period or self.work.ask(current_period, today)
        self._rows = self.work.ask(offered_periods, today)
        offer(
            self.periods,
            [(f"{row.name}（{PERIOD_STATES[row.state]}）", row.period) for row in self._rows],
            chosen,
        )
        busy = [row for row in self.work.ask(list_units) if row.lead or row.responsible]
        offered = [(_EVERYBODY, None), *((row.name, row.id) for row in busy)]
        offer(self.units, offered, self._unit_shown(busy))
        self._show_sheet()

    def _unit_shown(self, busy: Sequence[UnitRow]) -> UnitId | None:
        """The unit chosen before; at first all of them, or in a large plan the first."""
        if self.units.count():
            chosen: UnitId | None = self.units.currentData()
            return chosen
        lines = sum(row.lead + row.responsible for row in busy)
        return busy[0].id if lines > MANY_LINES else None

    def go(self, place: Place) -> None:
        if place.task is not None and self.units.currentIndex():
            self.units.setCurrentIndex(0)
        if place.unit:
            self.units.setCurrentText(place.unit)
        if place.task is not None:
            self.table.select((place.task, None))

    def let_go(self) -> None:
        super().let_go()
        self.form.leave()

    def _show_sheet(self) -> None:
        from workbench.queries.report_sheet import report_sheet

        period = self.period
        if period is None or not self.work.is_open:
            self._model.show(())
            return
        unit: UnitId | None = self.units.currentData()
        rows = self.work.ask(report_sheet, unit, period, dt.date.today())
        self._model.show(rows)
        if self.table.current() is None and rows:
            self.table.selectRow(0)
        self._show_report(self.table.current())
        self._tell(rows)

    def _tell(self, rows: tuple[ReportLineRow, ...]) -> None:
        counts = Counter(row.status for row in rows)
        told = [f"共 {len(rows)} 项"]
        told += [f"{name} {counts[status]}" for status, name in REPORT_STATUSES.items() if counts[status]]
        told += [f"未报 {counts[None]}"] if counts[None] else []
        state = self._state
        self._told.setText("，".join(told))
        self._close.setVisible(state is not PeriodState.CLOSED)
        self._close.setEnabled(self.work.writable)
        self._rules.setEnabled(self.work.writable)
        self._reopen.setVisible(state is PeriodState.CLOSED)
        self._reopen.setEnabled(self.work.writable)

    @property
    def _state(self) -> PeriodState:
        return next((row.state for row in self._rows if row.period == self.period), PeriodState.OPEN)

    def _show_report(self, line: ReportLineRow | None) -> None:
        if line is None or not self.form.shows(line):
            self.form.leave()
        self.form.show_row(self._line(line), self.period, closed=self._state is PeriodState.CLOSED)

    def _line(self, line: ReportLineRow | None) -> ReportSheetRow | None:
        """All about a line, asked when it is shown."""
        from workbench.queries.report_sheet import report_line, result_report_line

        today, period = dt.date.today(), self.period
        if line is None or period is None or not self.work.is_open:
            return None
        if line.task is not None:
            return self.work.ask(report_line, line.task, period, today)
        assert line.result is not None
        return self.work.ask(result_report_line, line.result, period, today)

    def _go_on(self) -> None:
        """To the next line that is not filed yet, or just the next one."""
        here = self.table.currentIndex().row()
        later = range(here + 1, len(self._model.rows))
        waiting = (number for number in later if _open(self._model.rows[number]))
        following = next(waiting, here + 1)
        if following < len(self._model.rows):
            self.table.selectRow(following)
            self.form.percent.setFocus()
            self.form.percent.selectAll()

    def _ask_rules(self) -> None:
        from workbench.queries.due_plans import plan_method
        from workbench.queries.periods import reporting
        from workbench.ui.dialogs.reporting import ReportingDialog

        now, method = self.work.ask(reporting), self.work.ask(plan_method)
        dialog = ReportingDialog(now.granularity, now.day, now.months_after, method, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.decided.connect(self.set_rules)
        dialog.open()

    def set_rules(self, granularity: Granularity, day: int, months_after: int, method: DueMethod) -> None:
        """How long periods are, by when they are reported, and how tasks fall due: one step."""

        def both(session: Any) -> None:
            periods.set_reporting(session, granularity, day, months_after)
            progress.set_plan_method(session, method)
            label(session, "设置报送要求")

        self.work.change(both)

    def _close_period(self) -> None:
        """关账 is asked about, since what it freezes is signed."""
        from workbench.queries.periods import list_periods

        rows = self.work.ask(list_periods, dt.date.today())
        row: PeriodRow | None = next((row for row in rows if row.period == self.period), None)
        if row is None:
            return
        missing = row.expected - row.reported
        told = f"关账后，{row.name}的进展、亮灯和指标不再变动，通报等公文以此为准。"
        told += f"\n还有 {missing} 项没有报送。" if missing > 0 else ""
        if confirmed(self, f"{row.name}关账", told, "关账"):
            self.close_period(row.period)

    def close_period(self, period: Period) -> None:
        if self.work.change(periods.close, period) is not None:
            self.said.emit("已关账，数据已冻结并签名。需要更正时可重新打开，会留下记录。")

    def _reopen_period(self) -> None:
        reason, given = QInputDialog.getText(self, "重新打开报告期", "重新打开的理由：")
        if given and reason.strip() and self.period is not None:
            self.work.change(periods.reopen, self.period, reason.strip())


def _key(row: ReportLineRow) -> Key:
    return row.task, row.result


def _open(row: ReportLineRow) -> bool:
    return row.status in (None, ReportStatus.DRAFT)


def _columns() -> tuple[Column[ReportLineRow], ...]:
    return (
        Column("序号", lambda row: row.no, 52, order=_number),
        Column("任务或成果", lambda row: row.title, 0),
        Column("责任单位", lambda row: row.unit_name, 130),
        Column("完成时限", lambda row: row.deadline, 116, order=lambda row: row.day or dt.date.max),
        Column("应完成", lambda row: _percent(row.due), 62, RIGHT, order=lambda row: _or_less(row.due)),
        Column("上期", lambda row: _percent(row.before), 54, RIGHT, order=lambda row: _or_less(row.before)),
        Column("本期", lambda row: _percent(row.now), 54, RIGHT, order=lambda row: _or_less(row.now)),
        Column("状态", lambda row: STATES[row.state] if row.state else "", 72),
        Column("报送", lambda row: REPORT_STATUSES[row.status] if row.status else "未报", 56, CENTRE),
    )


def _or_less(value: float | None) -> float:
    """Lines of which nothing is known come before those at nought."""
    return -1.0 if value is None else value


def _number(row: ReportLineRow) -> tuple[int, str]:
    return (int(row.no) if row.no.isdecimal() else 10**6), row.no


def _percent(value: float | None) -> str:
    return "" if value is None else f"{value:.0f}%"
