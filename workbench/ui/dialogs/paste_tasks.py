"""What a pasted table changes, shown before it is done (粘贴任务表)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.exchange.task_table import Proposal
from workbench.planning.task_edits import TaskEdit
from workbench.ui import theme
from workbench.ui.controls import named, quiet
from workbench.ui.fields import ok_and_cancel

_ITEM = Qt.ItemDataRole.UserRole


class PasteDialog(QDialog):
    """One line a task, its changes below. `accepted_edits(tuple[TaskEdit, ...])`: what is ticked."""

    accepted_edits = Signal(object)

    def __init__(self, proposals: Sequence[Proposal], place: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("粘贴任务表")
        self._proposals = proposals
        self.tree = named(QTreeWidget(), "将要发生的变化")
        self.summary = quiet()
        self._place = place
        self._fill()
        self._lay_out()
        self.tree.itemChanged.connect(lambda *_: self._tell())
        self._tell()

    def edits(self) -> tuple[TaskEdit, ...]:
        """What is ticked, in the order of the table."""
        items = (self.tree.topLevelItem(place) for place in range(self.tree.topLevelItemCount()))
        ticked = [item for item in items if item and item.checkState(0) == Qt.CheckState.Checked]
        found = (self._proposals[item.data(0, _ITEM)].edit for item in ticked)
        return tuple(edit for edit in found if edit is not None)

    def accept(self) -> None:
        self.accepted_edits.emit(self.edits())
        super().accept()

    def _fill(self) -> None:
        self.tree.setHeaderLabels(["任务", "现在", "粘贴后"])
        self.tree.setUniformRowHeights(True)
        for place, proposal in enumerate(self._proposals):
            if proposal.edit is not None or proposal.problem:
                self._add(place, proposal)

    def _add(self, place: int, proposal: Proposal) -> None:
        what = "未采用" if proposal.problem else ("修改" if proposal.task else "新增")
        title = proposal.title or "（无名称）"
        item = QTreeWidgetItem([f"{what}  第{proposal.line}行：{title}", "", proposal.problem])
        item.setData(0, _ITEM, place)
        item.setToolTip(0, title)
        if proposal.edit is not None:
            item.setCheckState(0, Qt.CheckState.Checked)
        else:
            item.setForeground(2, theme.color("overdue"))
        for change in proposal.changes:
            child = QTreeWidgetItem([change.head, _one_line(change.before), _one_line(change.after)])
            child.setForeground(1, theme.color("quiet_text"))
            child.setToolTip(1, change.before)
            child.setToolTip(2, change.after)
            item.addChild(child)
        self.tree.addTopLevelItem(item)
        item.setExpanded(bool(proposal.task))

    def _lay_out(self) -> None:
        header = self.tree.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        self.tree.setColumnWidth(0, 300)
        self.tree.setColumnWidth(1, 200)
        buttons = ok_and_cancel(self)
        self.ok: Any = buttons.button(QDialogButtonBox.StandardButton.Ok)
        column = QVBoxLayout(self)
        column.addWidget(self.summary)
        column.addWidget(self.tree, 1)
        column.addWidget(buttons)
        self.resize(760, 480)

    def _tell(self) -> None:
        edits = self.edits()
        added = sum(edit.task is None for edit in edits)
        refused = sum(bool(one.problem) for one in self._proposals)
        same = sum(one.edit is None and not one.problem for one in self._proposals)
        told = [f"将修改 {len(edits) - added} 项、新增 {added} 项任务"]
        told += [f"{same} 项没有变化"] * bool(same) + [f"{refused} 行不能采用"] * bool(refused)
        into = f"新任务放在：{self._place}。" if added and self._place else ""
        self.summary.setText("；".join(told) + f"。{into}")
        self.ok.setText(f"确定（{len(edits)}）")
        self.ok.setEnabled(bool(edits))


def _one_line(text: str) -> str:
    return " ".join(text.split()) or "（空）"
