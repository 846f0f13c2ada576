"""The journal (操作记录): one row a step. It is written by the recorder alone and never recorded itself."""

from __future__ import annotations

import datetime as dt
import json
import re
import zlib
from collections.abc import Iterable

from sqlalchemy import ForeignKey, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from workbench.changes import ChangeSet, RowChange, StepKind
from workbench.models.base import Base
from workbench.terms import StepId

#: zlib's level 6 would take three times as long to spare a seventh of the room.
_EFFORT = 3


def pack_rows(rows: Iterable[RowChange]) -> bytes:
    """Row changes as they are kept: JSON `[[table, key, before, after], ...]`, zlib-compressed."""
    listed = [[row.table, row.key, row.before, row.after] for row in rows]
    return zlib.compress(json.dumps(listed, ensure_ascii=False, separators=(",", ":")).encode(), _EFFORT)


def unpack_rows(packed: bytes) -> tuple[RowChange, ...]:
    """What `pack_rows` kept."""
    return tuple(RowChange(*row) for row in json.loads(zlib.decompress(packed)))


_ADDED_DOCUMENT, _CHANGED_OR_GONE = (
    re.compile(rb'\["documents",\d+,null,'),
    re.compile(rb'\["[a-z_]+",\d+,\{'),
)


def only_adds_document(packed: bytes) -> bool:
    """Whether a step took a document in and touched nothing that was there: told without reading its rows,
    which are many. (Where words of the document look like a change, it answers no.)"""
    rows = zlib.decompress(packed)
    return _ADDED_DOCUMENT.search(rows) is not None and _CHANGED_OR_GONE.search(rows) is None


class Step(Base):
    """One step: who, when (UTC without zone), label, and the changed rows as `pack_rows` keeps them.

    `reason` and `basis` (依据/文号) are its grounds, "" where none were given.

    `kind` is do, undo or redo. An undo or redo names, in `reverts_id`, the *do* step it takes back or
    repeats; a do step is taken back at present when the latest step that names it is an undo.
    `version` is the schema version whose columns `rows` speak of.
    """

    __tablename__ = "steps"

    kind: Mapped[str] = mapped_column(String(8))
    label: Mapped[str] = mapped_column(Text)
    who: Mapped[str] = mapped_column(String(80), default="")
    at: Mapped[dt.datetime]
    reason: Mapped[str] = mapped_column(Text, default="")
    basis: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    reverts_id: Mapped[int | None] = mapped_column(ForeignKey("steps.id"), index=True)
    version: Mapped[int]
    row_count: Mapped[int] = mapped_column(default=0)
    rows: Mapped[bytes] = mapped_column(LargeBinary)

    def as_change_set(self) -> ChangeSet:
        """The step with its rows, as it was announced after its commit."""
        return ChangeSet(
            step=StepId(self.id),
            kind=StepKind(self.kind),
            label=self.label,
            who=self.who,
            at=self.at,
            rows=unpack_rows(self.rows),
            reason=self.reason,
            reverts=None if self.reverts_id is None else StepId(self.reverts_id),
            basis=self.basis,
        )
