"""The second pane of 衔接: each task of the document above with what answers to it here, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QMenu,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from workbench.queries.wording import ALIGNMENTS
from workbench.rows.alignments import AlignedTask, AlignmentRow, Coverage, PassageRow
from workbench.terms import AlignmentKind, DocumentId
from workbench.ui import theme
from workbench.ui.controls import action, named, push_button, quiet
from workbench.ui.itemmodels.rows import CENTRE, Column, RowsModel
from workbench.ui.views.alignment_ends import NO_END, End
from workbench.ui.views.table import RowTable
from workbench.ui.work import Work

_OPEN = "未承接"


@dataclass(frozen=True, slots=True)
class Line:
    """A task of the document above with one of its links; None where it has none."""

    upper: AlignedTask
    link: AlignmentRow | None


class CoveragePane(QWidget):
    """`picked(End, End)` tells what both documents say of the current line."""

    picked = Signal(object, object)

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._lower: DocumentId | None = None
        self.model: RowsModel[Line] = RowsModel(_columns(), key=_key, parent=self)
        self.table = RowTable(self.model, "上级任务的承接情况", "没有这样的任务")
        self.only_open = named(QCheckBox("只看未承接"), "只看未承接")
        self.count = QLabel()
        self.link_button = push_button("连接本级任务…", self._link_by_hand, "add")
        self.found: RowsModel[PassageRow] = RowsModel(
            _passage_columns(), key=lambda row: row.span, parent=self
        )
        self.passages = RowTable(
            self.found, "本级文件中可能相关的原文", "选中未承接的任务，这里列出本级文件中相近的原文"
        )
        self.make_button = push_button("由选中的原文新增承接任务", self._make_from_passage)
        self._lay_out()
        self.only_open.toggled.connect(
            lambda on: self.model.keep((lambda row: row.link is None) if on else None)
        )
        self.table.picked.connect(self._tell)
        self.table.set_menu(self._fill_menu)
        self.passages.picked.connect(self._tell_passage)

    def show_coverage(self, coverage: Coverage, lower: DocumentId) -> None:
        self._lower = lower
        lines = [Line(row.upper, link) for row in coverage.rows for link in (row.links or (None,))]
        self.model.show(lines)
        missing = len(coverage.rows) - coverage.covered
        self.count.setText(f"上级任务{len(coverage.rows)}项，已承接{coverage.covered}项，未承接{missing}项。")

    def _lay_out(self) -> None:
        bar, below = QHBoxLayout(), QHBoxLayout()
        for line in (bar, below):
            line.setContentsMargins(12, 6, 12, 6)
            line.setSpacing(8)
        bar.addWidget(self.count)
        bar.addWidget(self.only_open)
        bar.addStretch(1)
        bar.addWidget(self.link_button)
        below.addWidget(quiet("本级文件中相近的原文（没有读成任务的段落也在内）"), 1)
        below.addWidget(self.make_button)
        lower = QWidget()
        column = QVBoxLayout(lower)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(below)
        column.addWidget(self.passages, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.table)
        splitter.addWidget(lower)
        splitter.setSizes([360, 150])
        splitter.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(bar)
        whole.addWidget(splitter, 1)

    def _tell(self, line: Line | None) -> None:
        self._show_passages(line)
        self.link_button.setEnabled(line is not None and self._work.writable)
        lower = End.of_task(line.link.lower) if line and line.link else NO_END
        self.picked.emit(End.of_task(line.upper) if line else NO_END, lower)

    def _show_passages(self, line: Line | None) -> None:
        from workbench.queries.alignments import passages

        open_ = line is not None and line.link is None and self._lower is not None
        self.found.show(
            self._work.ask(passages, line.upper.task, self._lower) if open_ and line and self._lower else ()
        )
        self.make_button.setEnabled(bool(self.found.rows) and self._work.writable)

    def _tell_passage(self, row: PassageRow | None) -> None:
        line = self.table.current()
        if row is not None and line is not None:
            self.picked.emit(End.of_task(line.upper), End(row.text, row.document, None, row.span))

    def _make_from_passage(self) -> None:
        from workbench.operations.alignments import add_from_passage

        line, row = self.table.current(), self.passages.current() or next(iter(self.found.rows), None)
        if line is not None and row is not None:
            self._work.change(add_from_passage, line.upper.task, row.document, row.span.start, row.span.end)

    def _link_by_hand(self) -> None:
        from workbench.operations.alignments import add
        from workbench.queries.tasks import list_tasks

        line = self.table.current()
        if line is None or self._lower is None:
            return
        rows = self._work.ask(list_tasks, self._lower)
        names = [f"{row.no} {row.title}".strip() for row in rows]
        name, given = QInputDialog.getItem(
            self, "连接本级任务", f"“{line.upper.title}”由哪项本级任务承接：", names, editable=False
        )
        if given and name in names:
            self._work.change(add, line.upper.task, rows[names.index(name)].id, why="人工确定")

    def _fill_menu(self, menu: QMenu, lines: list[Line]) -> None:
        from workbench.operations.alignments import remove, set_kind

        links = [line.link for line in lines if line.link is not None]
        if not links or not self._work.writable:
            return
        for kind, name in ALIGNMENTS.items():
            if kind is not AlignmentKind.UNRELATED:
                calls = [(link.id, kind) for link in links if link.kind is not kind]
                change = partial(
                    self._work.change_each, set_kind, calls, f"调整承接关系：{len(calls)}组 → {name}"
                )
                menu.addAction(action(menu, f"关系改为{name}", change))
        menu.addSeparator()
        gone = [(link.id,) for link in links]
        drop = partial(self._work.change_each, remove, gone, f"取消承接关系：{len(gone)}组")
        menu.addAction(action(menu, "取消承接关系", drop, "remove"))


def _key(line: Line) -> tuple[int, int | None]:
    return line.upper.task, line.link.id if line.link else None


def _columns() -> tuple[Column[Line], ...]:
    return (
        Column("上级任务", lambda line: f"{line.upper.no} {line.upper.title}".strip(), 300),
        Column("上级时限", lambda line: line.upper.deadline, 110),
        Column("关系", _relation, 64, CENTRE, look=_look),
        Column("本级任务", lambda line: line.link.lower.title if line.link else "", 0),
        Column("本级单位", lambda line: line.link.lower.units if line.link else "", 200),
        Column("本级时限", lambda line: line.link.lower.deadline if line.link else "", 110),
        Column("理由", lambda line: line.link.reason if line.link else "", 220),
    )


def _relation(line: Line) -> str:
    return ALIGNMENTS[line.link.kind] if line.link else _OPEN


def _look(line: Line, role: int) -> object:
    missing = line.link is None and role == Qt.ItemDataRole.ForegroundRole
    return theme.color("overdue") if missing else None


def _passage_columns() -> tuple[Column[PassageRow], ...]:
    return (
        Column("原文", lambda row: row.text, 0),
        Column("理由", lambda row: row.reason, 320),
    )
