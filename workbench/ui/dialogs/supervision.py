"""Dialogs of supervision: a new matter (督办立项), and one move of its loop (督办环节)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from workbench.operations import supervision
from workbench.planning.supervision import ACTIONS, SOURCES
from workbench.rows.supervision import ItemRow
from workbench.rows.tasks import TaskRow
from workbench.terms import ItemAction, ItemSource, Role
from workbench.ui.controls import named, quiet
from workbench.ui.fields import DayEdit, growing_form, ok_and_cancel

DAYS_GIVEN = 30


@dataclass(frozen=True, slots=True)
class Move:
    """What a move asks for: its operation, what its words are called, and whether they must be there."""

    run: Callable[..., None]
    words: str = "说明"
    needed: bool = False
    new_day: bool = False
    hint: str = ""


MOVES: Final = {
    ItemAction.ASSIGN: Move(supervision.assign, "交办要求", hint="将编号生成督办通知单，可在“报告”中打印。"),
    ItemAction.SIGN: Move(supervision.sign, "签收说明"),
    ItemAction.DECLINE: Move(supervision.decline, "退回理由", needed=True),
    ItemAction.REPORT: Move(supervision.report_back, "办理情况", needed=True),
    ItemAction.PASS: Move(supervision.pass_review, "审核意见"),
    ItemAction.RETURN: Move(supervision.send_back, "退回理由", needed=True),
    ItemAction.URGE: Move(supervision.urge, "催办要求", hint="将编号生成催办函，可在“报告”中打印。"),
    ItemAction.FINISH: Move(supervision.finish, "办结意见"),
    ItemAction.CLOSE: Move(supervision.close, "销号意见"),
    ItemAction.ASK_DELAY: Move(supervision.ask_delay, "延期理由", needed=True, new_day=True),
    ItemAction.GRANT_DELAY: Move(supervision.grant_delay, "审批意见"),
    ItemAction.REFUSE_DELAY: Move(supervision.refuse_delay, "不同意的理由", needed=True),
    ItemAction.STOP: Move(supervision.stop, "中止理由", needed=True),
}


class _Form(QDialog):
    """A form with its buttons; 确定 is open once what must be there is."""

    def __init__(self, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.form = growing_form()
        buttons = ok_and_cancel(self)
        self.accept_button = buttons.button(QDialogButtonBox.StandardButton.Ok)
        column = QVBoxLayout(self)
        column.addLayout(self.form)
        column.addStretch(1)
        column.addWidget(buttons)
        self.resize(520, 320)


class MoveDialog(_Form):
    """`decided(operation, arguments)`: what to do, with the arguments that follow the matter itself."""

    decided = Signal(object, object)

    def __init__(self, action: ItemAction, row: ItemRow, parent: QWidget | None) -> None:
        super().__init__(f"{ACTIONS[action]}：{row.number}", parent)
        self._move = MOVES[action]
        self.form.addRow("督办事项", QLabel(row.title, wordWrap=True))
        self.words = named(QPlainTextEdit(tabChangesFocus=True), self._move.words)
        self.day = DayEdit("日期", dt.date.today())
        self.new_day = DayEdit("延期至", row.due + dt.timedelta(days=DAYS_GIVEN))
        self.basis = named(QLineEdit(), "依据")
        if self._move.new_day:
            self.form.addRow("延期至", self.new_day)
            self.form.addRow("依据", self.basis)
        self.form.addRow(self._move.words, self.words)
        self.form.addRow("日期", self.day)
        if self._move.hint:
            self.form.addRow(quiet(self._move.hint))
        self.words.textChanged.connect(self._allow)
        self._allow()

    def accept(self) -> None:
        text = self.words.toPlainText().strip()
        arguments: tuple[object, ...] = (text, self.day.day)
        if self._move.new_day:
            arguments = (self.new_day.day, text, self.basis.text().strip(), self.day.day)
        self.decided.emit(self._move.run, arguments)
        super().accept()

    def _allow(self) -> None:
        self.accept_button.setEnabled(not self._move.needed or bool(self.words.toPlainText().strip()))


class NewItemDialog(_Form):
    """`decided(arguments)`: the keyword arguments of `operations.supervision.open_item`."""

    decided = Signal(object)

    def __init__(self, units: Sequence[str], parent: QWidget | None) -> None:
        super().__init__("督办立项", parent)
        self.title = named(QLineEdit(), "督办事项")
        self.source = named(QComboBox(), "来源")
        for source in (ItemSource.INSTRUCTION, ItemSource.MEETING, ItemSource.OTHER):
            self.source.addItem(SOURCES[source], source)
        self.leader = named(QLineEdit(), "交办领导")
        self.basis = named(QLineEdit(placeholderText="如：2026年第3次常务会议纪要"), "依据")
        self.unit = named(QLineEdit(), "承办单位")
        self.supports = named(QLineEdit(placeholderText="多个单位用顿号隔开"), "协办单位")
        self.due = DayEdit("办结时限", dt.date.today() + dt.timedelta(days=DAYS_GIVEN))
        self.requirement = named(QPlainTextEdit(tabChangesFocus=True), "办理要求")
        self.unit.setCompleter(QCompleter(list(units), self))
        for label, field in (
            ("督办事项", self.title),
            ("来源", self.source),
            ("交办领导", self.leader),
            ("依据", self.basis),
            ("承办单位", self.unit),
            ("协办单位", self.supports),
            ("办结时限", self.due),
            ("办理要求", self.requirement),
        ):
            self.form.addRow(label, field)
        self.title.textChanged.connect(lambda text: self.accept_button.setEnabled(bool(text.strip())))
        self.accept_button.setEnabled(False)
        self.resize(560, 460)

    def accept(self) -> None:
        self.decided.emit(
            {
                "title": self.title.text(),
                "due": self.due.day,
                "source": ItemSource(self.source.currentData()),
                "unit": self.unit.text(),
                "basis": self.basis.text(),
                "leader": self.leader.text(),
                "requirement": self.requirement.toPlainText(),
                "supports": self.supports.text(),
            }
        )
        super().accept()


class TaskItemDialog(_Form):
    """`decided(due, requirement)`: a task of the plan put under supervision (转督办)."""

    decided = Signal(object, str)

    def __init__(self, row: TaskRow, parent: QWidget | None) -> None:
        super().__init__("转督办", parent)
        leads = [one.name for one in row.units if one.role is Role.LEAD]
        unit = next(iter(leads or [one.name for one in row.units]), "未明确，立项后在督办中填写")
        today, deadline = dt.date.today(), row.deadline.date
        # A day that has passed is none to finish by.
        usual = today + dt.timedelta(days=DAYS_GIVEN)
        self.due = DayEdit("办结时限", deadline if deadline and deadline >= today else usual)
        self.requirement = named(QPlainTextEdit(row.content, tabChangesFocus=True), "办理要求")
        self.form.addRow("任务", QLabel(f"{row.no} {row.title}".strip(), wordWrap=True))
        self.form.addRow("承办单位", QLabel(unit, wordWrap=True))
        self.form.addRow("办结时限", self.due)
        self.form.addRow("办理要求", self.requirement)

    def accept(self) -> None:
        self.decided.emit(self.due.day, self.requirement.toPlainText().strip())
        super().accept()
