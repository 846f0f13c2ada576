"""One document as the source of papers: its tasks in three orders, its results and indicators."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from workbench.errors import RefusedError
from workbench.notation import date_text
from workbench.queries.documents import document as document_row
from workbench.queries.documents import source as source_text
from workbench.queries.indicators import list_indicators
from workbench.queries.notice import (
    COPIES,
    RECIPIENTS,
    contents_told,
    nested,
    openness,
    own_name,
    printing_office,
    titled,
    what_is_missing,
)
from workbench.queries.notice_tables import base_head, base_year
from workbench.queries.papers.records import (
    dated_task_records,
    indicator_records,
    result_records,
    task_records,
    unit_task_records,
)
from workbench.queries.papers.source import PaperChoice, PaperSource
from workbench.queries.papers.trend_charts import trend_charts
from workbench.queries.results import list_results
from workbench.queries.tasks import list_tasks
from workbench.queries.wording import document_number, full_width
from workbench.rows.documents import DocumentRow
from workbench.terms import DocumentId


def plan_source(session: Session, choice: PaperChoice) -> PaperSource:
    """A document's lists. Raises RefusedError where none is chosen, or there is no such document."""
    row = document_row(session, chosen_document(choice))
    tasks = list_tasks(session, row.id)
    results = list_results(session, row.id)
    indicators = list_indicators(session, row.id)
    return PaperSource(
        words=document_words(row),
        lists={
            "任务": task_records(tasks),
            "单位任务": unit_task_records(tasks),
            "时限任务": dated_task_records(tasks),
            "成果": result_records(results),
            "指标": indicator_records(indicators),
        },
        charts={"走势": trend_charts(indicators)},
        checks={"任务": row.tasks, "成果": row.results, "指标": row.indicators},
    )


def notice_source(session: Session, choice: PaperChoice) -> PaperSource:
    """As `plan_source`, with what the notice that issues the document says besides."""
    source = plan_source(session, choice)
    row = document_row(session, chosen_document(choice))
    tasks, results = list_tasks(session, row.id), list_results(session, row.id)
    indicators = list_indicators(session, row.id)
    name = own_name(full_width(row.title))
    words = {
        "标题文件": titled(name),
        "书名文件": nested(name),
        "要目": contents_told(tasks, results, indicators),
        "附注": openness(source_text(session, row.id).text),
        "成文日期": date_text(row.issued_on or choice.on),
        "基期表头": base_head(base_year(indicators)),
    }
    empty = not (tasks or results or indicators)
    return replace(
        source,
        words={**source.words, **words},
        warnings=what_is_missing(row, empty=empty),
        says_what_is_missing=True,
    )


def chosen_document(choice: PaperChoice) -> DocumentId:
    if choice.document is None:
        raise RefusedError("没有说明是哪一份文件。", "请先选择文件。")
    return choice.document


def document_words(row: DocumentRow) -> dict[str, str]:
    """What a paper about a document may say of it."""
    return {
        "文件": own_name(full_width(row.title)),
        "文件全称": full_width(row.title),
        "文件文号": document_number(row.doc_no),
        "文件发文机关": row.issuer,
        **office_words(row),
    }


def office_words(row: DocumentRow | None) -> dict[str, str]:
    """Who writes to whom, as far as a document tells: the office fills in the rest."""
    level = row.level if row else None
    return {
        "发文机关": row.issuer if row else "",
        "发文字号": "",
        "主送": "；".join(RECIPIENTS[level]),
        "抄送": "；".join(COPIES[level]),
        "印发机关": printing_office(row) if row else "",
    }
