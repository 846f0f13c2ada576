"""统计: the tasks of a period counted by any two of their properties, with the tasks behind each figure."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSplitter,
    QTableView,
)

from workbench.errors import WorkbenchError
from workbench.queries.wording import PERIOD_STATES, short
from workbench.rows.charts import Behind
from workbench.rows.papers import TableFacts
from workbench.rows.statistics import Axis, Measure
from workbench.terms import DocumentId, Period
from workbench.ui import theme
from workbench.ui.controls import chooser, named, offer, push_button, quiet
from workbench.ui.dialogs import files
from workbench.ui.itemmodels.cross_table import EMPTY, CrossTableModel
from workbench.ui.settings import Settings
from workbench.ui.views.behind import BehindList
from workbench.ui.views.page import Page
from workbench.ui.work import Work

_EVERY_DOCUMENT = "全部文件"
_FIRST = (Axis.UNIT, Axis.LIGHT, Measure.COUNT)
_KEPT = ("statistics/down", "statistics/across", "statistics/measure")
_HINT = "一项任务只计一次，计入牵头单位（没有牵头的，计入列在第一位的单位）。单击表头可排序。"
_NARROWEST, _WIDEST = 72, 220
_NAMES = 300


class StatisticsPage(Page):
    """Choosers above, the table in the middle, below it the tasks behind the current cell."""

    title = "统计"

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self.periods = chooser("报告期", 170)
        self.documents = chooser("文件", 220)
        self.down, self.across = _words(Axis, "行"), _words(Axis, "列")
        self.measure = _words(Measure, "数值")
        for box, first in zip((self.down, self.across, self.measure), _FIRST, strict=True):
            box.setCurrentText(first.value)
        self.model = CrossTableModel(self)
        self.table = named(QTableView(), "统计表")
        self.behind = BehindList(work, "点选一格，这里列出其中的任务。")
        self._settings: Settings | None = None
        self._export = push_button("导出表格…", self._choose_file, "export")
        self._lay_out()
        self._wire()

    @property
    def period(self) -> Period | None:
        chosen: Period | None = self.periods.currentData()
        return chosen

    def remember_in(self, settings: Settings) -> None:
        """The rows, columns and figures that were chosen last."""
        self._settings = settings
        for box, key in zip((self.down, self.across, self.measure), _KEPT, strict=True):
            box.setCurrentText(settings.text(key, box.currentText()))

    def refresh(self) -> None:
        from workbench.queries.documents import list_documents
        from workbench.queries.periods import current_period, list_periods

        today, ask = dt.date.today(), self.work.ask
        period = self.period or ask(current_period, today)
        rows = ask(list_periods, today)
        offer(
            self.periods, [(f"{row.name}（{PERIOD_STATES[row.state]}）", row.period) for row in rows], period
        )
        documents = [(short(row.title, 24), row.id) for row in ask(list_documents)]
        chosen = self.documents.currentData()
        offer(self.documents, [(_EVERY_DOCUMENT, None), *documents], chosen)
        self._count()

    def swap(self) -> None:
        """Rows become columns, columns rows."""
        down, across = self.down.currentText(), self.across.currentText()
        for box, text in ((self.down, across), (self.across, down)):
            box.blockSignals(True)
            box.setCurrentText(text)
            box.blockSignals(False)
        self._choose()

    def facts(self) -> TableFacts:
        """The table as it stands, for a workbook."""
        from workbench.queries.statistics import statistics_table

        table = self.model.table
        down, across, measure = (Axis(self._down), Axis(self._across), self.model.measure)
        return statistics_table(table, down, across, measure, self._told())

    def save_to(self, path: Path) -> None:
        """Write the table as a workbook."""
        from workbench.exchange.workbook import write_workbook

        try:
            facts = self.facts()
            files.write_file(path, write_workbook((facts,), facts.title))
        except WorkbenchError as error:
            self.work.troubled.emit(error)
        else:
            self.said.emit(f"统计表已保存到 {path}。")

    @property
    def _down(self) -> str:
        return self.down.currentText()

    @property
    def _across(self) -> str:
        return self.across.currentText()

    def _choose(self) -> None:
        """Another row, column or figure: count anew, and remember."""
        if self._settings is not None:
            for box, key in zip((self.down, self.across, self.measure), _KEPT, strict=True):
                self._settings.save_text(key, box.currentText())
        self._count()

    def _count(self) -> None:
        from workbench.queries.statistics import statistics

        if self.period is None or not self.work.is_open:
            self.model.show(EMPTY, Measure.COUNT)
            return
        document: DocumentId | None = self.documents.currentData()
        today, down, across = dt.date.today(), Axis(self._down), Axis(self._across)
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            table = self.work.ask(statistics, self.period, today, down, across, document)
        finally:
            QApplication.restoreOverrideCursor()
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.model.show(table, Measure(self.measure.currentText()))
        self._size_columns()
        self._export.setEnabled(bool(table.rows))
        self.behind.clear()

    def _list(self, index: QModelIndex) -> None:
        if index.isValid() and self.period is not None:
            tasks = self.model.cell(index).tasks
            self.behind.list(Behind(self.model.names(index), f"{len(tasks)}项", tasks), self.period)

    def _told(self) -> str:
        """Of what the figures are, in words."""
        return (
            f"{self.periods.currentText()}，{self.documents.currentText()}，{dt.date.today():%Y-%m-%d}统计。"
        )

    def _copy(self) -> None:
        """The whole table to the clipboard, as lines of tabs that Excel and WPS take."""
        facts = self.facts()
        lines = ("\t".join(cells) for cells in (facts.heads, *facts.rows))
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.said.emit("统计表已复制，可粘贴到 Excel 或 WPS 表格。")

    def _choose_file(self) -> None:
        plan = self.work.workspace
        folder = plan.path.parent if plan is not None else Path.home()
        suggested = folder / f"{self.facts().title}.xlsx"
        to = files.choose_where_to_save(self, "导出统计表", suggested, "Excel 工作簿 (*.xlsx)")
        if to is not None:
            self.save_to(to)

    def _size_columns(self) -> None:
        metrics = self.table.fontMetrics()
        for column in range(self.model.columnCount()):
            words = str(self.model.headerData(column, Qt.Orientation.Horizontal))
            wanted = metrics.horizontalAdvance(words) + 30
            self.table.setColumnWidth(column, min(_WIDEST, max(_NARROWEST, wanted)))

    def _lay_out(self) -> None:
        for words, box in (("行", self.down), ("列", self.across), ("数值", self.measure)):
            self.bar.addWidget(QLabel(words))
            self.bar.addWidget(box)
        self.bar.addWidget(push_button("行列互换", self.swap))
        self.bar.addStretch(1)
        self.bar.addWidget(push_button("复制", self._copy))
        self.bar.addWidget(self._export)
        below = QHBoxLayout()
        below.setContentsMargins(12, 0, 12, 8)
        below.setSpacing(8)
        below.addWidget(self.periods)
        below.addWidget(self.documents)
        below.addWidget(quiet(_HINT), 1)
        self.body.addLayout(below)
        self._dress()
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(self.behind)
        split.setSizes([460, 240])
        split.setStretchFactor(0, 1)
        split.setChildrenCollapsible(False)
        self.body.addWidget(split, 1)

    def _dress(self) -> None:
        self.table.setModel(self.model)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setSortingEnabled(True)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setCornerButtonEnabled(False)
        across, down = self.table.horizontalHeader(), self.table.verticalHeader()
        across.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        across.setSortIndicatorClearable(True)
        across.setHighlightSections(False)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(theme.ROW_HEIGHT)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        down.setHighlightSections(False)
        down.setFixedWidth(_NAMES)

    def _wire(self) -> None:
        for box in (self.periods, self.documents):
            box.activated.connect(lambda _: self._count())
        for box in (self.down, self.across, self.measure):
            box.activated.connect(lambda _: self._choose())
        self.table.selectionModel().currentChanged.connect(lambda current, _: self._list(current))
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.table)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self._copy)
        self.behind.wanted.connect(self.wanted)


def _words(kind: type[Axis] | type[Measure], name: str) -> QComboBox:
    """A box that offers the words of an enumeration."""
    box = named(QComboBox(), name)
    box.addItems([one.value for one in kind])
    box.setToolTip(name)
    return box
