"""The lower edge of 衔接: what both documents say, in their own words, and the way to both places."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from workbench.rows.alignments import AlignedTask, Evidence
from workbench.terms import DocumentId, Span, TaskId
from workbench.ui.controls import named, push_button
from workbench.ui.views.page import Place

_NOTHING = "（没有对应的任务）"


@dataclass(frozen=True, slots=True)
class End:
    """One side: its words, and where they are."""

    words: str
    document: DocumentId | None = None
    task: TaskId | None = None
    span: Span | None = None

    @classmethod
    def of_task(cls, task: AlignedTask) -> End:
        units = f"单位：{task.units}" if task.units else ""
        deadline = f"完成时限：{task.deadline}" if task.deadline else ""
        facts = (f"{task.no} {task.title}".strip(), units, deadline, task.content)
        return cls("\n".join(fact for fact in facts if fact), task.document, task.task, task.span)

    @classmethod
    def of_evidence(cls, evidence: Evidence) -> End:
        return cls(evidence.sentence, evidence.document, evidence.task, evidence.span)


NO_END = End("")


class EndsPane(QSplitter):
    """Shows two ends side by side. `wanted(Place)` asks the window to go to one of them."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.upper_side, self.lower_side = _Side("上级文件"), _Side("本级文件")
        for side in (self.upper_side, self.lower_side):
            self.addWidget(side)
            side.wanted.connect(self.wanted.emit)
        self.setChildrenCollapsible(False)

    def show_ends(self, upper: End = NO_END, lower: End = NO_END) -> None:
        self.upper_side.show_end(upper)
        self.lower_side.show_end(lower)


class _Side(QWidget):
    wanted = Signal(object)

    def __init__(self, title: str) -> None:
        super().__init__()
        self._end = NO_END
        self.words = named(QPlainTextEdit(readOnly=True, tabChangesFocus=True), f"{title}的内容")
        self.words.setMaximumHeight(110)
        self.source = push_button("查看原文", self._to_source, "source")
        self.task = push_button("查看任务", self._to_task, "tasks")
        for button, what in ((self.source, "查看原文"), (self.task, "查看任务")):
            button.setAccessibleName(f"{what}（{title}）")
        head = QHBoxLayout()
        head.addWidget(QLabel(title))
        head.addStretch(1)
        head.addWidget(self.source)
        head.addWidget(self.task)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 8)
        column.addLayout(head)
        column.addWidget(self.words, 1)
        self.show_end(NO_END)

    def show_end(self, end: End) -> None:
        self._end = end
        self.words.setPlainText(end.words or _NOTHING)
        self.source.setEnabled(end.document is not None and end.span is not None)
        self.task.setEnabled(end.task is not None)

    def _to_source(self) -> None:
        self.wanted.emit(Place("documents", document=self._end.document, span=self._end.span))

    def _to_task(self) -> None:
        self.wanted.emit(Place("tasks", task=self._end.task))
