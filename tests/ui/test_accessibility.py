"""Every page and every dialog: what can be used has a name, Tab comes to it and shows it, dialogs have room."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.manners import beyond_reach, nameless
from workbench.ui.views import catalogue
from workbench.ui.window import MainWindow


@pytest.mark.parametrize("name", catalogue.NAMES)
def test_every_page_is_used_without_a_mouse(window: MainWindow, name: str) -> None:
    window.resize(1500, 950)
    page = window.show_view(name)
    page.refresh_now()
    QApplication.processEvents()
    assert nameless(window) == []
    assert beyond_reach(window) == []
