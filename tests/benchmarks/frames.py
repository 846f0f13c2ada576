"""What a frame costs: two ways to paint one go in; where the second costs far more, the test fails."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

import pytest


def must_cost_no_more(few: Callable[[], None], many: Callable[[], None]) -> None:
    """A frame of a plan of 100,000 tasks may cost twice one of 1,000, in one of five tries."""
    ratios = []
    for _ in range(5):
        ratios.append(_cost(many) / _cost(few))
        if min(ratios) <= 2.0:
            return
    pytest.fail(f"a frame at 100,000 tasks costs {min(ratios):.1f} times a frame at 1,000")


def _cost(frame: Callable[[], None]) -> float:
    """The median processor time of a frame."""
    times = []
    for _ in range(25):
        before = time.process_time()
        frame()
        times.append(time.process_time() - before)
    return median(times)
