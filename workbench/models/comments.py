"""Comments (批注) on tasks."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.models.base import Base

if TYPE_CHECKING:
    from workbench.models.tasks import Task


class Comment(Base):
    """A remark on a task (批注). `at` is UTC without zone."""

    __tablename__ = "comments"

    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(String(80), default="")
    at: Mapped[dt.datetime]

    task: Mapped[Task] = relationship(back_populates="comments")
