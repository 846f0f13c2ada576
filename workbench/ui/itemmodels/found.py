"""What a search found, as a list: a head for each document, what was found in it below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from workbench.rows.search import Found, FoundGroup, FoundKind, Lit
from workbench.ui import theme

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
KINDS: Final = {
    FoundKind.UNIT: "单位",
    FoundKind.DOCUMENT: "文件",
    FoundKind.SECTION: "章节",
    FoundKind.TASK: "任务",
    FoundKind.RESULT: "成果",
    FoundKind.INDICATOR: "指标",
    FoundKind.MILESTONE: "节点",
    FoundKind.REPORT: "进展",
    FoundKind.COMMENT: "批注",
}


@dataclass(frozen=True, slots=True)
class Head:
    """A line above what belongs together."""

    title: str


@dataclass(frozen=True, slots=True)
class Recent:
    """A search made before."""

    words: str


Line = Head | Recent | Found


class FoundModel(QAbstractListModel):
    """Lines of a search. Heads cannot be selected."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []

    def show_groups(self, groups: Sequence[FoundGroup]) -> None:
        lines: list[Line] = []
        for group in groups:
            lines += [Head(group.title), *group.found]
        self._show(lines)

    def show_recent(self, searches: Sequence[str]) -> None:
        self._show([Head("最近搜索"), *map(Recent, searches)] if searches else [])

    def line(self, row: int) -> Line | None:
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def first_row(self) -> int:
        """The first row that can be chosen, -1 for none."""
        return self.next_row(-1, 1)

    def next_row(self, row: int, by: int) -> int:
        """The next row up (-1) or down (1) that can be chosen; the same where there is none."""
        place = row + by
        while 0 <= place < len(self._lines):
            if not isinstance(self._lines[place], Head):
                return place
            place += by
        return row

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 – Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role == _Role.DisplayRole:
            return _title(line)
        if role == _Role.ToolTipRole and isinstance(line, Found):
            return f"{line.name}\n{line.text}".strip()
        if role == _Role.AccessibleTextRole:
            return f"{KINDS[line.kind]}：{line.name}" if isinstance(line, Found) else _title(line)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if isinstance(self.line(index.row()), Head):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def _show(self, lines: list[Line]) -> None:
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()


def _title(line: Line) -> str:
    return line.title if isinstance(line, Head) else line.words if isinstance(line, Recent) else line.name


class FoundDelegate(QStyledItemDelegate):
    """Paints a line with its words lit."""

    _LEFT = 12
    _TAG = 44

    def __init__(self, model: FoundModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        line, height = self._model.line(index.row()), _metrics(option).height()
        lines = 2 if isinstance(line, Found) and line.text else 1
        return QSize(200, lines * height + (12 if isinstance(line, Head) else 8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        # PySide's stubs leave the fields of a style option out.
        view: Any = option
        line, box, metrics = self._model.line(index.row()), view.rect, _metrics(option)
        if view.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.color("selection"))
        inner = box.adjusted(self._LEFT, 4, -self._LEFT, -4)
        if isinstance(line, Head):
            painter.fillRect(box, theme.color("group"))
            _put(painter, metrics, inner, line.title, (), theme.color("quiet_text"))
        elif isinstance(line, Recent):
            _put(painter, metrics, inner, line.words, (), theme.color("text"))
        elif line is not None:
            self._paint_found(painter, metrics, inner, line)

    def _paint_found(self, painter: QPainter, metrics: QFontMetrics, inner: QRect, line: Found) -> None:
        first = QRect(inner.left(), inner.top(), inner.width(), metrics.height())
        _put(painter, metrics, first, KINDS[line.kind], (), theme.color("accent"))
        room = first.adjusted(self._TAG, 0, 0, 0)
        _put(painter, metrics, room, line.name, line.name_lit, theme.color("text"))
        if line.text:
            below = room.translated(0, metrics.height())
            _put(painter, metrics, below, line.text, line.text_lit, theme.color("quiet_text"))


def _metrics(option: QStyleOptionViewItem) -> QFontMetrics:
    view: Any = option
    return QFontMetrics(view.font)


def _put(painter: QPainter, metrics: QFontMetrics, room: QRect, text: str, lit: Lit, ink: QColor) -> None:
    """A text on one line, cut off where it is too long, with what is lit on a ground of its own."""
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    whole = len(shown) - (shown != text)
    for start, stop in lit:
        if start < whole:
            left = room.left() + metrics.horizontalAdvance(shown[:start])
            width = metrics.horizontalAdvance(shown[start : min(stop, whole)])
            painter.fillRect(QRect(left, room.top(), width, metrics.height()), theme.color("lit"))
    painter.setPen(ink)
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
