"""The live chart of an indicator: what is drawn, how a forecast is named, and zooming back."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from workbench.rows.indicators import ForecastRow, IndicatorStandingRow, ObservationRow, TargetRow, TrendRow
from workbench.terms import (
    DocumentId,
    Granularity,
    IndicatorId,
    Operator,
    Period,
    Standing,
    TargetKind,
    TaskId,
)
from workbench.ui.charts.indicator_chart import IndicatorChart
from workbench.ui.charts.indicator_charts import trend_chart, year_of

LEVEL = TargetRow(2025, 98.0, Operator.AT_LEAST, TargetKind.LEVEL, "98以上")
GROWTH = TargetRow(2025, 15.0, Operator.AT_LEAST, TargetKind.GROWTH, "年均增长15%以上")


def years(first: int, *values: float) -> tuple[tuple[Period, float], ...]:
    return tuple((Period(first + by, Granularity.YEAR), value) for by, value in enumerate(values))


def trend(**facts: object) -> TrendRow:
    standing = IndicatorStandingRow(
        indicator=IndicatorId(7),
        document=DocumentId(1),
        document_title="规划",
        category="",
        no="1",
        name="网上可办率",
        unit="%",
        attribute="",
        final_year=2025,
        final="98以上",
        at=None,
        standing=Standing.BEHIND,
        expected=96.8,
        observed=96.5,
        gap=-0.3,
        gap_unit="个百分点",
        share=25.0,
        due_share=40.0,
        sentence="实际96.5%，应为96.8%，落后进度。",
    )
    known = {
        "standing": standing,
        "path": years(2020, 96.0, 96.4, 96.8, 97.2, 97.6, 98.0),
        "observed": (ObservationRow(Period(2021, Granularity.QUARTER, 2), 96.5),),
        "targets": (LEVEL,),
        "base": (2020, 96.0),
        "forecasts": (ForecastRow("按年均增量", 2025, 97.5, 97.0, 98.5, "预测2025年约为97.5%，仅供参考。"),),
        "tasks": (TaskId(3),),
    }
    return TrendRow(**{**known, **facts})  # type: ignore[arg-type]


def test_a_year_lies_at_its_end() -> None:
    assert year_of(Period(2025, Granularity.YEAR)) == pytest.approx(2025)
    assert year_of(Period(2025, Granularity.QUARTER, 2)) == pytest.approx(2024.5)


def test_path_targets_values_and_forecast_are_drawn(qtbot: QtBot) -> None:
    chart = IndicatorChart()
    qtbot.addWidget(chart)
    chart.show_trend(trend_chart(trend()))
    names = [item.name() for item in chart.plot.listDataItems() if item.name()]
    assert names == ["推算（按年均增量，非实际）", "目标路径", "基期值", "目标值", "实际值"]
    assert chart.note.text() == "实际96.5%，应为96.8%，落后进度。预测2025年约为97.5%，仅供参考。"


def test_what_was_zoomed_to_is_left_for_the_whole(qtbot: QtBot) -> None:
    chart = IndicatorChart()
    qtbot.addWidget(chart)
    chart.show_trend(trend_chart(trend()))
    whole = chart.plot.viewRange()
    chart.plot.setXRange(1, 2)
    assert chart.plot.viewRange() != whole
    chart.show_all()
    assert chart.plot.viewRange() == whole


def test_an_increase_without_a_base_is_told_and_not_drawn(qtbot: QtBot) -> None:
    row = trend_chart(trend(targets=(GROWTH,), base=None, path=(), observed=(), forecasts=()))
    assert row.targets == ()
    assert "“年均增长15%以上”是增幅" in row.note
    chart = IndicatorChart()
    qtbot.addWidget(chart)
    chart.show_trend(row)
    assert chart.plot.listDataItems() == []


def test_every_point_leads_to_the_indicator_and_its_tasks() -> None:
    chart = trend_chart(trend())
    spots = (*chart.base, *chart.targets, *chart.observed, *(guess.spot for guess in chart.guesses))
    assert {spot.behind.indicators for spot in spots} == {(IndicatorId(7),)}
    assert {spot.behind.tasks for spot in spots} == {(TaskId(3),)}
    assert [spot.behind.value for spot in chart.targets] == ["98%以上"]
