"""The chart of one indicator: base, targets with the straight path between them, and what was observed.

pyqtgraph is imported when the first chart is made. Time runs in years from a local origin, since values far
from zero are drawn imprecisely.
"""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from workbench.queries.wording import number_text, period_text
from workbench.rows.indicators import IndicatorRow
from workbench.terms import Period, TargetKind
from workbench.ui import theme, wording
from workbench.ui.controls import named, quiet

Point = tuple[float, float]


def year_fraction(period: Period) -> float:
    """The end of a period in years: the end of 2025 is 2025, the end of its second quarter 2024.5."""
    return period.last_day.year - 1 + period.last_day.timetuple().tm_yday / 365.25


class YearAxis(pg.AxisItem):  # type: ignore[misc]
    """Ticks at whole years, named 2025年; `origin` is the year at zero."""

    origin = 0

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        step = max(1, round((high - low) / max(1, size / 70)))
        first = -int(-low // 1)
        return [(step, [float(year) for year in range(first, int(high) + 1, step)])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [f"{self.origin + int(value)}年" for value in values]


class IndicatorChart(QWidget):
    """Shows one indicator at a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._years = YearAxis(orientation="bottom")
        self.plot: Any = named(pg.PlotWidget(axisItems={"bottom": self._years}, background="w"), "指标走势图")
        self._title = QLabel(wordWrap=True)
        self._title.setProperty("heading", True)
        self._note = quiet()
        self._dress()
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self._title)
        column.addWidget(self.plot, 1)
        column.addWidget(self._note)
        column.addStretch(0)

    def show_indicator(self, row: IndicatorRow | None) -> None:
        self.plot.clear()
        self.plot.setVisible(row is not None)
        self._title.setText(row.name if row else "")
        self._note.setText("" if row else "点选一项指标，查看基期、目标和实际值。")
        if row is None:
            return
        base, targets = base_point(row), target_points(row)
        observed = sorted((year_fraction(one.period), one.value) for one in row.observations)
        points = [*base, *targets, *observed]
        self._note.setText(_what_is_missing(row, targets))
        if not points:
            return
        self._years.origin = int(min(year for year, _ in points))
        self._draw_path([*base, *targets])
        self._draw_points("基期", base, "quiet_text", "s")
        self._draw_points("目标", targets, "accent", "d")
        self._draw_observed(observed)
        chosen = plotted(row)
        rises = bool(base and targets) and targets[-1][1] >= base[0][1]
        self._label(base, [wording.number(row.base_value)], below=rises)
        self._label(targets, [wording.quantity(one.value, one.operator) for one in chosen])
        self.plot.setLabel("left", row.unit or "数值")
        self._frame(points)

    def _dress(self) -> None:
        plot = self.plot
        plot.setAntialiasing(True)
        plot.setMenuEnabled(False)
        plot.hideButtons()
        plot.setMouseEnabled(x=False, y=False)
        plot.showGrid(x=False, y=True, alpha=0.15)
        plot.addLegend(offset=(12, 8), labelTextColor=theme.PALETTE.text, labelTextSize="9pt")
        plot.setFrameShape(plot.Shape.NoFrame)
        for name in ("bottom", "left"):
            axis = plot.getAxis(name)
            axis.setPen(theme.PALETTE.strong_line)
            axis.setTextPen(theme.PALETTE.quiet_text)
            axis.setStyle(tickFont=theme.interface_font())
            axis.enableAutoSIPrefix(False)
        plot.getAxis("left").label.setFont(theme.interface_font())

    def _draw_path(self, points: list[Point]) -> None:
        if len(points) > 1:
            pen = pg.mkPen(theme.PALETTE.accent, width=1.5, style=Qt.PenStyle.DashLine)
            self._add("匀速推进参考线", points, pen=pen)

    def _draw_points(self, name: str, points: list[Point], color: str, symbol: str) -> None:
        if points:
            brush = getattr(theme.PALETTE, color)
            self._add(name, points, pen=None, symbol=symbol, symbolSize=10, symbolBrush=brush, symbolPen=None)

    def _draw_observed(self, points: list[Point]) -> None:
        if points:
            good = theme.PALETTE.good
            pen = pg.mkPen(good, width=2)
            self._add("实际", points, pen=pen, symbol="o", symbolSize=8, symbolBrush=good, symbolPen=None)

    def _add(self, name: str, points: list[Point], **look: Any) -> None:
        years = [year - self._years.origin for year, _ in points]
        self.plot.plot(years, [value for _, value in points], name=name, **look)

    def _label(self, points: list[Point], texts: list[str], *, below: bool = False) -> None:
        """Values beside their points, off the line that goes up or down from them."""
        for (year, value), text in zip(points, texts, strict=True):
            label = pg.TextItem(text, color=theme.PALETTE.text, anchor=(0.5, -0.35 if below else 1.35))
            label.setFont(theme.interface_font())
            label.setPos(year - self._years.origin, value)
            self.plot.addItem(label)

    def _frame(self, points: list[Point]) -> None:
        years = [year - self._years.origin for year, _ in points]
        values = [value for _, value in points]
        room = (max(values) - min(values)) * 0.25 or abs(values[0]) * 0.1 or 1.0
        self.plot.setXRange(min(years) - 0.6, max(years) + 0.6, padding=0)
        self.plot.setYRange(min(values) - room, max(values) + room, padding=0)


def plotted(row: IndicatorRow) -> list[Any]:
    """The targets that name a level to reach; a growth or a change is no point on the axis."""
    levels = (one for one in row.targets if one.kind in (TargetKind.LEVEL, TargetKind.CUMULATIVE))
    return sorted(levels, key=lambda one: one.year)


def base_point(row: IndicatorRow) -> list[Point]:
    if row.base_value is None or row.base_year is None:
        return []
    return [(float(row.base_year), row.base_value)]


def target_points(row: IndicatorRow) -> list[Point]:
    return [(float(one.year), one.value) for one in plotted(row)]


def _what_is_missing(row: IndicatorRow, targets: list[Point]) -> str:
    """What the chart cannot show, and the latest observation in words."""
    notes = []
    if row.base_value is None:
        notes.append("没有基期值。")
    others = [one.raw for one in row.targets if one.kind not in (TargetKind.LEVEL, TargetKind.CUMULATIVE)]
    if others:
        notes.append(f"目标“{'、'.join(others)}”是增幅，不画在数值轴上。")
    elif not targets:
        notes.append("没有可画的目标值。")
    if row.observations:
        latest = max(row.observations, key=lambda one: one.period.last_day)
        notes.append(f"最新实际值：{period_text(latest.period)} {number_text(latest.value)}{row.unit}。")
    else:
        notes.append("还没有填报实际值。")
    return "".join(notes)
