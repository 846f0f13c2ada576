"""How the dialogs of tracking are opened for a look at them (see `dialog_openers`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QDialog

from workbench.exchange.task_table import read_table
from workbench.queries.due_plans import due_plan
from workbench.queries.standings import standings
from workbench.queries.tasks import list_tasks
from workbench.reading.draft import Draft
from workbench.rows.indicators import AnnualCheckRow, IndicatorRow, PathRow
from workbench.terms import Colour, DueMethod, Granularity, IndicatorId, Period, Shape, Verdict
from workbench.ui.window import MainWindow
from workbench.ui.work import Work

PERIOD = Period(2025, Granularity.YEAR)


def openers(indicator: IndicatorRow) -> dict[str, Callable[[MainWindow, Work, Draft], QDialog]]:
    """By class; `indicator` is the one they speak of."""

    def checks(window: MainWindow, work: Work, draft: Draft) -> QDialog:
        from workbench.ui.dialogs.annual_checks import AnnualChecksDialog

        told = "年均提高0.4个百分点，与目标不符。"
        row = AnnualCheckRow(IndicatorId(1), "1", "网上可办率", "", Verdict.CONTRADICTS, 0.4, 98.0, told)
        return AnnualChecksDialog([row], window)

    def conversion(window: MainWindow, work: Work, draft: Draft) -> QDialog:
        from workbench.ui.dialogs.convert_unit import ConvertDialog

        return ConvertDialog(indicator, window)

    def due(window: MainWindow, work: Work, draft: Draft) -> QDialog:
        from workbench.ui.dialogs.due_method import DueMethodDialog

        row = work.ask(due_plan, work.ask(list_tasks)[0].id)
        dialog = DueMethodDialog("扩容政务云平台", row, DueMethod.TIME, [], window)
        dialog.method.setCurrentIndex(3)
        return dialog

    def light(window: MainWindow, work: Work, draft: Draft) -> QDialog:
        from workbench.ui.dialogs.hand_light import HandLightDialog

        row = work.ask(standings, PERIOD, dt.date(2025, 12, 31))[0]
        return HandLightDialog(row, PERIOD, (Colour.GREEN, Colour.RED), window)

    def paste(window: MainWindow, work: Work, draft: Draft) -> QDialog:
        from workbench.ui.dialogs.paste_values import PasteValuesDialog

        return PasteValuesDialog(read_table("网上可办率\t97\n别的指标\t1"), [indicator], PERIOD, window)

    def path(window: MainWindow, work: Work, draft: Draft) -> QDialog:
        from workbench.ui.dialogs.indicator_path import PathDialog

        setting = PathRow(Shape.OWN, None, None, ((PERIOD, 97.0),), given=True)
        return PathDialog(indicator, setting, lambda _: "年末应达：2025年 98", window)

    def supervised(window: MainWindow, work: Work, draft: Draft) -> QDialog:
        from workbench.ui.dialogs.supervision import TaskItemDialog

        return TaskItemDialog(work.ask(list_tasks)[0], window)

    def ticks(window: MainWindow, work: Work, draft: Draft) -> QDialog:
        from workbench.ui.dialogs.tick_list import Choice, TickDialog

        return TickDialog("关联任务", "支撑的任务", [Choice(1, "扩容"), Choice(2, "办班")], [1], window)

    made: dict[str, Any] = {
        "AnnualChecksDialog": checks,
        "ConvertDialog": conversion,
        "DueMethodDialog": due,
        "HandLightDialog": light,
        "PasteValuesDialog": paste,
        "PathDialog": path,
        "TaskItemDialog": supervised,
        "TickDialog": ticks,
    }
    return made
