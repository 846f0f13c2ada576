"""The facts of a 印发通知: what the notice that sends out a document with its lists must say.

A document goes in, a `NoticeFacts` comes out, every figure of it counted from the rows that its tables print.
"""

from __future__ import annotations

import datetime as dt
import re

from sqlalchemy.orm import Session

from workbench.queries import notice_tables
from workbench.queries.documents import document as document_row
from workbench.queries.documents import source
from workbench.queries.indicators import list_indicators
from workbench.queries.results import list_results
from workbench.queries.tasks import list_tasks
from workbench.queries.wording import document_number, full_width
from workbench.rows.documents import DocumentRow
from workbench.rows.indicators import IndicatorRow
from workbench.rows.papers import NoticeFacts, TableFacts
from workbench.rows.tasks import ResultRow, TaskRow
from workbench.terms import DeadlineKind, DocumentId, Level, Role

#: 主送机关 and 抄送机关 by the level of the issuing office, in the customary order.
RECIPIENTS = {
    Level.NATIONAL: ("各省、自治区、直辖市人民政府", "国务院各部委、各直属机构"),
    Level.PROVINCE: ("各市、县（区）人民政府", "省人民政府各部门、各直属机构"),
    Level.CITY: ("各县（市、区）人民政府", "市直各有关单位"),
    Level.COUNTY: ("各乡镇人民政府、街道办事处", "县直各有关单位"),
    None: ("各有关单位",),
}
COPIES = {
    Level.NATIONAL: (),
    Level.PROVINCE: ("省委办公厅", "省人大常委会办公厅", "省政协办公厅"),
    Level.CITY: ("市委办公室", "市人大常委会办公室", "市政协办公室"),
    Level.COUNTY: ("县委办公室", "县人大常委会办公室", "县政协办公室"),
    None: (),
}


def notice_facts(session: Session, document: DocumentId, today: dt.date) -> NoticeFacts:
    """What the notice of this document says. It bears the document's own date, or `today` if that is unknown.

    Raises RefusedError where there is no such document.
    """
    row = document_row(session, document)
    tasks = list_tasks(session, document)
    results = list_results(session, document)
    indicators = list_indicators(session, document)
    name = own_name(full_width(row.title))
    date = row.issued_on or today
    attachments = _attachments(name, tasks, results, indicators)
    return NoticeFacts(
        title=f"{row.issuer}关于印发{titled(name)}的通知",
        doc_no=document_number(row.doc_no),
        issuer=row.issuer,
        recipients=RECIPIENTS[row.level],
        body=_body(name, tasks, results, indicators),
        signer=row.issuer,
        date=date,
        attachments=attachments,
        note=openness(source(session, document).text),
        copies_to=COPIES[row.level],
        printed_by=printing_office(row),
        printed_on=date,
        seal=bool(row.issuer),
        warnings=what_is_missing(row, empty=not attachments),
    )


def own_name(title: str) -> str:
    """The name of what is sent out: of 关于印发《X》的通知, that is X."""
    sent = re.search(r"(?:印[发發]|[转轉][发發]|下[发發])《?(.+?)》?的通知$", title)
    return (sent[1] if sent else title).removeprefix("《").removesuffix("》")


_REGULATION = re.compile(r"(?:条例|規定|规定|辦法|办法|細則|细则|規則|规则|章程)(?:（.{1,8}）)?$")


def titled(name: str) -> str:
    """A document's name inside a title: only those of laws and regulations stand in 《》 there."""
    return f"《{nested(name)}》" if _REGULATION.search(name) else name


def nested(name: str) -> str:
    """A name as it stands inside 《》."""
    return name.replace("《", "〈").replace("》", "〉")


def openness(text: str) -> str:
    """附注: whether the paper may be made public, where the document itself says so (此件主动公开)."""
    said = re.search(r"此件(?:(主[动動])|(依申[请請])|(不予))公[开開]", text)
    if not said:
        return ""
    return "此件主动公开" if said[1] else "此件依申请公开" if said[2] else "此件不予公开"


def _attachments(
    name: str,
    tasks: tuple[TaskRow, ...],
    results: tuple[ResultRow, ...],
    indicators: tuple[IndicatorRow, ...],
) -> tuple[TableFacts, ...]:
    tables = []
    if tasks:
        tables.append(notice_tables.task_table(f"{titled(name)}任务清单", tasks))
    if results:
        tables.append(notice_tables.result_table(f"{titled(name)}成果清单", results))
    if indicators:
        tables.append(notice_tables.indicator_table(f"{titled(name)}重点指标表", indicators))
    return tuple(tables)


def _body(
    name: str,
    tasks: tuple[TaskRow, ...],
    results: tuple[ResultRow, ...],
    indicators: tuple[IndicatorRow, ...],
) -> tuple[str, ...]:
    opening = f"《{nested(name)}》已研究同意，现印发给你们，请认真组织实施。"
    told = contents_told(tasks, results, indicators)
    if not told:
        return (opening,)
    charge = "请各责任单位对照附件，细化举措、压实责任，确保各项工作按时完成。"
    return (opening, f"{name}共{told}。{charge}")


def contents_told(
    tasks: tuple[TaskRow, ...], results: tuple[ResultRow, ...], indicators: tuple[IndicatorRow, ...]
) -> str:
    """How much a document holds, in words with their figures; "" where it holds nothing of all this."""
    counts = [_told_tasks(tasks)] if tasks else []
    counts += [f"形成成果{len(results)}项"] if results else []
    counts += [f"设置重点指标{len(indicators)}项"] if indicators else []
    return "，".join(counts)


def _told_tasks(tasks: tuple[TaskRow, ...]) -> str:
    dated = sum(task.deadline.date is not None for task in tasks)
    ongoing = sum(task.deadline.kind is DeadlineKind.ONGOING for task in tasks)
    led = sum(any(unit.role is Role.LEAD for unit in task.units) for task in tasks)
    units = len({unit.unit for task in tasks for unit in task.units})
    parts = [f"明确完成时限的{dated}项"] if dated else []
    parts += [f"持续推进的{ongoing}项"] if ongoing else []
    parts += [f"明确牵头单位的{led}项"] if led else []
    also = f"（其中{'、'.join(parts)}）" if parts else ""
    return f"部署任务{len(tasks)}项{also}" + (f"，涉及责任单位{units}个" if units else "")


def printing_office(row: DocumentRow) -> str:
    """印发机关: a government's general office (办公厅 from the province up), otherwise the issuer itself."""
    if not row.issuer.endswith("人民政府"):
        return row.issuer
    return f"{row.issuer}办公{'厅' if row.level in (Level.NATIONAL, Level.PROVINCE) else '室'}"


def what_is_missing(row: DocumentRow, *, empty: bool) -> tuple[str, ...]:
    """What a notice of this document lacks, as sentences."""
    missing = {
        "发文机关": not row.issuer,
        "发文字号": not row.doc_no,
        "成文日期": row.issued_on is None,
    }
    told = [
        f"《{row.title}》没有{what}，请在“修改文件信息”中补充后再印发。"
        for what, gone in missing.items()
        if gone
    ]
    if empty:
        told.append(f"《{row.title}》没有任务、成果或指标，通知不带附件。")
    return tuple(told)
