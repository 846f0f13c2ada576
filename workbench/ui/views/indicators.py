"""指标: the indicators with how they stand, in a table beside the chart of the one chosen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QMenu, QSplitter, QVBoxLayout, QWidget

from workbench.queries.wording import period_text
from workbench.rows.indicators import IndicatorRow, IndicatorStandingRow
from workbench.terms import Granularity, IndicatorId, Period, Standing, TargetKind
from workbench.ui import theme, wording
from workbench.ui.controls import action, filter_line, menu_button, named, push_button
from workbench.ui.itemmodels.rows import RIGHT, Column, RowsModel
from workbench.ui.views.indicator_desk import IndicatorDesk
from workbench.ui.views.page import Page, Place
from workbench.ui.views.table import RowTable
from workbench.ui.work import Work

if TYPE_CHECKING:
    from workbench.ui.charts.indicator_chart import IndicatorChart

#: Worst first, as the column 状态 sorts.
_ORDER = (Standing.MISSED, Standing.BEHIND, Standing.UNKNOWN, Standing.ON_PATH, Standing.MET)
_BAD = (Standing.MISSED, Standing.BEHIND)
_TONES = {Standing.MISSED: "overdue", Standing.BEHIND: "overdue", Standing.MET: "good"}


class IndicatorsPage(Page):
    """The chart is made with the first answer, since its library is slow to import."""

    title = "指标"

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self._standings: dict[IndicatorId, IndicatorStandingRow] = {}
        self._period: Period | None = None
        self._model: RowsModel[IndicatorRow] = RowsModel(self._columns(), key=lambda row: row.id, parent=self)
        self.table = RowTable(self._model, "指标清单", "没有指标。导入带指标表的文件后，在这里列出。")
        self.chart: IndicatorChart | None = None
        self.desk = IndicatorDesk(work, self)
        self.looks = named(QComboBox(), "显示范围")
        for title, _, _ in self._looks():
            self.looks.addItem(title)
        self._observe = push_button("填报实际值…", self._observe_current, "edit")
        self._paste = push_button("粘贴实际值…", self.paste, "import")
        self._check = push_button("年均核对…", self._open_checks)
        self._more = menu_button("更多", self._fill_more)
        self._lay_out()
        self.looks.currentIndexChanged.connect(lambda _: self._keep())
        self.table.picked.connect(self._show_chart)
        self.table.set_menu(self._fill_menu)
        self.desk.said.connect(self.said)

    def refresh(self) -> None:
        from workbench.queries.indicators import indicator_standings, list_indicators
        from workbench.queries.periods import current_period

        rows = self.work.ask(list_indicators)
        self._period = self.work.ask(current_period, dt.date.today())
        standings = self.work.ask(indicator_standings, self._period)
        self._standings = {row.indicator: row for row in standings}
        self._make_chart()
        self._model.editable = self.work.writable
        for button in (self._observe, self._paste):
            button.setEnabled(self.work.writable and bool(rows))
        for button in (self._check, self._more):
            button.setEnabled(bool(rows))
        self._model.show(rows)
        if self.table.current() is None and self._model.rows:
            self.table.select(self._model.rows[0].id)

    def go(self, place: Place) -> None:
        names = [name for _, name, _ in self._looks()]
        if place.look in names:
            self.looks.setCurrentIndex(names.index(place.look))
        if place.row is not None and not self.table.select(place.row):
            self.looks.setCurrentIndex(0)
            self.table.select(place.row)

    def paste(self) -> None:
        """Values copied in Excel or WPS: which indicators they mean is shown before they are stored."""
        if self._period is not None:
            self.desk.paste(self._model.rows, Period(self._period.year, Granularity.YEAR))

    def _lay_out(self) -> None:
        self.bar.addWidget(self.looks)
        self.bar.addWidget(filter_line("筛选指标", self._model.filter))
        self.bar.addStretch(1)
        for button in (self._check, self._more, self._paste, self._observe):
            self.bar.addWidget(button)
        self._chart_place = QVBoxLayout()
        self._chart_place.setContentsMargins(0, 0, 0, 0)
        holder = QWidget()
        holder.setLayout(self._chart_place)
        holder.setMinimumWidth(320)
        splitter = QSplitter()
        splitter.addWidget(self.table)
        splitter.addWidget(holder)
        splitter.setSizes([900, 380])
        splitter.setChildrenCollapsible(False)
        self.body.addWidget(splitter, 1)

    def _looks(self) -> tuple[tuple[str, str, Callable[[IndicatorRow], bool] | None], ...]:
        """What the table is narrowed to: title, name in a Place, test."""
        return (
            ("全部指标", "all", None),
            ("落后或未达", "behind", lambda row: self._standing(row) in _BAD),
            ("无法判断", "unknown", lambda row: self._standing(row) is Standing.UNKNOWN),
            ("缺基期或单位", "incomplete", lambda row: bool(_missing(row))),
        )

    def _keep(self) -> None:
        self._model.keep(self._looks()[self.looks.currentIndex()][2])
        if self.table.current() is None and self._model.rows:
            self.table.select(self._model.rows[0].id)

    def _columns(self) -> tuple[Column[IndicatorRow], ...]:
        return (
            Column("序号", lambda row: row.no, 46),
            Column("指标名称", lambda row: row.name, 200, edit=self._rename),
            Column(
                "计量单位",
                lambda row: row.unit or "缺单位",
                72,
                value=lambda row: row.unit,
                edit=self._set_unit,
                look=_look_of_unit,
            ),
            Column("状态", self._standing_text, 76, look=self._look, order=self._urgency),
            Column("差距", self._gap, 116, RIGHT, look=self._look, order=self._gap_order),
            Column("最新实际值", _latest, 150, look=self._look, open=self._open_observation),
            Column("目标值", lambda row: wording.targets(row.targets), 150, open=self._open_target),
            Column(
                "基期值",
                _base,
                120,
                RIGHT,
                order=lambda row: row.base_value or 0.0,
                open=self._open_base,
                look=_look_of_base,
            ),
            Column("年均", lambda row: row.annual_raw, 130),
            Column("属性", lambda row: row.attribute, 64),
            Column("类别", lambda row: row.category, 120),
            Column("来源文件", lambda row: row.document_title, 180),
        )

    # How it stands --------------------------------------------------------------------------------------

    def _standing(self, row: IndicatorRow) -> Standing:
        found = self._standings.get(row.id)
        return found.standing if found else Standing.UNKNOWN

    def _standing_text(self, row: IndicatorRow) -> str:
        return self._standing(row).value

    def _urgency(self, row: IndicatorRow) -> int:
        return _ORDER.index(self._standing(row))

    def _gap(self, row: IndicatorRow) -> str:
        found = self._standings.get(row.id)
        if found is None or found.gap is None:
            return ""
        return f"{found.gap:+.4g}{found.gap_unit}" if found.gap else f"0{found.gap_unit}"

    def _gap_order(self, row: IndicatorRow) -> float:
        """By share of what was expected, so that indicators of all units sort together."""
        found = self._standings.get(row.id)
        if found is None or found.gap is None or not found.expected:
            return float("inf")
        return found.gap / abs(found.expected)

    def _look(self, row: IndicatorRow, role: int) -> object:
        found = self._standings.get(row.id)
        if role == Qt.ItemDataRole.ToolTipRole and found:
            return found.sentence
        tone = _TONES.get(self._standing(row))
        return theme.color(tone) if role == Qt.ItemDataRole.ForegroundRole and tone else None

    def _make_chart(self) -> None:
        if self.chart is None:
            from workbench.ui.charts.indicator_chart import IndicatorChart

            self.chart = IndicatorChart()
            self._chart_place.addWidget(self.chart)

    def _show_chart(self, row: IndicatorRow | None) -> None:
        """The trend as of today: everything observed, the standing in words, and where it may lead."""
        from workbench.ui.charts.indicator_charts import trend_of

        if self.chart is not None and self._period is not None:
            self.chart.show_trend(trend_of(self.work.ask, row.id, self._period) if row else None)

    # What is done ---------------------------------------------------------------------------------------

    def _observe_current(self) -> None:
        self._open_observation(self.table.current())

    def _rename(self, row: IndicatorRow, name: str) -> None:
        from workbench.operations.indicators import rename

        self.work.change(rename, row.id, name)

    def _set_unit(self, row: IndicatorRow, unit: str) -> None:
        from workbench.operations.indicators import set_unit

        if unit.strip() != row.unit:
            self.work.change(set_unit, row.id, unit)

    def _open_base(self, row: IndicatorRow) -> None:
        self.desk.open_base(row)

    def _open_target(self, row: IndicatorRow) -> None:
        self.desk.open_target(row)

    def _open_observation(self, row: IndicatorRow | None) -> None:
        if row is None:
            self.said.emit("请先点选一项指标。")
        else:
            self.desk.open_observation(row)

    def _open_checks(self) -> None:
        self.desk.open_checks(lambda id: self.go(Place("indicators", row=id)))

    def _fill_more(self, menu: QMenu) -> None:
        menu.clear()
        row = self.table.current()
        if row is not None:
            self._fill_changes(menu, row)

    def _show_reasons(self, row: IndicatorRow) -> None:
        from workbench.queries.whys import whys_of_indicator
        from workbench.ui.dialogs.reasons import show_reasons

        show_reasons(self, row.name, row.document, self.work.ask(whys_of_indicator, row.id))

    def _fill_menu(self, menu: QMenu, rows: list[IndicatorRow]) -> None:
        if len(rows) != 1:
            return
        row = rows[0]
        place = Place("documents", document=row.document, span=row.span)
        menu.addAction(action(menu, "查看原文", lambda: self.wanted.emit(place), "source"))
        menu.addAction(action(menu, "读取依据…", lambda: self._show_reasons(row)))
        tasks = self.desk.tasks_of(row)
        if tasks:
            served = menu.addMenu("查看关联任务")
            for task, title in tasks:
                where = Place("tasks", task=task)
                served.addAction(action(served, title, partial(self.wanted.emit, where), "tasks"))
        self._fill_changes(menu, row)

    def _fill_changes(self, menu: QMenu, row: IndicatorRow) -> None:
        if not self.work.writable:
            return
        menu.addSeparator()
        menu.addAction(action(menu, "填报实际值…", lambda: self._open_observation(row), "edit"))
        menu.addAction(action(menu, "设定目标值…", lambda: self._open_target(row)))
        menu.addAction(action(menu, "设定基期值…", lambda: self._open_base(row)))
        menu.addAction(action(menu, "指标路径…", lambda: self.desk.open_path(row)))
        menu.addAction(action(menu, "换算计量单位…", lambda: self.desk.open_conversion(row)))
        menu.addAction(action(menu, "关联任务…", lambda: self.desk.open_tasks(row), "tasks"))
        menu.addSeparator()
        menu.addAction(action(menu, "删除指标", lambda: self.desk.remove(row), "remove"))


def _missing(row: IndicatorRow) -> tuple[str, ...]:
    """What an indicator lacks to be judged: a base where a level is aimed at, the unit of measure."""
    level = any(target.kind is TargetKind.LEVEL for target in row.targets)
    without_base = level and row.base_value is None
    return (*(("基期值",) if without_base else ()), *(() if row.unit else ("计量单位",)))


def _base(row: IndicatorRow) -> str:
    text = row.base_raw or wording.number(row.base_value)
    if not text:
        return "缺基期" if "基期值" in _missing(row) else ""
    return f"{text}（{row.base_year}年）" if row.base_year and "年" not in text else text


def _look_of_base(row: IndicatorRow, role: int) -> object:
    return (
        _flagged(role, "没有基期值，路径从第一个目标算起。双击填写。") if "基期值" in _missing(row) else None
    )


def _look_of_unit(row: IndicatorRow, role: int) -> object:
    return _flagged(role, "没有计量单位，数值不能换算。双击填写。") if not row.unit else None


def _flagged(role: int, told: str) -> object:
    if role == Qt.ItemDataRole.ForegroundRole:
        return theme.color("warning")
    return told if role == Qt.ItemDataRole.ToolTipRole else None


def _latest(row: IndicatorRow) -> str:
    if not row.observations:
        return ""
    latest = max(row.observations, key=lambda one: one.period.last_day)
    return f"{wording.number(latest.value)}（{period_text(latest.period)}）"
