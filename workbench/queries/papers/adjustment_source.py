"""Adjustments between two days as the source of papers (调整对照表)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from workbench.notation import date_text
from workbench.queries.adjustments import list_adjustments
from workbench.queries.documents import document as document_row
from workbench.queries.documents import list_documents
from workbench.queries.notice import own_name
from workbench.queries.papers.plan_source import office_words
from workbench.queries.papers.source import PaperChoice, PaperSource, Record
from workbench.queries.wording import full_width
from workbench.rows.adjustments import AdjustedField, AdjustedKind, AdjustmentRow

_FIELDS = {
    AdjustedField.DEADLINE: "完成时限",
    AdjustedField.LEAD: "牵头单位",
    AdjustedField.TARGET: "目标值",
}
_KINDS = {AdjustedKind.TASK: "任务", AdjustedKind.RESULT: "成果", AdjustedKind.INDICATOR: "指标"}


def adjustment_source(session: Session, choice: PaperChoice) -> PaperSource:
    """Every adjustment of one document, or of all, from `since` to `until`."""
    rows = list_adjustments(session, choice.since, choice.until, choice.document)
    row = document_row(session, choice.document) if choice.document is not None else None
    if row is None and len(documents := list_documents(session)) == 1:
        row = documents[0]
    stretch = f"{date_text(choice.since)}至" if choice.since else "截至"
    return PaperSource(
        words={
            **office_words(row),
            "文件": own_name(full_width(row.title)) if row else "各项工作方案",
            "起止": stretch + date_text(choice.until or choice.on),
        },
        lists={"调整": tuple(_record(line, number) for number, line in enumerate(rows, 1))},
    )


def _record(line: AdjustmentRow, number: int) -> Record:
    year = f"{line.year}年" if line.year else ""
    return {
        "序号": str(number),
        "类别": _KINDS[line.kind],
        "名称": line.title,
        "原序号": line.no,
        "调整事项": f"{year}{_FIELDS[line.field]}",
        "事项": _FIELDS[line.field],
        "调整前": line.before or "未明确",
        "调整后": line.after or "不再明确",
        "方式": "补充" if line.supplement else "调整",
        "调整原因": line.reason,
        "依据": line.basis,
        "经办": line.who,
        "调整日期": date_text(line.at.date()),
        "文件": own_name(full_width(line.document_title)),
    }
