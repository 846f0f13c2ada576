"""A stretch of a trend: lines go on to its edges, and nothing lies beyond them."""

from __future__ import annotations

import pytest

from workbench.drawing.pictures import picture_of
from workbench.drawing.stretches import cut, stretch_of
from workbench.rows.charts import Behind, Guess, Spot, TrendChart
from workbench.ui.charts.zooming import Zoom

HERE = Behind("指标", "")


def spot(x: float, y: float) -> Spot:
    return Spot(x, y, HERE, f"{y:g}")


TREND = TrendChart(
    "指标",
    "%",
    path=((2020.0, 0.0), (2025.0, 100.0)),
    base=(spot(2020, 0),),
    targets=(spot(2025, 100),),
    observed=(spot(2021, 10), spot(2022, 30), spot(2023, 50)),
    guesses=(Guess("按年均增量", (2023.0, 50.0), spot(2025, 90), 80.0, 100.0),),
    behind=HERE,
)


def test_a_line_is_cut_at_the_edges() -> None:
    assert cut(TREND.path, 2021, 2022) == ((2021, 20), (2022, 40))
    assert cut(TREND.path, 2026, 2027) == ()


def test_what_was_observed_is_joined_to_the_edges() -> None:
    part = stretch_of(TREND, 2021.5, 2022.5)
    assert [one.x for one in part.observed] == [2022]
    assert part.line == ((2021.5, 20), (2022, 30), (2022.5, 40))
    assert (part.base, part.targets, part.guesses) == ((), (), ())


def test_a_guess_that_goes_on_is_no_spot() -> None:
    (guess,) = stretch_of(TREND, 2022.0, 2024.0).guesses
    assert guess.cut_off
    assert (guess.spot.x, guess.spot.y, guess.low, guess.high) == (2024, 70, 65, 75)
    (whole,) = stretch_of(TREND, 2024.0, 2025.0).guesses
    assert (whole.since, whole.origin, whole.cut_off) == ((2024, 70), (2023, 50), False)


@pytest.mark.parametrize(("first", "last"), [(2020, 2025), (2021.5, 2022), (2023.9, 2024.1), (2024, 2025)])
def test_nothing_is_drawn_beyond_the_field(first: float, last: float) -> None:
    picture = picture_of(stretch_of(TREND, first, last), 900, 400, lambda text: 12.0 * len(text))
    assert picture.field is not None
    box, shown_first, shown_last = picture.field
    assert (shown_first, shown_last) == (first, last)
    for mark in picture.marks:
        assert box.x - 9.01 <= mark.box.x <= box.x + box.width
    for layer in picture.scene:
        for line in layer.polylines:
            if min(point.y for point in line) < box.y + box.height:
                assert all(box.x - 0.01 <= point.x <= box.x + box.width + 0.01 for point in line)


def test_zooming_keeps_to_the_field() -> None:
    zoom = Zoom.whole(2020, 2026)
    assert zoom.by(0.5, 2020) == Zoom(2020, 2026, 2020, 2023)
    assert zoom.by(2, 2022).is_whole
    assert zoom.by(0.5, 2023).moved(9) == Zoom(2020, 2026, 2023, 2026)
    assert zoom.by(0.0001, 2023).by(0.5, 2023).last - zoom.by(0.0001, 2023).first == pytest.approx(0.25)
