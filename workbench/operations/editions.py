"""Operations on editions (版本): a newer edition of a document is taken into the plan in one step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.errors import RefusedError
from workbench.models import Document, Edition
from workbench.operations.edition_records import keep_blob, record, record_former
from workbench.operations.edition_rows import DocumentRows
from workbench.operations.lookup import require
from workbench.operations.registry import label, operation
from workbench.planning.editions import (
    FATES,
    FIELDS,
    KINDS,
    Comparison,
    EditionChoice,
    Fate,
    Kind,
    RowDifference,
    Verdict,
)
from workbench.queries.editions import compare_edition, document_of_bytes
from workbench.queries.telling import progress
from workbench.queries.wording import short
from workbench.reading.draft import Draft
from workbench.terms import DocumentId

#: The way of taking an edition in, in hundredths, as a planner is shown it.
_COMPARED, _TAKEN_OVER, _SETTLED = 20, 50, 80
_TOLD_EVERY = 100


@operation("采用新版文件")
def adopt(
    session: Session, document: DocumentId, draft: Draft, choices: tuple[EditionChoice, ...] = ()
) -> None:
    """Take a newer edition in: what the document changed is taken, what the office changed stays.

    `choices` answer the questions of `queries.editions.compare_edition`; one left open is refused. The
    earlier edition's text and facts stay readable. Which task is a part of which stays as the plan has it.
    """
    stored = require(session, Document, document)
    known = document_of_bytes(session, draft.sha256)
    if known is not None:
        raise RefusedError(
            f"这份文件已经导入过（文件编号 {known.id}）。",
            "请选择内容有变化的新版文件，或直接打开已有的文件。",
        )
    comparison = compare_edition(session, document, draft)
    answers = _answered(comparison, choices)
    if session.scalar(select(Edition.id).where(Edition.document_id == stored.id).limit(1)) is None:
        record_former(session, stored)
    _adopt(session, stored, draft, comparison, answers)
    label(session, f"采用新版文件：《{short(stored.title)}》（{_counted(comparison)}）")


Answers = Mapping[tuple[Kind, int | None, str], bool]


def _answered(comparison: Comparison, choices: Sequence[EditionChoice]) -> Answers:
    """The answers by question. Raises RefusedError for a question left open."""
    answers: Answers = {(one.kind, one.key, one.field): one.take_new for one in choices}
    open_ = [(row, name) for row, name in comparison.questions if not _is_answered(answers, row, name)]
    if open_:
        row, name = open_[0]
        what = FIELDS[name] if name else FATES[row.fate]
        raise RefusedError(
            f"有{len(open_)}处双方都有改动，还没有选定，例如{KINDS[row.kind]}“{short(row.name)}”（{what}）。",
            "请逐处选定采用新版还是保留本单位的内容。",
        )
    return answers


def _is_answered(answers: Answers, row: RowDifference, name: str) -> bool:
    return (row.kind, row.key, name) in answers or (
        row.fate is Fate.REMOVED and (row.kind, row.key, "") in answers
    )


def _adopt(
    session: Session, document: Document, draft: Draft, comparison: Comparison, answers: Answers
) -> None:
    keep_blob(session, draft.sha256, draft.source)
    _take_source(document, draft, comparison, answers)
    rows = DocumentRows(session, document, draft)
    stored_in: dict[Kind, dict[int, int]] = {kind: {} for kind in Kind}
    for row in comparison.rows:
        if row.kind is not Kind.DOCUMENT and row.key is not None and row.index is not None:
            stored_in[row.kind][row.index] = row.key
    for number, row in enumerate(comparison.rows):
        if number % _TOLD_EVERY == 0:
            progress(session, _COMPARED + number * (_TAKEN_OVER - _COMPARED) // len(comparison.rows), 100)
        if row.kind is Kind.DOCUMENT or row.index is None:
            continue
        if row.fate is Fate.ADDED or (row.fate is Fate.REMOVED and answers.get((row.kind, row.key, ""))):
            stored_in[row.kind][row.index] = rows.add(row.kind, row.index, stored_in[row.kind])
        elif row.key is not None and rows.is_present(row.kind, row.key):
            rows.take(row.kind, row.key, row.index, set(_taken(row, answers)))
    for row in comparison.rows:
        if row.fate is Fate.DROPPED and row.key is not None:
            _drop(rows, row, answers)
    ids = _ids(draft, stored_in)
    rows.settle(ids[Kind.TASK])
    progress(session, _SETTLED, 100)
    record(session, document, draft, ids)


def _ids(draft: Draft, stored_in: Mapping[Kind, Mapping[int, int]]) -> dict[Kind, list[int | None]]:
    lists = {Kind.TASK: draft.tasks, Kind.RESULT: draft.results, Kind.INDICATOR: draft.indicators}
    return {kind: [stored_in[kind].get(at) for at in range(len(facts))] for kind, facts in lists.items()}


def _drop(rows: DocumentRows, row: RowDifference, answers: Answers) -> None:
    assert row.key is not None
    if not row.asks or answers.get((row.kind, row.key, "")):
        rows.remove(row.kind, row.key)
    else:
        rows.keep_as_own(row.kind, row.key)


def _taken(row: RowDifference, answers: Answers) -> Iterator[str]:
    """The fields whose new words are taken."""
    for one in row.fields:
        asked = one.verdict is Verdict.ASK and answers.get((row.kind, row.key, one.field))
        if one.verdict is Verdict.TAKE or asked:
            yield one.field


def _take_source(document: Document, draft: Draft, comparison: Comparison, answers: Answers) -> None:
    document.file, document.sha256, document.text = draft.file, draft.sha256, draft.text
    document.script = draft.meta.script
    (row,) = (row for row in comparison.rows if row.kind is Kind.DOCUMENT)
    for name in _taken(row, answers):
        setattr(document, name, getattr(draft.meta, name))


def _counted(comparison: Comparison) -> str:
    told = {
        FATES[fate]: sum(row.fate is fate and row.kind is not Kind.DOCUMENT for row in comparison.rows)
        for fate in (Fate.ADDED, Fate.CHANGED, Fate.DROPPED)
    }
    return "、".join(f"{what}{count}项" for what, count in told.items() if count) or "内容无变化"
