"""What a document says of itself (文件信息), for the planner to mend. The fields are described as data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from workbench.rows.documents import DocumentRow
from workbench.terms import Level
from workbench.ui import wording
from workbench.ui.controls import named, quiet
from workbench.ui.fields import growing_form, ok_and_cancel

LEVELS = {None: "未定", Level.NATIONAL: "国家", Level.PROVINCE: "省", Level.CITY: "市", Level.COUNTY: "县"}


@dataclass(frozen=True, slots=True)
class Field:
    """One line of the form: `say` makes the text from the value, `read` the value from the text."""

    name: str
    label: str
    hint: str = ""
    say: Callable[[Any], str] = str
    read: Callable[[str], Any] = str


def read_day(text: str) -> dt.date | None:
    """2021-03-03 or 2021年3月3日; None where nothing is typed. Raises ValueError for anything else."""
    from workbench.reading.deadlines import parse_deadline
    from workbench.terms import Precision

    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        read = parse_deadline(text)
    if read.date is None or read.precision is not Precision.DAY:
        raise ValueError(text)
    return read.date


FIELDS = (
    Field("title", "文件标题"),
    Field("doc_no", "发文字号", "如：云政办〔2025〕12号"),
    Field("issuer", "发文机关"),
    Field("issued_on", "成文日期", "如：2025-03-10、2025年3月10日", wording.day, read_day),
    Field("effective_until", "有效期至", "如：2030-12-31", wording.day, read_day),
)


class DocumentFactsDialog(QDialog):
    """`given(dict)` on acceptance: the facts that differ from before, by name."""

    given = Signal(object)

    def __init__(self, row: DocumentRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("修改文件信息")
        self._row = row
        self._lines = {field.name: self._line(field) for field in FIELDS}
        self._level = named(QComboBox(), "层级")
        for level, name in LEVELS.items():
            self._level.addItem(name, level)
        self._level.setCurrentIndex(list(LEVELS).index(row.level))
        self._fault = quiet()
        self._fault.setProperty("tone", "error")
        form = growing_form()
        for field in FIELDS:
            form.addRow(field.label, self._lines[field.name])
        form.addRow("层级", self._level)
        buttons = ok_and_cancel(self)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self._fault)
        column.addStretch(1)
        column.addWidget(buttons)
        self.resize(520, 300)

    def line(self, name: str) -> QLineEdit:
        return self._lines[name]

    def accept(self) -> None:
        changed: dict[str, Any] = {}
        for field in FIELDS:
            former = getattr(self._row, field.name)
            try:
                value = self._value(field, former)
            except ValueError as fault:
                self._fault.setText(str(fault))
                self._lines[field.name].setFocus()
                return
            if value != former:
                changed[field.name] = value
        level = list(LEVELS)[self._level.currentIndex()]
        if level is not None and level != self._row.level:
            changed["level"] = level
        if changed:
            self.given.emit(changed)
        super().accept()

    def _value(self, field: Field, former: Any) -> Any:
        """What stands in a field. Raises ValueError with a sentence for the planner."""
        text = self._lines[field.name].text().strip()
        if former and not text:
            raise ValueError(f"“{field.label}”不能清空；如需更正，请直接填写新的内容。")
        try:
            return field.read(text)
        except ValueError:
            how = "请写成 2025-03-10 或 2025年3月10日。"
            raise ValueError(f"“{field.label}”没有看懂：{text}。{how}") from None

    def _line(self, field: Field) -> QLineEdit:
        value = getattr(self._row, field.name)
        line = named(QLineEdit("" if value is None else field.say(value)), field.label)
        line.setPlaceholderText(field.hint)
        line.setCursorPosition(0)
        return line
