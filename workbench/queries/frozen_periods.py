"""What was frozen when a period was closed (关账留存): the very rows a circular was made from.

Kept as compressed JSON in a blob under its digest: a later change of data, rules or program changes nothing.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import OrderedDict
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.errors import RefusedError
from workbench.models import Blob
from workbench.queries.periods import standing_closing
from workbench.queries.plain_rows import from_plain, to_plain
from workbench.rows.circular import CircularFacts
from workbench.rows.periods import ClosingRow
from workbench.terms import Period

#: What was thawed last, by digest: its content cannot change, and 10,000 tasks take a second to read.
_THAWED: Final[OrderedDict[str, CircularFacts]] = OrderedDict()
_MOST_THAWED: Final = 8


def freeze(facts: CircularFacts) -> tuple[bytes, str]:
    """The bytes to keep (JSON, zlib-compressed), and their SHA-256."""
    text = json.dumps(to_plain(facts), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    data = zlib.compress(text.encode())
    return data, hashlib.sha256(data).hexdigest()


def frozen(session: Session, period: Period) -> CircularFacts | None:
    """What was frozen of a period; None where it is not closed.

    Raises RefusedError where the kept bytes are not those that were signed.
    """
    closing = standing_closing(session, period)
    return thaw(session, closing) if closing is not None else None


def thaw(session: Session, closing: ClosingRow) -> CircularFacts:
    """What one closing froze, also one that was reopened since. Raises RefusedError as `frozen` does."""
    if closing.sha256 not in _THAWED:
        _THAWED[closing.sha256] = _read(session, closing)
        while len(_THAWED) > _MOST_THAWED:
            _THAWED.popitem(last=False)
    return _THAWED[closing.sha256]


def _read(session: Session, closing: ClosingRow) -> CircularFacts:
    data = session.scalar(select(Blob.data).where(Blob.sha256 == closing.sha256))
    if data is None or hashlib.sha256(data).hexdigest() != closing.sha256:
        raise RefusedError(
            "关账留存的内容与签名不符，不能使用。", "请从备份恢复计划文件，或重新打开该期后再关账。"
        )
    return from_plain(CircularFacts, json.loads(zlib.decompress(data)))
