"""The details of the current task: its content, its words in the source and how they were read, comments."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workbench.errors import RefusedError
from workbench.rows.tasks import CommentRow, TaskRow
from workbench.terms import Span, TaskId
from workbench.ui import theme, wording
from workbench.ui.controls import action, menu_button, named, push_button, quiet
from workbench.ui.views.page import Place
from workbench.ui.views.reading_reasons import ReadingReasons
from workbench.ui.work import Work

SOURCE_SHOWN = 400
FETCH_AFTER_MS = 90
_CONTENT_HEIGHT, _COMMENTS_HEIGHT = 130, 76


class TaskDetail(QFrame):
    """Signals: `source_wanted(TaskRow)` to see its place in the document, `units_wanted(task id)`,
    `place_wanted(Place)` for what tracking leads to.
    """

    place_wanted = Signal(object)
    source_wanted = Signal(object)
    units_wanted = Signal(int)

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._task: TaskId | None = None
        self._row: TaskRow | None = None
        self._title = QLabel(wordWrap=True)
        self._where = quiet()
        self._units = QLabel(wordWrap=True)
        self.content = named(QPlainTextEdit(tabChangesFocus=True), "主要内容")
        self.content.installEventFilter(self)
        self.source = quiet()
        self._source_button = push_button("查看原文", self._show_source, "source")
        self.reasons = ReadingReasons()
        self.reasons.place_wanted.connect(self._show_place)
        self.comments = named(QListWidget(), "批注")
        self.line = named(QLineEdit(placeholderText="写批注，回车保存"), "写批注")
        # Whoever walks down the grid is not kept waiting for details of the rows passed.
        self._timer = QTimer(self, singleShot=True, interval=FETCH_AFTER_MS)
        self._timer.timeout.connect(self._fetch)
        self._lay_out()
        self.line.returnPressed.connect(self._add_comment)
        self.comments.customContextMenuRequested.connect(self._show_comment_menu)

    def show_task(self, task: TaskId | None) -> None:
        """Show a task, None for nothing; what was being written is kept first."""
        if task != self._task:
            self.keep_content()
            self._task = task
            self._timer.start()

    def say_nothing_to_show(self, has_tasks: bool) -> None:
        """What stands here while no task is current."""
        hint = "点选一项任务，这里显示它的主要内容、原文和批注。"
        self._nothing.setText(hint if has_tasks else "还没有任务。点“导入文件”，从工作方案中读出任务。")

    def make_stale(self) -> None:
        self._timer.start()

    @property
    def busy(self) -> bool:
        """Whether the details shown are not yet those of the current task."""
        return self._timer.isActive()

    def let_go(self) -> None:
        """Keep what was being written, and fetch no more."""
        self.keep_content()
        self._timer.stop()

    def keep_content(self) -> None:
        """Store the content if it was edited."""
        from workbench.operations.tasks import set_content

        row, text = self._row, self.content.toPlainText().strip()
        if row is not None and self._work.writable and text != row.content.strip():
            self._work.change(set_content, row.id, text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.content:
            if event.type() == QEvent.Type.FocusOut:
                self.keep_content()
            elif event.type() == QEvent.Type.KeyPress and _is_ctrl_enter(event):
                self.keep_content()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        self._title.setProperty("heading", True)
        self._title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.content.setFixedHeight(_CONTENT_HEIGHT)
        self.comments.setWordWrap(True)
        self.comments.setFixedHeight(_COMMENTS_HEIGHT)
        self.comments.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        units_head = QHBoxLayout()
        units_head.addWidget(_part("责任单位"))
        units_head.addStretch(1)
        self._units_button = push_button("修改…", self._open_units)
        units_head.addWidget(self._units_button)
        source_head = QHBoxLayout()
        source_head.addWidget(_part("原文"))
        source_head.addStretch(1)
        source_head.addWidget(self._source_button)
        self._tracking = menu_button("跟踪", self._fill_tracking)
        self._tracking.setToolTip("填报进展、序时进度办法、亮灯、关联指标、转督办")
        where = QHBoxLayout()
        where.addWidget(self._where, 1)
        where.addWidget(self._tracking)
        column.addWidget(self._title)
        column.addLayout(where)
        column.addLayout(units_head)
        column.addWidget(self._units)
        column.addWidget(_part("主要内容"))
        column.addWidget(self.content)
        column.addLayout(source_head)
        column.addWidget(self.source)
        column.addWidget(_part("读取依据"))
        column.addWidget(self.reasons)
        column.addStretch(1)
        area = named(QScrollArea(widgetResizable=True), "任务详情")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inner)
        self._nothing = quiet()
        self._nothing.setContentsMargins(12, 12, 12, 12)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._shown = QWidget()
        self._shown.hide()
        parts = QVBoxLayout(self._shown)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(0)
        parts.addWidget(area, 1)
        parts.addLayout(self._comments_part())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._nothing)
        whole.addWidget(self._shown)
        self.setMinimumWidth(260)

    def _comments_part(self) -> QVBoxLayout:
        """The comments stay in sight under the rest, however long that is."""
        column = QVBoxLayout()
        column.setContentsMargins(12, 0, 12, 10)
        column.setSpacing(6)
        column.addWidget(_part("批注"))
        column.addWidget(self.comments)
        column.addWidget(self.line)
        return column

    def _fetch(self) -> None:
        from workbench.queries.comments import list_comments
        from workbench.queries.documents import source
        from workbench.queries.whys import whys_of_task

        row = self._row = self._asked()
        self._shown.setVisible(row is not None)
        self._nothing.setVisible(row is None)
        if row is None:
            return
        text = self._work.ask(source, row.document).text[row.span.start : row.span.end] if row.span else ""
        self._fill(row, text.strip())
        self.reasons.show_rows(self._work.ask(whys_of_task, row.id))
        self._fill_comments(self._work.ask(list_comments, row.id))

    def _asked(self) -> TaskRow | None:
        """The task as it is now; None where an undo or another view has removed it."""
        from workbench.queries.tasks import task

        if self._task is None or not self._work.is_open:
            return None
        try:
            return self._work.ask(task, self._task)
        except RefusedError:
            return None

    def _fill(self, row: TaskRow, source: str) -> None:
        self._title.setText(f"{row.no} {row.title}".strip())
        self._where.setText(" › ".join((row.document_title, *row.section)))
        self._units.setText(wording.units_with_roles(row.units) or "（未明确）")
        if self.content.toPlainText() != row.content:
            self.content.setPlainText(row.content)
        cut = source if len(source) <= SOURCE_SHOWN else f"{source[:SOURCE_SHOWN]}……"
        self.source.setText(cut or "此任务由人工添加，没有对应的原文。")
        self._source_button.setVisible(bool(source))
        for widget in (self._units_button, self._tracking, self.line):
            widget.setEnabled(self._work.writable)
        self.content.setReadOnly(not self._work.writable)

    def _fill_comments(self, rows: tuple[CommentRow, ...]) -> None:
        self.comments.clear()
        for row in rows:
            item = QListWidgetItem(f"{row.author}　{wording.local_time(row.at):%Y-%m-%d %H:%M}\n{row.text}")
            item.setData(Qt.ItemDataRole.UserRole, row)
            self.comments.addItem(item)
        if not rows:
            item = QListWidgetItem("还没有批注")
            item.setForeground(theme.color("faint_text"))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.comments.addItem(item)

    def _fill_tracking(self, menu: QMenu) -> None:
        from workbench.ui.views.task_tracking import TaskTracking

        menu.clear()
        if self._row is not None:
            TaskTracking(self._work, self, self.place_wanted.emit).fill(menu, self._row.id)

    def _show_source(self) -> None:
        if self._row is not None:
            self.source_wanted.emit(self._row)

    def _show_place(self, span: Span) -> None:
        if self._row is not None:
            self.place_wanted.emit(Place("documents", document=self._row.document, span=span))

    def _open_units(self) -> None:
        if self._row is not None:
            self.units_wanted.emit(self._row.id)

    def _add_comment(self) -> None:
        from workbench.operations.comments import add

        text = self.line.text().strip()
        if text and self._row is not None and self._work.change(add, self._row.id, text) is not None:
            self.line.clear()

    def _show_comment_menu(self) -> None:
        from workbench.operations.comments import remove

        item = self.comments.currentItem()
        row = item.data(Qt.ItemDataRole.UserRole) if item else None
        if row is not None and self._work.writable:
            menu = QMenu(self)
            menu.addAction(action(menu, "删除批注", lambda: self._work.change(remove, row.id), "remove"))
            menu.popup(self.cursor().pos())


def _part(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("part", True)
    label.setIndent(0)
    return label


def _is_ctrl_enter(event: QEvent) -> bool:
    assert isinstance(event, QKeyEvent)
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
