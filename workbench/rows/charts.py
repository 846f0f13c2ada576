"""What a chart on the screen shows (图表), ready to be drawn: every mark with what is behind it.

Texts are final; `tone` is a colour as #rrggbb. The figures come from the queries that tables and papers use.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbench.terms import IndicatorId, Period, ResultId, TaskId

Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """What is behind a mark, by id. `name` and `value` say the mark in words; `period` is the one the list
    is to be asked for, None for the period of the chart.
    """

    name: str
    value: str
    tasks: tuple[TaskId, ...] = ()
    results: tuple[ResultId, ...] = ()
    indicators: tuple[IndicatorId, ...] = ()
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A marked point; `words` stand beside it, "" for none."""

    x: float
    y: float
    behind: Behind
    words: str = ""


@dataclass(frozen=True, slots=True)
class Guess:
    """Where observations may lead (推算) at a `pace`: from the last one to `spot`, with its range if any.

    Of a stretch of a chart: `origin` is where the range opens, if not at `since`; `cut_off` tells that the
    guess goes on beyond the stretch, and that there is nothing to point at.
    """

    pace: str
    since: tuple[float, float]
    spot: Spot
    low: float | None
    high: float | None
    origin: tuple[float, float] | None = None
    cut_off: bool = False


@dataclass(frozen=True, slots=True)
class TrendChart:
    """An indicator over the years; a year's end lies at the year itself. `tone` and `state` tell how it
    stands, `note` explains it. `behind` is the indicator itself. A `small` one goes without words at points.

    Of a stretch of years, `span` are its ends, and `line` is what joins the observed values there.
    """

    title: str
    unit: str
    path: Points
    base: tuple[Spot, ...]
    targets: tuple[Spot, ...]
    observed: tuple[Spot, ...]
    guesses: tuple[Guess, ...]
    behind: Behind
    state: str = ""
    tone: str = ""
    note: str = ""
    small: bool = False
    line: Points = ()
    span: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class BarPart:
    """A stretch of a bar, with the words in it."""

    size: float
    words: str
    tone: str
    behind: Behind


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar beside its label, with its `place` before that and `total` said at its end.

    One without a label belongs to the bar above it; a label alone heads the bars below.
    """

    label: str
    parts: tuple[BarPart, ...]
    total: str = ""
    place: str = ""

    @property
    def is_head(self) -> bool:
        """Whether it is no bar, but names those below."""
        return not (self.parts or self.total)


@dataclass(frozen=True, slots=True)
class BarsChart:
    """Horizontal bars; `key` names the tones."""

    title: str
    key: tuple[tuple[str, str], ...]
    bars: tuple[Bar, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class HeatPart:
    """A cell of a heat map, with the figure in it."""

    words: str
    tone: str
    behind: Behind


@dataclass(frozen=True, slots=True)
class HeatChart:
    """Rows × columns of cells, None where there is nothing."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[HeatPart | None, ...]], ...]
    key: tuple[tuple[str, str], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class CurveLine:
    """A line through spots whose x is the number of their label."""

    name: str
    tone: str
    dashed: bool
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class CurveChart:
    """Lines in percent over labelled periods."""

    title: str
    labels: tuple[str, ...]
    lines: tuple[CurveLine, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of a month on which something falls due: how much, in words, and its tone."""

    day: int
    words: str
    tone: str
    behind: Behind


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """A month: its name, the weekday of its first day (0 is Monday), how many days it has."""

    name: str
    first_weekday: int
    length: int
    days: tuple[CalendarDay, ...]
    behind: Behind | None


@dataclass(frozen=True, slots=True)
class CalendarChart:
    """Twelve months of deadlines."""

    title: str
    months: tuple[CalendarMonth, ...]
    key: tuple[tuple[str, str], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class TrendsChart:
    """Small trends of several indicators side by side."""

    title: str
    trends: tuple[TrendChart, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class StackChart:
    """Charts of bars below one another under one title."""

    title: str
    charts: tuple[BarsChart, ...]
    note: str = ""


Chart = TrendChart | TrendsChart | BarsChart | StackChart | HeatChart | CurveChart | CalendarChart
