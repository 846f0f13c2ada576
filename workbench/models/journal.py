"""The journal (操作记录): one row a step. It is written by the recorder alone and never recorded itself."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from workbench.models.base import Base


class Step(Base):
    """One step: who, when (UTC without zone), label, reason, and the changed rows as compressed JSON.

    `kind` is do, undo or redo; an undo or redo names the step it `reverts` or repeats.
    """

    __tablename__ = "steps"

    kind: Mapped[str] = mapped_column(String(8))
    label: Mapped[str] = mapped_column(Text)
    who: Mapped[str] = mapped_column(String(80), default="")
    at: Mapped[dt.datetime]
    reason: Mapped[str] = mapped_column(Text, default="")
    reverts_id: Mapped[int | None] = mapped_column(ForeignKey("steps.id"))
    row_count: Mapped[int] = mapped_column(default=0)
    rows: Mapped[bytes] = mapped_column(LargeBinary)
