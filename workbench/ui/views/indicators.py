"""指标: the indicators in a table beside the chart of the one chosen."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QSplitter, QVBoxLayout, QWidget

from workbench.queries.wording import period_text
from workbench.rows.indicators import IndicatorRow
from workbench.ui import wording
from workbench.ui.controls import action, filter_line, push_button
from workbench.ui.itemmodels.rows import RIGHT, Column, RowsModel
from workbench.ui.views.page import Page, Place
from workbench.ui.views.table import RowTable
from workbench.ui.work import Work

if TYPE_CHECKING:
    from workbench.ui.charts.indicator_chart import IndicatorChart


class IndicatorsPage(Page):
    """The chart is made with the first answer, since its library is slow to import."""

    title = "指标"

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self._model: RowsModel[IndicatorRow] = RowsModel(self._columns(), key=lambda row: row.id, parent=self)
        self.table = RowTable(self._model, "指标清单", "没有指标。导入带指标表的文件后，在这里列出。")
        self.chart: IndicatorChart | None = None
        self._observe = push_button(
            "填报实际值…", lambda: self._open_observation(self.table.current()), "edit"
        )
        self.bar.addWidget(filter_line("筛选指标", self._model.filter))
        self.bar.addStretch(1)
        self.bar.addWidget(self._observe)
        self._chart_place = QVBoxLayout()
        self._chart_place.setContentsMargins(0, 0, 0, 0)
        holder = QWidget()
        holder.setLayout(self._chart_place)
        holder.setMinimumWidth(320)
        splitter = QSplitter()
        splitter.addWidget(self.table)
        splitter.addWidget(holder)
        splitter.setSizes([820, 460])
        splitter.setChildrenCollapsible(False)
        self.body.addWidget(splitter, 1)
        self.table.picked.connect(self._show_chart)
        self.table.set_menu(self._fill_menu)

    def refresh(self) -> None:
        from workbench.queries.indicators import list_indicators

        rows = self.work.ask(list_indicators)
        self._make_chart()
        self._model.editable = self.work.writable
        self._observe.setEnabled(self.work.writable and bool(rows))
        self._model.show(rows)
        if self.table.current() is None and rows:
            self.table.select(rows[0].id)

    def go(self, place: Place) -> None:
        if place.row is not None:
            self.table.select(place.row)

    def _columns(self) -> tuple[Column[IndicatorRow], ...]:
        return (
            Column("序号", lambda row: row.no, 50),
            Column("指标名称", lambda row: row.name, 230, edit=self._rename),
            Column("计量单位", lambda row: row.unit, 72, edit=self._set_unit),
            Column(
                "基期值", _base, 110, RIGHT, order=lambda row: row.base_value or 0.0, open=self._open_base
            ),
            Column("目标值", lambda row: wording.targets(row.targets), 150, open=self._open_target),
            Column("最新实际值", _latest, 130, open=self._open_observation),
            Column("年均", lambda row: row.annual_raw, 130),
            Column("属性", lambda row: row.attribute, 64),
            Column("类别", lambda row: row.category, 120),
            Column("来源文件", lambda row: row.document_title, 180),
        )

    def _make_chart(self) -> None:
        if self.chart is None:
            from workbench.ui.charts.indicator_chart import IndicatorChart

            self.chart = IndicatorChart()
            self._chart_place.addWidget(self.chart)

    def _show_chart(self, row: IndicatorRow | None) -> None:
        """The trend as of today: everything observed, the standing in words, and where it may lead."""
        from workbench.queries.periods import current_period
        from workbench.ui.charts.indicator_charts import trend_of

        if self.chart is not None:
            period = self.work.ask(current_period, dt.date.today())
            self.chart.show_trend(trend_of(self.work.ask, row.id, period) if row else None)

    def _observe_current(self) -> None:
        self._open_observation(self.table.current())

    def _rename(self, row: IndicatorRow, name: str) -> None:
        from workbench.operations.indicators import rename

        self.work.change(rename, row.id, name)

    def _set_unit(self, row: IndicatorRow, unit: str) -> None:
        from workbench.operations.indicators import set_unit

        self.work.change(set_unit, row.id, unit)

    def _open_base(self, row: IndicatorRow) -> None:
        from workbench.operations.indicators import set_base
        from workbench.ui.dialogs.figures import BaseDialog

        dialog = BaseDialog(row, self)
        dialog.given.connect(lambda value, year: self.work.change(set_base, row.id, value, year))
        dialog.open()

    def _open_target(self, row: IndicatorRow) -> None:
        from workbench.operations.indicators import set_target
        from workbench.ui.dialogs.figures import TargetDialog

        dialog = TargetDialog(row, self)
        dialog.given.connect(
            lambda year, value, operator: self.work.change(set_target, row.id, year, value, operator)
        )
        dialog.open()

    def _open_observation(self, row: IndicatorRow | None) -> None:
        from workbench.operations.indicators import observe
        from workbench.ui.dialogs.figures import ObservationDialog

        if row is None:
            self.said.emit("请先点选一项指标。")
            return
        dialog = ObservationDialog(row, self)
        dialog.given.connect(
            lambda period, value, source, note: self.work.change(observe, row.id, period, value, source, note)
        )
        dialog.open()

    def _fill_menu(self, menu: QMenu, rows: list[IndicatorRow]) -> None:
        if len(rows) != 1:
            return
        from workbench.operations.indicators import remove

        row = rows[0]
        place = Place("documents", document=row.document, span=row.span)
        menu.addAction(action(menu, "查看原文", lambda: self.wanted.emit(place), "source"))
        if self.work.writable:
            menu.addSeparator()
            menu.addAction(action(menu, "填报实际值…", lambda: self._open_observation(row), "edit"))
            menu.addAction(action(menu, "设定目标值…", lambda: self._open_target(row)))
            menu.addAction(action(menu, "设定基期值…", lambda: self._open_base(row)))
            menu.addSeparator()
            menu.addAction(action(menu, "删除指标", lambda: self.work.change(remove, row.id), "remove"))


def _base(row: IndicatorRow) -> str:
    text = row.base_raw or wording.number(row.base_value)
    return f"{text}（{row.base_year}年）" if text and row.base_year and "年" not in text else text


def _latest(row: IndicatorRow) -> str:
    if not row.observations:
        return ""
    latest = max(row.observations, key=lambda one: one.period.last_day)
    return f"{wording.number(latest.value)}（{period_text(latest.period)}）"
