"""One unit as the source of papers: its sheet (责任清单) by role."""

from __future__ import annotations

from sqlalchemy.orm import Session

from workbench.errors import RefusedError
from workbench.queries.documents import document as document_row
from workbench.queries.notice import own_name
from workbench.queries.papers.plan_source import office_words
from workbench.queries.papers.source import PaperChoice, PaperSource, Record
from workbench.queries.unit_sheet import unit_sheet
from workbench.queries.wording import ROLES, STATES, deadline_text, full_width
from workbench.rows.unit_sheets import UnitSheetRow
from workbench.terms import Role

_SHARES = {Role.LEAD: "牵头任务", Role.RESPONSIBLE: "责任任务", Role.SUPPORT: "配合任务"}


def unit_source(session: Session, choice: PaperChoice) -> PaperSource:
    """A unit's sheet, of one document where one is chosen. Raises RefusedError where no unit is chosen."""
    if choice.unit is None:
        raise RefusedError("没有说明是哪个单位。", "请先选择单位。")
    sheet = unit_sheet(session, choice.unit, choice.document)
    row = document_row(session, choice.document) if choice.document is not None else None
    tasks = tuple(_record(line, number) for number, line in enumerate(_tasks(sheet.rows), 1))
    results = tuple(
        _record(line, number)
        for number, line in enumerate((line for line in sheet.rows if line.result is not None), 1)
    )
    return PaperSource(
        words={
            **office_words(row),
            "责任主体": sheet.name,
            "文件": own_name(full_width(row.title)) if row else "",
        },
        lists={
            "任务": tasks,
            "成果": results,
            **{name: tuple(one for one in tasks if one["责任"] == name) for name in _SHARES.values()},
        },
        checks={
            "牵头任务": sheet.lead,
            "责任任务": sheet.responsible,
            "配合任务": sheet.support,
            "成果": sheet.results,
        },
    )


def _tasks(rows: tuple[UnitSheetRow, ...]) -> list[UnitSheetRow]:
    return [line for line in rows if line.task is not None]


def _record(line: UnitSheetRow, number: int) -> Record:
    content = line.content.removeprefix(line.title).lstrip("。．.：:，, ")
    return {
        "序号": str(number),
        "责任": _SHARES[line.role],
        "责任方式": ROLES[line.role],
        "任务": line.title,
        "内容": content,
        "任务内容": f"{line.title}。{content}" if content else line.title,
        "牵头单位": line.lead,
        "其他单位": line.others,
        "完成时限": deadline_text(line.deadline),
        "状态": STATES[line.state],
        "进度": "" if line.progress is None else f"{line.progress}%",
        "最新进展": line.latest,
        "文件": own_name(full_width(line.document_title)),
    }
