"""Edits a cell of the task grid: its model's value goes into an editor, what was typed is asked for."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QSpinBox,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from workbench.queries.wording import STATES
from workbench.ui.itemmodels.task_grid import Column

_Index = QModelIndex | QPersistentModelIndex


class TaskDelegate(QStyledItemDelegate):
    """Edits cells of a TaskGridModel. What they look like is `row_painting`'s."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        if index.column() == Column.PROGRESS:
            spin = QSpinBox(parent)
            spin.setRange(0, 100)
            spin.setSuffix("%")
            return spin
        if index.column() == Column.STATE:
            combo = QComboBox(parent)
            for state, name in STATES.items():
                combo.addItem(name, state)
            return combo
        return QLineEdit(parent)

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QSpinBox):
            editor.setValue(value)
        elif isinstance(editor, QComboBox):
            editor.setCurrentIndex(list(STATES).index(value))
        elif isinstance(editor, QLineEdit):
            editor.setText(value)

    def setModelData(self, editor: QWidget, model: Any, index: _Index) -> None:
        if isinstance(editor, QSpinBox):
            model.setData(index, editor.value())
        elif isinstance(editor, QComboBox):
            model.setData(index, list(STATES)[editor.currentIndex()])
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text().strip())
