"""Zoom: which stretch of years of a trend is looked at. The board turns mouse and keys into it."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.drawing.stretches import SHORTEST, stretch_of
from workbench.rows.charts import Chart, TrendChart


@dataclass(frozen=True, slots=True)
class Zoom:
    """The stretch from `first` to `last` of a field that reaches from `start` to `end`, all in years."""

    start: float
    end: float
    first: float
    last: float

    @classmethod
    def whole(cls, start: float, end: float) -> Zoom:
        return cls(start, end, start, end)

    @property
    def is_whole(self) -> bool:
        return (self.first, self.last) == (self.start, self.end)

    def by(self, factor: float, at: float) -> Zoom:
        """`factor` times as long, with the year `at` where it is."""
        length = min(max((self.last - self.first) * factor, SHORTEST), self.end - self.start)
        share = (at - self.first) / (self.last - self.first)
        return self._from(at - share * length, length)

    def moved(self, years: float) -> Zoom:
        """Later by so many years, as far as the field reaches."""
        return self._from(self.first + years, self.last - self.first)

    def of(self, chart: Chart) -> Chart:
        """What is seen of a chart."""
        if self.is_whole or not isinstance(chart, TrendChart):
            return chart
        return stretch_of(chart, self.first, self.last)

    def _from(self, first: float, length: float) -> Zoom:
        first = min(max(first, self.start), self.end - length)
        return Zoom(self.start, self.end, first, first + length)
