"""Some of many, ticked in a list that can be narrowed: the tasks of an indicator, or the other way round."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.ui.controls import filter_line, named, quiet
from workbench.ui.fields import ok_and_cancel

_KEY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Choice:
    """One line: its id, its words, and what stands as its tool tip."""

    key: int
    text: str
    tip: str = ""


class TickDialog(QDialog):
    """`decided(added, removed)`: the ids newly ticked, and those no longer."""

    decided = Signal(object, object)

    def __init__(
        self,
        title: str,
        about: str,
        choices: Sequence[Choice],
        chosen: Collection[int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._chosen = set(chosen)
        self.list = named(QListWidget(), title)
        self.list.setUniformItemSizes(True)
        for choice in sorted(choices, key=lambda one: one.key not in self._chosen):
            self._add(choice)
        self.told = quiet()
        about_label = QLabel(about, wordWrap=True)
        about_label.setProperty("heading", True)
        top = QHBoxLayout()
        top.addWidget(filter_line("筛选", self._filter))
        top.addWidget(self.told, 1)
        buttons = ok_and_cancel(self)
        column = QVBoxLayout(self)
        column.addWidget(about_label)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addWidget(buttons)
        self.list.itemChanged.connect(lambda _: self._tell())
        self._tell()
        self.resize(620, 480)

    def ticked(self) -> set[int]:
        return {item.data(_KEY) for item in self._items() if item.checkState() == Qt.CheckState.Checked}

    def tick(self, key: int, on: bool = True) -> None:
        """As a click on the box of a line."""
        for item in self._items():
            if item.data(_KEY) == key:
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def accept(self) -> None:
        now = self.ticked()
        self.decided.emit(sorted(now - self._chosen), sorted(self._chosen - now))
        super().accept()

    def _add(self, choice: Choice) -> None:
        item = QListWidgetItem(choice.text)
        item.setData(_KEY, choice.key)
        item.setToolTip(choice.tip or choice.text)
        ticked = choice.key in self._chosen
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.list.addItem(item)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(number) for number in range(self.list.count())]

    def _filter(self, text: str) -> None:
        words = text.split()
        for item in self._items():
            item.setHidden(not all(word in item.text() for word in words))

    def _tell(self) -> None:
        self.told.setText(f"已选 {len(self.ticked())} 项，共 {self.list.count()} 项")
