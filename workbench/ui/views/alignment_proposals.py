"""The first pane of 衔接: links that could be made, with their reasons, accepted one by one or together."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from workbench.queries.wording import ALIGNMENTS
from workbench.rows.alignments import ProposalRow
from workbench.terms import AlignmentChoice, AlignmentKind, Confidence
from workbench.ui.controls import action, named, push_button
from workbench.ui.itemmodels.rows import CENTRE, Column, RowsModel
from workbench.ui.views.alignment_ends import NO_END, End
from workbench.ui.views.table import RowTable
from workbench.ui.work import Work

_LIKELY = {Confidence.CERTAIN: "很可能", Confidence.LIKELY: "很可能", Confidence.GUESSED: "可能"}


class ProposalsPane(QWidget):
    """`picked(End, End)` tells what both documents say of the current line."""

    picked = Signal(object, object)

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self.model: RowsModel[ProposalRow] = RowsModel(
            _columns(), key=lambda row: (row.upper.task, row.lower.task), parent=self
        )
        self.table = RowTable(self.model, "可能的承接关系", "没有可建议的承接关系")
        self.table.wrap("上级任务", "本级任务", "理由")
        self.kind = named(QComboBox(), "关系类型")
        self.kind.addItem("关系按建议", None)
        for kind, name in ALIGNMENTS.items():
            if kind is not AlignmentKind.UNRELATED:
                self.kind.addItem(f"关系为{name}", kind)
        self.accept_button = push_button("接受选中", self.accept_selected, main=True)
        self.accept_all_button = push_button("接受全部“很可能”", self.accept_likely)
        self.refuse_button = push_button("选中的标为无关", self.refuse_selected)
        self._lay_out()
        self.table.picked.connect(self._tell)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._offer())
        self.table.set_menu(self._fill_menu)

    def show_rows(self, rows: tuple[ProposalRow, ...]) -> None:
        self.model.show(rows)
        self._offer()

    def accept_selected(self) -> None:
        """Make the links of the selected lines, as one step."""
        self._make(self.table.selected())

    def accept_likely(self) -> None:
        """Make all links that are likely right, as one step."""
        self._make([row for row in self.model.rows if row.confidence is not Confidence.GUESSED])

    def refuse_selected(self) -> None:
        """Say of the selected lines that they have nothing to do with one another."""
        self._make(self.table.selected(), AlignmentKind.UNRELATED)

    def _make(self, rows: list[ProposalRow], kind: AlignmentKind | None = None) -> None:
        from workbench.operations.alignments import add_all

        wanted: AlignmentKind | None = kind or self.kind.currentData()
        choices = tuple(
            AlignmentChoice(row.upper.task, row.lower.task, wanted or row.kind, row.reason) for row in rows
        )
        if choices and self._work.writable:
            self._work.change(add_all, choices)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 6, 12, 6)
        bar.setSpacing(8)
        self.count = QLabel()
        bar.addWidget(self.count, 1)
        for widget in (self.kind, self.refuse_button, self.accept_all_button, self.accept_button):
            bar.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.table, 1)

    def _offer(self) -> None:
        rows, writable = self.model.rows, self._work.writable
        likely = sum(row.confidence is not Confidence.GUESSED for row in rows)
        self.count.setText(f"按用语、单位、指标和编号比对，建议{len(rows)}组，其中很可能{likely}组。")
        selected = bool(self.table.selected()) and writable
        self.accept_button.setEnabled(selected)
        self.refuse_button.setEnabled(selected)
        self.accept_all_button.setEnabled(bool(likely) and writable)

    def _tell(self, row: ProposalRow | None) -> None:
        ends = (End.of_task(row.upper), End.of_task(row.lower)) if row else (NO_END, NO_END)
        self.picked.emit(*ends)

    def _fill_menu(self, menu: QMenu, rows: list[ProposalRow]) -> None:
        if rows and self._work.writable:
            menu.addAction(action(menu, "接受", self.accept_selected))
            menu.addAction(action(menu, "标为无关", self.refuse_selected))


def _columns() -> tuple[Column[ProposalRow], ...]:
    return (
        Column("把握", lambda row: _LIKELY[row.confidence], 70, CENTRE, order=lambda row: -row.score),
        Column("上级任务", lambda row: f"{row.upper.no} {row.upper.title}".strip(), 280),
        Column("本级任务", lambda row: f"{row.lower.no} {row.lower.title}".strip(), 280),
        Column("关系", lambda row: ALIGNMENTS[row.kind], 56, CENTRE),
        Column("理由", lambda row: row.reason, 0),
    )
