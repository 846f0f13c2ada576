"""The door of this room: which papers there are, what one says, and what to hold its print against."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from workbench.errors import RefusedError
from workbench.notation import date_text
from workbench.queries.documents import document as document_row
from workbench.queries.documents import list_documents
from workbench.queries.papers.adjustment_source import adjustment_source
from workbench.queries.papers.composing import compose, paper_date
from workbench.queries.papers.item_source import item_source
from workbench.queries.papers.period_source import period_source
from workbench.queries.papers.plan_source import notice_source, plan_source
from workbench.queries.papers.source import PaperChoice, PaperSource
from workbench.queries.papers.template import Template, find_template
from workbench.queries.papers.unit_source import unit_source
from workbench.rows.documents import DocumentRow
from workbench.rows.papers import (
    Block,
    EditorNote,
    FigureFacts,
    Format,
    Items,
    PaperFacts,
    Paragraph,
    TableFacts,
)


def paper_facts(session: Session, template: str | Template, choice: PaperChoice) -> PaperFacts:
    """What a paper says. `template` is a template, the name of one, or the path of its file.

    Raises RefusedError where the template is wrong or the choice leaves out what it needs.
    """
    rule = template if isinstance(template, Template) else find_template(template)
    source = SOURCES.get(rule.source)
    if source is None:
        raise RefusedError(
            f"模板“{rule.name}”的内容来源“{rule.source}”不存在。", f"可以使用的来源：{'、'.join(SOURCES)}。"
        )
    return compose(rule, source(session, choice), choice)


def _period(session: Session, choice: PaperChoice) -> PaperSource:
    from workbench.queries.circular import circular
    from workbench.queries.indicators import trends
    from workbench.queries.periods import current_period

    period = choice.period or current_period(session, choice.on)
    facts, charts = circular(session, period, choice.on), trends(session, period)
    return _warned(period_source(facts, _document(session, choice), charts), choice)


def _item(session: Session, choice: PaperChoice) -> PaperSource:
    from workbench.queries.supervision import item

    if choice.item is None:
        raise RefusedError("没有说明是哪一件督办事项。", "请先选择督办件。")
    source = item_source(item(session, choice.item, choice.on), choice.on, _document(session, choice))
    return _warned(source, choice)


def _document(session: Session, choice: PaperChoice) -> DocumentRow | None:
    """The document chosen; else the latest of the organ that issued most of the plan."""
    if choice.document is not None:
        return document_row(session, choice.document)
    issued = [one for one in list_documents(session) if one.issuer]
    counts = Counter(one.issuer for one in issued)
    return max(issued, key=lambda one: (counts[one.issuer], one.issued_on or dt.date.min), default=None)


def _warned(source: PaperSource, choice: PaperChoice) -> PaperSource:
    """A paper about a whole plan is written by an office that the plan does not name."""
    if choice.document is not None or "发文机关" in choice.words or not source.words["发文机关"]:
        return source
    told = f"发文机关暂按计划中的文件填为“{source.words['发文机关']}”，请核对。"
    return replace(source, warnings=(*source.warnings, told))


#: What a template may name as its source.
SOURCES: dict[str, Callable[[Session, PaperChoice], PaperSource]] = {
    "plan": plan_source,
    "notice": notice_source,
    "unit": unit_source,
    "adjustments": adjustment_source,
    "period": _period,
    "item": _item,
}


def expectation(facts: PaperFacts) -> dict[str, Any]:
    """A paper as JSON to hold its print against: `sequence` is every datum of it in reading order."""
    tables = [table for table in _blocks(facts) if isinstance(table, TableFacts)]
    date = paper_date(facts)
    return {
        "kind": facts.kind,
        "format": facts.head.format.value,
        "title": facts.title,
        "doc_no": facts.head.doc_no,
        "recipient": "，".join(facts.recipients) + "：" if facts.recipients else "",
        "issuer": facts.head.issuer,
        "date": date_text(date) if date else "",
        "body_text": "\n".join(text for block in facts.blocks for text in _texts(block)),
        "attachments": [attachment.title for attachment in facts.attachments],
        "header": list(tables[0].heads) if tables else [],
        "rows": [list(row) for table in tables for row in table.rows],
        "sequence": [text for block in _blocks(facts) for text in _said(block)],
        "seal": bool(facts.closing and facts.closing.seal),
        "red_head": facts.head.format is not Format.REPORT,
        "imprint": facts.imprint is not None,
    }


def _blocks(facts: PaperFacts) -> list[Block]:
    return [*facts.blocks, *(block for each in facts.attachments for block in each.blocks)]


def _texts(block: Block) -> tuple[str, ...]:
    """Running text of a block."""
    if isinstance(block, Paragraph):
        return (block.text,) if not block.notes else ()
    if isinstance(block, Items):
        return block.numbered
    return block.texts if isinstance(block, EditorNote) else ()


def _said(block: Block) -> tuple[str, ...]:
    """Every datum of a block, in the order it is printed."""
    if isinstance(block, TableFacts):
        cells = (cell for row in block.rows for cell in row if cell)
        return (*filter(None, (block.title, block.unit)), *cells, *block.notes)
    if isinstance(block, FigureFacts):
        return (block.title,) if block.title else ()
    return _texts(block)
