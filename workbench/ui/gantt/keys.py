"""The keys of the timeline. What they do is the same as a gesture of the mouse does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from workbench.ui.gantt.chart import ZOOM_STEP

if TYPE_CHECKING:
    from workbench.ui.gantt.timeline import Timeline

HELP: Final = (
    "上下方向键换行，左右方向键移动时间，加减号缩放，Home 回到今天，End 适合选中；"
    "Alt+左右方向键按天移动任务，Alt+Shift+左右方向键按天调整完成时间，Esc 取消拖动，Del 删除选中的关系"
)
_DELETE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_OPEN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


def pressed(timeline: Timeline, event: QKeyEvent) -> bool:
    """Do what a key asks for; whether it asked for anything."""
    key = Qt.Key(event.key())
    if key == Qt.Key.Key_Escape:
        return timeline.let_go()
    if key in _DELETE:
        return timeline.ask_without_chosen_link()
    if key in _SIDEWAYS:
        _sideways(timeline, event, _SIDEWAYS[key])
    elif key in _ROWS:
        timeline.step_row(_ROWS[key])
    elif key == Qt.Key.Key_Home:
        timeline.show_today()
    elif key == Qt.Key.Key_End:
        timeline.fit_wanted.emit()
    elif event.text() in ("+", "=", "-"):
        factor = 1 / ZOOM_STEP if event.text() == "-" else ZOOM_STEP
        timeline.zoom_to(timeline.axis.day_width * factor)
    elif key in _OPEN:
        return timeline.open_current()
    else:
        return False
    return True


def is_for_link(timeline: Timeline, event: QEvent) -> bool:
    """While a link is chosen, Del is for the link and not for the selected tasks."""
    deletes = isinstance(event, QKeyEvent) and event.key() in _DELETE
    return deletes and event.type() == QEvent.Type.ShortcutOverride and timeline.has_chosen_link


def _sideways(timeline: Timeline, event: QKeyEvent, step: int) -> None:
    held = event.modifiers()
    if not held & Qt.KeyboardModifier.AltModifier:
        bar = timeline.horizontalScrollBar()
        bar.setValue(bar.value() + step * bar.singleStep())
    elif held & Qt.KeyboardModifier.ShiftModifier:
        timeline.stretch(step)
    else:
        timeline.nudge(step)
