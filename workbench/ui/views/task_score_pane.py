"""任务得分: tasks ranked by what is worked out of each, of one unit or all, and what a score is made of."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from workbench.queries.wording import number_text
from workbench.rows.evaluation import ScoreLineRow, ScoreRow
from workbench.terms import UnitId
from workbench.ui.controls import chooser, filter_line, offer, quiet
from workbench.ui.itemmodels.rows import RIGHT, Column, RowsModel
from workbench.ui.views.page import Place
from workbench.ui.views.score_pane import LINES
from workbench.ui.views.table import RowTable

_EVERYBODY = "全部单位"
#: Scores with all their facts are many words: a plan with more tasks opens with one unit's.
MANY_TASKS = 2000


class TaskScorePane(QWidget):
    """`ask(unit)` answers with the scores of a unit's tasks, None for all. `wanted(Place)`: a task."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._ask: Callable[[UnitId | None], tuple[ScoreRow, ...]] | None = None
        self.model: RowsModel[ScoreRow] = RowsModel(_SCORES, key=lambda row: row.task, parent=self)
        self._lines: RowsModel[ScoreLineRow] = RowsModel(LINES, key=lambda row: row.key, parent=self)
        self.units = chooser("单位", 220)
        self.table = RowTable(self.model, "任务得分", "还没有可以评分的任务。")
        self.lines = RowTable(self._lines, "任务得分构成", "选择一项任务，查看得分构成。")
        self._sentence = quiet("按考核方案中由系统计算的项目评分，加减分登记计入单位得分。")
        self._lay_out()
        self.units.currentIndexChanged.connect(lambda _: self._show())
        self.table.picked.connect(lambda row: self._lines.show(row.lines if row else ()))
        self.table.chosen.connect(lambda row: self.wanted.emit(Place("tasks", task=row.task)))

    def show_units(
        self,
        ask: Callable[[UnitId | None], tuple[ScoreRow, ...]],
        units: list[tuple[str, UnitId]],
        tasks: int,
    ) -> None:
        """Offer these units, and show the tasks of the one chosen; at first of the first, or in a small plan
        of all."""
        self._ask = ask
        first = units[0][1] if units and tasks > MANY_TASKS else None
        chosen = self.units.currentData() if self.units.count() else first
        offer(self.units, [(_EVERYBODY, None), *units], chosen)
        self._show()

    def _show(self) -> None:
        rows = self._ask(self.units.currentData()) if self._ask is not None else ()
        self.model.show(rows)
        if self.table.current() is None and rows:
            self.table.selectRow(0)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setContentsMargins(12, 8, 12, 8)
        above.setSpacing(8)
        above.addWidget(self.units)
        above.addWidget(filter_line("筛选任务", self.model.filter))
        above.addWidget(self._sentence, 1)
        split = QSplitter()
        split.addWidget(self.table)
        split.addWidget(self.lines)
        split.setSizes([680, 680])
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(split, 1)


_SCORES: tuple[Column[ScoreRow], ...] = (
    Column("名次", lambda row: str(row.place), 56, RIGHT, order=lambda row: row.place),
    Column("任务", lambda row: row.name, 0),
    Column("责任单位", lambda row: row.unit_name, 130),
    Column("得分", lambda row: number_text(round(row.total, 2)), 70, RIGHT, order=lambda row: row.total),
)
