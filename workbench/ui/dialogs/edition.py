"""采用新版: a newer edition of a document held against the plan, field by field.

What the document changed is taken, what the office changed stays; where both changed, the planner chooses.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from workbench.planning.editions import (
    FATES,
    FIELDS,
    KINDS,
    Comparison,
    EditionChoice,
    Fate,
    FieldDifference,
    RowDifference,
    Verdict,
)
from workbench.reading.draft import Draft
from workbench.rows.documents import DocumentRow
from workbench.ui import theme
from workbench.ui.controls import action, named, push_button, quiet
from workbench.ui.itemmodels.rows import CENTRE, Column, RowsModel
from workbench.ui.views.table import RowTable
from workbench.ui.work import Work

VERDICTS = {Verdict.TAKE: "采用新版", Verdict.KEEP: "保留本单位的"}
TO_CHOOSE = "请选择"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the comparison: a field that differs, or a row that comes or goes.

    `answer` is the planner's choice where one is asked for: True for the new edition.
    """

    number: int
    row: RowDifference
    field: FieldDifference | None = None
    answer: bool | None = None

    @property
    def asks(self) -> bool:
        return self.field.verdict is Verdict.ASK if self.field else self.row.asks

    @property
    def outcome(self) -> str:
        if self.asks:
            return TO_CHOOSE if self.answer is None else VERDICTS[_verdict(self.answer)]
        if self.field is not None:
            return VERDICTS[self.field.verdict]
        return {Fate.ADDED: "加入计划", Fate.DROPPED: "从计划中移除"}.get(self.row.fate, "")


def lines_of(comparison: Comparison) -> list[Line]:
    """What there is to see, in the order of the document."""
    parts: list[tuple[RowDifference, FieldDifference | None]] = []
    for row in comparison.differences:
        if row.asks or row.fate in (Fate.ADDED, Fate.DROPPED):
            parts.append((row, None))
        else:
            parts += [(row, field) for field in row.fields]
    return [Line(number, row, field) for number, (row, field) in enumerate(parts)]


SHOWN: dict[str, Callable[[Line], bool]] = {
    "全部变化": lambda line: True,
    "待选择的": lambda line: line.asks,
    "新增": lambda line: line.row.fate is Fate.ADDED,
    "删除": lambda line: line.row.fate in (Fate.DROPPED, Fate.REMOVED),
    "修改": lambda line: line.field is not None,
    "保留本单位的": lambda line: line.field is not None and line.field.verdict is Verdict.KEEP,
}


class EditionDialog(QDialog):
    """`adopted()` when the new edition was taken in, as one step.

    Making it compares, which may take long. Raises WorkbenchError.
    """

    adopted = Signal()

    def __init__(
        self, work: Work, document: DocumentRow, draft: Draft, parent: QWidget | None = None
    ) -> None:
        from workbench.queries.editions import compare_edition

        super().__init__(parent)
        self.setWindowTitle(f"采用新版：{document.title}")
        self._work = work
        self._document = document
        self._draft = draft
        self.comparison: Comparison = work.ask_patiently(
            "正在与计划逐项对照…", compare_edition, document.id, draft
        )
        self._lines = lines_of(self.comparison)
        self._model: RowsModel[Line] = RowsModel(COLUMNS, key=lambda line: line.number, parent=self)
        self.table: RowTable[Line] = RowTable(self._model, "新旧版对照", "新版与计划没有差别")
        self.table.set_menu(self._fill_menu)
        self.whole = WholeTexts()
        self.table.picked.connect(self.whole.show_line)
        self.shown = named(QComboBox(), "显示哪些变化")
        self.shown.addItems(list(SHOWN))
        self.shown.currentTextChanged.connect(lambda name: self._model.keep(SHOWN[name]))
        self._state = QLabel(wordWrap=True)
        self._adopt = push_button("采用新版", self.accept, main=True)
        self._lay_out()
        self._show()
        self.table.selectRow(0)
        self.resize(1180, 700)

    def choose(self, lines: list[Line], take_new: bool) -> None:
        """Answer the questions among these lines."""
        wanted = {line.number for line in lines if line.asks}
        self._lines = [
            Line(line.number, line.row, line.field, take_new) if line.number in wanted else line
            for line in self._lines
        ]
        self._show()

    def accept(self) -> None:
        """Take the edition in; refused by the plan while a question is open."""
        from workbench.operations.editions import adopt

        if self._work.change(adopt, self._document.id, self._draft, self._choices()) is not None:
            self.adopted.emit()
            super().accept()

    @property
    def open_questions(self) -> int:
        return sum(line.asks and line.answer is None for line in self._lines)

    def _choices(self) -> tuple[EditionChoice, ...]:
        return tuple(
            EditionChoice(
                line.row.kind, line.row.key, line.field.field if line.field else "", bool(line.answer)
            )
            for line in self._lines
            if line.asks and line.answer is not None and line.row.key is not None
        )

    def _show(self) -> None:
        self._model.show(self._lines)
        counts = self.comparison.counts
        told = "、".join(
            f"{FATES[fate]} {counts[fate]} 项"
            for fate in (Fate.ADDED, Fate.DROPPED, Fate.CHANGED, Fate.SAME)
            if counts.get(fate)
        )
        questions = self.open_questions
        ask = f"；有 {questions} 处双方都改过，请逐处选择" if questions else ""
        self._state.setText(f"{told or '没有变化'}{ask}。本单位自己改过、新版未改的内容一律保留。")
        self._adopt.setEnabled(not questions)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.shown)
        top.addWidget(quiet("双方都改过的，选中后点右侧按钮决定；可以多选。"), 1)
        top.addWidget(push_button("采用新版的", lambda: self.choose(self.table.selected(), True)))
        top.addWidget(push_button("保留本单位的", lambda: self.choose(self.table.selected(), False)))
        foot = QHBoxLayout()
        foot.addWidget(self._state, 1)
        foot.addWidget(self._adopt)
        foot.addWidget(push_button("取消", self.reject))
        column = QVBoxLayout(self)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self.whole)
        column.addLayout(foot)

    def _fill_menu(self, menu: QMenu, lines: list[Line]) -> None:
        if any(line.asks for line in lines):
            menu.addAction(action(menu, "采用新版的", lambda: self.choose(lines, True)))
            menu.addAction(action(menu, "保留本单位的", lambda: self.choose(lines, False)))


class WholeTexts(QWidget):
    """What the three say of a field, in full, beside one another."""

    def __init__(self) -> None:
        super().__init__()
        names = ("原版", "计划中", "新版")
        self.texts = [named(QPlainTextEdit(readOnly=True, tabChangesFocus=True), name) for name in names]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for text in self.texts:
            part = QVBoxLayout()
            part.addWidget(quiet(text.accessibleName()))
            part.addWidget(text)
            row.addLayout(part)
        self.setFixedHeight(130)

    def show_line(self, line: Line | None) -> None:
        one = line.field if line else None
        for text, words in zip(
            self.texts, (one.former, one.present, one.new) if one else ("", "", ""), strict=True
        ):
            text.setPlainText(words or "")


class EditionNotice(QFrame):
    """A line that says that the plan may hold an earlier edition of a draft, with the way to compare."""

    def __init__(self, compare: Callable[[DocumentRow], object]) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._document: DocumentRow | None = None
        self._words = QLabel(wordWrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 6, 4)
        row.addWidget(self._words, 1)
        row.addWidget(push_button("与计划对照…", lambda: compare(self._document) if self._document else None))

    def show_documents(self, rows: Sequence[DocumentRow]) -> None:
        """Speak of the first of these documents; say nothing where there is none."""
        self._document = rows[0] if rows else None
        self.setVisible(bool(rows))
        if rows:
            self._words.setText(
                f"计划中已有《{rows[0].title}》。如果这是它的新版，可与计划逐项对照后采用，本单位的修改会保留。"
            )


def _verdict(take_new: bool) -> Verdict:
    return Verdict.TAKE if take_new else Verdict.KEEP


def _outcome_look(line: Line, role: int) -> Any:
    if role == Qt.ItemDataRole.ForegroundRole:
        if line.outcome == TO_CHOOSE:
            return theme.color("overdue")
        return theme.color("accent" if line.asks else "quiet_text")
    return None


def _change(line: Line) -> str:
    return FATES[line.row.fate] if line.field is None else FIELDS.get(line.field.field, line.field.field)


COLUMNS: tuple[Column[Line], ...] = (
    Column("", lambda line: KINDS[line.row.kind], 48, CENTRE),
    Column("序号", lambda line: line.row.no, 60),
    Column("名称", lambda line: line.row.name, 0),
    Column("变化", _change, 100),
    Column("原版", lambda line: (line.field.former or "") if line.field else "", 190),
    Column("计划中", lambda line: line.field.present if line.field else "", 190),
    Column("新版", lambda line: line.field.new if line.field else "", 190),
    Column("处理", lambda line: line.outcome, 110, look=_outcome_look),
)
