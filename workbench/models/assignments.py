"""Who answers for what: a unit's share in a task or a result (责任分工)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.models.base import Base
from workbench.models.units import Unit
from workbench.terms import Role

if TYPE_CHECKING:
    from workbench.models.results import Result
    from workbench.models.tasks import Task


class Assignment(Base):
    """A unit on a task or a result (exactly one of the two), in the order of the document.

    `raw` is the name as the document prints it (数字办 for 省数字办); `why`, as JSON, the rule that read it.
    """

    __tablename__ = "assignments"
    __table_args__ = (
        CheckConstraint("(task_id IS NULL) <> (result_id IS NULL)", name="one_owner"),
        {"sqlite_autoincrement": True},
    )

    task_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id"), index=True)
    result_id: Mapped[int | None] = mapped_column(ForeignKey("results.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    role: Mapped[Role] = mapped_column(default=Role.RESPONSIBLE)
    position: Mapped[int] = mapped_column(default=0)
    raw: Mapped[str] = mapped_column(String(200), default="")
    why: Mapped[str | None] = mapped_column(Text)

    task: Mapped[Task | None] = relationship(back_populates="assignments")
    result: Mapped[Result | None] = relationship(back_populates="assignments")
    unit: Mapped[Unit] = relationship(back_populates="assignments")
