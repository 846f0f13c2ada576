"""The fourth pane of 责任: tasks nobody leads, and units that lead too many."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSpinBox, QSplitter, QVBoxLayout, QWidget

from workbench.rows.tasks import TaskRow
from workbench.rows.units import LeadingRow
from workbench.terms import DocumentId
from workbench.ui import wording
from workbench.ui.controls import named, push_button, quiet
from workbench.ui.itemmodels.rows import RIGHT, Column, RowsModel
from workbench.ui.settings import Settings
from workbench.ui.views.page import Place
from workbench.ui.views.table import RowTable
from workbench.ui.work import Work

#: So many leads are many, unless the office says otherwise.
MANY = 10
_KEPT = "responsibilities/many"


class ChecksPane(QWidget):
    """Each line jumps: a task to the task table, a unit to its sheet (`sheet_wanted(unit id)`)."""

    wanted = Signal(object)
    sheet_wanted = Signal(object)

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.work = work
        self._document: DocumentId | None = None
        self._leading: tuple[LeadingRow, ...] = ()
        self.leaderless: RowsModel[TaskRow] = RowsModel(_task_columns(), key=lambda row: row.id, parent=self)
        self.tasks = RowTable(self.leaderless, "没有牵头单位的任务", "每项任务都有牵头单位")
        self.busy: RowsModel[LeadingRow] = RowsModel(_unit_columns(), key=lambda row: row.unit, parent=self)
        self.units = RowTable(self.busy, "牵头较多的单位", "没有超过上限的单位")
        self.many = named(QSpinBox(minimum=0, maximum=999, suffix=" 项"), "牵头任务上限")
        self._settings = Settings()
        self.many.setValue(int(self._settings.text(_KEPT, str(MANY))))
        self.first_leads = push_button("以列第一位的单位为牵头", self._lead_by_the_first)
        self.count, self.unit_count = QLabel(), QLabel()
        self._lay_out()
        self.many.valueChanged.connect(self._keep_limit)
        self.tasks.chosen.connect(lambda row: self.wanted.emit(Place("tasks", task=row.id)))
        self.units.chosen.connect(lambda row: self.sheet_wanted.emit(row.unit))

    def show_document(self, document: DocumentId | None) -> None:
        """Fetch anew, for one document or all."""
        from workbench.queries.workload import leading_most, without_lead

        self._document = document
        leaderless = self.work.ask(without_lead, document)
        self.leaderless.show(leaderless)
        self.count.setText(f"没有牵头单位的任务：{len(leaderless)}项")
        self.first_leads.setEnabled(self.work.writable and bool(leaderless))
        self._leading = self.work.ask(leading_most, document)
        self._show_units()

    def _lay_out(self) -> None:
        splitter = QSplitter()
        for head, table in ((self._tasks_head(), self.tasks), (self._units_head(), self.units)):
            side = QWidget()
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            column.addLayout(head)
            column.addWidget(table, 1)
            splitter.addWidget(side)
        splitter.setSizes([720, 520])
        splitter.setChildrenCollapsible(False)
        line = QVBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(splitter)

    def _tasks_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 12, 6)
        head.setSpacing(8)
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.first_leads)
        self.first_leads.setToolTip("所选任务中列第一位的责任单位定为牵头；没有选中时用于全部，一步可撤销")
        return head

    def _units_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 12, 6)
        head.setSpacing(8)
        head.addWidget(self.unit_count)
        head.addStretch(1)
        label = QLabel("上限(&M)：", alignment=Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        label.setBuddy(self.many)
        head.addWidget(label)
        head.addWidget(self.many)
        head.addWidget(quiet("双击查看责任清单"))
        return head

    def _keep_limit(self, limit: int) -> None:
        self._settings.save_text(_KEPT, str(limit))
        self._show_units()

    def _show_units(self) -> None:
        limit = self.many.value()
        busy = [row for row in self._leading if len(row.tasks) > limit]
        self.busy.show(busy)
        self.unit_count.setText(f"牵头超过{limit}项的单位：{len(busy)}个")

    def _lead_by_the_first(self) -> None:
        """Let the unit listed first lead: in the selected tasks, or in all where none is selected."""
        from workbench.operations.tasks import set_lead

        rows = self.tasks.selected() or list(self.leaderless.rows)
        calls = [(row.id, row.units[0].name) for row in rows if row.units]
        self.work.change_each(set_lead, calls, f"确定牵头单位：{len(calls)}项任务以列第一位的为牵头")


def _task_columns() -> tuple[Column[TaskRow], ...]:
    return (
        Column("任务", lambda row: f"{row.no} {row.title}".strip(), 0),
        Column("文件", lambda row: row.document_title, 180),
        Column("现有单位", lambda row: wording.units_with_roles(row.units) or "无", 260),
    )


def _unit_columns() -> tuple[Column[LeadingRow], ...]:
    return (
        Column("单位", lambda row: row.name, 160),
        Column("牵头", lambda row: str(len(row.tasks)), 56, RIGHT, order=lambda row: len(row.tasks)),
        Column("牵头的任务", lambda row: "；".join(task.title for task in row.tasks), 0),
    )
