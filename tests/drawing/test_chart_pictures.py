"""Charts as pictures: every mark where its ink is, figures in their places, nothing outside the frame."""

from __future__ import annotations

from itertools import pairwise

import pytest

from workbench.drawing.picture import Picture, between, filled, words_on, wrapped
from workbench.drawing.pictures import picture_of
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
from workbench.terms import IndicatorId, TaskId

RED, GREEN = "#d0342c", "#2e9e4f"
WIDTH, HEIGHT = 900.0, 500.0


def measure(text: str) -> float:
    return sum(12.0 if ord(char) > 0x2E80 else 6.5 for char in text)


def behind(name: str, *tasks: int) -> Behind:
    return Behind(name, f"{len(tasks)}项", tuple(map(TaskId, tasks)))


def spot(x: float, y: float, name: str = "点") -> Spot:
    return Spot(x, y, behind(f"{name} {x:g}"), f"{y:g}")


def bar(label: str, *parts: tuple[float, str]) -> Bar:
    made = tuple(BarPart(size, f"{size:g}", tone, behind(label, int(size))) for size, tone in parts)
    return Bar(label, made, f"{sum(size for size, _ in parts):g}项")


BARS = BarsChart(
    "亮灯", (("红灯", RED), ("绿灯", GREEN)), (bar("甲局", (3, GREEN), (1, RED)), bar("乙局", (2, RED)))
)
TREND = TrendChart(
    title="网上可办率",
    unit="%",
    path=((2020, 96), (2025, 98)),
    base=(spot(2020, 96, "基期"),),
    targets=(spot(2025, 98, "目标"),),
    observed=(spot(2021, 96.5), spot(2022, 96.7)),
    guesses=(Guess("按年均增量", (2022, 96.7), spot(2025, 97.4, "推算"), 97.0, 5000.0),),
    behind=Behind("网上可办率", "落后进度", (), (), (IndicatorId(1),)),
    state="落后进度",
    tone=RED,
    note="实际96.7%，应为96.8%，落后进度。" * 4,
)
HEAT = HeatChart(
    "热力图",
    ("一季度", "二季度"),
    tuple((f"单位{n}", (HeatPart(f"{n}/9", RED, behind(f"格{n}", n)), None)) for n in range(1, 41)),
    (("红灯", RED),),
)
CURVE = CurveChart(
    "完成进度",
    ("一季度", "二季度", "三季度"),
    (
        CurveLine("应完成", RED, True, (spot(0, 10), spot(1, 40), spot(2, 70))),
        CurveLine("实际完成", GREEN, False, (spot(0, 20), spot(1, 35), spot(2, 71))),
    ),
)
MARCH = CalendarMonth(
    "3月", 0, 31, (CalendarDay(31, "2", RED, behind("3月31日", 1, 2)),), behind("3月", 1, 2)
)
CALENDAR = CalendarChart("到期日历", (MARCH,) * 12, (("未完成", RED),))
STACK = StackChart("两期对比", (BARS, BARS))
CHARTS: tuple[Chart, ...] = (TREND, TrendsChart("一览", (TREND,) * 7), BARS, STACK, HEAT, CURVE, CALENDAR)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: type(chart).__name__)
@pytest.mark.parametrize("width", [560.0, WIDTH, 1800.0])
def test_everything_lies_within_the_picture(chart: Chart, width: float) -> None:
    picture = picture_of(chart, width, HEIGHT, measure)
    assert picture.marks
    for mark in picture.marks:
        x, y, across, down = mark.box
        assert x >= 0
        assert y >= 0
        assert x + across <= width + 12
        assert y + down <= picture.height
    for batch in picture.scene:
        ys = [point.y for shape in (*batch.polygons, *batch.polylines) for point in shape]
        ys += [text.y + text.height for text in batch.texts]
        assert all(0 <= y <= picture.height + 1 for y in ys)


def test_marks_of_bars_are_as_long_as_their_ink() -> None:
    picture = picture_of(BARS, WIDTH, HEIGHT, measure)
    green, red, alone = (mark.box for mark in picture.marks)
    assert green.width == pytest.approx(3 * red.width)
    assert alone.width == pytest.approx(2 * red.width)
    assert green.x + green.width == pytest.approx(red.x)
    inked = picture.scene[filled(RED, edged=True)].rectangles
    assert [round(one.width, 3) for one in inked] == [round(red.width, 3), round(alone.width, 3)]


def test_negative_scores_run_to_the_left_of_zero() -> None:
    chart = BarsChart("得分", (), (bar("甲局", (80, GREEN)), bar("乙局", (-20, RED))))
    good, bad = (mark.box for mark in picture_of(chart, WIDTH, HEIGHT, measure).marks)
    assert bad.x < good.x
    assert bad.x + bad.width == pytest.approx(good.x)


def test_cells_of_a_heat_map_stand_in_rows() -> None:
    picture = picture_of(HEAT, WIDTH, HEIGHT, measure)
    steps = {later.box.y - one.box.y for one, later in pairwise(picture.marks)}
    assert len(steps) == 1
    assert {mark.box.x for mark in picture.marks} == {picture.marks[0].box.x}
    assert len(picture.cuts) == len(HEAT.rows)
    assert picture.head == picture.marks[0].box.y


def test_a_forecast_is_named_as_none_and_its_wild_range_does_not_flatten_the_rest() -> None:
    picture = picture_of(TREND, WIDTH, HEIGHT, measure)
    assert {"推算（非实际）", "推算区间"} <= set(picture.scene.texts())
    ys = {mark.behind.name: mark.box.y for mark in picture.marks}
    assert ys["基期 2020"] - ys["目标 2025"] > 100


def test_the_higher_of_two_lines_is_named_above_and_the_lower_below() -> None:
    texts = {
        text.text: text for batch in picture_of(CURVE, WIDTH, HEIGHT, measure).scene for text in batch.texts
    }
    assert texts["20"].y < texts["10"].y
    assert texts["40"].y < texts["35"].y
    assert texts["71"].y < texts["70"].y


def test_only_what_is_in_sight_is_painted() -> None:
    picture = picture_of(HEAT, WIDTH, HEIGHT, measure)
    top = picture.marks[10].box.y
    seen = between(picture.scene, top + 1, top + 2)
    assert seen.texts() == ["单位11", "11/9"]


def test_numbers_are_not_torn_and_closing_marks_not_orphaned() -> None:
    lines = wrapped("推算在97.85%至97.95%之间，仅供参考。", 60, measure)
    assert "".join(lines) == "推算在97.85%至97.95%之间，仅供参考。"
    assert not any(line[0] in "，。%" for line in lines)
    assert any("97.85%" in line for line in lines)


def test_words_stand_out_from_their_tone() -> None:
    assert (words_on("#f2c230").fill, words_on(RED).fill) == ("#000000", "#ffffff")


@pytest.mark.parametrize(
    "chart",
    [
        BarsChart("亮灯", (), ()),
        HeatChart("热力图", (), (), ()),
        CurveChart("曲线", (), ()),
        TrendsChart("一览", ()),
        TrendChart("指标", "", (), (), (), (), (), behind("指标")),
    ],
    ids=lambda chart: type(chart).__name__,
)
def test_a_chart_of_nothing_says_so(chart: Chart) -> None:
    picture: Picture = picture_of(chart, WIDTH, HEIGHT, measure)
    assert any(text.endswith("。") for text in picture.scene.texts())
    assert picture.marks == []
