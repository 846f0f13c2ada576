"""Which views the window has, in the order of the navigation. Each is imported when it is first visited."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from workbench.ui.views.page import Page
from workbench.ui.work import Work


@dataclass(frozen=True, slots=True)
class Entry:
    """A view: its name, its title and icon in the navigation, and the class that shows it."""

    name: str
    title: str
    drawing: str
    module: str
    view: str


ENTRIES = (
    Entry("overview", "总览", "overview", "workbench.ui.views.overview", "OverviewPage"),
    Entry("documents", "文件", "documents", "workbench.ui.views.documents", "DocumentsPage"),
    Entry("tasks", "任务", "tasks", "workbench.ui.views.tasks", "TasksPage"),
    Entry("results", "成果", "results", "workbench.ui.views.results", "ResultsPage"),
    Entry("indicators", "指标", "indicators", "workbench.ui.views.indicators", "IndicatorsPage"),
    Entry("gantt", "甘特图", "gantt", "workbench.ui.views.timeline", "TimelinePage"),
    Entry("progress", "进展", "progress", "workbench.ui.views.progress", "ProgressPage"),
    Entry("supervision", "督办", "supervision", "workbench.ui.views.supervision", "SupervisionPage"),
    Entry("charts", "图表", "charts", "workbench.ui.views.charts", "ChartsPage"),
    Entry("evaluation", "考核", "evaluation", "workbench.ui.views.evaluation", "EvaluationPage"),
    Entry("statistics", "统计", "statistics", "workbench.ui.views.statistics", "StatisticsPage"),
    Entry(
        "responsibilities",
        "责任",
        "responsibilities",
        "workbench.ui.views.responsibilities",
        "ResponsibilitiesPage",
    ),
    Entry("units", "单位", "unit", "workbench.ui.views.units", "UnitsPage"),
    Entry("adjustments", "调整", "adjustments", "workbench.ui.views.adjustments", "AdjustmentsPage"),
    Entry("alignments", "衔接", "alignments", "workbench.ui.views.alignments", "AlignmentsPage"),
    Entry("reports", "报告", "reports", "workbench.ui.views.reports", "ReportsPage"),
    Entry("check", "格式检查", "check", "workbench.ui.views.format_check", "FormatCheckPage"),
)
NAMES = tuple(entry.name for entry in ENTRIES)
FIRST = "overview"


def key_of(number: int) -> str:
    """The key that leads to a view, by its number from 1: Ctrl+1 to Ctrl+9, Ctrl+0, then none."""
    return f"Ctrl+{number % 10}" if number <= 10 else ""


def make(name: str, work: Work) -> Page:
    """The view of this name, freshly made."""
    entry = ENTRIES[NAMES.index(name)]
    page = getattr(import_module(entry.module), entry.view)(work)
    assert isinstance(page, Page)
    return page
