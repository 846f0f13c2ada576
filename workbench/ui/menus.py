"""The menus and the tool bar of the main window, as data, and what of them is possible at present."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLineEdit, QMenu, QToolBar

from workbench.ui.controls import action
from workbench.ui.views import catalogue

if TYPE_CHECKING:
    from workbench.ui.window import MainWindow

Keys = QKeySequence.StandardKey


class WindowMenus:
    """Builds them once; `show_plan` and `show_steps` keep them true."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._need_plan: list[QAction] = []
        self._need_writable: list[QAction] = []
        make = self._make
        self.undo = make("撤销(&U)", window.undo, "undo", Keys.Undo, plan=True)
        self.redo = make("重做(&R)", window.redo, "redo", "Ctrl+Y", plan=True)
        self.redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        self._new = make("新建计划(&N)…", window.new_plan, "new", Keys.New)
        self._open = make("打开计划(&O)…", window.choose_plan, "open", Keys.Open)
        self._import = make("导入文件(&I)…", window.choose_documents, "import", "Ctrl+I", writable=True)
        self._paste = make("从剪贴板导入(&V)", window.import_copied, keys=Keys.Paste, writable=True)
        self._copy = make("另存副本(&A)…", window.save_copy, "save", "Ctrl+Shift+S", plan=True)
        self._recent = QMenu("最近打开(&T)", window)
        self._recent.aboutToShow.connect(self._fill_recent)
        self._history = window.history.toggleViewAction()
        self._history.setText("操作记录(&H)")
        self._history.setShortcut(QKeySequence("F9"))
        self._fill_menus()
        self._fill_tool_bar()
        window.work.changed.connect(lambda _: self.show_steps())

    def show_plan(self, is_open: bool, writable: bool) -> None:
        for one in self._need_plan:
            one.setEnabled(is_open)
        for one in self._need_writable:
            one.setEnabled(writable)
        self._history.setEnabled(is_open)
        self.show_steps()

    def show_steps(self) -> None:
        """The next step back and forth, by name: 撤销 调整完成时限."""
        work = self._window.work
        for one, word, label in (
            (self.undo, "撤销(&U)", work.undo_label),
            (self.redo, "重做(&R)", work.redo_label),
        ):
            one.setText(f"{word} {label.replace('&', '&&')}" if label else word)
            one.setToolTip(f"{word[:2]} {label or ''}".strip())
            one.setEnabled(bool(label) and work.writable)

    def _make(
        self,
        text: str,
        act: Callable[[], object],
        drawing: str = "",
        keys: Keys | str | None = None,
        *,
        plan: bool = False,
        writable: bool = False,
    ) -> QAction:
        made = action(self._window, text, act, drawing, keys)
        if plan:
            self._need_plan.append(made)
        if writable:
            self._need_writable.append(made)
        return made

    def _fill_menus(self) -> None:
        window, make, bar = self._window, self._make, self._window.menuBar()
        file = bar.addMenu("文件(&F)")
        file.addActions([self._new, self._open])
        file.addMenu(self._recent)
        file.addSeparator()
        file.addActions([self._import, self._paste, self._copy])
        file.addSeparator()
        file.addAction(make("词库(&W)…", window.edit_words))
        file.addAction(make("我的姓名(&M)…", window.set_name))
        file.addAction(make("关闭计划(&C)", window.close_plan, keys="Ctrl+W", plan=True))
        file.addAction(make("退出(&X)", window.close, keys="Ctrl+Q"))
        edit = bar.addMenu("编辑(&E)")
        edit.addActions([self.undo, self.redo])
        edit.addSeparator()
        self._search = make("搜索(&K)…", window.search, "search", "Ctrl+K", plan=True)
        edit.addAction(self._search)
        edit.addAction(make("查找(&F)…", window.find_texts, keys=Keys.Find, plan=True))
        edit.addAction(make("替换(&H)…", window.replace_texts, keys="Ctrl+H", plan=True))
        edit.addAction(make("筛选本页(&L)", self._filter, keys="Ctrl+Shift+L", plan=True))
        edit.addSeparator()
        edit.addAction(make("变更管控(&G)…", window.grounds.configure, plan=True))
        self._fill_views(bar.addMenu("视图(&V)"))
        report = bar.addMenu("报告(&R)")
        report.addAction(
            make("印发通知(&N)", lambda: window.show_view("reports"), "reports", Keys.Print, plan=True)
        )
        self._fill_help(bar.addMenu("帮助(&H)"))

    def _fill_views(self, menu: QMenu) -> None:
        for number, entry in enumerate(catalogue.ENTRIES, 1):
            # The key itself belongs to the window (see MainWindow); here it is only told.
            show = self._make(
                f"{entry.title}{f'(&{number % 10})' if number <= 10 else ''}\t{catalogue.key_of(number)}",
                partial(self._window.show_view, entry.name),
                entry.drawing,
                plan=True,
            )
            menu.addAction(show)
        menu.addSeparator()
        menu.addAction(self._history)

    def _fill_help(self, menu: QMenu) -> None:
        from workbench.ui.dialogs.help import show_about, show_help

        menu.addAction(self._make("使用说明(&H)", lambda: show_help(self._window), "help", Keys.HelpContents))
        menu.addAction(self._make("关于规划工作台(&A)", lambda: show_about(self._window)))

    def _fill_tool_bar(self) -> None:
        bar = QToolBar("工具栏", self._window)
        bar.setObjectName("tools")
        bar.setMovable(False)
        bar.setIconSize(QSize(18, 18))
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for one, text in (
            (self._open, "打开"),
            (self._import, "导入文件"),
            (None, ""),
            (self.undo, "撤销"),
            (self.redo, "重做"),
            (None, ""),
            (self._search, "搜索"),
            (self._history, "操作记录"),
        ):
            if one is None:
                bar.addSeparator()
            else:
                one.setIconText(text)
                bar.addAction(one)
        from workbench.ui.icons import icon

        self._history.setIcon(icon("history"))
        self._window.addToolBar(bar)

    def _fill_recent(self) -> None:
        self._recent.clear()
        paths = self._window.settings.recent_plans
        for path in paths:
            self._recent.addAction(f"{path.stem}    {path.parent}", lambda path=path: self._reopen(path))
        if paths:
            self._recent.addSeparator()
            self._recent.addAction("清除最近记录", self._window.settings.forget_plans)
        else:
            self._recent.addAction("（还没有）").setEnabled(False)

    def _reopen(self, path: Path) -> None:
        self._window.open_plan(path)

    def _filter(self) -> None:
        """Go to the filter line of the view on screen."""
        page = self._window.page
        line = page.findChild(QLineEdit, "filter") if page else None
        if line is not None:
            line.setFocus(Qt.FocusReason.ShortcutFocusReason)
            line.selectAll()
