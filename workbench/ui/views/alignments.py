"""衔接: how a document takes up one above it. Proposals to accept, what is not taken up, what contradicts."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QSplitter, QTabWidget

from workbench.errors import StoppedError
from workbench.rows.alignments import Coverage, ProposalRow
from workbench.rows.documents import DocumentRow
from workbench.terms import DocumentId, Level
from workbench.ui.controls import named, push_button
from workbench.ui.fields import label_for
from workbench.ui.views.alignment_conflicts import ConflictsPane
from workbench.ui.views.alignment_coverage import CoveragePane
from workbench.ui.views.alignment_ends import EndsPane
from workbench.ui.views.alignment_proposals import ProposalsPane
from workbench.ui.views.page import Page
from workbench.ui.work import Work

_NOTHING = Coverage((), ())


class AlignmentsPage(Page):
    """Two documents are looked at together: 上级文件 and 本级文件."""

    title = "衔接"

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self._known: tuple[DocumentId, ...] = ()
        self.upper_box, self.lower_box = named(QComboBox(), "上级文件"), named(QComboBox(), "本级文件")
        self.swap_button = push_button("对调", self._swap)
        self.again_button = push_button("重新比对", self.make_stale)
        self.again_button.hide()
        self.proposals, self.coverage = ProposalsPane(work), CoveragePane(work)
        self.conflicts, self.ends = ConflictsPane(), EndsPane()
        self.tabs = named(QTabWidget(documentMode=True), "衔接视图")
        self.tabs.tabBar().setAccessibleName("衔接视图")
        self._lay_out()
        for pane in (self.proposals, self.coverage, self.conflicts):
            pane.picked.connect(self.ends.show_ends)
        self.ends.wanted.connect(self.wanted.emit)
        for box in (self.upper_box, self.lower_box):
            box.currentIndexChanged.connect(lambda _: self.make_stale())

    def refresh(self) -> None:
        self._fill_documents()
        upper, lower = self.upper_box.currentData(), self.lower_box.currentData()
        proposals: tuple[ProposalRow, ...] = ()
        coverage = _NOTHING
        if upper is not None and lower is not None and upper != lower:
            proposals, coverage = self._ask(upper, lower)
            self.coverage.show_coverage(coverage, lower)
        else:
            self.coverage.model.show(())
        self.proposals.show_rows(proposals)
        self.conflicts.show_rows(coverage.conflicts)
        for place, (name, count) in enumerate(
            (("建议", len(proposals)), ("承接情况", len(coverage.rows)), ("不一致", len(coverage.conflicts)))
        ):
            self.tabs.setTabText(place, f"{name}（{count}）")

    def _ask(self, upper: DocumentId, lower: DocumentId) -> tuple[tuple[ProposalRow, ...], Coverage]:
        """What is said of the two; nothing where the planner would not wait for it."""
        self.again_button.hide()
        try:
            return self.work.ask_patiently("正在比对两份文件的任务…", _looked_at_together, upper, lower)
        except StoppedError:
            self.again_button.show()
            self.said.emit("已停止比对，两份文件没有改动。要继续时请点“重新比对”。")
            return (), _NOTHING

    def _lay_out(self) -> None:
        for text, box in (("上级文件(&P)：", self.upper_box), ("本级文件(&L)：", self.lower_box)):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(18)
            self.bar.addWidget(label_for(text, box))
            self.bar.addWidget(box, 1)
        self.bar.addWidget(self.swap_button)
        self.bar.addWidget(self.again_button)
        for pane, name in (
            (self.proposals, "建议"),
            (self.coverage, "承接情况"),
            (self.conflicts, "不一致"),
        ):
            self.tabs.addTab(pane, name)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.tabs)
        splitter.addWidget(self.ends)
        splitter.setStretchFactor(0, 1)
        splitter.setChildrenCollapsible(False)
        self.body.addWidget(splitter, 1)

    def _fill_documents(self) -> None:
        """Offer the documents; the pair looked at stays, and at first it is the likeliest."""
        from workbench.queries.documents import list_documents

        rows = self.work.ask(list_documents)
        fresh = not self._known
        chosen = self.upper_box.currentData(), self.lower_box.currentData()
        if self._known != tuple(row.id for row in rows):
            self._known = tuple(row.id for row in rows)
            pair = _likely_pair(rows) if fresh else chosen
            for box, id in zip((self.upper_box, self.lower_box), pair, strict=True):
                box.blockSignals(True)
                box.clear()
                for row in rows:
                    box.addItem(row.title, row.id)
                box.setCurrentIndex(max(0, box.findData(id)) if rows else -1)
                box.blockSignals(False)

    def _swap(self) -> None:
        upper, lower = self.upper_box.currentIndex(), self.lower_box.currentIndex()
        self.upper_box.setCurrentIndex(lower)
        self.lower_box.setCurrentIndex(upper)


def _looked_at_together(
    session: Any, upper: DocumentId, lower: DocumentId
) -> tuple[tuple[ProposalRow, ...], Coverage]:
    from workbench.queries.alignments import coverage, propose

    return propose(session, upper, lower), coverage(session, upper, lower)


_ORDER = {level: place for place, level in enumerate(Level)}


def _likely_pair(rows: tuple[DocumentRow, ...]) -> tuple[DocumentId | None, DocumentId | None]:
    """The document of the highest level with most tasks; of the others, one of a lower level with most."""
    if len(rows) < 2:
        return (rows[0].id, rows[0].id) if rows else (None, None)
    if sum(bool(row.tasks) for row in rows) > 1:
        rows = tuple(row for row in rows if row.tasks)  # what has no tasks takes nothing up
    ranked = sorted(
        rows, key=lambda row: (_ORDER.get(row.level, len(_ORDER)) if row.level else len(_ORDER), -row.tasks)
    )
    upper = ranked[0]
    below = [row for row in rows if row.id != upper.id]
    lower = max(below, key=lambda row: (row.level is not None and row.level is not upper.level, row.tasks))
    return upper.id, lower.id
