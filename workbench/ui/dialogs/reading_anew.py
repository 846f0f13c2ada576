"""Reading the document on the desk once more: in other characters, or with a column explained."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from workbench.errors import WorkbenchError
from workbench.reading.draft import Draft
from workbench.reading.formats.source import Grid
from workbench.reading.office_lexicon import LISTS
from workbench.ui.controls import action
from workbench.ui.dialogs.waiting import Waiting
from workbench.ui.reading_child import read_in
from workbench.ui.work import Work

#: What a column may hold, in Chinese, by the parts of the word list of column heads.
MEANINGS = dict(LISTS["columns"].parts)
LONGEST_HEAD = 14


class ReadingAnew(QObject):
    """`read(Draft)` when it is done; `refused(WorkbenchError)`; `broken(exception)`."""

    read = Signal(object)
    refused = Signal(object)
    broken = Signal(object)

    def __init__(self, work: Work, window: QWidget) -> None:
        super().__init__(window)
        self._work = work
        self._window = window

    def start(self, draft: Draft, script: str) -> None:
        job = self._work.background.run(read_in, [(draft.file, draft.source, script)])
        Waiting(job, "重新读取", f"正在重新读取：{draft.file}", 0, self._window)
        job.finished.connect(self._take)
        job.broken.connect(self.broken)

    def _take(self, answers: Sequence[Draft | WorkbenchError]) -> None:
        answer = answers[0]
        (self.refused if isinstance(answer, WorkbenchError) else self.read).emit(answer)


class ColumnMenu(QMenu):
    """“把第4列作为……”: what a column of the source holds, to be chosen. `remember(head, holds)` is called."""

    def __init__(
        self,
        draft: Draft,
        grid: Grid,
        column: int,
        remember: Callable[[str, str], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        head, known = head_of(draft, grid, column), meaning_of(draft, grid, column)
        if not head:
            self.addAction(f"第 {column + 1} 列没有表头文字，不能指定含义").setEnabled(False)
            return
        taken = f"现作为“{known}”" if known else "含义未知"
        self.addAction(f"第 {column + 1} 列“{head[:LONGEST_HEAD]}”，{taken}").setEnabled(False)
        self.addSeparator()
        for holds, name in MEANINGS.items():
            self.addAction(action(self, f"作为“{name}”", partial(remember, head, holds)))


def head_of(draft: Draft, grid: Grid, column: int) -> str:
    """The words of a column's head: as the reader took them, else those of the first row; "" for none."""
    for table in draft.tables:
        if table.span.start <= grid.start < table.span.end or grid.start <= table.span.start < grid.end:
            return table.heads[column] if column < len(table.heads) else ""
    cells = grid.rows[0] if grid.rows else ()
    cell = cells[column] if column < len(cells) else None
    return draft.text[cell.start : cell.end].strip() if cell else ""


def meaning_of(draft: Draft, grid: Grid, column: int) -> str:
    """What the reader took a column to hold, in Chinese; "" where it does not know."""
    for table in draft.tables:
        if table.span.start <= grid.start < table.span.end or grid.start <= table.span.start < grid.end:
            return MEANINGS.get(table.holds[column], "") if column < len(table.holds) else ""
    return ""
