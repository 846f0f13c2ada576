"""How long it takes to propose links between two documents: 95 × 95 tasks, and 10,000 × 1,000 both ways.

`pytest tests/benchmarks/test_matching_speed.py --benchmark-enable`. No absolute time is asserted. The texts
are made of words of plans by chance, so that as many pairs are alike as in real ones.
"""

from __future__ import annotations

import random

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from workbench.planning.matching import Passage, match

DOINGS = ["推进", "加快", "加强", "完善", "优化", "建设", "提升", "深化", "打造", "推广"]
THINGS = [
    *(
        "政务云平台",
        "一网通办",
        "电子证照",
        "数字乡村",
        "工业互联网",
        "智慧海洋",
        "公共数据资源",
        "算力基础设施",
    ),
    *("智慧交通", "数字孪生", "城市大脑", "网络安全", "信创应用", "智慧教育", "智慧医疗", "北斗应用"),
]
HOWS = ["体系", "能力", "工程", "行动", "示范", "试点", "改造", "共享", "开放", "治理"]


def passages(count: int, seed: int) -> list[Passage]:
    """Tasks with a title of a dozen characters and a text of a hundred or so."""
    chance = random.Random(seed)

    def words(number: int) -> str:
        return "".join(
            chance.choice(DOINGS) + chance.choice(THINGS) + chance.choice(HOWS) + str(chance.randrange(999))
            for _ in range(number)
        )

    return [Passage(key, words(1), words(9), units=frozenset(chance.sample(HOWS, 3))) for key in range(count)]


@pytest.mark.parametrize(("upper", "lower"), [(95, 95), (10_000, 1_000), (1_000, 10_000)])
def test_proposing(benchmark: BenchmarkFixture, upper: int, lower: int) -> None:
    few = 20 if benchmark.disabled and upper > 95 else 1  # enough to see that it runs
    above, below = passages(upper // few, 1), passages(lower // few, 2)
    found = benchmark.pedantic(match, (above, below), rounds=1 if upper + lower > 1_000 else 5)
    assert len(found) >= len(below) // 2
