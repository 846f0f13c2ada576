"""The little window of one link (前后置关系): its kind, its lag, and a button that deletes it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from workbench.planning.link_words import LINK_WORDS
from workbench.terms import LinkKind

_LONGEST_LAG = 3650


class LinkEditor(QFrame):
    """Stands over the chart beside the arrow. Esc closes it, with nothing changed."""

    changed = Signal(object, int)  # LinkKind, lag in days
    removed = Signal()

    def __init__(self, title: str, kind: LinkKind, lag: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._parent = parent
        self.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName("前后置关系")
        self._before = (kind, lag)
        self.kind = QComboBox(self)
        for each, words in LINK_WORDS.items():
            self.kind.addItem(words, each)
        self.kind.setCurrentIndex(list(LINK_WORDS).index(kind))
        self.lag = QSpinBox(self)
        self.lag.setRange(-_LONGEST_LAG, _LONGEST_LAG)
        self.lag.setSuffix(" 天")
        self.lag.setValue(lag)
        self.lag.setToolTip("正数为间隔天数，负数为提前天数")
        self._lay_out(title.partition("\n")[0])

    def show_at(self, place: QPoint) -> None:
        """Show it at a point of its parent, kept inside."""
        self.adjustSize()
        room = self._parent.size() - self.size()
        self.move(max(min(place.x(), room.width()), 0), max(min(place.y(), room.height()), 0))
        self.show()
        self.raise_()
        self.kind.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _lay_out(self, title: str) -> None:
        heading = QLabel(title, self)
        heading.setWordWrap(True)
        heading.setMinimumWidth(280)
        form = QFormLayout()
        form.addRow("关系(&K)：", self.kind)
        form.addRow("间隔(&L)：", self.lag)
        buttons = QDialogButtonBox(self)
        self.accept_button = QPushButton("确定", self)
        self.remove_button = QPushButton("删除关系", self)
        self.accept_button.setDefault(True)
        buttons.addButton(self.accept_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.remove_button, QDialogButtonBox.ButtonRole.DestructiveRole)
        cancel = buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        cancel.clicked.connect(self.close)
        self.accept_button.clicked.connect(self._accept)
        self.remove_button.clicked.connect(self._remove)
        column = QVBoxLayout(self)
        column.addWidget(heading)
        column.addLayout(form)
        column.addWidget(buttons)

    def _accept(self) -> None:
        wanted = (list(LINK_WORDS)[self.kind.currentIndex()], self.lag.value())
        if wanted != self._before:
            self.changed.emit(*wanted)
        self.close()

    def _remove(self) -> None:
        self.removed.emit()
        self.close()
