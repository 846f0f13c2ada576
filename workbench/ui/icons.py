"""The window's icons: our own SVG drawings, by name."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QIcon

from workbench.resources import resource_path


@cache
def icon(name: str) -> QIcon:
    """The drawing `resources/icons/NAME.svg`; rendered by Qt at whatever size and screen it is needed."""
    return QIcon(str(resource_path("icons", f"{name}.svg")))
