"""The review account (核对清单): every fact that was read, with what was decided on it, as an xlsx workbook.

Count in is count accepted plus count rejected with reasons: `account` says so, and the sheet shows it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import RefusedError
from workbench.exchange.workbook import save_workbook
from workbench.reading.draft import Commitment, Draft, DraftIndicator, DraftTask
from workbench.terms import Confidence, Role, Span, Why

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

GRADES = {Confidence.CERTAIN: "写明", Confidence.LIKELY: "推定", Confidence.GUESSED: "猜测"}
_ROLES = {Role.LEAD: "牵头单位", Role.RESPONSIBLE: "责任单位", Role.SUPPORT: "配合单位"}
_FIELDS = {
    "title": "标题",
    "name": "名称",
    "content": "内容",
    "deadline": "完成时限",
    "category": "类别",
    "attribute": "属性",
    "base": "基期值",
    "target": "目标值",
    "annual": "年均变化",
    "unit": "计量单位",
}


class Listed(StrEnum):
    """The lists of a draft that are reviewed; each value is the field of Draft."""

    TASK = "tasks"
    RESULT = "results"
    INDICATOR = "indicators"
    COMMITMENT = "commitments"


KINDS = {
    Listed.TASK: "任务",
    Listed.RESULT: "成果",
    Listed.INDICATOR: "指标",
    Listed.COMMITMENT: "目标表述",
}

#: A fact of a draft: its list, and its index in it.
FactRef = tuple[Listed, int]


@dataclass(frozen=True, slots=True)
class Decision:
    """What the planner decided on a fact. A rejection needs its reason."""

    accepted: bool
    reason: str = ""


Decisions = Mapping[FactRef, Decision]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A draft as it was read, and the decisions on its facts; what is not named is open."""

    draft: Draft
    decisions: Decisions = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Account:
    """How many facts of a kind were read, and what became of them: `read` is the sum of the others."""

    kind: Listed
    read: int
    accepted: int
    rejected: int
    open: int


def account(reviewed: Reviewed) -> tuple[Account, ...]:
    """The account of one document, kind by kind.

    Raises RefusedError for a rejection without a reason, and for a decision on a fact that is not there.
    """
    for (kind, index), decision in reviewed.decisions.items():
        facts = getattr(reviewed.draft, kind.value)
        if not 0 <= index < len(facts):
            raise RefusedError(f"{KINDS[kind]}中没有第{index + 1}项。", "文件可能已重新读取，请重新核对。")
        if not decision.accepted and not decision.reason.strip():
            raise RefusedError(
                f"{KINDS[kind]}“{_name(facts[index])}”不采用，但没有写明原因。", "请填写原因。"
            )
    return tuple(_account(reviewed, kind) for kind in Listed)


def _account(reviewed: Reviewed, kind: Listed) -> Account:
    read = len(getattr(reviewed.draft, kind.value))
    decided = Counter(one.accepted for (of, _), one in reviewed.decisions.items() if of is kind)
    return Account(kind, read, decided[True], decided[False], read - decided.total())


def write_review(path: Path, reviewed: Sequence[Reviewed]) -> None:
    """Write the review as a workbook: the facts, the account, the problems. An existing file is replaced.

    Raises RefusedError as `account` does, CannotWriteError where the file cannot be written.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    _sheet(book, "核对清单", _FACT_HEADS, [row for one in reviewed for row in _fact_rows(one)])
    _sheet(book, "数量核对", _ACCOUNT_HEADS, [row for one in reviewed for row in _account_rows(one)])
    _sheet(book, "存疑问题", _PROBLEM_HEADS, [row for one in reviewed for row in _problem_rows(one)])
    save_workbook(book, path)


#: (head, width in characters)
_Heads = tuple[tuple[str, int], ...]
_Row = tuple[str | int, ...]
_FACT_HEADS: _Heads = (
    ("文件", 24),
    ("类型", 10),
    ("序号", 8),
    ("名称", 40),
    ("要素", 12),
    ("读取结果", 44),
    ("位置", 16),
    ("可信程度", 10),
    ("读取依据", 44),
    ("依据的原文", 44),
    ("处理", 10),
    ("原因", 30),
)
_ACCOUNT_HEADS: _Heads = (
    ("文件", 32),
    ("类型", 12),
    ("读出", 10),
    ("采用", 10),
    ("不采用", 10),
    ("未处理", 10),
)
_PROBLEM_HEADS: _Heads = (("文件", 32), ("程度", 10), ("问题", 60), ("建议", 40), ("位置", 16))
_SEVERITIES = {"error": "错误", "warning": "存疑", "info": "提示"}


def _fact_rows(reviewed: Reviewed) -> Iterator[_Row]:
    draft = reviewed.draft
    lines = _Lines(draft.text)
    for kind in Listed:
        for index, fact in enumerate(getattr(draft, kind.value)):
            decision = reviewed.decisions.get((kind, index))
            told = "未处理" if decision is None else "采用" if decision.accepted else "不采用"
            number = getattr(fact, "no", "") or str(index + 1)
            for what, read, why in _parts(fact):
                yield (
                    draft.file,
                    KINDS[kind],
                    number,
                    _name(fact),
                    what,
                    read,
                    lines.place((why.span if why else None) or fact.span),
                    GRADES[why.confidence] if why else "",
                    why.rule if why else "由规划人员填写",
                    why.words if why else "",
                    told,
                    decision.reason if decision else "",
                )


def _parts(fact: DraftTask | DraftIndicator | Commitment) -> Iterator[tuple[str, str, Why | None]]:
    """The single facts: what each is, how it was read, and why."""
    if isinstance(fact, Commitment):
        yield "目标表述", fact.text, fact.why
        return
    for name, why in fact.whys.items():
        yield _FIELDS.get(name, name), _read(fact, name), why
    if isinstance(fact, DraftTask):
        for unit in fact.units:
            yield _ROLES[unit.role], unit.name, unit.why


def _read(fact: DraftTask | DraftIndicator, name: str) -> str:
    value = getattr(fact, name, "") or ""
    return str(getattr(value, "raw", value))


def _name(fact: DraftTask | DraftIndicator | Commitment) -> str:
    if isinstance(fact, DraftTask):
        return fact.title
    return fact.name if isinstance(fact, DraftIndicator) else fact.subject


def _account_rows(reviewed: Reviewed) -> Iterator[_Row]:
    for one in account(reviewed):
        yield reviewed.draft.file, KINDS[one.kind], one.read, one.accepted, one.rejected, one.open


def _problem_rows(reviewed: Reviewed) -> Iterator[_Row]:
    lines = _Lines(reviewed.draft.text)
    for one in reviewed.draft.all_problems:
        place = lines.place(one.where) if one.where else ""
        yield reviewed.draft.file, _SEVERITIES[one.severity], one.what, one.proposal or "", place


class _Lines:
    """Places of a text as a planner finds them: 第12行第3字."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]

    def place(self, span: Span) -> str:
        line = bisect_right(self._starts, span.start)
        return f"第{line}行第{span.start - self._starts[line - 1] + 1}字"


def _sheet(book: Workbook, title: str, heads: _Heads, rows: Sequence[_Row]) -> None:
    """A sheet with a frozen, filterable head; texts stay texts, whatever they begin with."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet: Worksheet = book.create_sheet(title)
    for column, (head, width) in enumerate(heads, start=1):
        cell = sheet.cell(1, column, head)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DDE6F0")
        sheet.column_dimensions[get_column_letter(column)].width = width
    wrapped = Alignment(wrap_text=True, vertical="top")
    for at, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            written = sheet.cell(at, column, _printable(value) if isinstance(value, str) else value)
            if isinstance(value, str):
                written.data_type = "s"  # "=…" in a document is a text, never a formula
            written.alignment = wrapped
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{len(rows) + 1}"


#: A cell of a workbook holds no more.
_LONGEST_CELL = 32_767


def _printable(text: str) -> str:
    """The text without the control characters a workbook cannot hold."""
    return "".join(char for char in text if char >= " " or char in "\n\t")[:_LONGEST_CELL]
