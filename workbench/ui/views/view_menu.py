"""视图: the menu of views of the task table. Every plan has the built-in ones; the planner keeps own ones."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QInputDialog, QMenu, QPushButton, QWidget

from workbench.planning.plan_views import BUILT_IN, SavedView, view_text
from workbench.queries.wording import short
from workbench.ui.controls import menu_button
from workbench.ui.work import Work

_NAME = "视图"


class ViewMenu(QObject):
    """`chosen(SavedView)` when the planner picks one. `present()` tells the view on screen, for saving it."""

    chosen = Signal(object)

    def __init__(self, work: Work, present: Callable[[], SavedView], parent: QWidget) -> None:
        super().__init__(parent)
        self._work = work
        self._present = present
        self._parent = parent
        self._shown = ""
        self.button: QPushButton = menu_button(_NAME, self.fill)
        self.button.setToolTip("常用视图，以及随计划保存的自定义视图")

    def show_name(self, name: str) -> None:
        """The view that is on screen, "" for none in particular."""
        self._shown = name
        self.button.setText(f"{_NAME}：{short(name, 12)} ▾" if name else f"{_NAME} ▾")

    def own(self) -> tuple[SavedView, ...]:
        """The views that the plan keeps."""
        from workbench.queries.views import list_views

        return self._work.ask(list_views) if self._work.is_open else ()

    def fill(self, menu: QMenu) -> None:
        menu.clear()
        own = self.own()
        menu.addAction("全部任务", lambda: self.chosen.emit(SavedView("")))
        menu.addSeparator()
        self._list(menu, BUILT_IN)
        if own:
            menu.addSeparator()
            self._list(menu, own)
        menu.addSeparator()
        menu.addAction("保存当前视图…", self.save).setEnabled(self._work.writable)
        if own and self._work.writable:
            removal = menu.addMenu("删除视图")
            renaming = menu.addMenu("重命名视图")
            for view in own:
                removal.addAction(view.name, partial(self._remove, view.name))
                renaming.addAction(view.name, partial(self._rename, view.name))

    def save(self) -> None:
        """Keep what is on screen under a name that the planner gives."""
        from workbench.operations import views

        built_in = {view.name for view in BUILT_IN}
        proposal = "" if self._shown in built_in else self._shown
        name = self._asked("保存当前视图", proposal)
        if name and self._work.change(views.save, name, view_text(self._present())) is not None:
            self.show_name(name)

    def _list(self, menu: QMenu, views: tuple[SavedView, ...]) -> None:
        for view in views:
            entry = menu.addAction(view.name, partial(self.chosen.emit, view))
            entry.setCheckable(True)
            entry.setChecked(view.name == self._shown)

    def _remove(self, name: str) -> None:
        from workbench.operations import views

        self._work.change(views.remove, name)
        if name == self._shown:
            self.show_name("")

    def _rename(self, name: str) -> None:
        from workbench.operations import views

        new = self._asked("重命名视图", name)
        if new and self._work.change(views.rename, name, new) is not None and name == self._shown:
            self.show_name(new)

    def _asked(self, title: str, proposal: str) -> str:
        name, given = QInputDialog.getText(self._parent, title, "视图名称：", text=proposal)
        return name.strip() if given else ""
