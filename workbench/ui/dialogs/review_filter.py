"""What of a draft to look at: all of it, what is guessed, what is odd, or one kind of problem."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from workbench.problems import Problem
from workbench.reading.draft import Draft
from workbench.terms import Confidence, Severity, Span
from workbench.ui import wording
from workbench.ui.controls import filter_line, named
from workbench.ui.dialogs.import_columns import Line

ALL, PENDING, GUESSED, UNSURE, ODD = "all", "pending", "guessed", "unsure", "odd"
CHOICES = {
    ALL: "全部",
    PENDING: "只看待核的",
    GUESSED: "只看猜测的",
    UNSURE: "推定和猜测的",
    ODD: "有问题的",
}

Test = Callable[[Line[Any]], bool]


class ReviewFilter(QWidget):
    """`changed()` when other lines are wanted; `test` says which, `words` what they must contain."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choice = named(QComboBox(), "筛选读取结果")
        self.line = filter_line("筛选", lambda _: self.changed.emit())
        self.line.setMinimumWidth(110)
        self.line.setMaximumWidth(200)
        self._draft: Draft | None = None
        self._codes: tuple[str, ...] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.choice)
        row.addWidget(self.line)
        self.choice.currentIndexChanged.connect(lambda _: self._tell())

    @property
    def words(self) -> str:
        return self.line.text()

    @property
    def test(self) -> Test | None:
        """Which lines to keep; None for all."""
        wanted = self.choice.currentData()
        if wanted in (None, ALL) or self._draft is None:
            return None
        if wanted == ODD:
            return self._is_odd
        if wanted in CHOICES:
            return _TESTS[wanted]
        places = [problem.where for problem in self._draft.problems if problem.code == wanted]
        return lambda line: _has(line, wanted) or any(_inside(where, line.fact.span) for where in places)

    def show_draft(self, draft: Draft) -> None:
        """Offer the kinds of problems a draft has."""
        self._draft = draft
        codes = tuple(sorted({problem.code for problem in draft.all_problems}))
        if codes == self._codes:
            return
        self._codes = codes
        former = self.choice.currentData()
        self.choice.blockSignals(True)
        self.choice.clear()
        for value, name in CHOICES.items():
            self.choice.addItem(name, value)
        if codes:
            self.choice.insertSeparator(self.choice.count())
        for code in codes:
            self.choice.addItem(f"问题：{wording.PROBLEMS.get(code, '其他')}", code)
        # A separator holds None too.
        self.choice.setCurrentIndex(max(0, self.choice.findData(former)) if former else 0)
        self.choice.blockSignals(False)

    def clear(self) -> None:
        self.line.clear()
        self.choice.setCurrentIndex(0)

    def _is_odd(self, line: Line[Any]) -> bool:
        assert self._draft is not None
        told = (one.where for one in self._draft.problems if one.severity is not Severity.INFO)
        return bool(_problems(line)) or any(_inside(where, line.fact.span) for where in told)

    def _tell(self) -> None:
        # A filter that is on must be seen to be on.
        self.choice.setProperty("on", self.choice.currentData() != ALL)
        self.choice.style().polish(self.choice)
        self.changed.emit()


def _problems(line: Line[Any]) -> tuple[Problem, ...]:
    return getattr(line.fact, "problems", ())  # a narrative target has none


def _has(line: Line[Any], code: str) -> bool:
    return any(problem.code == code for problem in _problems(line))


def _inside(where: Span | None, span: Span) -> bool:
    return where is not None and where.start < span.end and span.start < max(where.end, where.start + 1)


_TESTS: dict[str, Test] = {
    PENDING: lambda line: not line.looked_at,
    GUESSED: lambda line: line.fact.confidence is Confidence.GUESSED,
    UNSURE: lambda line: line.fact.confidence is not Confidence.CERTAIN,
}
