"""MainWindow: the frame around the views. Navigation on the left, messages above, history on the right.

It knows which views there are and how to get to a `Place`; what a view shows and changes is the view's own
affair. Views are made when first visited, so that the start imports little.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.changes import ChangeSet, StepKind
from workbench.errors import WorkbenchError
from workbench.ui import style
from workbench.ui.arrivals import Arrivals
from workbench.ui.controls import action, named
from workbench.ui.dialogs import files
from workbench.ui.focus_return import FocusReturn
from workbench.ui.grounds import GroundsDesk
from workbench.ui.icons import icon
from workbench.ui.menus import WindowMenus
from workbench.ui.messages import Hook, MessageBar, Tone
from workbench.ui.reminder import Reminder
from workbench.ui.settings import Settings
from workbench.ui.system_colours import SystemColours
from workbench.ui.views import catalogue
from workbench.ui.views.history import HistoryDock
from workbench.ui.views.page import Page, Place
from workbench.ui.views.start import StartPage
from workbench.ui.work import Work

if TYPE_CHECKING:
    from workbench.ui.dialogs.importing import Importing
    from workbench.ui.dialogs.replace import FindDialog
    from workbench.ui.dialogs.search import SearchDialog

PLAN_FILTER = "规划工作台计划 (*.pwb)"
PLAN_ENDING = ".pwb"
APPLICATION = "规划工作台"


class MainWindow(QMainWindow):
    """The window over one `Work`. `settings` remembers its place; a test gives its own."""

    def __init__(self, work: Work, settings: Settings | None = None) -> None:
        super().__init__()
        self.work = work
        self.settings = settings or Settings()
        self.messages = MessageBar()
        self.hook = Hook(self.messages, self.settings.log_file)
        self.navigation = named(QListWidget(), "导航")
        self.history = HistoryDock(work, self)
        self.reminder = Reminder(work, self.messages, self.go, self)
        self.grounds = GroundsDesk(work, self.settings, self)
        self._pages: dict[str, Page] = {}
        self._searching: SearchDialog | None = None
        self._finding: FindDialog | None = None
        self._stack = QStackedWidget()
        self._banner = QLabel(wordWrap=True)
        self._saved = QLabel()
        self._start = StartPage(self.new_plan, self.choose_plan)
        self.menus = WindowMenus(self)
        self.colours = SystemColours(self)
        self.focus_return = FocusReturn(self)
        self._lay_out()
        self._wire()
        self._restore()
        self._show_plan()

    @property
    def page(self) -> Page | None:
        """The view on screen, None on the start page."""
        widget = self._stack.currentWidget()
        return widget if isinstance(widget, Page) else None

    def view(self, name: str) -> Page:
        """A view by its name in the catalogue; made when first asked for."""
        if name not in self._pages:
            page = catalogue.make(name, self.work)
            page.wanted.connect(self.go)
            page.said.connect(self.messages.say)
            page.import_wanted.connect(self.choose_documents)
            page.remember_in(self.settings)
            self._pages[name] = page
            self._stack.addWidget(page)
        return self._pages[name]

    def show_view(self, name: str) -> Page:
        page = self.view(name)
        self._stack.setCurrentWidget(page)
        self.navigation.blockSignals(True)
        self.navigation.setCurrentRow(catalogue.NAMES.index(name))
        self.navigation.blockSignals(False)
        return page

    def go(self, place: Place) -> None:
        """Bring something on screen, in the view that shows it."""
        page = self.show_view(place.view)
        page.refresh_now()
        page.go(place)

    # -- plans ---------------------------------------------------------------------------------------------

    def new_plan(self) -> None:
        start = Path(self.settings.folder_for("plan")) / f"新计划{PLAN_ENDING}"
        # A plan is never written over: an existing file is refused by name.
        path = files.choose_where_to_save(self, "新建计划", start, PLAN_FILTER, may_replace=False)
        if path is not None:
            self.create_plan(path if path.suffix == PLAN_ENDING else path.with_name(path.name + PLAN_ENDING))

    def create_plan(self, path: Path) -> bool:
        return self.work.create_plan(path)

    def choose_plan(self) -> None:
        path = files.choose_file(self, "打开计划", self.settings.folder_for("plan"), PLAN_FILTER)
        if path is not None:
            self.open_plan(path)

    def open_plan(self, path: Path) -> bool:
        """Open a plan in place of the present one; whether that worked. The present one stays open."""
        workspace = self.work.workspace
        if workspace is not None and path.exists() and path.samefile(workspace.path):
            return True
        self._finish_pages()
        return self.work.open_plan(path)

    def close_plan(self) -> None:
        self._finish_pages()
        self.work.close()

    def set_name(self) -> None:
        """Who is working: the name that the history and a locked plan show."""
        name, given = QInputDialog.getText(self, "我的姓名", "操作记录中显示的姓名：", text=self.settings.who)
        if given and name.strip():
            self.settings.who = name.strip()
            self.messages.say(f"下次打开计划时，操作记录将写“{name.strip()}”。")

    def save_copy(self) -> None:
        """A copy elsewhere (另存副本); work goes on in the present file."""
        if self.work.workspace is None:
            return
        stem = self.work.workspace.path.stem
        start = Path(self.settings.folder_for("copy")) / f"{stem}（副本）{PLAN_ENDING}"
        to = files.choose_where_to_save(self, "另存副本", start, PLAN_FILTER)
        if to is not None and (copy := self.work.backup(to)) is not None:
            self.settings.remember_folder("copy", copy)
            self.messages.say(f"副本已保存到 {copy}，当前仍在原计划中工作。", Tone.SUCCESS)

    # -- documents -----------------------------------------------------------------------------------------

    def choose_documents(self) -> None:
        from workbench.ui.dialogs.importing import FILTER

        folder = self.settings.folder_for("import")
        paths = files.choose_files(self, "导入文件", folder, FILTER)
        if paths:
            self.import_documents(paths)

    def import_documents(self, paths: Sequence[Path]) -> None:
        """Read files in the child process and open the import dialog on what was read."""
        self.settings.remember_folder("import", paths[0])
        self.importing().start(paths)

    def importing(self) -> Importing:
        """One import on its way, whose end is told in the message bar."""
        from workbench.ui.dialogs.importing import Importing

        importing = Importing(self.work, self)
        importing.unreadable.connect(self.messages.present)
        importing.broken.connect(self.hook.present)
        importing.imported.connect(Arrivals(self.work, self.messages, importing).note)
        return importing

    def import_copied(self) -> None:
        """What was copied in Excel, Word, WPS or a browser, read like a file."""
        from workbench.ui.dialogs.importing import copied

        found = copied(QGuiApplication.clipboard().mimeData())
        if found is None:
            self.messages.say("剪贴板里没有文字或表格。请先在 Excel、Word、WPS 或网页中复制。", Tone.WARNING)
        elif self.work.writable:
            self.importing().start_copied(*found)

    def edit_words(self) -> None:
        """The word lists of the office (词库)."""
        from workbench.ui.dialogs.lexicon import LexiconDialog

        dialog = LexiconDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # -- finding -------------------------------------------------------------------------------------------

    def search(self) -> None:
        """Find anything in the plan (搜索)."""
        from workbench.ui.dialogs.search import SearchDialog

        if self._searching is None:
            self._searching = SearchDialog(self.work, self.settings, self)
            self._searching.chosen.connect(self.go)
        self._searching.ask()

    def find_texts(self) -> None:
        self._finder().ask(replacing=False)

    def replace_texts(self) -> None:
        self._finder().ask(replacing=self.work.writable)

    def _finder(self) -> FindDialog:
        from workbench.ui.dialogs.replace import FindDialog

        if self._finding is None:
            self._finding = FindDialog(self.work, self)
            self._finding.chosen.connect(self.go)
            self._finding.said.connect(self.messages.say)
        return self._finding

    # -- what happened -------------------------------------------------------------------------------------

    def undo(self) -> None:
        self.work.undo()

    def redo(self) -> None:
        self.work.redo()

    def _note(self, changes: ChangeSet) -> None:
        kind = {StepKind.DO: "已保存", StepKind.UNDO: "已撤销", StepKind.REDO: "已重做"}[changes.kind]
        self._saved.setText(f"{kind}：{changes.label}")
        self.messages.retract()  # "撤销导入" would take back another step by now (see Arrivals)

    def _trouble(self, error: WorkbenchError) -> None:
        self.messages.present(error)

    def _show_plan(self) -> None:
        """Another plan, or none: title, banner, navigation, notices."""
        workspace = self.work.workspace
        self.navigation.setVisible(workspace is not None)
        self.menus.show_plan(workspace is not None, self.work.writable)
        self._saved.setText("")
        self._banner_frame.setVisible(workspace is not None and workspace.read_only)
        if workspace is None:
            self.setWindowTitle(APPLICATION)
            self._start.show_recent(self.settings.recent_plans)
            self._stack.setCurrentWidget(self._start)
            self.history.refresh()
            return
        self.setWindowTitle(f"{workspace.path.stem} — {APPLICATION}")
        self.settings.remember_plan(workspace.path)
        self.settings.remember_folder("plan", workspace.path)
        if workspace.read_only:
            why = f"本计划正由 {workspace.holder} 打开" if workspace.holder else "本计划以只读方式打开"
            self._banner.setText(f"{why}：可以查看和打印，不能修改。")
        for notice in workspace.notices:
            self.messages.say(notice)
        self.show_view(self.settings.text("view", catalogue.FIRST))
        self._saved.setText("所有改动自动保存")

    # -- the frame -----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.setStyleSheet(style.style_sheet())
        self.setWindowIcon(icon("workbench"))
        self.setAcceptDrops(True)
        self._fill_navigation()
        self._banner_frame = self._make_banner()
        self._stack.addWidget(self._start)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self._banner_frame, self.messages):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(inner, 1)
        self.setCentralWidget(whole)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.history)
        self.resizeDocks([self.history], [420], Qt.Orientation.Horizontal)
        self.history.hide()
        self._saved.setContentsMargins(8, 0, 0, 0)
        self.statusBar().addWidget(self._saved, 1)
        self.statusBar().setSizeGripEnabled(False)

    def _fill_navigation(self) -> None:
        self.navigation.setObjectName("navigation")
        self.navigation.setFixedWidth(118)
        self.navigation.setIconSize(QSize(20, 20))
        self.navigation.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for number, entry in enumerate(catalogue.ENTRIES, 1):
            item = QListWidgetItem(icon(entry.drawing), entry.title)
            item.setSizeHint(QSize(0, 36))
            key = catalogue.key_of(number)
            item.setToolTip(f"{entry.title}（{key}）" if key else entry.title)
            self.navigation.addItem(item)

    def _make_banner(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("banner")
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 5, 12, 5)
        sign = QLabel()
        sign.setPixmap(icon("lock").pixmap(18, 18))
        row.addWidget(sign)
        row.addWidget(self._banner, 1)
        return frame

    def _wire(self) -> None:
        self.navigation.currentRowChanged.connect(self._navigate)
        self.colours.changed.connect(self._dress_anew)
        self._start.open_wanted.connect(self.open_plan)
        self.work.changed.connect(self._note)
        self.work.plan_changed.connect(self._show_plan)
        self.work.troubled.connect(self._trouble)
        for number, name in enumerate(catalogue.NAMES, 1):
            go = action(self, name, partial(self._show_if_open, name), keys=catalogue.key_of(number) or None)
            self.addAction(go)
        self.addAction(action(self, "下一视图", self._next_view, keys=QKeySequence.StandardKey.NextChild))

    def _dress_anew(self) -> None:
        """The system has other colours: what was made of the old ones is made again."""
        self.setStyleSheet(style.style_sheet())
        self.history.refresh()
        for page in self._pages.values():
            page.make_stale()

    def _finish_pages(self) -> None:
        for page in self._pages.values():
            page.let_go()

    def _navigate(self, row: int) -> None:
        if row >= 0:
            self.show_view(catalogue.NAMES[row])

    def _next_view(self) -> None:
        if self.work.is_open:
            self.show_view(catalogue.NAMES[(self.navigation.currentRow() + 1) % len(catalogue.NAMES)])

    def _show_if_open(self, name: str) -> None:
        if self.work.is_open:
            self.show_view(name)

    def _restore(self) -> None:
        self.resize(1360, 820)
        self.restoreGeometry(self.settings.state("geometry"))
        self.restoreState(self.settings.state("window"))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.settings.save_state("geometry", self.saveGeometry())
        self.settings.save_state("window", self.saveState())
        if self.page is not None:
            self.settings.save_text("view", catalogue.NAMES[self.navigation.currentRow()])
        self.settings.sync()
        self._finish_pages()
        self.work.background.stop()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        # A dialog opened inside the drop would keep the other program waiting.
        QTimer.singleShot(0, lambda: self.take_files(paths))

    def take_files(self, paths: Sequence[Path]) -> None:
        """Files dropped on the window: a plan is opened, documents are imported into the open plan."""
        plans = [path for path in paths if path.suffix.lower() == PLAN_ENDING]
        documents = [path for path in paths if path not in plans]
        if plans and not self.open_plan(plans[0]):
            return
        if documents and not self.work.is_open:
            self.messages.say("请先新建或打开一个计划，再把文件拖进来导入。", Tone.WARNING)
        elif documents:
            self.import_documents(documents)
