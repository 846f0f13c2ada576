"""Operations on the links between documents (承接关系): 上级任务 → 本级任务."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.errors import RefusedError
from workbench.models import Alignment, Document, Task
from workbench.operations import tasks
from workbench.operations.lookup import require
from workbench.operations.registry import label, operation
from workbench.queries.wording import ALIGNMENTS, short
from workbench.terms import AlignmentChoice, AlignmentId, AlignmentKind, DocumentId, TaskId


@operation("建立承接关系")
def add(
    session: Session,
    upper: TaskId,
    lower: TaskId,
    kind: AlignmentKind = AlignmentKind.IMPLEMENTS,
    why: str = "",
) -> None:
    """Let `lower` answer to `upper`, a task of another document; `why` is told beside the link. Refused where
    they are linked already."""
    add_all(session, (AlignmentChoice(upper, lower, kind, why),))


@operation("建立承接关系")
def add_all(session: Session, choices: tuple[AlignmentChoice, ...]) -> None:
    """Make several links as one step; those that stand already are passed over, and refused where all do."""
    present = _present(session, choices)
    new = [one for one in choices if (one.upper, one.lower) not in present]
    if not new:
        raise RefusedError("所选任务之间已有承接关系。", "如需调整，请修改关系类型，或先取消原有关系。")
    made = [_make(session, one) for one in dict.fromkeys(new)]
    verb = "标为无关" if new[0].kind is AlignmentKind.UNRELATED else "建立承接关系"
    if len(made) == 1:
        label(session, f"{verb}：{_ends(made[0])}（{ALIGNMENTS[made[0].kind]}）")
    else:
        label(session, f"{verb}：{_ends(made[0])}等{len(made)}组")


@operation("调整承接关系")
def set_kind(session: Session, alignment: AlignmentId, kind: AlignmentKind) -> None:
    """Say how the lower task answers to the upper one."""
    found = require(session, Alignment, alignment)
    label(session, f"调整承接关系：{_ends(found)}（{ALIGNMENTS[found.kind]} → {ALIGNMENTS[kind]}）")
    found.kind = kind


@operation("取消承接关系")
def remove(session: Session, alignment: AlignmentId) -> None:
    found = require(session, Alignment, alignment)
    label(session, f"取消承接关系：{_ends(found)}")
    session.delete(found)


@operation("由原文新增承接任务")
def add_from_passage(
    session: Session, upper: TaskId, document: DocumentId, start: int, end: int, title: str = ""
) -> None:
    """Make a task of a stretch of a document's text (characters `start` to `end`), answering to `upper`.

    For a document whose words nobody took for tasks, such as a plan in prose. `title` is the first clause,
    if not given. Where a task was read from the stretch already, that one is linked. Refused where the
    stretch lies outside the text.
    """
    above, found = require(session, Task, upper), require(session, Document, document)
    if not 0 <= start < end <= len(found.text):
        raise RefusedError("所选原文不在文件里。", "请重新选择一段原文。")
    known = session.scalars(
        select(Task.id).where(Task.document_id == document, Task.span_start.between(start, end - 1))
    ).first()
    if known is not None:
        add(session, upper, TaskId(known), why="按原文")
        return
    words = found.text[start:end].strip()
    tasks.add(session, document, title.strip() or _first_clause(words))
    session.flush()
    made = session.scalars(select(Task).order_by(Task.id.desc()).limit(1)).one()  # ids only ever grow
    made.content, made.span_start, made.span_end = words, start, end
    _make(session, AlignmentChoice(upper, TaskId(made.id), reason="由原文新增"))
    label(session, f"由原文新增承接任务：{short(above.title, 16)} → {short(made.title, 16)}")


def _make(session: Session, choice: AlignmentChoice) -> Alignment:
    upper, lower = require(session, Task, choice.upper), require(session, Task, choice.lower)
    if upper.document_id == lower.document_id:
        raise RefusedError(
            f"“{short(upper.title)}”与“{short(lower.title)}”在同一个文件里，不能建立承接关系。",
            "承接关系连接的是上级文件和本级文件的任务；同一文件内请用前后置关系或上下级任务。",
        )
    if session.scalar(select(Alignment).where(Alignment.upper == lower, Alignment.lower == upper)):
        raise RefusedError(
            f"“{short(lower.title)}”已是“{short(upper.title)}”的上级任务。", "请先取消原有的承接关系。"
        )
    made = Alignment(upper=upper, lower=lower, kind=choice.kind, reason=choice.reason.strip())
    session.add(made)
    return made


def _present(session: Session, choices: tuple[AlignmentChoice, ...]) -> set[tuple[int, int]]:
    if not choices:
        raise RefusedError("没有选择任务。", "请先勾选要建立的承接关系。")
    pairs = session.execute(select(Alignment.upper_id, Alignment.lower_id))
    return {(upper, lower) for upper, lower in pairs}


def _ends(alignment: Alignment) -> str:
    return f"{short(alignment.upper.title, 16)} → {short(alignment.lower.title, 16)}"


def _first_clause(words: str) -> str:
    """The words up to the first stop, as a title."""
    stops = [place for stop in "。；，\n：" if (place := words.find(stop)) > 3]
    return words[: min(stops, default=len(words))][:60].strip()
