"""What is behind a mark of a chart: its tasks, results and indicators in tables, ready to be jumped to."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from workbench.queries.wording import STATES, deadline_text
from workbench.rows.charts import Behind
from workbench.rows.indicators import IndicatorStandingRow
from workbench.rows.standing import ResultStandingRow, StandingRow
from workbench.terms import Period
from workbench.ui import theme, wording
from workbench.ui.itemmodels.light_delegate import LightDelegate
from workbench.ui.itemmodels.rows import RIGHT, Column, RowsModel
from workbench.ui.views.page import Place
from workbench.ui.views.standing_columns import LIGHT_COLUMN, STANDING_COLUMNS
from workbench.ui.views.table import RowTable
from workbench.ui.work import Work


class BehindList(QWidget):
    """Tables of what was picked, each shown where it has rows. `wanted(Place)` is a double click or Enter;
    `hint` is said before anything is picked."""

    wanted = Signal(object)

    def __init__(self, work: Work, hint: str = "点选图上任意一处，这里列出相关的任务、成果和指标。") -> None:
        super().__init__()
        self._work, self._hint = work, hint
        self._heading = QLabel(wordWrap=True)
        self._tasks: RowsModel[StandingRow] = RowsModel(
            STANDING_COLUMNS, key=lambda row: row.task, parent=self
        )
        self._results: RowsModel[ResultStandingRow] = RowsModel(
            _RESULTS, key=lambda row: row.result, parent=self
        )
        self._indicators: RowsModel[IndicatorStandingRow] = RowsModel(
            _INDICATORS, key=lambda row: row.indicator, parent=self
        )
        self.tasks = RowTable(self._tasks, "相关任务", "没有相关任务。")
        self.results = RowTable(self._results, "相关成果", "没有相关成果。")
        self.indicators = RowTable(self._indicators, "相关指标", "没有相关指标。")
        self.tasks.setItemDelegateForColumn(LIGHT_COLUMN, LightDelegate(self.tasks))
        self._lay_out()
        self.tasks.chosen.connect(lambda row: self.wanted.emit(Place("tasks", task=row.task)))
        self.results.chosen.connect(lambda row: self.wanted.emit(Place("results", row=row.result)))
        self.indicators.chosen.connect(lambda row: self.wanted.emit(Place("indicators", row=row.indicator)))
        self.clear()

    @property
    def listed(self) -> tuple[StandingRow, ...]:
        """The tasks, as shown."""
        return tuple(self._tasks.rows)

    @property
    def listed_results(self) -> tuple[ResultStandingRow, ...]:
        return tuple(self._results.rows)

    @property
    def listed_indicators(self) -> tuple[IndicatorStandingRow, ...]:
        return tuple(self._indicators.rows)

    def clear(self) -> None:
        """Nothing is picked."""
        self._show((), (), ())
        self.tasks.hide()
        self._heading.setText(self._hint)

    def list(self, behind: Behind, period: Period) -> None:
        """What is behind a mark of a chart of this period."""
        from workbench.queries.indicators import trend
        from workbench.queries.standings import result_standings, standings

        ask, today, asked = self._work.ask, dt.date.today(), behind.period or period
        tasks = ask(standings, asked, today, behind.tasks) if behind.tasks else ()
        results: tuple[ResultStandingRow, ...] = ()
        indicators = tuple(ask(trend, one, asked).standing for one in behind.indicators)
        if behind.results:
            held = set(behind.results)
            results = tuple(one for one in ask(result_standings, asked, today) if one.result in held)
        self._show(tasks, results, indicators)
        self._heading.setText(f"{behind.name}：{behind.value}")

    def _show(
        self,
        tasks: tuple[StandingRow, ...],
        results: tuple[ResultStandingRow, ...],
        indicators: tuple[IndicatorStandingRow, ...],
    ) -> None:
        self._tasks.show(tasks)
        self._results.show(results)
        self._indicators.show(indicators)
        self.results.setVisible(bool(results))
        self.indicators.setVisible(bool(indicators))
        self.tasks.setVisible(bool(tasks) or not (results or indicators))

    def _lay_out(self) -> None:
        self._heading.setFont(theme.interface_font(bold=True))
        split = QSplitter(Qt.Orientation.Horizontal)
        tables: tuple[QWidget, ...] = (self.indicators, self.tasks, self.results)
        for number, table in enumerate(tables):
            split.addWidget(table)
            split.setStretchFactor(number, 3 if table is self.tasks else 2)
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 12)
        column.setSpacing(4)
        column.addWidget(self._heading)
        column.addWidget(split, 1)


def _sentence(row: IndicatorStandingRow, role: int) -> object:
    return row.sentence if role == Qt.ItemDataRole.ToolTipRole else None


_RESULTS: tuple[Column[ResultStandingRow], ...] = (
    Column("成果", lambda row: row.title, 0),
    Column("责任单位", lambda row: row.unit_name, 110),
    Column(
        "完成时限",
        lambda row: deadline_text(row.deadline),
        116,
        order=lambda row: str(row.deadline.date or "9"),
    ),
    Column("状态", lambda row: "逾期" if row.late else STATES[row.state], 68),
)
_INDICATORS: tuple[Column[IndicatorStandingRow], ...] = (
    Column("状态", lambda row: row.standing.value, 76, look=_sentence),
    Column("指标", lambda row: row.name, 0, look=_sentence),
    Column("实际", lambda row: wording.number(row.observed), 64, RIGHT),
    Column("应达到", lambda row: wording.number(row.expected), 64, RIGHT),
    Column("目标", lambda row: row.final, 72),
)
