"""Operations on documents (文件)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.errors import RefusedError
from workbench.models import Document
from workbench.notation import date_text
from workbench.operations.importing import store
from workbench.operations.lookup import require
from workbench.operations.registry import label, operation
from workbench.operations.removing import remove_with_all_below
from workbench.queries.wording import LEVELS, short
from workbench.reading.draft import Draft
from workbench.terms import DocumentId, Level

_FIELDS = {
    "title": "标题",
    "doc_no": "发文字号",
    "issuer": "发文机关",
    "issued_on": "成文日期",
    "effective_until": "有效期至",
    "level": "层级",
}


@operation("导入文件")
def import_draft(session: Session, draft: Draft) -> None:
    """Store everything that was read out of a document. The same file a second time is refused."""
    _store_new(session, draft)
    label(session, f"导入文件：{_named(draft)}（{_counted((draft,))}）")


@operation("导入多份文件")
def import_drafts(session: Session, drafts: tuple[Draft, ...]) -> None:
    """Several documents as one step; one refused, none is stored."""
    if not drafts:
        raise RefusedError("没有可导入的文件。", "请至少选择一份文件。")
    for draft in drafts:
        _store_new(session, draft)
    told = _named(drafts[0]) if len(drafts) == 1 else f"{_named(drafts[0])}等{len(drafts)}份"
    label(session, f"导入文件：{told}（{_counted(drafts)}）")


@operation("修改文件信息")
def edit(
    session: Session,
    document: DocumentId,
    title: str = "",
    doc_no: str = "",
    issuer: str = "",
    issued_on: dt.date | None = None,
    effective_until: dt.date | None = None,
    level: Level | None = None,
) -> None:
    """Change what is given; what is left out stays."""
    found = require(session, Document, document)
    former = short(found.title)
    given: dict[str, str | dt.date | None] = {
        "title": title.strip(),
        "doc_no": doc_no.strip(),
        "issuer": issuer.strip(),
        "issued_on": issued_on,
        "effective_until": effective_until,
        "level": level,
    }
    for name, value in given.items():
        if value:
            setattr(found, name, value)
    told = "、".join(f"{_FIELDS[name]}为{_told(value)}" for name, value in given.items() if value)
    label(session, f"修改文件信息：《{former}》{told}")


@operation("删除文件")
def remove(session: Session, document: DocumentId) -> None:
    """Remove a document with all its tasks, results and indicators. Its source stays, for undoing."""
    found = require(session, Document, document)
    label(session, f"删除文件：《{short(found.title)}》")
    remove_with_all_below(session, Document, [document])


def _told(value: str | dt.date) -> str:
    if isinstance(value, dt.date):
        return date_text(value)
    return LEVELS[value] if isinstance(value, Level) else short(value)


def _store_new(session: Session, draft: Draft) -> None:
    same = session.scalar(select(Document).where(Document.sha256 == draft.sha256))
    if same is not None:
        raise RefusedError(
            f"{_named(draft)}已经导入过（文件编号 {same.id}）。", "如需重新导入，请先删除原来的那一份。"
        )
    store(session, draft)


def _named(draft: Draft) -> str:
    return f"《{short(draft.meta.title or draft.file)}》"


def _counted(drafts: tuple[Draft, ...]) -> str:
    counts = {
        "任务": sum(len(draft.tasks) for draft in drafts),
        "成果": sum(len(draft.results) for draft in drafts),
        "指标": sum(len(draft.indicators) for draft in drafts),
    }
    return "、".join(f"{what}{count}项" for what, count in counts.items() if count) or "无任务"
