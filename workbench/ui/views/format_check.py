"""格式检查: anyone's PDF or Word file judged against GB/T 9704, its faults on its pages and in a list.

The check runs in the child process. Nothing of the plan is read or changed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.changes import ChangeSet
from workbench.errors import WorkbenchError
from workbench.rows.checks import CheckReport, FindingRow, Level
from workbench.ui import theme
from workbench.ui.background import Job
from workbench.ui.controls import named, push_button, quiet
from workbench.ui.itemmodels.rows import CENTRE, Column, RowsModel
from workbench.ui.settings import Settings
from workbench.ui.views.page import Page
from workbench.ui.views.pages import Mark, PaperView
from workbench.ui.views.paper_jobs import write_paper
from workbench.ui.views.table import RowTable
from workbench.ui.work import Work

KINDS = "公文 (*.pdf *.docx)"
_FOLDER = "check"
_TONES = {Level.MUST: "overdue", Level.NORM: "warning", Level.CONV: "accent"}
#: How much of a kind's colour lies on a place, and on the place at hand; in points, how far round it.
_TINT, _STRONG_TINT, _ROUND = 0.22, 0.55, 2.0
_NO_PAGES = "Word 文件没有固定的页面，问题按段落列在右边。\n需要逐页标出位置时，请另存为 PDF 再检查。"
_NOTHING_YET = "选择一份 PDF 或 DOCX 公文，或把它拖到这里。\n\
对照《党政机关公文格式》（GB/T 9704—2012）逐页检查，标出问题的位置。"


@dataclass(frozen=True, slots=True)
class Listed:
    """A finding with its number in the list."""

    number: int
    finding: FindingRow


class FormatCheckPage(Page):
    """Choose or drop a file; go from the list to the place and back; save the report."""

    title = "格式检查"

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self.report: CheckReport | None = None
        self.view = PaperView(fitted=True)
        self.model: RowsModel[Listed] = RowsModel(_columns(), key=lambda row: row.number, parent=self)
        self.table = RowTable(self.model, "问题清单", "没有发现问题。")
        self._job: Job | None = None
        self._busy = QProgressBar(maximum=0, textVisible=False)
        self._busy.setFixedWidth(90)
        self._busy.hide()
        self._told = quiet()
        self._remarks = quiet()
        self._remarks.setWordWrap(True)
        self._remarks.setContentsMargins(12, 8, 12, 8)
        self._remarks.hide()
        self._whole = quiet()  # the finding at hand, word for word
        self._whole.setWordWrap(True)
        self._whole.setMinimumHeight(64)
        self._whole.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._whole.setContentsMargins(12, 8, 12, 8)
        self._instead = quiet(_NOTHING_YET)
        self._instead.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._levels = {level: self._level_button(level) for level in Level}
        self._save = push_button("导出检查报告…", self._choose_report, "export")
        self._save.setEnabled(False)
        self._lay_out()
        self.setAcceptDrops(True)
        self.table.picked.connect(self._show_place)
        self.view.place_clicked.connect(self._pick_place)

    def _lay_out(self) -> None:
        self.bar.addWidget(push_button("选择文件…", self._choose_file, main=True))
        self.bar.addWidget(self._busy)
        self.bar.addWidget(self._told, 1)
        for button in self._levels.values():
            self.bar.addWidget(button)
        self.bar.addWidget(self._save)
        self._left = QStackedWidget()
        self._left.addWidget(self._instead)
        self._left.addWidget(self.view)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._remarks)
        column.addWidget(self.table, 1)
        column.addWidget(self._whole)
        self._right = right
        right.hide()
        desk = QSplitter()
        desk.addWidget(self._left)
        desk.addWidget(right)
        desk.setSizes([560, 700])
        desk.setChildrenCollapsible(False)
        self.body.addWidget(desk, 1)

    def _level_button(self, level: Level) -> QPushButton:
        button = named(QPushButton(level.value, autoDefault=False), level.value)
        button.setCheckable(True)
        button.setChecked(True)
        button.setToolTip(f"显示或隐藏“{level.value}”类问题")
        button.toggled.connect(self._filter)
        button.hide()
        return button

    @property
    def busy(self) -> bool:
        """Also while a file is being checked."""
        return super().busy or (self._job is not None and self._job.running)

    def refresh(self) -> None:
        """Nothing here comes from the plan."""

    def note(self, changes: ChangeSet) -> None:
        """A change of the plan changes no check."""

    def let_go(self) -> None:
        super().let_go()
        self.view.show_pdf(None)

    # -- choosing a file -----------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path:
            event.acceptProposedAction()
            self.check(path)

    def _choose_file(self) -> None:
        from workbench.ui.dialogs.files import choose_file

        path = choose_file(self, "选择要检查的公文", Settings().folder_for(_FOLDER), KINDS)
        if path is not None:
            Settings().remember_folder(_FOLDER, path)
            self.check(path)

    def check(self, path: Path) -> None:
        """Judge a file in the child process, and show its pages with what was found."""
        from workbench.checking.files import bytes_of, check_bytes

        try:
            data = bytes_of(path)
        except WorkbenchError as error:
            self.work.troubled.emit(error)
            return
        if self._job is not None:
            self._job.forget()
        self._told.setText(f"正在检查 {path.name}…")
        self._busy.show()
        self._job = self.work.background.run(check_bytes, [(path.name, data)])
        self._job.finished.connect(lambda answers: self._take(answers[0], data))
        self._job.broken.connect(self._fail)

    def _take(self, answer: CheckReport | WorkbenchError, data: bytes) -> None:
        self._busy.hide()
        if isinstance(answer, WorkbenchError):
            self._told.setText(self.report.name if self.report else "")
            self.work.troubled.emit(answer)
        else:
            self.show_report(answer, data)

    def _fail(self, error: BaseException) -> None:
        self._busy.hide()
        self._told.setText("")
        raise error

    # -- showing what was found ----------------------------------------------------------------------------

    def show_report(self, report: CheckReport, data: bytes) -> None:
        """Show a report beside the pages of the file it is about."""
        self.report = report
        self._told.setText(f"{report.name}　{report.summary}")
        self._told.setToolTip(report.summary)
        remarks = list(report.remarks)
        if report.unjudged:
            remarks.append(f"另有{len(report.unjudged)}条规则没有判断，原因列在检查报告中。")
        self._remarks.setText("\n".join(remarks))
        self._remarks.setToolTip(_unjudged(report))
        self._remarks.setVisible(bool(remarks))
        self._save.setEnabled(True)
        self._right.show()
        self._instead.setText(_NO_PAGES)
        self._left.setCurrentWidget(self.view if report.kind == "pdf" else self._instead)
        self.view.show_pdf(data if report.kind == "pdf" else None)
        for level, button in self._levels.items():
            button.setText(f"{level.value} {report.count(level)}")
            button.setVisible(bool(report.count(level)))
        self.model.show([Listed(number, one) for number, one in enumerate(report.findings, 1)])
        self._filter()
        if self.model.rows:
            self.table.select(self.model.rows[0].number)

    def _filter(self) -> None:
        wanted = {level for level, button in self._levels.items() if button.isChecked()}
        self.model.keep(lambda row: row.finding.rule.level in wanted)
        self._mark(self.table.current())

    def _mark(self, current: Listed | None) -> None:
        self.view.mark(
            Mark(row.finding.page - 1, _place(row.finding), _tint(row.finding, row == current))
            for row in self.model.rows
            if row.finding.box
        )

    def _show_place(self, row: Listed | None) -> None:
        self._mark(row)
        self._whole.setText(_whole(row.finding) if row else "")
        if row is not None and row.finding.page:
            self.view.show_place(row.finding.page - 1, _place(row.finding))

    def _pick_place(self, page: int, x: float, y: float) -> None:
        """Select the finding whose place was clicked, the smallest of them; again, the next one."""
        here = [
            row
            for row in self.model.rows
            if row.finding.box
            and row.finding.page == page + 1
            and _place(row.finding).contains(QPointF(x, y))
        ]
        here.sort(key=lambda row: _place(row.finding).height())
        if here:
            current = self.table.current()
            after = here.index(current) + 1 if current in here else 0
            self.table.select(here[after % len(here)].number)

    # -- the report on paper -------------------------------------------------------------------------------

    def _choose_report(self) -> None:
        from workbench.ui.dialogs.files import choose_where_to_save

        if self.report is None:
            return
        name = Path(f"{Path(self.report.name).stem} 格式检查报告.pdf")
        to = choose_where_to_save(self, "导出检查报告", name, "PDF 文件 (*.pdf)")
        if to is not None:
            self.save(to)

    def save(self, to: Path) -> None:
        """Write the report as a paper of our own."""
        from workbench.checking.report import report_paper

        if self.report is None:
            return
        facts = report_paper(self.report, dt.date.today())
        self._busy.show()
        self._job = self.work.background.run(write_paper, [(facts, to, "auto", "")])
        self._job.finished.connect(self._tell_written)
        self._job.broken.connect(self._fail)

    def _tell_written(self, answers: Sequence[Path | WorkbenchError]) -> None:
        self._busy.hide()
        if isinstance(answers[0], WorkbenchError):
            self.work.troubled.emit(answers[0])
        else:
            self.said.emit(f"已保存检查报告 {answers[0]}。")


def _dropped(event: QDropEvent) -> Path | None:
    """The one file that is dropped, if it can be checked."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() in (".pdf", ".docx") else None


def _columns() -> tuple[Column[Listed], ...]:
    return (
        Column("位置", _page_of, 62, CENTRE, order=lambda row: row.number),
        Column("类别", lambda row: row.finding.rule.level.value, 56, CENTRE, look=_look),
        Column(
            "规则", lambda row: f"{row.finding.rule.number} {row.finding.rule.title}", 190, order=_rule_order
        ),
        Column("问题", lambda row: row.finding.sentence, 0, look=_tip),
    )


def _page_of(row: Listed) -> str:
    return str(row.finding.page) if row.finding.page else row.finding.place or "全文"


def _rule_order(row: Listed) -> int:
    return int(row.finding.rule.number[1:])


def _whole(finding: FindingRow) -> str:
    rule = finding.rule
    return f"{finding.sentence}。\n{rule.level.value} · {rule.number} {rule.title} · 依据：{rule.clause}"


def _unjudged(report: CheckReport) -> str:
    return "\n".join(f"{row.rule.number} {row.rule.title}：{row.reason}" for row in report.unjudged)


def _look(row: Listed, role: int) -> Any:
    return theme.color(_TONES[row.finding.rule.level]) if role == Qt.ItemDataRole.ForegroundRole else None


def _tip(row: Listed, role: int) -> Any:
    return row.finding.sentence if role == Qt.ItemDataRole.ToolTipRole else None


def _place(finding: FindingRow) -> QRectF:
    """Where a finding lies on its page, with a little room round it."""
    left, top, right, bottom = finding.box or (0.0, 0.0, 0.0, 0.0)
    corner, other = QPointF(left - _ROUND, top - _ROUND), QPointF(right + _ROUND, bottom + _ROUND)
    return QRectF(corner, other)


def _tint(finding: FindingRow, strong: bool) -> QColor:
    colour = theme.color(_TONES[finding.rule.level])
    colour.setAlphaF(_STRONG_TINT if strong else _TINT)
    return colour
