"""How long a long document takes to read: 140,000 characters of points, lists and prose.

On two cores of the reference machine the plan allows 1.5 s.
"""

from __future__ import annotations

from pathlib import Path

from pytest_benchmark.fixture import BenchmarkFixture

from workbench.reading import read_bytes

DATA = Path(__file__).resolve().parent.parent / "data" / "reading"
CHARACTERS = 140_000


def long_text() -> bytes:
    """Points with assignments over and over, up to the length that is measured."""
    point = (DATA / "points_with_brackets.txt").read_text(encoding="utf-8")
    lists = (DATA / "lists_flattened.txt").read_text(encoding="utf-8")
    text = point
    while len(text) < CHARACTERS:
        text += "\n" + point.partition("\n一、")[2]
        if len(text) > CHARACTERS // 2 and lists not in text:
            text += "\n" + lists
    return text[:CHARACTERS].encode()


def test_a_long_text(benchmark: BenchmarkFixture) -> None:
    data = long_text()
    read_bytes("warm.txt", data)  # word lists and OpenCC are loaded once

    draft = benchmark.pedantic(lambda: read_bytes("long.txt", data), rounds=3)

    assert len(draft.tasks) > 500
    assert draft.accounting["unaccounted"] == 0
