"""搜索 (Ctrl+K): one line to find anything in the plan by, and to go there."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QVBoxLayout, QWidget

from workbench.errors import WorkbenchError
from workbench.queries.search import catching_up, search_as_far
from workbench.rows.search import Found, FoundKind
from workbench.ui.controls import named, quiet
from workbench.ui.icons import icon
from workbench.ui.itemmodels.found import FoundDelegate, FoundModel, Recent
from workbench.ui.settings import Settings
from workbench.ui.views.page import Place
from workbench.ui.work import Work

_RECENT = "search/recent"
_MOST_RECENT = 8
_MOST_FOUND = 100
_HINT = "↑↓ 选择，回车跳转，Esc 关闭。可用简繁体、拼音或首字母（如 szb），多个词用空格分开。"
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchDialog(QDialog):
    """`chosen(Place)` when the planner picks what was found. One dialog serves a window; `ask` opens it."""

    chosen = Signal(object)

    def __init__(self, work: Work, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._settings = settings
        self._catching: Iterator[float] | None = None
        self._took_long = False
        self.setWindowTitle("搜索")
        self.model = FoundModel(self)
        self.line = named(QLineEdit(clearButtonEnabled=True), "搜索整个计划")
        self.list = named(QListView(), "搜索结果")
        self.told = quiet(_HINT)
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._catch_up)
        self._lay_out()
        work.plan_changed.connect(self._forget)
        work.changed.connect(lambda _: self._begin() if self.isVisible() else None)

    def ask(self) -> None:
        """Open, or come to the front, ready to type."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.line.selectAll()
        self.line.setFocus()

    def choose(self) -> None:
        """Go where the current line leads."""
        line = self.model.line(self.list.currentIndex().row())
        if isinstance(line, Recent):
            self.line.setText(line.words)
        elif isinstance(line, Found):
            self._remember(self.line.text().strip())
            self.accept()
            self.chosen.emit(_place(line))

    @property
    def recent(self) -> list[str]:
        """What was searched for before, the latest first."""
        return [words for words in self._settings.text(_RECENT).split("\n") if words]

    @property
    def busy(self) -> bool:
        """Whether the index is still on its way."""
        return self._next.isActive()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._begin()
        self._search()

    def done(self, result: int) -> None:
        self._next.stop()
        super().done(result)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the list work while the line has the focus."""
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in _STEPS:
                self._step(_STEPS[key])
                return True
            if key in _ENTER:
                self.choose()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self.line.setPlaceholderText("搜索任务、内容、单位、文件、进展")
        self.line.setAccessibleDescription("上下方向键选择结果，回车前往")
        self.line.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.line.textChanged.connect(self._search)
        self.line.installEventFilter(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(FoundDelegate(self.model, self.list))
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(self.choose)
        column = QVBoxLayout(self)
        column.addWidget(self.line)
        column.addWidget(self.list, 1)
        column.addWidget(self.told)
        self.resize(680, 520)

    def _begin(self) -> None:
        """Bring the index up to date, between other things; what was broken off goes on."""
        if self._work.is_open:
            if self._catching is None:
                self._catching = catching_up(self._work.task_connection(), self._work.search_index())
            self._catch_up()

    def _catch_up(self) -> None:
        if self._catching is None or not self._work.is_open:
            return
        done = next(self._catching, None)
        if done is not None:
            self._took_long = True
            self.told.setText(f"正在建立索引… {done:.0%}")
            self._next.start()
            return
        self._catching = None
        if self._took_long:  # the plan may have changed meanwhile
            self._took_long = False
            self._begin()
        else:
            self._search()

    def _forget(self) -> None:
        """Another plan, or none: its index is another one."""
        self._catching = None
        self._took_long = False
        self.reject()

    def _search(self) -> None:
        words = self.line.text().strip()
        if not words or not self._work.is_open:
            self.model.show_recent(self.recent)
            self._tell(_HINT)
        else:
            self._show_found(words)
        self.list.setCurrentIndex(self.model.index(self.model.first_row()))

    def _show_found(self, words: str) -> None:
        try:
            connection, index = self._work.task_connection(), self._work.search_index()
            answer = search_as_far(connection, index, words, _MOST_FOUND)
        except WorkbenchError as error:
            self._work.troubled.emit(error)
            return
        self.model.show_groups(answer.groups)
        shown = f"，显示前 {_MOST_FOUND} 条" if answer.total > _MOST_FOUND else ""
        found = f"找到 {answer.total} 条{shown}。回车跳转。"
        self._tell(found if answer.total else "没有找到。换一个词，或用拼音首字母试试。")

    def _tell(self, words: str) -> None:
        if self._catching is None:
            self.told.setText(words)

    def _step(self, by: int) -> None:
        row = self.list.currentIndex().row()
        for _ in range(abs(by)):
            row = self.model.next_row(row, 1 if by > 0 else -1)
        self.list.setCurrentIndex(self.model.index(row))
        self.list.scrollTo(self.list.currentIndex())

    def _remember(self, words: str) -> None:
        kept = [words, *(one for one in self.recent if one != words)][:_MOST_RECENT]
        self._settings.save_text(_RECENT, "\n".join(kept))


def _place(found: Found) -> Place:
    """Where to go for it."""
    if found.task is not None:
        return Place("tasks", task=found.task)
    if found.kind is FoundKind.UNIT:
        return Place("tasks", unit=found.name)
    if found.kind is FoundKind.SECTION:
        return Place("tasks", document=found.document, section=found.id)
    views = {FoundKind.RESULT: "results", FoundKind.INDICATOR: "indicators"}
    view = views.get(found.kind, "documents")
    return Place(view, document=found.document, row=found.id if view != "documents" else None)
