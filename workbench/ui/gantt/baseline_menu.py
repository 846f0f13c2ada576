"""The button of the baselines (基线): which one is shown, and what else can be done with them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from workbench.terms import BaselineId
from workbench.ui.controls import go_out_with_menu

if TYPE_CHECKING:
    from workbench.rows.baselines import BaselineRow


class BaselineMenu(QToolButton):
    """Offers the baselines it was given; what is chosen comes out as signals."""

    wanted = Signal(object)  # BaselineId to show, None for none
    take_wanted = Signal()
    compare_wanted = Signal(object)  # BaselineId
    removal_wanted = Signal(object)  # BaselineId

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText("基线 ▾")
        self.setAccessibleName("基线")
        self.setToolTip("保存计划当前的起止时间，以后对比调整了多少")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(QMenu(self))
        go_out_with_menu(self)
        self._shown: BaselineId | None = None
        self._writable = True
        self.offer(())

    @property
    def shown(self) -> BaselineId | None:
        """The baseline whose days are shown now."""
        return self._shown

    def offer(self, baselines: Sequence[BaselineRow], *, writable: bool = True) -> None:
        """Which baselines there are now. One that is gone is shown no more."""
        if self._shown is not None and all(one.id != self._shown for one in baselines):
            self._choose(None)
        menu, group = self.menu(), QActionGroup(self)
        menu.clear()
        take = menu.addAction("保存基线…", self.take_wanted.emit)
        take.setEnabled(writable)
        menu.addSeparator()
        for title, baseline in (("不显示", None), *((_title(one), one.id) for one in baselines)):
            action = menu.addAction(title, partial(self._choose, baseline))
            action.setCheckable(True)
            action.setChecked(baseline == self._shown)
            group.addAction(action)
        menu.addSeparator()
        self._add_submenu("对比…", baselines, self.compare_wanted)
        self._add_submenu("删除", baselines if writable else (), self.removal_wanted)

    def _add_submenu(self, title: str, baselines: Sequence[BaselineRow], wish: SignalInstance) -> None:
        submenu = self.menu().addMenu(title)
        submenu.setEnabled(bool(baselines))
        for one in baselines:
            submenu.addAction(_title(one), partial(wish.emit, one.id))

    def _choose(self, baseline: BaselineId | None) -> None:
        self._shown = baseline
        self.wanted.emit(baseline)


def _title(baseline: BaselineRow) -> str:
    return f"{baseline.name}（{baseline.taken_on.isoformat()}）"
