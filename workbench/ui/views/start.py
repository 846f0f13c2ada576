"""StartPage: what is on screen while no plan is open. New, open, and the plans opened lately."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from workbench.ui.controls import named, push_button, quiet
from workbench.ui.icons import icon

LINE_HEIGHT = 44


class StartPage(QWidget):
    """`open_wanted(Path)` when a recent plan is chosen."""

    open_wanted = Signal(object)

    def __init__(self, create: Callable[[], object], open_plan: Callable[[], object]) -> None:
        super().__init__()
        self._recent = named(QListWidget(), "最近打开的计划")
        self._recent.itemActivated.connect(self._choose)
        self._recent.itemClicked.connect(self._choose)
        self._lately = QLabel("最近打开")
        self._lately.setProperty("part", True)
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
        self._recent.setObjectName("recent")
        self._recent.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner.addSpacing(8)
        inner.addWidget(self._lately)
        inner.addWidget(self._recent)
        inner.addWidget(quiet("也可以把计划文件或要导入的文件（txt、html、docx、xlsx、pdf）直接拖到窗口中。"))
        frame = QWidget()
        frame.setLayout(inner)
        frame.setMaximumWidth(640)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 40, 40, 40)
        column.addWidget(frame)
        column.addStretch(1)
        column.setAlignment(frame, Qt.AlignmentFlag.AlignLeft)
        frame.setMinimumWidth(560)

    def show_recent(self, paths: Sequence[Path]) -> None:
        self._recent.clear()
        for path in paths:
            item = QListWidgetItem(icon("gantt"), f"{path.stem}\n{path.parent}")
            item.setData(Qt.ItemDataRole.UserRole, path)
            item.setSizeHint(QSize(0, LINE_HEIGHT))
            self._recent.addItem(item)
        self._recent.setFixedHeight(len(paths) * LINE_HEIGHT + 4)
        self._recent.setVisible(bool(paths))
        self._lately.setVisible(bool(paths))

    def _choose(self, item: QListWidgetItem) -> None:
        self.open_wanted.emit(item.data(Qt.ItemDataRole.UserRole))
