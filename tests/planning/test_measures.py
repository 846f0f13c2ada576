"""Units of measure by a hand-worked table; there and back is the same figure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.planning.worked_tables import Case, worked
from workbench.errors import RefusedError
from workbench.planning.measures import convert, in_figures, measure_of, objection

FAMILIES = (
    ("元", "万元", "亿元", "万亿元", "千元"),
    ("个", "万个", "亿个", "百万个"),
    ("bps", "Mbps", "Gbps", "Tbps"),
    ("%", "‰"),
    ("亩", "公顷", "平方公里", "万亩"),
    ("千瓦", "万千瓦", "兆瓦"),
    ("件/人", "件/万人", "万件/亿人"),
)
pairs = st.sampled_from(FAMILIES).flatmap(lambda units: st.tuples(*[st.sampled_from(units)] * 2))


@pytest.mark.parametrize("case", worked("measures.csv"))
def test_a_conversion_worked_by_hand(case: Case) -> None:
    if case["result"] == "x":
        with pytest.raises(RefusedError, match="换算"):
            convert(float(case["value"]), case["source"], case["target"])
    else:
        assert convert(float(case["value"]), case["source"], case["target"]) == float(case["result"])
        assert objection(case["source"], case["target"]) is None


def test_what_does_not_go_together_is_told() -> None:
    told = {
        ("%", "个百分点"): "“%”与“个百分点”一个说水平、一个说变化，不能直接换算。",
        ("亿元", "亿条"): "计量单位“亿元”与“亿条”不是同一类，无法换算。",
        ("", "亿元"): "没有填写计量单位，无法换算。",
    }
    for units, sentence in told.items():
        problem = objection(*units)
        assert problem
        assert problem.what == sentence
    with pytest.raises(RefusedError, match="没有填写计量单位"):
        measure_of("  ")


@given(st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 6)), pairs)
def test_there_and_back(value: float, units: tuple[str, str]) -> None:
    source, target = units
    assert convert(convert(value, source, target), target, source) == pytest.approx(value, rel=1e-12)


@given(pairs, pairs)
def test_factors_multiply_exactly(units: tuple[str, str], others: tuple[str, str]) -> None:
    first, second = (measure_of(unit).factor for unit in units)
    assert first / second * (second / first) == 1
    assert (measure_of(units[0]).dimension == measure_of(others[0]).dimension) is (
        objection(units[0], others[0]) is None
    )


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (98.0, 4, "98"),
        (97.97, 4, "97.97"),
        (0.226, 2, "0.23"),
        (2.5, 0, "3"),
        (-0.00001, 2, "0"),
        (1200, 0, "1200"),
    ],
)
def test_figures_as_printed(value: float, decimals: int, text: str) -> None:
    assert in_figures(value, decimals) == text
