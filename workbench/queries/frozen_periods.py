"""What was frozen when a period was closed (关账留存): the very rows a circular was made from.

Kept as JSON in a blob under its digest, so that a later change of data, rules or program changes nothing.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.errors import RefusedError
from workbench.models import Blob
from workbench.queries.periods import standing_closing
from workbench.queries.plain_rows import from_plain, to_plain
from workbench.rows.periods import ClosingRow
from workbench.terms import Period

if TYPE_CHECKING:
    from workbench.rows.circular import CircularFacts

_CACHED = "frozen_periods"


def freeze(facts: CircularFacts) -> tuple[bytes, str]:
    """The bytes to keep, and their SHA-256."""
    text = json.dumps(to_plain(facts), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    data = text.encode()
    return data, hashlib.sha256(data).hexdigest()


def frozen(session: Session, period: Period) -> CircularFacts | None:
    """What was frozen of a period; None where it is not closed.

    Raises RefusedError where the kept bytes are not those that were signed.
    """
    closing = standing_closing(session, period)
    if closing is None:
        return None
    cached = session.info.setdefault(_CACHED, {})
    if closing.sha256 not in cached:
        cached[closing.sha256] = thaw(session, closing)
    facts: CircularFacts = cached[closing.sha256]
    return facts


def thaw(session: Session, closing: ClosingRow) -> CircularFacts:
    """What one closing froze, also one that was reopened since."""
    from workbench.rows.circular import CircularFacts

    data = session.scalar(select(Blob.data).where(Blob.sha256 == closing.sha256))
    if data is None or hashlib.sha256(data).hexdigest() != closing.sha256:
        raise RefusedError(
            "关账留存的内容与签名不符，不能使用。", "请从备份恢复计划文件，或重新打开该期后再关账。"
        )
    return from_plain(CircularFacts, json.loads(data))
