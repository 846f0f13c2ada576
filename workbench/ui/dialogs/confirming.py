"""A question before what cannot be undone; all else is done at once, and undone with Ctrl+Z."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget


def confirmed(parent: QWidget, title: str, told: str, verb: str) -> bool:
    """Whether the planner chose to go on by the button `verb`, which is not the one that Enter presses."""
    box = QMessageBox(QMessageBox.Icon.Question, title, told, parent=parent)
    accept = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton("取消", QMessageBox.ButtonRole.RejectRole))
    box.exec()
    return box.clickedButton() is accept
