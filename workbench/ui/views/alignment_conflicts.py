"""The third pane of 衔接: where this document contradicts the one above it, each with both sentences."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.rows.alignments import ConflictAbout, ConflictRow
from workbench.terms import Severity
from workbench.ui import theme
from workbench.ui.itemmodels.rows import CENTRE, Column, RowsModel
from workbench.ui.views.alignment_ends import NO_END, End
from workbench.ui.views.table import RowTable

_ABOUT = {
    ConflictAbout.LEAD: "责任单位",
    ConflictAbout.DEADLINE: "完成时限",
    ConflictAbout.TARGET: "目标值",
}
_WEIGHT = {Severity.ERROR: "不一致", Severity.WARNING: "待核对", Severity.INFO: "提示"}
_COLORS = {Severity.ERROR: "overdue", Severity.WARNING: "warning", Severity.INFO: "quiet_text"}


class ConflictsPane(QWidget):
    """`picked(End, End)` tells what both documents say of the current line."""

    picked = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.model: RowsModel[ConflictRow] = RowsModel(
            _columns(), key=lambda row: (row.about, row.subject, row.what), parent=self
        )
        self.table = RowTable(self.model, "与上级文件不一致之处", "没有发现与上级文件不一致之处")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.addWidget(self.table)
        self.table.picked.connect(self._tell)

    def show_rows(self, rows: tuple[ConflictRow, ...]) -> None:
        self.model.show(rows)

    def _tell(self, row: ConflictRow | None) -> None:
        ends = (End.of_evidence(row.upper), End.of_evidence(row.lower)) if row else (NO_END, NO_END)
        self.picked.emit(*ends)


def _columns() -> tuple[Column[ConflictRow], ...]:
    return (
        Column("程度", lambda row: _WEIGHT[row.severity], 70, CENTRE, look=_look),
        Column("方面", lambda row: _ABOUT[row.about], 80, CENTRE),
        Column("本级任务或指标", lambda row: row.subject, 220),
        Column("说明", lambda row: row.what, 0),
        Column("上级原文", lambda row: row.upper.sentence, 230),
        Column("本级原文", lambda row: row.lower.sentence, 230),
    )


def _look(row: ConflictRow, role: int) -> object:
    return theme.color(_COLORS[row.severity]) if role == Qt.ItemDataRole.ForegroundRole else None
