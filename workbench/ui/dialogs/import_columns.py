"""The lists of the import dialog as data: which columns a draft's tasks, results, indicators and narrative
targets have, and which mend on the desk an edit means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt

from workbench.reading.draft import Commitment, DraftIndicator, DraftTask, DraftValue
from workbench.terms import Confidence, Severity
from workbench.ui import theme, wording
from workbench.ui.dialogs.deadline import DeadlineDelegate
from workbench.ui.dialogs.draft_desk import DraftDesk, Kind
from workbench.ui.icons import icon
from workbench.ui.itemmodels.rows import CENTRE, RIGHT, Column

F = TypeVar("F", DraftTask, DraftIndicator, Commitment)


@dataclass(frozen=True, slots=True)
class Line(Generic[F]):
    """One fact of a draft and its number in its list."""

    number: int
    fact: F
    looked_at: bool = False


Mend = Callable[[Callable[[DraftDesk], None]], None]


def task_columns(kind: Kind, mend: Mend, open_units: Callable[[Line[DraftTask]], None]) -> list[Column[Any]]:
    """Columns of 任务 or 成果. `mend` runs a change on the desk and shows the outcome."""

    def rename(line: Line[DraftTask], title: str) -> None:
        mend(lambda desk: desk.rename(kind, line.number, title))

    def set_deadline(line: Line[DraftTask], value: Any) -> None:
        mend(lambda desk: desk.set_deadline(kind, (line.number,), value))

    group: Column[Any] = Column("章节", lambda line: " › ".join(line.fact.section), 120, look=_quiet)
    if kind is Kind.RESULT:
        group = Column("类别", lambda line: line.fact.category, 120, look=_quiet)
    noun = "任务" if kind is Kind.TASK else "成果"
    return [
        Column("", _mark, 30, CENTRE, look=_weight),
        Column("序号", lambda line: line.fact.no, 62, order=lambda line: line.number),
        Column(noun, lambda line: line.fact.title, 0, edit=rename, look=_indent),
        Column("责任单位", lambda line: _units(line.fact), 210, open=open_units),
        Column(
            "完成时限",
            lambda line: wording.deadline(line.fact.deadline),
            110,
            value=lambda line: line.fact.deadline,
            order=lambda line: str(line.fact.deadline.date or "9"),
            edit=set_deadline,
            delegate=DeadlineDelegate,
        ),
        SURENESS,
        group,
    ]


def indicator_columns(mend: Mend) -> list[Column[Any]]:
    """Columns of 指标."""

    def rename(line: Line[DraftIndicator], name: str) -> None:
        mend(lambda desk: desk.rename(Kind.INDICATOR, line.number, name))

    def set_measure(line: Line[DraftIndicator], unit: str) -> None:
        mend(lambda desk: desk.set_measure(line.number, unit))

    return [
        Column("", _mark, 30, CENTRE, look=_weight),
        Column("序号", lambda line: line.fact.no, 50, order=lambda line: line.number),
        Column("指标名称", lambda line: line.fact.name, 0, edit=rename),
        Column("计量单位", lambda line: line.fact.unit, 72, edit=set_measure),
        Column("基期值", lambda line: _value(line.fact.base), 118, RIGHT),
        Column("目标值", lambda line: _value(line.fact.target), 122, RIGHT),
        Column("年均", lambda line: line.fact.annual.raw if line.fact.annual else "", 66, look=_quiet),
        SURENESS,
        Column("属性", lambda line: line.fact.attribute or "", 64),
        Column("类别", lambda line: line.fact.category, 84, look=_quiet),
    ]


def commitment_columns() -> list[Column[Any]]:
    """Columns of 目标表述."""
    return [
        Column("目标表述", lambda line: line.fact.text, 0),
        Column("主体", lambda line: line.fact.subject, 180),
        Column(
            "目标值",
            lambda line: wording.quantity(line.fact.value, line.fact.operator) + line.fact.unit,
            110,
            RIGHT,
            order=lambda line: line.fact.value,
        ),
        Column("年份", lambda line: str(line.fact.year or ""), 60, CENTRE),
        SURENESS,
    ]


def _units(fact: DraftTask) -> str:
    return "、".join(f"{unit.name}{_role(unit.role)}" for unit in fact.units)


def _role(role: Any) -> str:
    return "" if role == "responsible" else f"（{wording.ROLES[role]}）"


def _value(value: DraftValue | None) -> str:
    if value is None:
        return ""
    return f"{value.raw}（{value.year}年）" if value.year else value.raw


def _mark(line: Line[Any]) -> str:
    return ""


def _weight(line: Line[Any], role: int) -> Any:
    """The icon of the worst problem, and its words as tool tip; a tick for what was looked at."""
    problems = line.fact.problems
    if line.looked_at and role == Qt.ItemDataRole.DecorationRole:
        return icon("success")
    if not problems:
        return None
    if role == Qt.ItemDataRole.DecorationRole:
        worst = max(problems, key=lambda one: list(Severity).index(one.severity)).severity
        return icon({"error": "error", "warning": "warning"}.get(worst, "info"))
    if role == Qt.ItemDataRole.ToolTipRole:
        return "\n".join(one.what for one in problems)
    return None


def _sureness(line: Line[Any]) -> str:
    return wording.CONFIDENCES[line.fact.confidence]


def _sure_look(line: Line[Any], role: int) -> Any:
    if role == Qt.ItemDataRole.ForegroundRole:
        colors = {Confidence.GUESSED: "overdue", Confidence.LIKELY: "warning"}
        return theme.color(colors.get(line.fact.confidence, "faint_text"))
    return None


SURENESS: Column[Any] = Column(
    "依据",
    _sureness,
    52,
    CENTRE,
    order=lambda line: list(wording.CONFIDENCES).index(line.fact.confidence),
    look=_sure_look,
)


def _quiet(line: Line[Any], role: int) -> Any:
    return theme.color("quiet_text") if role == Qt.ItemDataRole.ForegroundRole else None


def _indent(line: Line[DraftTask], role: int) -> Any:
    """Parts of a task stand in under it."""
    if role == Qt.ItemDataRole.DisplayRole and line.fact.parent is not None:
        return f"　└ {line.fact.title}"
    return None
