"""The window's icons: our own SVG drawings, by name."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QIcon, QPixmap

from workbench.resources import resource_path
from workbench.ui import theme

#: The strokes of the drawings, and what they are in high contrast.
_STROKES = {"#4a5560": "text", "#1f6fbf": "accent"}
#: Such a picture is drawn once for high contrast: large enough for twice the size it is shown at.
_SIDE = 48


@cache
def icon(name: str) -> QIcon:
    """The drawing `resources/icons/NAME.svg`; rendered by Qt at whatever size and screen it is needed."""
    path = resource_path("icons", f"{name}.svg")
    if not theme.PALETTE.high_contrast:
        return QIcon(str(path))
    drawing = path.read_text(encoding="utf-8").replace(
        'width="24" height="24"', f'width="{_SIDE}" height="{_SIDE}"'
    )
    for stroke, meaning in _STROKES.items():
        drawing = drawing.replace(stroke, theme.color(meaning).name())
    picture = QPixmap()
    picture.loadFromData(drawing.encode(), "SVG")  # type: ignore[call-overload]
    return QIcon(picture)
