"""The responsibility matrix (责任矩阵): units down, tasks across, a mark where a unit answers for a task.

Painted straight from the answer of the query; only the cells on screen are drawn. A cell is picked with a click
or the arrows (a block with Shift), and given a role with a second click, its menu or a key.
"""  # noqa: E501 – Chinese counts double

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from workbench.queries.wording import ROLES
from workbench.rows.tasks import TaskRow
from workbench.rows.units import UnitRow
from workbench.terms import Role, TaskId, UnitId
from workbench.ui import theme, wording
from workbench.ui.controls import named
from workbench.ui.views.matrix_picking import Picked

CELL = theme.ROW_HEIGHT
HEADER = 176
ROLE_COLORS = {Role.LEAD: "accent", Role.RESPONSIBLE: "text", Role.SUPPORT: "quiet_text"}
STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


#: Keys that give the picked cells a role, or none.
ROLE_KEYS = {
    Qt.Key.Key_1: Role.LEAD,
    Qt.Key.Key_2: Role.RESPONSIBLE,
    Qt.Key.Key_3: Role.SUPPORT,
    Qt.Key.Key_0: None,
    Qt.Key.Key_Delete: None,
    Qt.Key.Key_Backspace: None,
}
_MENU_KEYS = (Qt.Key.Key_Menu, Qt.Key.Key_Space)
HELP = "方向键移动，Shift+方向键选择一片，1 牵头、2 责任、3 配合、0 不承担，空格键打开菜单，回车查看任务"


class MatrixView(QAbstractScrollArea):
    """Signals: `moved(unit row)` when the current cell changes its row; `opened(TaskRow)`;
    `menu_wanted(global position)`; `role_wanted(Role or None)` for the picked cells."""

    moved = Signal(int)
    opened = Signal(object)
    menu_wanted = Signal(QPoint)
    role_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "责任矩阵")
        self._units: Sequence[UnitRow] = ()
        self._tasks: Sequence[TaskRow] = ()
        self._cells: Mapping[tuple[UnitId, TaskId], Role] = {}
        self._picked = Picked()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setViewportMargins(0, HEADER, 0, 0)
        self._header = _Header(self)
        self.viewport().setMouseTracking(True)
        self.viewport().setBackgroundRole(self.backgroundRole())
        self.horizontalScrollBar().valueChanged.connect(self._header.update)
        self.horizontalScrollBar().setSingleStep(CELL)
        self.verticalScrollBar().setSingleStep(CELL)

    @property
    def tasks(self) -> Sequence[TaskRow]:
        return self._tasks

    @property
    def current_column(self) -> int:
        return self._picked.column

    @property
    def picked(self) -> list[tuple[UnitRow, TaskRow]]:
        """The units and tasks of the picked cells."""
        if not self._units or not self._tasks:
            return []
        rows, columns = self._picked.rows, self._picked.columns
        return [(self._units[row], self._tasks[column]) for column in columns for row in rows]

    def show_matrix(
        self,
        units: Sequence[UnitRow],
        tasks: Sequence[TaskRow],
        cells: Mapping[tuple[UnitId, TaskId], Role],
    ) -> None:
        self._units, self._tasks, self._cells = units, tasks, cells
        self._picked = self._picked.kept(len(units), len(tasks))
        self._resize_bars()
        self._repaint()

    def role_at(self, row: int, column: int) -> Role | None:
        return self._cells.get((self._units[row].id, self._tasks[column].id))

    def select_row(self, row: int) -> None:
        if 0 <= row < len(self._units) and row != self._picked.row:
            self._picked = self._picked.moved(row, self._picked.column, extend=False)
            self._repaint()

    def column_rect(self, column: int) -> QRect:
        """A task's column of the header, in header coordinates."""
        return QRect(column * CELL - self.horizontalScrollBar().value(), 0, CELL, HEADER)

    def columns_on_screen(self) -> range:
        first = self.horizontalScrollBar().value() // CELL
        return range(first, min(len(self._tasks), first + self.viewport().width() // CELL + 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.color("paper"))
        top = self.verticalScrollBar().value()
        rows = range(top // CELL, min(len(self._units), (top + self.viewport().height()) // CELL + 1))
        for row in rows:
            self._paint_row(painter, row)
        for column in self.columns_on_screen():
            self._paint_column_line(painter, column)
        if self._units and self._tasks:
            self._paint_current(painter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if not self._units or not self._tasks:
            super().keyPressEvent(event)
        elif key in STEPS:
            down, right = STEPS[key]
            extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._go(self._picked.row + down, self._picked.column + right, extend=extend)
        elif key in ROLE_KEYS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.role_wanted.emit(ROLE_KEYS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._tasks[self._picked.column])
        elif key in _MENU_KEYS:
            self._ask_for_menu()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A first click picks a cell; a click on the picked one, or a right click, offers the roles."""
        cell = self._cell_at(event.position().toPoint())
        if cell is None:
            return
        again = self.hasFocus() and cell == (self._picked.row, self._picked.column)
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        right = event.button() == Qt.MouseButton.RightButton
        if not (right and self._is_picked(*cell)):
            self._go(*cell, extend=extend)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if right or (again and not extend):
            self._ask_for_menu()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Del is for the cells here, whatever else it may mean in the window."""
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if Qt.Key(event.key()) in ROLE_KEYS and not event.modifiers():
                event.accept()
                return True
        return super().event(event)

    def _ask_for_menu(self) -> None:
        below = self._cell_rect(self._picked.row, self._picked.column).bottomLeft()
        self.menu_wanted.emit(self.viewport().mapToGlobal(below))

    def _is_picked(self, row: int, column: int) -> bool:
        return row in self._picked.rows and column in self._picked.columns

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            assert isinstance(event, QHelpEvent)
            cell = self._cell_at(event.pos())
            QToolTip.showText(event.globalPos(), self._explain(*cell) if cell else "", self)
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        place = self.viewport().geometry()
        self._header.setGeometry(place.left(), place.top() - HEADER, place.width(), HEADER)
        self._resize_bars()

    def sizeHint(self) -> QSize:
        return QSize(800, 600)

    def _go(self, row: int, column: int, *, extend: bool) -> None:
        row = max(0, min(row, len(self._units) - 1))
        column = max(0, min(column, len(self._tasks) - 1))
        self._picked = self._picked.moved(row, column, extend=extend)
        cell = self._cell_rect(row, column)
        for bar, low, high, size in (
            (self.horizontalScrollBar(), cell.left(), cell.right(), self.viewport().width()),
            (self.verticalScrollBar(), cell.top(), cell.bottom(), self.viewport().height()),
        ):
            bar.setValue(bar.value() + min(0, low) + max(0, high - size + 1))
        self.moved.emit(row)
        self._tell()
        self._repaint()

    def _tell(self) -> None:
        """Say the current cell to a screen reader, and how many are picked with it."""
        row, column = self._picked.row, self._picked.column
        unit, task = self._units[row], self._tasks[column]
        several = f"，共选中{len(self.picked)}格" if self._picked.several else ""
        self.setAccessibleDescription(
            f"{unit.name}，{task.title}，{self._role_name(row, column)}{several}。{HELP}"
        )

    def _repaint(self) -> None:
        self.viewport().update()
        self._header.update()

    def _resize_bars(self) -> None:
        view = self.viewport().size()
        for bar, count, size in (
            (self.horizontalScrollBar(), len(self._tasks), view.width()),
            (self.verticalScrollBar(), len(self._units), view.height()),
        ):
            bar.setRange(0, max(0, count * CELL - size))
            bar.setPageStep(size)

    def _cell_rect(self, row: int, column: int) -> QRect:
        left = column * CELL - self.horizontalScrollBar().value()
        return QRect(left, row * CELL - self.verticalScrollBar().value(), CELL, CELL)

    def _cell_at(self, place: QPoint) -> tuple[int, int] | None:
        row = (place.y() + self.verticalScrollBar().value()) // CELL
        column = (place.x() + self.horizontalScrollBar().value()) // CELL
        inside = 0 <= row < len(self._units) and 0 <= column < len(self._tasks)
        return (row, column) if inside else None

    def _paint_row(self, painter: QPainter, row: int) -> None:
        band = self._cell_rect(row, 0)
        band.setLeft(0)
        band.setWidth(max(0, len(self._tasks) * CELL - self.horizontalScrollBar().value()))
        shade = "selection" if row == self._picked.row else "stripe" if row % 2 else "paper"
        painter.fillRect(band, theme.color(shade))
        if self._picked.several and row in self._picked.rows:
            columns = self._picked.columns
            block = self._cell_rect(row, columns[0]).united(self._cell_rect(row, columns[-1]))
            painter.fillRect(block, theme.color("lit"))
        for column in self.columns_on_screen():
            role = self.role_at(row, column)
            if role is not None:
                painter.setPen(theme.color(ROLE_COLORS[role]))
                place = self._cell_rect(row, column)
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, wording.ROLE_MARKS[role])

    def _paint_column_line(self, painter: QPainter, column: int) -> None:
        right = self._cell_rect(0, column).right()
        last = column + 1 == len(self._tasks) or (
            self._tasks[column].document != self._tasks[column + 1].document
        )
        painter.setPen(theme.color("strong_line" if last else "line"))
        bottom = min(self.viewport().height(), len(self._units) * CELL - self.verticalScrollBar().value())
        painter.drawLine(right, 0, right, bottom)

    def _paint_current(self, painter: QPainter) -> None:
        focused = self.hasFocus()
        painter.setPen(QPen(theme.color("accent" if focused else "strong_line"), 2 if focused else 1))
        cell = self._cell_rect(self._picked.row, self._picked.column)
        painter.drawRect(cell.adjusted(1, 1, -2, -2))

    def _role_name(self, row: int, column: int) -> str:
        role = self.role_at(row, column)
        return ROLES[role] if role else "不承担"

    def _explain(self, row: int, column: int) -> str:
        task = self._tasks[column]
        title = f"{task.no} {task.title}".strip()
        return f"{title}\n{self._units[row].name}：{self._role_name(row, column)}"


class _Header(QWidget):
    """Task titles above the columns, written downwards as Chinese may be."""

    def __init__(self, matrix: MatrixView) -> None:
        super().__init__(matrix)
        self._matrix = matrix

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("window"))
        painter.setFont(theme.interface_font())
        line = painter.fontMetrics().height() - 1
        fits = (HEADER - 12) // line
        for column in self._matrix.columns_on_screen():
            place = self._matrix.column_rect(column)
            if column == self._matrix.current_column:
                painter.fillRect(place, theme.color("selection"))
            self._paint_title(painter, place, _upright(self._matrix.tasks[column].title, fits), line)
            painter.setPen(theme.color("line"))
            painter.drawLine(place.topRight(), place.bottomRight())
        painter.setPen(QColor(theme.PALETTE.strong_line))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())

    def _paint_title(self, painter: QPainter, place: QRect, characters: str, line: int) -> None:
        painter.setPen(theme.color("text"))
        top = HEADER - 6 - line * len(characters)
        for number, character in enumerate(characters):
            cell = QRect(place.left(), top + number * line, CELL, line)
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, character)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            assert isinstance(event, QHelpEvent)
            for column in self._matrix.columns_on_screen():
                if self._matrix.column_rect(column).contains(event.pos()):
                    QToolTip.showText(event.globalPos(), self._matrix.tasks[column].title, self)
            return True
        return super().event(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A title opens its task."""
        for column in self._matrix.columns_on_screen():
            if self._matrix.column_rect(column).contains(event.position().toPoint()):
                self._matrix.opened.emit(self._matrix.tasks[column])


def _upright(title: str, fits: int) -> str:
    """A title cut to what fits, with the marks of vertical writing."""
    cut = title if len(title) <= fits else f"{title[: fits - 1]}…"
    return cut.translate(str.maketrans("“”（）《》—…", "﹁﹂︵︶︽︾︱︙"))
