"""The live chart of one indicator: base, path, targets, what was observed and where that may lead.

The wheel zooms, dragging moves, a double click shows all again. pyqtgraph is imported when the first chart is
made. Time runs in years from a local origin, since values far from zero are drawn imprecisely.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from workbench.drawing.line_charts import GUESS_TONE, OBSERVED_TONE, PATH_TONE, field_of, said_below
from workbench.rows.charts import Guess, Points, Spot, TrendChart
from workbench.ui import theme
from workbench.ui.controls import named, quiet

_RANGE_SHADE = 40  # of 255
_GUESS_DASHES = (Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)
_ASIDE = 0.08  # of the words' width, left of their point


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
        self._all: Points = ()
        self.plot: Any = named(
            pg.PlotWidget(axisItems={"bottom": self._years}, background=theme.PALETTE.paper), "指标走势图"
        )
        self._title = QLabel(wordWrap=True)
        self._title.setProperty("heading", True)
        self.note = quiet()
        self._dress()
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self._title)
        column.addWidget(self.plot, 1)
        column.addWidget(self.note)
        column.addStretch(0)

    def show_trend(self, chart: TrendChart | None) -> None:
        """The trend of an indicator, or none."""
        self.plot.clear()
        self.plot.setVisible(chart is not None)
        self._title.setText(chart.title if chart else "")
        self.note.setText(chart.note if chart else "点选一项指标，查看基期、目标和实际值。")
        self._all = field_of(chart) if chart else ()
        if chart is None or not self._all:
            return
        self._years.origin = int(min(year for year, _ in self._all))
        for guess, dashes in zip(chart.guesses, _GUESS_DASHES, strict=False):
            self._draw_guess(guess, dashes)
        if len(chart.path) > 1:
            pen = pg.mkPen(PATH_TONE, width=1.5, style=Qt.PenStyle.DashLine)
            self._add("目标路径", chart.path, pen=pen)
        self._draw_spots("基期值", chart.base, theme.PALETTE.quiet_text, "s")
        self._draw_spots("目标值", chart.targets, PATH_TONE, "d")
        line = pg.mkPen(OBSERVED_TONE, width=2)
        self._draw_spots("实际值", chart.observed, OBSERVED_TONE, "o", line)
        ends = chart.path or tuple((spot.x, spot.y) for spot in chart.observed)
        rising = not ends or ends[-1][1] >= ends[0][1]
        for spot, below in said_below(chart):
            self._label(spot, below=below, rising=rising)
        self.plot.setLabel("left", chart.unit or "数值")
        self.plot.setAccessibleDescription(chart.behind.value)
        self.show_all()

    def show_all(self) -> None:
        """As far as the chart reaches, whatever was zoomed to."""
        years = [year - self._years.origin for year, _ in self._all]
        values = [value for _, value in self._all]
        room = (max(values) - min(values)) * 0.2 or abs(values[0]) * 0.1 or 1.0
        self.plot.setXRange(min(years) - 0.7, max(years) + 1.3, padding=0)  # with room for words
        self.plot.setYRange(min(values) - room, max(values) + room, padding=0)

    def _dress(self) -> None:
        plot = self.plot
        plot.setAntialiasing(True)
        plot.setMenuEnabled(False)
        plot.hideButtons()
        plot.showGrid(x=False, y=True, alpha=0.15)
        plot.addLegend(offset=(12, 8), labelTextColor=theme.PALETTE.text, labelTextSize="9pt")
        plot.setFrameShape(plot.Shape.NoFrame)
        plot.setToolTip("滚轮缩放，拖动移动，双击恢复。")
        plot.scene().sigMouseClicked.connect(self._clicked)
        for name in ("bottom", "left"):
            axis = plot.getAxis(name)
            axis.setPen(theme.PALETTE.strong_line)
            axis.setTextPen(theme.PALETTE.quiet_text)
            axis.setStyle(tickFont=theme.interface_font())
            axis.enableAutoSIPrefix(False)
        plot.getAxis("left").label.setFont(theme.interface_font())

    def _clicked(self, event: Any) -> None:
        if event.double() and self._all:
            self.show_all()

    def _draw_guess(self, guess: Guess, dashes: Qt.PenStyle) -> None:
        """A dotted line to the value worked out, and the range it lies in: named 推算, never a fact."""
        ends = (guess.since, (guess.spot.x, guess.spot.y))
        if guess.low is not None and guess.high is not None:
            shade = QColor(GUESS_TONE)
            shade.setAlpha(_RANGE_SHADE)
            sides = [self._curve((guess.since, (guess.spot.x, end))) for end in (guess.low, guess.high)]
            self.plot.addItem(pg.FillBetweenItem(*sides, brush=shade))
        pen = pg.mkPen(GUESS_TONE, width=1.5, style=dashes)
        self._add(f"推算（{guess.pace}，非实际）", ends, pen=pen)
        self._add(
            None,
            ends[1:],
            pen=None,
            symbol="o",
            symbolSize=8,
            symbolBrush=theme.PALETTE.paper,
            symbolPen=GUESS_TONE,
        )

    def _curve(self, points: Points) -> Any:
        years = [year - self._years.origin for year, _ in points]
        return pg.PlotCurveItem(years, [value for _, value in points], pen=None)

    def _draw_spots(self, name: str, spots: Sequence[Spot], tone: str, symbol: str, pen: Any = None) -> None:
        if spots:
            points = tuple((spot.x, spot.y) for spot in spots)
            look = {"symbol": symbol, "symbolSize": 9, "symbolBrush": tone, "symbolPen": None}
            self._add(name, points, pen=pen, **look)

    def _add(self, name: str | None, points: Points, **look: Any) -> None:
        years = [year - self._years.origin for year, _ in points]
        self.plot.plot(years, [value for _, value in points], name=name, **look)

    def _label(self, spot: Spot, *, below: bool, rising: bool) -> None:
        """A value beside its point, on the side that a rising or falling line leaves free."""
        across = _ASIDE if below is rising else 1.0 - _ASIDE
        anchor = (across, -0.2 if below else 1.2)
        label = pg.TextItem(spot.words, color=theme.PALETTE.text, anchor=anchor)
        label.setFont(theme.interface_font())
        label.setPos(spot.x - self._years.origin, spot.y)
        self.plot.addItem(label)
