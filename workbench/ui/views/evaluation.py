"""考核: scores with their facts, the check of the ledger, and the rules both rest on."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QComboBox, QTabWidget

from workbench.queries.wording import PERIOD_STATES
from workbench.terms import Period
from workbench.ui.controls import named
from workbench.ui.views.findings_pane import FindingsPane
from workbench.ui.views.page import Page, Place
from workbench.ui.views.rules_pane import LightRulesPane, SchemePane
from workbench.ui.views.score_pane import ScorePane
from workbench.ui.views.task_score_pane import TaskScorePane
from workbench.ui.work import Work

TABS = ("scores", "tasks", "checkup", "rules", "scheme")
_NAMES = ("单位得分", "任务得分", "台账体检", "亮灯规则", "考核方案")


class EvaluationPage(Page):
    """Five tabs over one period."""

    title = "考核"

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self.periods = named(QComboBox(), "报告期")
        self.periods.setMinimumWidth(180)
        self.scores, self.rules, self.scheme = ScorePane(work), LightRulesPane(work), SchemePane(work)
        self.tasks, self.findings = TaskScorePane(), FindingsPane(work)
        self.tabs = named(QTabWidget(documentMode=True), "考核内容")
        self.tabs.tabBar().setAccessibleName("考核内容")
        self._shown: set[str] = set()
        kept = self.periods.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # the tabs stay where they are
        self.periods.setSizePolicy(kept)
        self.bar.addWidget(self.periods)
        self.bar.addStretch(1)
        panes = (self.scores, self.tasks, self.findings, self.rules, self.scheme)
        for pane, name in zip(panes, _NAMES, strict=True):
            self.tabs.addTab(pane, name)
        self.body.addWidget(self.tabs, 1)
        self.periods.currentIndexChanged.connect(lambda _: self._show_period())
        self.tabs.currentChanged.connect(lambda _: self._show_tab())
        for leading in (self.scores, self.tasks, self.findings):
            leading.wanted.connect(self.wanted.emit)
        self.findings.said.connect(self.said.emit)

    def refresh(self) -> None:
        from workbench.queries.periods import current_period, offered_periods

        today, ask = dt.date.today(), self.work.ask
        chosen: Period = self.periods.currentData() or ask(current_period, today)
        rows = ask(offered_periods, today)
        self.periods.blockSignals(True)
        self.periods.clear()
        for row in rows:
            self.periods.addItem(f"{row.name}（{PERIOD_STATES[row.state]}）", row.period)
        places = [number for number, row in enumerate(rows) if row.period == chosen]
        self.periods.setCurrentIndex(places[0] if places else 0)
        self.periods.blockSignals(False)
        self._shown.clear()
        self._show_tab()

    def go(self, place: Place) -> None:
        if place.look in TABS:
            self.tabs.setCurrentIndex(TABS.index(place.look))

    def _show_period(self) -> None:
        """Another period: all but the check of the ledger is asked anew, when next looked at."""
        self._shown &= {"checkup"}
        self._show_tab()

    def _show_tab(self) -> None:
        """Ask what the tab on top shows, unless it is there already: scores and checks of a large plan take
        their time.
        """
        period: Period | None = self.periods.currentData()
        name = TABS[self.tabs.currentIndex()]
        self.periods.setVisible(name != "checkup")
        if period is None or name in self._shown or not self.work.is_open:
            return
        self._shown.add(name)
        show = {
            "scores": self._show_scores,
            "tasks": self._show_task_scores,
            "checkup": self._show_findings,
            "rules": self._show_rules,
            "scheme": self._show_schemes,
        }
        show[name](period)

    def _show_scores(self, period: Period) -> None:
        from workbench.queries.evaluation import list_marks, list_schemes, scores

        today, ask = dt.date.today(), self.work.ask
        schemes = ask(list_schemes, min(period.last_day, today))
        items = next((row.items for row in schemes if row.current), ())
        self.scores.show_period(period, ask(scores, period, today), items, ask(list_marks, period))

    def _show_task_scores(self, period: Period) -> None:
        from workbench.queries.evaluation import task_scores
        from workbench.queries.units import list_units

        today, work = dt.date.today(), self.work
        busy = [row for row in work.ask(list_units) if row.lead or row.responsible]
        self.tasks.show_units(
            lambda unit: work.ask(task_scores, period, today, unit),
            [(row.name, row.id) for row in busy],
            sum(row.lead + row.responsible for row in busy),
        )

    def _show_findings(self, period: Period) -> None:
        from workbench.queries.checkup import findings

        found = self.work.ask(findings, dt.date.today())
        self.findings.show_rows(found)
        self.tabs.setTabText(TABS.index("checkup"), f"台账体检（{len(found)}）")

    def _show_rules(self, period: Period) -> None:
        from workbench.queries.lights import list_rules

        self.rules.show_rows(self.work.ask(list_rules, min(period.last_day, dt.date.today())))

    def _show_schemes(self, period: Period) -> None:
        from workbench.queries.evaluation import list_schemes

        self.scheme.show_rows(self.work.ask(list_schemes, min(period.last_day, dt.date.today())))
