"""How far a long question is (进度): told to whoever waits for it, where somebody does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sqlalchemy.orm import Session

#: The key of `session.info` under which the workspace puts who is told.
PROGRESS: Final = "progress"


def progress(session: Session, done: int, of: int) -> None:
    """Tell how far a long question or operation is. The planner may stop it here, which passes through it as
    an exception and leaves everything as it was."""
    told: Callable[[int, int], None] | None = session.info.get(PROGRESS)
    if told is not None:
        told(done, of)
