"""How each dialog of the window is opened for a look at it, filled with something of the plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QDialog

from tests.ui.tracking_dialogs import openers
from workbench.queries.actuals import ActualDays
from workbench.queries.documents import list_documents
from workbench.queries.history import list_steps
from workbench.queries.tasks import list_tasks
from workbench.queries.units import list_units
from workbench.reading.draft import Draft
from workbench.rows.adjustments import AdjustedField, AdjustedKind, AdjustmentRow
from workbench.rows.baselines import ShiftRow
from workbench.rows.indicators import IndicatorRow, TargetRow
from workbench.rows.units import AlikeUnits, ReformRow
from workbench.terms import (
    NO_DEADLINE,
    ChangeControl,
    DocumentId,
    DueMethod,
    Granularity,
    IndicatorId,
    Operator,
    ReformId,
    ReformKind,
    StepId,
    TargetKind,
    TaskId,
    UnitChoice,
)
from workbench.ui.settings import Settings
from workbench.ui.views.timeline import TimelinePage
from workbench.ui.window import MainWindow
from workbench.ui.work import Work

DAY = dt.date(2025, 6, 30)
ADJUSTMENT = AdjustmentRow(
    StepId(1),
    AdjustedField.DEADLINE,
    AdjustedKind.TASK,
    1,
    "（一）",
    "扩容政务云平台",
    DocumentId(1),
    "要点",
    "2025年9月底前",
    "2025年底前",
    "",
    "",
    "王敏",
    dt.datetime(2025, 6, 1),
)
INDICATOR = IndicatorRow(
    IndicatorId(1),
    DocumentId(1),
    "要点",
    "1",
    "网上可办率",
    "%",
    "",
    "",
    96.0,
    2020,
    "96",
    (TargetRow(2025, 98.0, Operator.AT_LEAST, TargetKind.LEVEL, "98以上"),),
    "",
    (),
    None,
)


def _gantt(window: MainWindow) -> TimelinePage:
    page = window.show_view("gantt")
    assert isinstance(page, TimelinePage)
    page.refresh_now()
    return page


def _bug(window: MainWindow, work: Work, draft: Draft) -> QDialog:
    from workbench.ui.messages import BugDialog

    return BugDialog("出错位置：某处", Path("workbench.log"), window)


def _print(window: MainWindow, work: Work, draft: Draft) -> QDialog:
    from workbench.ui.gantt.printing import PrintDialog

    return PrintDialog(_gantt(window).gantt, work)


def _calendar(window: MainWindow, work: Work, draft: Draft) -> QDialog:
    from workbench.ui.gantt.calendar_dialog import CalendarDialog

    return CalendarDialog(window, 2025)


def _schedule(window: MainWindow, work: Work, draft: Draft) -> QDialog:
    from workbench.planning.rescheduling import ProposedLine, Reschedule
    from workbench.ui.gantt.schedule_dialog import ScheduleDialog

    day = DAY.toordinal()
    line = ProposedLine(1, 2, "扩容政务云平台", day, day + 9, day + 5, day + 14, late=True)
    return ScheduleDialog(lambda *_: Reschedule((line,), ("2027年的放假安排尚未录入。",)), day, window)


def _actual(window: MainWindow, work: Work, draft: Draft) -> QDialog:
    from workbench.ui.gantt.actual_dialog import ActualDialog

    return ActualDialog("扩容政务云平台", ActualDays(TaskId(1), DAY, DAY), window)


def _comparison(window: MainWindow, work: Work, draft: Draft) -> QDialog:
    from workbench.ui.gantt.comparison import ComparisonDialog

    return ComparisonDialog([ShiftRow(TaskId(1), "扩容政务云平台", DAY, DAY, DAY, DAY, 3)], window)


def _facts(window: MainWindow, work: Work, draft: Draft) -> QDialog:
    from workbench.ui.dialogs.document_facts import DocumentFactsDialog

    return DocumentFactsDialog(work.ask(list_documents)[0], window)


def _control(window: MainWindow, work: Work, draft: Draft) -> QDialog:
    from workbench.ui.dialogs.change_control import ChangeControlDialog

    return ChangeControlDialog(ChangeControl.ASK, True, parent=window)


def _step(window: MainWindow, work: Work, draft: Draft) -> QDialog:
    from workbench.ui.dialogs.step import StepDialog

    return StepDialog(work.ask(list_steps)[0], [ADJUSTMENT], window)


def _units(window: MainWindow, work: Work, draft: Draft) -> QDialog:
    from workbench.ui.dialogs.units import UnitPicker

    return UnitPicker("责任单位", ["市数据局", "市财政局"], [UnitChoice("市数据局")], window)


def _find(window: MainWindow, work: Work, draft: Draft) -> QDialog:
    from workbench.ui.dialogs.replace import FindDialog

    return FindDialog(work, window)


def _search(window: MainWindow, work: Work, draft: Draft) -> QDialog:
    from workbench.ui.dialogs.search import SearchDialog

    return SearchDialog(work, Settings(), window)


def _alike_units(window: MainWindow, work: Work, draft: Draft) -> QDialog:
    from workbench.ui.dialogs.alike_units import AlikeUnitsDialog

    one, other, *_ = work.ask(list_units)
    return AlikeUnitsDialog([AlikeUnits(one, other, "名称相近", 4)], window)


def _reforms(window: MainWindow, work: Work, draft: Draft) -> QDialog:
    from workbench.ui.dialogs.reforms_done import ReformsDialog

    return ReformsDialog([ReformRow(ReformId(1), next(iter(ReformKind)), DAY, "合并", "某文", 3)], window)


def _bulk(window: MainWindow, work: Work, draft: Draft) -> QDialog:
    from workbench.ui.dialogs.bulk_edit import BulkEditDialog

    return BulkEditDialog(3, ["市数据局"], 2025, window)


def _reform(window: MainWindow, work: Work, draft: Draft) -> QDialog:
    from workbench.ui.dialogs.reform import ReformDialog

    units = work.ask(list_units)
    return ReformDialog(next(iter(ReformKind)), units, [units[0].id], lambda *_: (), window)


def _edition(window: MainWindow, work: Work, draft: Draft) -> QDialog:
    from workbench.ui.dialogs.edition import EditionDialog

    return EditionDialog(work, work.ask(list_documents)[0], replace(draft, sha256="0" * 64), window)


def _grounds(window: MainWindow, work: Work, draft: Draft) -> QDialog:
    from workbench.ui.dialogs.grounds import GroundsDialog

    return GroundsDialog([ADJUSTMENT], ["工作需要"], ["某文"], window)


def _milestone(window: MainWindow, work: Work, draft: Draft) -> QDialog:
    from workbench.ui.dialogs.milestone import MilestoneDialog

    return MilestoneDialog("扩容政务云平台", 2025, window)


def _reasons(window: MainWindow, work: Work, draft: Draft) -> QDialog:
    from workbench.queries.whys import whys_of_task
    from workbench.ui.dialogs.reasons import ReasonsDialog

    task = work.ask(list_tasks)[0]
    return ReasonsDialog(task.title, work.ask(whys_of_task, task.id), window)


def _figures(window: MainWindow, work: Work, draft: Draft) -> QDialog:
    from workbench.ui.dialogs.figures import FigureDialog

    return FigureDialog("目标值", INDICATOR, window)


def _base(window: MainWindow, work: Work, draft: Draft) -> QDialog:
    from workbench.ui.dialogs.figures import BaseDialog

    return BaseDialog(INDICATOR, window)


def _target(window: MainWindow, work: Work, draft: Draft) -> QDialog:
    from workbench.ui.dialogs.figures import TargetDialog

    return TargetDialog(INDICATOR, window)


def _observation(window: MainWindow, work: Work, draft: Draft) -> QDialog:
    from workbench.ui.dialogs.figures import ObservationDialog

    return ObservationDialog(INDICATOR, window)


def _adjust(window: MainWindow, work: Work, draft: Draft) -> QDialog:
    from workbench.ui.dialogs.adjust import AdjustDialog

    return AdjustDialog("扩容政务云平台", NO_DEADLINE, window)


def _unit_choice(window: MainWindow, work: Work, draft: Draft) -> QDialog:
    from workbench.ui.dialogs.unit_choice import UnitChoiceDialog

    return UnitChoiceDialog("并入其他单位", "把它并入：", work.ask(list_units), "", window)


def _templates(window: MainWindow, work: Work, draft: Draft) -> QDialog:
    from workbench.ui.views.reports import ReportsPage

    page = window.show_view("reports")
    assert isinstance(page, ReportsPage)
    return page.make_templates_dialog()


def _lexicon(window: MainWindow, work: Work, draft: Draft) -> QDialog:
    from workbench.ui.dialogs.lexicon import LexiconDialog

    return LexiconDialog(window)


def _import(window: MainWindow, work: Work, draft: Draft) -> QDialog:
    from workbench.ui.dialogs.import_documents import ImportDialog

    return ImportDialog(work, [draft], [row.title for row in work.ask(list_tasks)], window)


def _paste(window: MainWindow, work: Work, draft: Draft) -> QDialog:
    from workbench.exchange.task_table import Proposal
    from workbench.planning.task_edits import TaskEdit
    from workbench.ui.dialogs.paste_tasks import PasteDialog

    lines = [
        Proposal(1, None, "建设机房", edit=TaskEdit(None, "建设机房")),
        Proposal(2, None, "", problem="没有任务名称。"),
    ]
    return PasteDialog(lines, "要点", window)


def _new_item(window: MainWindow, work: Work, draft: Draft) -> QDialog:
    from workbench.ui.dialogs.supervision import NewItemDialog

    return NewItemDialog(["市数据局"], window)


def _move(window: MainWindow, work: Work, draft: Draft) -> QDialog:
    from workbench.operations.supervision import open_item
    from workbench.queries.supervision import list_items
    from workbench.ui.dialogs.supervision import MOVES, MoveDialog

    work.change(open_item, "督办事项", dt.date(2026, 6, 30), day=DAY)
    row = work.ask(list_items, DAY)[0]
    return MoveDialog(next(iter(MOVES)), row, window)


def _reporting(window: MainWindow, work: Work, draft: Draft) -> QDialog:
    from workbench.ui.dialogs.reporting import ReportingDialog

    return ReportingDialog(Granularity.QUARTER, 28, 0, next(iter(DueMethod)), window)


class _NeverEnding:
    """A change that takes its time, and tells how far it is."""

    label, done, of = "保存", 3, 10
    ended = False

    @property
    def watch(self) -> _NeverEnding:
        return self

    def stop(self) -> None: ...


def _waiting(window: MainWindow, work: Work, draft: Draft) -> QDialog:
    from workbench.ui.dialogs.waiting import StepBox

    return StepBox(_NeverEnding(), "正在保存…", window)


Opener = Callable[[MainWindow, Work, Draft], QDialog]
OPENERS: dict[str, Opener] = {
    "ActualDialog": _actual,
    "AdjustDialog": _adjust,
    "AlikeUnitsDialog": _alike_units,
    "BaseDialog": _base,
    "BugDialog": _bug,
    "BulkEditDialog": _bulk,
    "CalendarDialog": _calendar,
    "ChangeControlDialog": _control,
    "ComparisonDialog": _comparison,
    "DocumentFactsDialog": _facts,
    "EditionDialog": _edition,
    "FigureDialog": _figures,
    "FindDialog": _find,
    "GroundsDialog": _grounds,
    "ImportDialog": _import,
    "LexiconDialog": _lexicon,
    "TemplatesDialog": _templates,
    "MilestoneDialog": _milestone,
    "MoveDialog": _move,
    "NewItemDialog": _new_item,
    "ObservationDialog": _observation,
    "PasteDialog": _paste,
    "PrintDialog": _print,
    "ReasonsDialog": _reasons,
    "ReformDialog": _reform,
    "ReformsDialog": _reforms,
    "ReportingDialog": _reporting,
    "ScheduleDialog": _schedule,
    "SearchDialog": _search,
    "StepBox": _waiting,
    "StepDialog": _step,
    "TargetDialog": _target,
    "UnitChoiceDialog": _unit_choice,
    "UnitPicker": _units,
    **openers(INDICATOR),
}
