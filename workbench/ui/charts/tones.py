"""The tones of charts, by meaning."""

from __future__ import annotations

from typing import Final

from workbench.terms import Colour, Standing
from workbench.ui import theme

#: From the best to the worst.
BEST_TO_WORST: Final = (Colour.NONE, Colour.GREEN, Colour.BLUE, Colour.YELLOW, Colour.ORANGE, Colour.RED)

ACCENT: Final = "#1f6fbf"
FORMER: Final = "#a9b8c9"
GOOD: Final = "#2e9e4f"
BAD: Final = "#d0342c"
WAITING: Final = "#f2c230"
PALE: Final = "#dfe5ec"

STANDINGS: Final = {
    Standing.MET: GOOD,
    Standing.ON_PATH: GOOD,
    Standing.BEHIND: WAITING,
    Standing.MISSED: BAD,
    Standing.UNKNOWN: "#c9ced4",
}


def tone(colour: Colour) -> str:
    """The tone of a light."""
    return theme.light(colour).name()


def key_of(colours: set[Colour]) -> tuple[tuple[str, str], ...]:
    """What the lights that occur are called, from the best to the worst."""
    return tuple((one.value, tone(one)) for one in BEST_TO_WORST if one in colours)
