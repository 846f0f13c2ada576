"""调整: the table of adjustments between two days, with reason and basis, to look at, copy and export."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QLineEdit, QMenu

from workbench.errors import CannotWriteError
from workbench.planning.adjusted_words import KINDS, NOTHING, field_text
from workbench.rows.adjustments import AdjustedKind, AdjustmentRow
from workbench.terms import Granularity, Period, TaskId
from workbench.ui.controls import action, filter_line, named, push_button, quiet
from workbench.ui.dialogs import files
from workbench.ui.itemmodels.rows import Column, RowsModel
from workbench.ui.views.page import Page, Place
from workbench.ui.views.table import RowTable
from workbench.ui.views.unit_form import read_day
from workbench.ui.wording import day, local_time
from workbench.ui.work import Work

Days = tuple[dt.date | None, dt.date | None]


def _this(length: Granularity, today: dt.date) -> Days:
    per_year = {Granularity.YEAR: 1, Granularity.QUARTER: 4, Granularity.MONTH: 12}[length]
    period = Period(today.year, length, (today.month - 1) * per_year // 12 + 1)
    return period.first_day, period.last_day


#: What stretches of time are offered; the last is for days typed by hand.
STRETCHES: dict[str, Callable[[dt.date], Days]] = {
    "本年": partial(_this, Granularity.YEAR),
    "本季度": partial(_this, Granularity.QUARTER),
    "本月": partial(_this, Granularity.MONTH),
    "全部": lambda _: (None, None),
}
OTHER = "自定"


def _on(row: AdjustmentRow) -> dt.date:
    return local_time(row.at).date()


COLUMNS: tuple[Column[AdjustmentRow], ...] = (
    Column("日期", lambda row: _on(row).isoformat(), 88, order=lambda row: row.at),
    Column("文件", lambda row: row.document_title, 170),
    Column("类型", lambda row: KINDS[row.kind], 48),
    Column("序号", lambda row: row.no, 60),
    Column("任务、成果或指标", lambda row: row.title, 0),
    Column("调整事项", field_text, 96),
    Column("原为", lambda row: row.before or NOTHING, 120),
    Column("调整为", lambda row: row.after or NOTHING, 120),
    Column("调整原因", lambda row: row.reason, 130),
    Column("依据或文号", lambda row: row.basis, 150),
    Column("操作人", lambda row: row.who, 60),
)


class AdjustmentsPage(Page):
    """What fills a gap of a document is listed only where it is wanted."""

    title = "调整对照表"

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self._rows: tuple[AdjustmentRow, ...] = ()
        self.model: RowsModel[AdjustmentRow] = RowsModel(COLUMNS, key=_key, parent=self)
        self.table = RowTable(self.model, "调整对照表", "这段时间没有调整完成时限、牵头单位或目标值。")
        self.stretch = named(QComboBox(), "时间范围")
        self.since = named(QLineEdit(placeholderText="起"), "起始日期")
        self.until = named(QLineEdit(placeholderText="止"), "截止日期")
        self.document = named(QComboBox(), "文件范围")
        self.supplements = named(QCheckBox("含首次明确"), "含首次明确")
        self.supplements.setToolTip("文件没有写明、后来补充的时限、牵头单位和目标值")
        self._count = quiet()
        self._count.setWordWrap(False)
        self._lay_out()
        self._wire()
        self._choose_stretch()

    @property
    def rows(self) -> tuple[AdjustmentRow, ...]:
        """The lines as shown."""
        return tuple(self.model.rows)

    def refresh(self) -> None:
        from workbench.queries.adjustments import list_adjustments

        self._fill_documents()
        since, until = self.days()
        self._rows = self.work.ask(list_adjustments, since, until, self.document.currentData())
        self._show()

    def days(self) -> Days:
        return read_day(self.since.text().strip()), read_day(self.until.text().strip())

    def told(self) -> str:
        """What the table covers, in words: 2025-01-01 至 2025-12-31，共 3 处."""
        since, until = self.days()
        between = f"{day(since) or '开始'} 至 {day(until) or '今'}"
        return f"{between}，共 {len(self.rows)} 处"

    def export_to(self, path: Path) -> None:
        """Write what is shown as a workbook."""
        from workbench.exchange.adjustment_sheet import write_adjustments

        try:
            write_adjustments(path, self.rows, self.told())
        except CannotWriteError as error:
            self.work.troubled.emit(error)
        else:
            self.said.emit(f"调整对照表已保存到 {path}。")

    def _export(self) -> None:
        plan = self.work.workspace
        folder = plan.path.parent if plan is not None else Path.home()
        to = files.choose_where_to_save(
            self, "导出调整对照表", folder / "调整对照表.xlsx", "Excel 工作簿 (*.xlsx)"
        )
        if to is not None:
            self.export_to(to)

    def _show(self) -> None:
        wanted = self.supplements.isChecked()
        self.model.show([row for row in self._rows if wanted or not row.supplement])
        hidden = 0 if wanted else sum(row.supplement for row in self._rows)
        self._count.setText(f"{len(self.rows)} 处" + (f"，另有首次明确 {hidden} 处" if hidden else ""))

    def _lay_out(self) -> None:
        self.stretch.addItems([*STRETCHES, OTHER])
        for line in (self.since, self.until):
            line.setFixedWidth(104)
        self.document.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.document.setMaximumWidth(280)
        for widget in (self.stretch, self.since, QLabel("至"), self.until):
            self.bar.addWidget(widget)
        self.bar.addStretch(1)
        self.bar.addWidget(push_button("导出表格…", self._export, "export"))
        line = filter_line("筛选任务、原因、依据", self._filter)
        line.setMinimumWidth(200)
        below = QHBoxLayout()
        below.setContentsMargins(12, 0, 12, 8)
        below.setSpacing(8)
        for part in (line, self.document, self.supplements):
            below.addWidget(part)
        below.addStretch(1)
        below.addWidget(self._count)
        self.body.addLayout(below)
        self.body.addWidget(self.table, 1)

    def _wire(self) -> None:
        self.stretch.activated.connect(lambda _: self._choose_stretch())
        for line in (self.since, self.until):
            line.editingFinished.connect(self._take_days)
        self.document.activated.connect(lambda _: self.make_stale())
        self.supplements.toggled.connect(lambda _: self._show())
        self.table.chosen.connect(self._go_to)
        self.table.set_menu(self._fill_menu)

    def _filter(self, text: str) -> None:
        self.model.filter(text)
        self._show()

    def _choose_stretch(self) -> None:
        stretch = STRETCHES.get(self.stretch.currentText())
        if stretch is not None:
            since, until = stretch(dt.date.today())
            self.since.setText(day(since))
            self.until.setText(day(until))
            self.make_stale()

    def _take_days(self) -> None:
        """Days typed by hand, put as they are understood."""
        since, until = self.days()
        texts = day(since), day(until)
        fits = (name for name, stretch in STRETCHES.items() if stretch(dt.date.today()) == (since, until))
        self.stretch.setCurrentText(next(fits, OTHER))
        self.since.setText(texts[0])
        self.until.setText(texts[1])
        self.make_stale()

    def _fill_documents(self) -> None:
        from workbench.queries.documents import list_documents

        chosen = self.document.currentData()
        self.document.clear()
        self.document.addItem("全部文件", None)
        for row in self.work.ask(list_documents):
            self.document.addItem(row.title, row.id)
        self.document.setCurrentIndex(max(0, self.document.findData(chosen)))

    def _go_to(self, row: AdjustmentRow) -> None:
        if row.kind is AdjustedKind.TASK:
            self.wanted.emit(Place("tasks", task=TaskId(row.key)))
        else:
            self.wanted.emit(
                Place("results" if row.kind is AdjustedKind.RESULT else "indicators", row=row.key)
            )

    def _fill_menu(self, menu: QMenu, rows: list[AdjustmentRow]) -> None:
        if len(rows) == 1:
            menu.addAction(action(menu, f"查看这项{KINDS[rows[0].kind]}", partial(self._go_to, rows[0])))


def _key(row: AdjustmentRow) -> tuple[int, str, str, int, int | None]:
    return row.step, row.field.value, row.kind.value, row.key, row.year
