"""How long a long document takes to read: 140,000 characters of points, lists and prose.

On two cores of the reference machine the plan allows 1.5 s.
"""

from __future__ import annotations

import itertools
from pathlib import Path

from pytest_benchmark.fixture import BenchmarkFixture

from workbench.reading import read_bytes

DATA = Path(__file__).resolve().parent.parent / "data" / "reading"
CHARACTERS = 140_000


def long_text() -> bytes:
    """The documents of the tests one behind the other, over and over, up to the length that is measured."""
    documents = [path.read_text(encoding="utf-8") for path in sorted(DATA.rglob("*.txt"))]
    text = ""
    for document in itertools.cycle(documents):
        text += document + "\n"
        if len(text) > CHARACTERS:
            return text[:CHARACTERS].encode()
    raise AssertionError("no documents")


def test_a_long_text(benchmark: BenchmarkFixture) -> None:
    data = long_text()
    read_bytes("warm.txt", data)  # word lists and OpenCC are loaded once

    draft = benchmark.pedantic(lambda: read_bytes("long.txt", data), rounds=3)

    assert len(draft.tasks) > 200
    assert draft.accounting["unaccounted"] == 0
