"""The window's icons: our own SVG drawings, by name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtGui import QAction, QIcon, QPixmap
from PySide6.QtWidgets import QAbstractButton, QListWidget, QListWidgetItem, QWidget

from workbench.resources import resource_path
from workbench.ui import theme

#: The strokes of the drawings, and what they are in high contrast.
_STROKES = {"#4a5560": "text", "#1f6fbf": "accent"}
#: Such a picture is drawn once for high contrast: large enough for twice the size it is shown at.
_SIDE = 48


_made: Final[dict[str, QIcon]] = {}


def icon(name: str) -> QIcon:
    """The drawing `resources/icons/NAME.svg`; rendered by Qt at whatever size and screen it is needed."""
    if name not in _made:
        _made[name] = _drawn(name)
    return _made[name]


def _drawn(name: str) -> QIcon:
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


def draw_anew(widgets: Iterable[QWidget]) -> None:
    """Give buttons, actions and list entries the drawings in the colours now in force."""
    names = {made.cacheKey(): name for name, made in _made.items()}
    _made.clear()
    holders: dict[int, QAction | QAbstractButton | QListWidgetItem] = {}
    for widget in widgets:
        own = [widget] if isinstance(widget, QAbstractButton) else []
        entries = map(widget.item, range(widget.count())) if isinstance(widget, QListWidget) else ()
        holders |= {id(one): one for one in (*own, *widget.actions(), *entries)}
    for holder in holders.values():
        name = names.get(holder.icon().cacheKey())
        if name is not None:
            holder.setIcon(icon(name))
