"""Every page and every dialog: what can be used has a name, Tab comes to it and shows it; dialogs grow."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.dialog_openers import OPENERS
from tests.ui.manners import beyond_reach, cramped, nameless
from workbench.reading.draft import Draft
from workbench.ui.views import catalogue
from workbench.ui.window import MainWindow
from workbench.ui.work import Work

UI = Path(__file__).parents[2] / "workbench" / "ui"


@pytest.mark.parametrize("name", catalogue.NAMES)
def test_every_page_is_used_without_a_mouse(window: MainWindow, name: str) -> None:
    window.resize(1500, 950)
    page = window.show_view(name)
    page.refresh_now()
    QApplication.processEvents()
    assert nameless(window) == []
    assert beyond_reach(window) == []


def dialogs() -> list[str]:
    """Every class of the window that is a dialog, by its name."""
    modules = [ast.parse(path.read_text(encoding="utf-8")) for path in UI.rglob("*.py")]
    bases = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for module in modules
        for node in ast.walk(module)
        if isinstance(node, ast.ClassDef)
    }
    found = {"QDialog"}
    while more := {name for name, above in bases.items() if above & found} - found:
        found |= more
    return sorted(name for name in found - {"QDialog"} if not name.startswith("_"))


@pytest.mark.parametrize("name", dialogs())
def test_every_dialog_is_used_without_a_mouse_and_can_be_made_larger(
    window: MainWindow, work: Work, draft: Draft, name: str
) -> None:
    if name not in OPENERS:
        pytest.skip(f"{name}: say in tests/ui/dialog_openers.py how it is opened")
    dialog = OPENERS[name](window, work, draft)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.setModal(False)
    dialog.show()
    QApplication.processEvents()
    try:
        assert nameless(dialog) == []
        assert beyond_reach(dialog) == []
        assert cramped(dialog) == []
    finally:
        dialog.hide()
        dialog.deleteLater()
