"""Column heads the planner explains for one reading: “把第4列当作完成时限”."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from workbench.reading.office_lexicon import head_key


@dataclass(frozen=True)
class KnownHeads:
    """What columns hold, by the words of their heads: {"办结要求": "deadline"}; `Holds` lists the keys."""

    meanings: Mapping[str, str]

    def find(self, head: str) -> str | None:
        """What the column under a head holds, None where the planner did not say."""
        return self._keyed().get(head_key(head))

    def _keyed(self) -> dict[str, str]:
        return {head_key(head): holds for head, holds in self.meanings.items()}


#: The heads of the reading that runs in this thread; a parameter through every layout rule would say no more.
_known: ContextVar[KnownHeads | None] = ContextVar("known_heads", default=None)


@contextmanager
def knowing(heads: KnownHeads | None) -> Iterator[None]:
    """Read with these heads known."""
    token = _known.set(heads)
    try:
        yield
    finally:
        _known.reset(token)


def told_by_planner(head: str) -> str | None:
    """What the planner said a column of this head holds, None where nothing was said."""
    heads = _known.get()
    return heads.find(head) if heads else None
