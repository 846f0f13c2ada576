"""StartPage: what is on screen while no plan is open. New, open, and the plans opened lately."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from workbench.ui.controls import named, push_button, quiet
from workbench.ui.icons import icon


class StartPage(QWidget):
    """`open_wanted(Path)` when a recent plan is chosen."""

    open_wanted = Signal(object)

    def __init__(self, create: Callable[[], object], open_plan: Callable[[], object]) -> None:
        super().__init__()
        self._recent = named(QListWidget(), "最近打开的计划")
        self._recent.itemActivated.connect(self._choose)
        self._recent.itemClicked.connect(self._choose)
        title = QLabel("规划工作台")
        title.setProperty("heading", True)
        buttons = QHBoxLayout()
        buttons.addWidget(push_button("新建计划…", create, main=True))
        buttons.addWidget(push_button("打开计划…", open_plan, "open"))
        buttons.addStretch(1)
        inner = QVBoxLayout()
        inner.setSpacing(12)
        inner.addWidget(title)
        inner.addWidget(quiet("计划保存在一个 .pwb 文件中，所有改动随时自动保存，可逐步撤销。"))
        inner.addLayout(buttons)
        inner.addWidget(QLabel("最近打开"))
        inner.addWidget(self._recent, 1)
        inner.addWidget(quiet("也可以把计划文件或要导入的文件（txt、html、docx、xlsx、pdf）直接拖到窗口中。"))
        frame = QWidget()
        frame.setLayout(inner)
        frame.setMaximumWidth(640)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 40, 40, 40)
        column.addWidget(frame, 1)
        column.setAlignment(frame, Qt.AlignmentFlag.AlignLeft)
        frame.setMinimumWidth(560)

    def show_recent(self, paths: Sequence[Path]) -> None:
        self._recent.clear()
        for path in paths:
            item = QListWidgetItem(icon("gantt"), f"{path.stem}\n{path.parent}")
            item.setData(Qt.ItemDataRole.UserRole, path)
            self._recent.addItem(item)
        if not paths:
            item = QListWidgetItem("还没有打开过计划")
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self._recent.addItem(item)

    def _choose(self, item: QListWidgetItem) -> None:
        path = item.data(Qt.ItemDataRole.UserRole)
        if path is not None:
            self.open_wanted.emit(path)
