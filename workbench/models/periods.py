"""Reporting periods (报告期): the columns of whatever belongs to one, and the closings (关账) of periods."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from workbench.models.base import Base
from workbench.terms import Granularity, Period


class HasPeriod:
    """A period kept as year, granularity and number; read and set as one frozen `Period`."""

    year: Mapped[int]
    granularity: Mapped[Granularity]
    number: Mapped[int] = mapped_column(default=1)

    @property
    def period(self) -> Period:
        return Period(self.year, self.granularity, self.number)

    @period.setter
    def period(self, period: Period) -> None:
        self.year, self.granularity, self.number = period.year, period.granularity, period.number


class Closing(HasPeriod, Base):
    """One closing of a period; it stands until it is reopened, and stays as a trace then. Moments are UTC.

    `sha256` is the digest of the frozen content, a blob: JSON, zlib-compressed.
    """

    __tablename__ = "closings"

    who: Mapped[str] = mapped_column(String(80), default="")
    at: Mapped[dt.datetime]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    note: Mapped[str] = mapped_column(Text, default="")
    reopened_by: Mapped[str] = mapped_column(String(80), default="")
    reopened_at: Mapped[dt.datetime | None]
    reopened_because: Mapped[str] = mapped_column(Text, default="")
