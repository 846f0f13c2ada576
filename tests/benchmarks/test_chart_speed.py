"""How long charts take: laid out and painted anew, scrolled, and set as PDF.

`pytest tests/benchmarks/test_chart_speed.py --benchmark-enable`. No absolute time is asserted here; the aims
are 100 ms for any chart, and for a heat map of 200 × 20 cells with figures 100 ms shown and 10 ms scrolled.
"""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot

from workbench import app
from workbench.press.chart_pages import print_chart
from workbench.rows.charts import (
    Bar,
    BarPart,
    BarsChart,
    Behind,
    CalendarChart,
    CalendarDay,
    CalendarMonth,
    Chart,
    CurveChart,
    CurveLine,
    Guess,
    HeatChart,
    HeatPart,
    Spot,
    StackChart,
    TrendChart,
    TrendsChart,
)
from workbench.terms import TaskId
from workbench.ui.charts.board import ChartBoard

TONES = ("#2e9e4f", "#f2c230", "#d0342c")


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    return app.make_application()


def behind(name: str) -> Behind:
    return Behind(name, "12项", tuple(map(TaskId, range(12))))


def spots(values: list[float]) -> tuple[Spot, ...]:
    return tuple(Spot(2000 + at / 4, value, behind(f"{at}"), f"{value:g}") for at, value in enumerate(values))


def bars(units: int) -> BarsChart:
    parts = tuple(BarPart(4, "4", tone, behind("单位")) for tone in TONES)
    return BarsChart(
        "亮灯", (("绿灯", TONES[0]),), tuple(Bar(f"第{n}单位", parts, "12项") for n in range(units))
    )


def heat(units: int, periods: int) -> HeatChart:
    rows = tuple(
        (
            f"第{unit}单位",
            tuple(HeatPart(f"{at}/{unit}", TONES[at % 3], behind(f"{unit} {at}")) for at in range(periods)),
        )
        for unit in range(units)
    )
    return HeatChart(
        "热力图", tuple(f"20{at:02}年一季度" for at in range(periods)), rows, (("红灯", TONES[2]),)
    )


def trend(points: int) -> TrendChart:
    values = spots([50 + at * 0.7 for at in range(points)])
    path = tuple((spot.x, spot.y + 1) for spot in values)
    last = values[-1]
    guess = Guess(
        "按年均增量",
        (last.x, last.y),
        Spot(last.x + 2, last.y + 5, behind("推算"), "推算"),
        last.y,
        last.y + 9,
    )
    return TrendChart(
        "指标", "%", path, values[:1], values[-1:], values, (guess,), behind("指标"), "落后进度", TONES[1]
    )


def calendar() -> CalendarChart:
    days = tuple(CalendarDay(day, "12", TONES[day % 3], behind(f"{day}")) for day in range(1, 32))
    months = tuple(
        CalendarMonth(f"{month}月", month % 7, 31, days, behind(f"{month}月")) for month in range(12)
    )
    return CalendarChart("到期日历", months, (("未完成", TONES[0]),))


CHARTS: dict[str, Chart] = {
    "trend": trend(36),
    "trends": TrendsChart("一览", (trend(36),) * 60),
    "bars": bars(200),
    "comparison": StackChart("对比", (bars(2), bars(10), bars(4))),
    "heat": heat(200, 20),
    "curve": CurveChart(
        "曲线",
        tuple(f"{at}季度" for at in range(24)),
        tuple(
            CurveLine(tone, tone, False, tuple(Spot(at, at * 4, behind("点"), "4%") for at in range(24)))
            for tone in TONES[:2]
        ),
    ),
    "calendar": calendar(),
}


@pytest.fixture
def board(qtbot: QtBot) -> ChartBoard:
    board = ChartBoard()
    qtbot.addWidget(board)
    board.resize(1400, 900)
    board.show()
    return board


@pytest.mark.parametrize("name", CHARTS)
def test_redraw(benchmark: BenchmarkFixture, board: ChartBoard, name: str) -> None:
    """Laid out from its facts and painted."""

    def redraw() -> None:
        board.show_chart(CHARTS[name])
        board.viewport().repaint()

    benchmark(redraw)
    assert board.picture.marks


def test_heat_map_scrolled(benchmark: BenchmarkFixture, board: ChartBoard) -> None:
    """One step of the wheel."""
    board.show_chart(CHARTS["heat"])
    bar, at = board.verticalScrollBar(), [0]

    def scroll() -> None:
        at[0] = (at[0] + 48) % bar.maximum()
        bar.setValue(at[0])
        QApplication.processEvents()

    benchmark(scroll)
    assert bar.maximum() > 1000


def test_live_trend_shown(benchmark: BenchmarkFixture, qtbot: QtBot) -> None:
    """The chart with pyqtgraph: path, values, forecast with its range."""
    from workbench.ui.charts.indicator_chart import IndicatorChart

    chart, facts = IndicatorChart(), trend(36)
    qtbot.addWidget(chart)
    chart.resize(900, 600)
    chart.show()

    def show() -> None:
        chart.show_trend(facts)
        chart.plot.viewport().repaint()

    benchmark(show)


def test_live_trend_panned(benchmark: BenchmarkFixture, qtbot: QtBot) -> None:
    from workbench.ui.charts.indicator_chart import IndicatorChart

    chart = IndicatorChart()
    qtbot.addWidget(chart)
    chart.resize(900, 600)
    chart.show()
    chart.show_trend(trend(36))

    def pan() -> None:
        chart.plot.getViewBox().translateBy(x=0.01)
        chart.plot.viewport().repaint()

    benchmark(pan)


@pytest.mark.parametrize("name", ["trend", "heat"])
def test_into_a_pdf(benchmark: BenchmarkFixture, name: str) -> None:
    """Vectors and text; the faces are read before."""
    print_chart(CHARTS[name])
    assert benchmark(print_chart, CHARTS[name]).pages
