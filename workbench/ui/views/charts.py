"""图表: the charts of a period, one at a time. Clicking a mark lists what is behind it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QStackedWidget,
)

from workbench.drawing.picture import Mark
from workbench.errors import WorkbenchError
from workbench.queries.wording import PERIOD_STATES, short
from workbench.rows.charts import Chart
from workbench.rows.indicators import IndicatorRow
from workbench.rows.periods import PeriodRow
from workbench.terms import DocumentId, IndicatorId, Period
from workbench.ui.background import raise_again
from workbench.ui.charts import exporting
from workbench.ui.charts.board import ChartBoard
from workbench.ui.charts.subjects import SUBJECTS, Choice, Subject
from workbench.ui.controls import choose, chooser, named, offer, push_button
from workbench.ui.dialogs.files import choose_where_to_save, write_file
from workbench.ui.dialogs.waiting import Waiting
from workbench.ui.itemmodels.rows import Column, RowsModel
from workbench.ui.views.behind import BehindList
from workbench.ui.views.page import Page, Place
from workbench.ui.views.table import RowTable
from workbench.ui.work import Work

_NAME_HEIGHT = 36
_EVERY_DOCUMENT = "全部文件"


class ChartsPage(Page):
    """The charts by name on the left; on the right the one chosen, and below it what is behind a mark."""

    title = "图表"

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self.chart: Chart | None = None
        self._periods: tuple[PeriodRow, ...] = ()
        self.periods = chooser("报告期", 170)
        self.others = chooser("对比期", 170)
        self.documents = chooser("文件", 220)
        self.indicators = chooser("指标", 240)
        self.manners = chooser("口径", 110)
        self._against = QLabel("对比")
        self.names = named(QListWidget(), "图表清单")
        self.board = ChartBoard()
        self._marks: RowsModel[Mark] = RowsModel(_MARKS, key=lambda mark: mark.box, parent=self)
        self.table = RowTable(self._marks, "图表数据", "没有数据。")
        self._faces = QStackedWidget()
        self.behind = BehindList(work)
        self.as_table = named(QPushButton("以表格显示", autoDefault=False), "以表格显示")
        self.as_table.setCheckable(True)
        self.show_all = push_button("恢复全图", self.board.show_all)
        self.show_all.setToolTip("指标走势图：滚轮缩放，拖动移动，双击空白处恢复全图。键盘：+、-、0。")
        self._export = push_button("导出…", self._choose_file, "export")
        self._lay_out()
        self._wire()

    @property
    def subject(self) -> Subject:
        return SUBJECTS[max(0, self.names.currentRow())]

    @property
    def period(self) -> Period | None:
        chosen: Period | None = self.periods.currentData()
        return chosen

    def refresh(self) -> None:
        from workbench.queries.documents import list_documents
        from workbench.queries.periods import current_period, list_periods

        today, ask = dt.date.today(), self.work.ask
        chosen = self.period or ask(current_period, today)
        self._periods = ask(list_periods, today)
        named_ = [(f"{row.name}（{PERIOD_STATES[row.state]}）", row.period) for row in self._periods]
        offer(self.periods, named_, chosen)
        offer(self.others, named_, self.others.currentData() or self._before())
        documents = [(short(row.title, 24), row.id) for row in ask(list_documents)]
        offer(self.documents, [(_EVERY_DOCUMENT, None), *documents], self.documents.currentData())
        self._export.setEnabled(bool(documents))
        self._offer_indicators()
        self._offer_manners()
        self._draw()

    def show_period(self, period: Period) -> None:
        """The same chart of another period, which is among those of the plan."""
        choose(self.periods, period)

    def go(self, place: Place) -> None:
        """`look` names a chart, `row` an indicator."""
        names = [subject.title for subject in SUBJECTS]
        if place.look in names:
            self.names.setCurrentRow(names.index(place.look))
        if place.row is not None:
            choose(self.indicators, place.row)

    def save_to(self, path: Path) -> None:
        """Write the chart in the form the file's name asks for."""
        if self.chart is None:
            return
        form = path.suffix.lower()
        if form in (".svg", ".png"):
            made = exporting.svg_of if form == ".svg" else exporting.png_of
            self._keep(path, made(self.chart))
            return
        job = self.work.background.run(exporting.pdf_of, [(self.chart,)])
        Waiting(job, "导出图表", f"正在排版：{path.name}", 0, self)
        job.finished.connect(lambda answers: self._keep(path, answers[0]))
        job.broken.connect(raise_again)

    def _lay_out(self) -> None:
        for widget in (
            self.periods,
            self._against,
            self.others,
            self.documents,
            self.indicators,
            self.manners,
        ):
            self.bar.addWidget(widget)
        self.bar.addStretch(1)
        self.bar.addWidget(self.show_all)
        self.bar.addWidget(self.as_table)
        self.bar.addWidget(self._export)
        for subject in SUBJECTS:
            item = QListWidgetItem(subject.title, self.names)
            item.setSizeHint(QSize(0, _NAME_HEIGHT))
        self.names.setObjectName("subjects")
        self.names.setFixedWidth(136)
        self._faces.addWidget(self.board)
        self._faces.addWidget(self.table)
        beside = QSplitter(Qt.Orientation.Vertical)
        beside.addWidget(self._faces)
        beside.addWidget(self.behind)
        beside.setSizes([560, 220])
        beside.setStretchFactor(0, 1)
        beside.setChildrenCollapsible(False)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.names)
        row.addWidget(beside, 1)
        self.body.addLayout(row, 1)
        self.names.setCurrentRow(0)

    def _wire(self) -> None:
        self.names.currentRowChanged.connect(lambda _: self._change_subject())
        self.documents.currentIndexChanged.connect(lambda _: self._change_document())
        self.periods.currentIndexChanged.connect(lambda _: self._change_period())
        for box in (self.others, self.indicators, self.manners):
            box.currentIndexChanged.connect(lambda _: self._draw())
        self.as_table.toggled.connect(lambda on: self._faces.setCurrentIndex(int(on)))
        self.board.picked.connect(self._list)
        self.board.zoomed.connect(self._follow_zoom)
        self.table.picked.connect(lambda mark: self._list(mark) if self.table.hasFocus() else None)
        self.table.chosen.connect(self._list)
        self.behind.wanted.connect(self.wanted)

    def _change_subject(self) -> None:
        self._offer_manners()
        self._draw()

    def _change_period(self) -> None:
        self.others.blockSignals(True)
        choose(self.others, self._before())
        self.others.blockSignals(False)
        self._offer_indicators()
        self._draw()

    def _change_document(self) -> None:
        self._offer_indicators()
        self._draw()

    def _offer_manners(self) -> None:
        subject = self.subject
        offer(self.manners, [(manner, manner) for manner in subject.manners], self.manners.currentData())

    def _show_choosers(self) -> None:
        """Only what has a bearing on the chart is offered."""
        subject = self.subject
        self.manners.setVisible(bool(subject.manners))
        self.documents.setVisible(self.manners.currentData() not in subject.whole_plan)
        self.indicators.setVisible(subject.by_indicator)
        self.others.setVisible(subject.against_other)
        self._against.setVisible(subject.against_other)

    def _offer_indicators(self) -> None:
        from workbench.queries.indicators import list_indicators

        document: DocumentId | None = self.documents.currentData()
        rows = self.work.ask(list_indicators, document) if self.work.is_open else ()
        held: IndicatorId | None = self.indicators.currentData()
        fullest = max(rows, key=self._observed, default=None)
        kept = held if held in {row.id for row in rows} else fullest.id if fullest else None
        offer(self.indicators, [(short(row.name, 24), row.id) for row in rows], kept)

    def _observed(self, row: IndicatorRow) -> int:
        """How many values of an indicator the chart of the period shows."""
        return sum(
            self.period is None or one.period.last_day <= self.period.last_day for one in row.observations
        )

    def _before(self) -> Period | None:
        from workbench.planning.periods import previous

        return previous(self.period) if self.period is not None else None

    def _draw(self) -> None:
        """Ask for the figures of the chart and show it."""
        self._show_choosers()
        if self.period is None or not self.work.is_open:
            return
        choice = Choice(
            period=self.period,
            on=dt.date.today(),
            periods=tuple(row.period for row in self._periods),
            document=self.documents.currentData(),
            indicator=self.indicators.currentData(),
            other=self.others.currentData(),
            manner=self.manners.currentData() or "",
        )
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self.chart = self._named(self.subject.make(self.work.ask, choice))
        finally:
            QApplication.restoreOverrideCursor()
        self.board.show_chart(self.chart)
        self._marks.show(self.board.picture.marks)
        self.behind.clear()

    def _named(self, chart: Chart) -> Chart:
        """A chart of one document says so."""
        subject, chosen = self.subject, self.documents.currentData() is not None
        if not chosen or subject.by_indicator or self.manners.currentData() in subject.whole_plan:
            return chart
        return replace(chart, title=f"{chart.title}（{self.documents.currentText()}）")

    def _follow_zoom(self, zoomed: bool) -> None:
        """The table of a trend lists what is seen of it."""
        self.show_all.setVisible(self.board.zoom is not None)
        self.show_all.setEnabled(zoomed)
        self._marks.show(self.board.picture.marks)

    def _list(self, mark: Mark | None) -> None:
        if mark is not None and self.period is not None:
            self.behind.list(mark.behind, self.period)

    def _choose_file(self) -> None:
        if self.chart is not None:
            suggested = Path(f"{self.chart.title}.pdf".replace("/", "／"))
            to = choose_where_to_save(self, "导出图表", suggested, exporting.FILTERS)
            if to is not None:
                self.save_to(to)

    def _keep(self, path: Path, made: bytes | WorkbenchError) -> None:
        """Put a finished file where it was wanted; what could not be done is told."""
        try:
            if isinstance(made, WorkbenchError):
                raise made
            write_file(path, made)
        except WorkbenchError as error:
            self.work.troubled.emit(error)
        else:
            self.said.emit(f"图表已导出：{path.name}。")


_MARKS: tuple[Column[Mark], ...] = (
    Column("图上项目", lambda mark: mark.behind.name, 320),
    Column("数值和说明", lambda mark: mark.behind.value, 0),
)
