"""The four columns of a deadline (完成时限), shared by tasks and results."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import String
from sqlalchemy.orm import Mapped, composite, declared_attr, mapped_column

from workbench.terms import Deadline, DeadlineKind, Precision


class HasDeadline:
    """A deadline kept as words, kind, last day and precision; read and set as one frozen `Deadline`."""

    deadline_raw: Mapped[str] = mapped_column(String(200), default="")
    deadline_kind: Mapped[DeadlineKind] = mapped_column(default=DeadlineKind.NONE)
    deadline_date: Mapped[dt.date | None] = mapped_column(index=True)
    deadline_precision: Mapped[Precision] = mapped_column(default=Precision.DAY)

    @declared_attr
    def deadline(cls) -> Mapped[Deadline]:  # noqa: N805 - SQLAlchemy passes the class
        return composite(Deadline, "deadline_raw", "deadline_kind", "deadline_date", "deadline_precision")
