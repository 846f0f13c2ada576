"""One step of the history: who, when, why, and what of the issued arrangements it adjusted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from workbench.rows.adjustments import AdjustmentRow
from workbench.rows.history import StepRow
from workbench.ui.controls import quiet
from workbench.ui.dialogs.grounds import adjustment_table
from workbench.ui.wording import local_time


class StepDialog(QDialog):
    """To read and to copy from."""

    def __init__(
        self, step: StepRow, adjustments: Sequence[AdjustmentRow], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("操作详情")
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setHorizontalSpacing(12)
        for name, text in (
            ("操作", step.label + ("（已撤销）" if step.undone else "")),
            ("时间", f"{local_time(step.at):%Y-%m-%d %H:%M:%S}"),
            ("操作人", step.who),
            ("调整原因", step.reason or "未填写"),
            ("依据或文号", step.basis or "未填写"),
            ("涉及数据", f"{step.rows} 行"),
        ):
            form.addRow(name, _told(text))
        self.table = adjustment_table(adjustments)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(form)
        if adjustments:
            column.addWidget(quiet("调整了文件已明确的安排："))
            column.addWidget(self.table, 1)
        else:
            column.addWidget(quiet("没有调整完成时限、牵头单位或目标值。"))
            column.addStretch(1)
        column.addWidget(buttons)
        buttons.button(QDialogButtonBox.StandardButton.Close).setFocus()
        self.resize(620, 420 if adjustments else 260)


def _told(text: str) -> QLabel:
    label = QLabel(text, wordWrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
