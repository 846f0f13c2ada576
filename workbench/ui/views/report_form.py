"""One report (进展报告) as a form: how far, in what state, what was done, and what proves it.

The keyboard walks through it: Ctrl+Enter files the report and goes on to the next line.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from workbench.errors import CannotReadError, WorkbenchError
from workbench.operations import progress
from workbench.planning.report_words import slips
from workbench.queries.progress import evidence_data
from workbench.queries.wording import REPORT_STATUSES, STATES, deadline_text
from workbench.rows.progress import EvidenceRow, ReportLineRow, ReportRow, ReportSheetRow
from workbench.terms import Period, ReportStatus, TaskState
from workbench.ui.controls import named, push_button, quiet, tool_button
from workbench.ui.dialogs import files
from workbench.ui.settings import Settings
from workbench.ui.work import Work

_TEXTS = ("进展情况", "存在问题", "下一步")
_KINDS = "全部文件 (*)"
_TEXT_HEIGHT = 92  # five lines; more are scrolled to


class ReportForm(QFrame):
    """`filed()`: the report was filed, the next may come."""

    filed = Signal()

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._row: ReportSheetRow | None = None
        self._period: Period | None = None
        self._closed = False
        self._title = QLabel(wordWrap=True)
        self._title.setProperty("heading", True)
        self._about = quiet()
        self._due = quiet()
        self.percent = named(QSpinBox(suffix=" %", maximum=100), "完成进度")
        self._offer = push_button("", self._take_offer)
        self.state = named(QComboBox(), "状态")
        for state, name in STATES.items():
            self.state.addItem(name, state)
        self.texts = {name: named(QPlainTextEdit(tabChangesFocus=True), name) for name in _TEXTS}
        self._slips = quiet()
        self._status = quiet()
        self._before = quiet()
        self.proofs = named(QListWidget(), "佐证材料")
        self._make_buttons()
        self._lay_out()
        for edit in self.texts.values():
            edit.textChanged.connect(self._look_for_slips)
        self.percent.valueChanged.connect(lambda _: self._look_for_slips())
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.file)
        self.show_row(None, None, closed=False)

    @property
    def changed(self) -> bool:
        """Whether something was typed that is not kept yet."""
        return self._row is not None and self._typed() != self._kept(self._row)

    def show_row(self, row: ReportSheetRow | None, period: Period | None, *, closed: bool) -> None:
        """Show a line of the sheet; None for nothing."""
        self._row, self._period, self._closed = row, period, closed
        self._column.setVisible(row is not None)
        self._nothing.setVisible(row is None)
        if row is None:
            return
        self._title.setText(f"{row.no} {row.title}".strip())
        deadline = deadline_text(row.deadline) or "未定时限"
        self._about.setText(f"{row.unit_name or '未明确责任单位'} · {deadline} · {row.document_title}")
        self._due.setText(row.due_sentence)
        self._fill(row)
        self._show_report(row.now)
        before = row.before
        self._before.setText(
            f"上期（{before.percent}%，{STATES[before.state]}）：{before.done}" if before else ""
        )
        self._before.setVisible(before is not None)
        self._allow()

    def shows(self, row: ReportLineRow) -> bool:
        """Whether this line is the one shown."""
        return self._row is not None and (self._row.task, self._row.result) == (row.task, row.result)

    def leave(self) -> None:
        """Nothing typed is lost: it is kept as a draft, or filed once more where it was filed before."""
        if not self.changed:
            return
        if self._draft.isEnabled():
            self.keep()
        elif self._file.isEnabled():
            self._store()

    def file(self) -> None:
        """File the report (报送)."""
        if self._file.isEnabled() and self._store():
            self.filed.emit()

    def _store(self) -> bool:
        """Put what was typed into the plan as reported; whether that worked."""
        if self._row is None or self._period is None:
            return False
        percent, state, texts = self._typed()
        if self._row.task is not None:
            done = self._work.change(progress.report, self._row.task, self._period, percent, state, *texts)
        else:
            assert self._row.result is not None
            done = self._work.change(
                progress.report_result, self._row.result, self._period, percent, state, *texts
            )
        return done is not None

    def keep(self) -> None:
        """Keep what was typed as a draft; a filed report is left as it was filed."""
        row = self._row
        if row is None or row.task is None or self._period is None or not self._draft.isEnabled():
            return
        percent, state, texts = self._typed()
        self._work.change(progress.save_draft, row.task, self._period, percent, state, *texts)

    def _make_buttons(self) -> None:
        self._file = push_button("报送", self.file, main=True)
        self._file.setToolTip("报送并转到下一项（Ctrl+Enter）")
        self._draft = push_button("保存草稿", self.keep)
        self._offer.setToolTip("按节点、下级任务或所依据的指标推算，可以不采用。")
        self._copy = push_button("沿用上期", self._copy_before)
        self._check = push_button("核实", self._check_report)
        self._back = push_button("退回…", self._send_back)
        self._attach = tool_button("添加佐证材料", "add", self._add_proof, text=True)
        self.proofs.itemActivated.connect(self._save_proof)
        self.proofs.setMaximumHeight(92)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        percent = QHBoxLayout()
        percent.addWidget(self.percent)
        percent.addWidget(self._offer)
        percent.addStretch(1)
        form.addRow("完成进度", percent)
        form.addRow("状态", self.state)
        for name, edit in self.texts.items():
            edit.setFixedHeight(_TEXT_HEIGHT)
            form.addRow(name, edit)
        self._column = QWidget()
        column = QVBoxLayout(self._column)
        for widget in (self._title, self._about, self._due, self._status):
            column.addWidget(widget)
        column.addLayout(form)
        column.addWidget(self._slips)
        column.addWidget(self._before)
        column.addWidget(self._attach)
        column.addWidget(self.proofs)
        column.addLayout(self._row_of(self._copy, self._draft, self._file))
        column.addLayout(self._row_of(self._back, self._check))
        column.addStretch(1)
        self._nothing = quiet("在左边选择一项任务，填报本期进展。")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside = QWidget()
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(8, 4, 8, 8)
        whole.addWidget(self._nothing)
        whole.addWidget(self._column)
        scroll = named(QScrollArea(widgetResizable=True), "进展报告")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    @staticmethod
    def _row_of(*buttons: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        return row

    def _fill(self, row: ReportSheetRow) -> None:
        percent, state, texts = self._kept(row)
        self.percent.setValue(percent)
        self.state.setCurrentIndex(self.state.findData(state))
        for edit, text in zip(self.texts.values(), texts, strict=True):
            edit.blockSignals(True)
            edit.setPlainText(text)
            edit.blockSignals(False)
        offered = row.offered
        self._offer.setVisible(offered is not None and round(offered) != percent)
        self._offer.setText(f"采用推算值 {round(offered)}%" if offered is not None else "")
        self._look_for_slips()

    def _kept(self, row: ReportSheetRow) -> tuple[int, TaskState, tuple[str, str, str]]:
        """What stands in the plan; for a first report, where the task stood last."""
        report = row.now or row.before
        if report is None:
            return 0, TaskState.NOT_STARTED, ("", "", "")
        if report is row.before:
            return report.percent, report.state, ("", "", "")
        return report.percent, report.state, (report.done, report.problems, report.next_steps)

    def _typed(self) -> tuple[int, TaskState, tuple[str, str, str]]:
        done, problems, next_steps = (edit.toPlainText().strip() for edit in self.texts.values())
        return self.percent.value(), TaskState(self.state.currentData()), (done, problems, next_steps)

    def _show_report(self, report: ReportRow | None) -> None:
        self.proofs.clear()
        if report is None:
            self._status.setText("本期还没有填报。")
            return
        told = f"{REPORT_STATUSES[report.status]} · {report.reporter}"
        if report.checker:
            told += f" · 核实人 {report.checker}"
        if report.remark:
            told += f" · {report.remark}"
        self._status.setText(told)
        for proof in report.evidence:
            item = QListWidgetItem(f"{proof.name}（{_size(proof.size)}）")
            item.setData(Qt.ItemDataRole.UserRole, proof)
            item.setToolTip(f"双击另存。校验值 {proof.sha256[:16]}… {proof.note}".strip())
            self.proofs.addItem(item)

    def _allow(self) -> None:
        """Which buttons make sense: nothing in a closed period, checking only what was filed."""
        row, open_for_work = self._row, self._work.writable and not self._closed
        report = row.now if row else None
        filed = report is not None and report.status is not ReportStatus.DRAFT
        is_task = row is not None and row.task is not None
        self._file.setEnabled(open_for_work)
        self._draft.setEnabled(open_for_work and is_task and not filed)
        self._copy.setEnabled(open_for_work and is_task and not filed and bool(row and row.before))
        self._check.setEnabled(
            open_for_work and report is not None and report.status is ReportStatus.REPORTED
        )
        self._back.setEnabled(open_for_work and filed)
        self._attach.setEnabled(open_for_work and report is not None)
        self._attach.setToolTip("" if report else "请先报送或保存草稿，再添加佐证材料。")
        for field in (self.percent, self._offer, self.state, *self.texts.values()):
            field.setEnabled(open_for_work)

    def _look_for_slips(self) -> None:
        """What looks odd in the words, told while they are written."""
        if self._period is None:
            return
        found = [
            f"{slip.field}：“{slip.words}”{slip.what}"
            + (f"，可改为“{slip.proposal}”" if slip.proposal else "")
            for name, edit in self.texts.items()
            for slip in slips(name, edit.toPlainText(), self._period, self.percent.value())
        ]
        self._slips.setText("\n".join(f"· {sentence}。" for sentence in found))
        self._slips.setVisible(bool(found))

    def _take_offer(self) -> None:
        if self._row is not None and self._row.offered is not None:
            self.percent.setValue(round(self._row.offered))

    def _copy_before(self) -> None:
        if self._row is not None and self._row.task is not None and self._period is not None:
            self._work.change(progress.copy_before, self._row.task, self._period)

    def _check_report(self) -> None:
        if self._row is not None and self._row.now is not None:
            self._work.change(progress.check, self._row.now.id)

    def _send_back(self) -> None:
        if self._row is None or self._row.now is None:
            return
        reason, given = QInputDialog.getText(self, "退回进展", "退回理由：")
        if given and reason.strip():
            self._work.change(progress.send_back, self._row.now.id, reason.strip())

    def _add_proof(self) -> None:
        if self._row is None or self._row.now is None:
            return
        path = files.choose_file(self, "添加佐证材料", Settings().folder_for("proof"), _KINDS)
        if path is not None:
            self.add_proof(path)

    def add_proof(self, path: Path) -> None:
        """Keep a file of proof with the report."""
        assert self._row is not None
        assert self._row.now is not None
        try:
            data = path.read_bytes()
        except OSError:
            what = f"无法读取“{path.name}”。"
            self._work.troubled.emit(CannotReadError(what, "请检查文件是否存在、是否有权限读取。"))
            return
        self._work.change(progress.attach, self._row.now.id, path.name, data)

    def _save_proof(self, item: QListWidgetItem) -> None:
        proof: EvidenceRow = item.data(Qt.ItemDataRole.UserRole)
        to = files.choose_where_to_save(self, "另存佐证材料", Path(proof.name), _KINDS)
        if to is None:
            return
        try:
            files.write_file(to, self._work.ask(partial(evidence_data), proof.id))
        except WorkbenchError as error:
            self._work.troubled.emit(error)


def _size(count: int) -> str:
    return f"{count / 1024**2:.1f} MB" if count >= 1024**2 else f"{max(1, round(count / 1024))} KB"
