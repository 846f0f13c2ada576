"""查找 (Ctrl+F) and 替换 (Ctrl+H) over the whole plan: every place is seen, and what it will read, before
anything is changed. What is ticked is replaced as one step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.errors import StoppedError
from workbench.planning.task_edits import TextEdit, TextKind, TextPlace
from workbench.spelling import Folds, folded, places_of
from workbench.terms import DocumentId, TaskId
from workbench.ui import theme
from workbench.ui.controls import named, push_button, quiet
from workbench.ui.views.page import Place
from workbench.ui.work import Work

KINDS: Final = {
    TextKind.TASK_TITLE: "任务名称",
    TextKind.TASK_CONTENT: "主要内容",
    TextKind.SECTION_TITLE: "章节标题",
    TextKind.RESULT_TITLE: "成果名称",
    TextKind.INDICATOR_NAME: "指标名称",
    TextKind.MILESTONE_TITLE: "节点名称",
    TextKind.UNIT_NAME: "单位名称",
}
#: More places than this are counted, and not listed.
MOST_LISTED: Final = 2_000
_AROUND: Final = 18
_ROLE = Qt.ItemDataRole.UserRole
_TYPING_PAUSE: Final = 150


class FindDialog(QDialog):
    """`chosen(Place)` leads to a place found; `said(str)` tells what was replaced."""

    chosen = Signal(object)
    said = Signal(str)

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._texts: Sequence[TextPlace] | None = None
        self._folds = Folds()
        self._replacing = False
        self.sought = named(QLineEdit(clearButtonEnabled=True), "查找内容")
        self.by = named(QLineEdit(), "替换为")
        self.scope = named(QComboBox(), "范围")
        self.exact = QCheckBox("区分简繁体、全半角和大小写")
        self.tree = named(QTreeWidget(), "找到的位置")
        self.told = quiet()
        self._by_label = QLabel("替换为")
        self._replace = push_button("替换", self.replace, main=True)
        self._pause = QTimer(self, singleShot=True, interval=_TYPING_PAUSE)
        self._pause.timeout.connect(self.look)
        self._lay_out()
        self._wire()

    def ask(self, *, replacing: bool) -> None:
        """Open, or come to the front, to find or to replace."""
        self._replacing = replacing
        self.setWindowTitle("查找和替换" if replacing else "查找")
        for widget in (self.by, self._by_label, self._replace):
            widget.setVisible(replacing)
        self.tree.setColumnHidden(2, not replacing)
        self.show()
        self.raise_()
        self.activateWindow()
        self.sought.selectAll()
        self.sought.setFocus()
        self.look()

    def look(self) -> None:
        """Find anew, and list the places."""
        self._pause.stop()
        sought = self.sought.text() if self.exact.isChecked() else folded(self.sought.text())
        found = [] if not sought.strip() else self._found(sought)
        with QSignalBlocker(self.tree):
            self._list(found[:MOST_LISTED])
        self._tell(len(found))

    def edits(self) -> tuple[TextEdit, ...]:
        """What is ticked."""
        return tuple(
            TextEdit(place.kind, place.id, place.text, new)
            for item in self._items()
            if item.checkState(0) == Qt.CheckState.Checked
            for place, new in [item.data(0, _ROLE)]
        )

    def replace(self) -> None:
        """Replace what is ticked, as one step; the dialog stays, to look again."""
        from workbench.operations import bulk

        edits = self.edits()
        if not self._replacing or not edits or not self._work.writable:
            return
        done = self._work.change(bulk.replace_texts, edits, self.sought.text(), self.by.text())
        if done is not None:
            self.said.emit(f"已替换 {len(edits)} 处，可按 Ctrl+Z 撤销。")

    def _found(self, sought: str) -> list[tuple[TextPlace, list[tuple[int, int]]]]:
        scope, exact = self.scope.currentData(), self.exact.isChecked()
        found = []
        for place in self._all_texts():
            text = place.text if exact else self._folds[place.text]
            if sought in text and scope in ("", place.kind):
                found.append((place, _exactly(sought, text) if exact else places_of(sought, place.text)))
        return found

    def _all_texts(self) -> Sequence[TextPlace]:
        """The texts of the plan, read once until it changes."""
        from workbench.queries.texts import list_texts

        if not self._work.is_open:
            return ()
        if self._texts is None:
            try:
                self._texts = self._work.ask_patiently("正在读取计划中的文字…", list_texts)
            except StoppedError:
                return ()
        return self._texts

    def _list(self, found: Sequence[tuple[TextPlace, list[tuple[int, int]]]]) -> None:
        self.tree.clear()
        heads: dict[str, QTreeWidgetItem] = {}
        for place, spots in found:
            title = place.title or "单位"
            if title not in heads:
                heads[title] = QTreeWidgetItem(self.tree, [title])
                heads[title].setForeground(0, theme.color("quiet_text"))
                heads[title].setFirstColumnSpanned(True)
            heads[title].addChild(self._line(place, spots))
        self.tree.expandAll()

    def _line(self, place: TextPlace, spots: list[tuple[int, int]]) -> QTreeWidgetItem:
        new = _rewritten(place.text, spots, self.by.text())
        shift = new.find(self.by.text(), max(spots[0][0], 0)) if self.by.text() else spots[0][0]
        texts = [KINDS[place.kind], _cut(place.text, spots[0][0]), _cut(new, shift)]
        item = QTreeWidgetItem(texts)
        item.setData(0, _ROLE, (place, new))
        item.setToolTip(1, place.text)
        item.setToolTip(2, new)
        item.setForeground(2, theme.color("good"))
        if self._replacing:
            # A unit's name goes beyond the wording: the planner ticks it himself.
            ticked = place.kind is not TextKind.UNIT_NAME
            item.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        return item

    def _items(self) -> list[QTreeWidgetItem]:
        tops = (self.tree.topLevelItem(row) for row in range(self.tree.topLevelItemCount()))
        return [item for top in tops if top for item in map(top.child, range(top.childCount())) if item]

    def _tell(self, found: int | None = None) -> None:
        ticked = len(self.edits()) if self._replacing else 0
        self._replace.setText(f"替换所选 {ticked} 处" if ticked else "替换")
        self._replace.setEnabled(bool(ticked) and bool(self.by.text().strip()))
        if found is None:
            return
        more = f"，列出前 {MOST_LISTED} 处" if found > MOST_LISTED else ""
        units = "单位名称默认不勾选，勾选后按单位更名处理。" if self._replacing and found else ""
        self.told.setText(f"找到 {found} 处{more}。{units}" if self.sought.text().strip() else "")

    def _open(self, item: QTreeWidgetItem) -> None:
        if (kept := item.data(0, _ROLE)) is not None:
            self.chosen.emit(_place(kept[0]))

    def _note(self) -> None:
        """The plan changed: what was listed may not stand any more."""
        self._texts = None
        if self.isVisible():
            self._pause.start()

    def _wire(self) -> None:
        for line in (self.sought, self.by):
            line.textChanged.connect(lambda _: self._pause.start())
            line.returnPressed.connect(self.look)
        self.scope.currentIndexChanged.connect(lambda _: self.look())
        self.exact.toggled.connect(lambda _: self.look())
        self.tree.itemActivated.connect(lambda item, _: self._open(item))
        self.tree.itemChanged.connect(lambda *_: self._tell())
        self._work.changed.connect(lambda _: self._note())
        self._work.plan_changed.connect(self._note)

    def _lay_out(self) -> None:
        self.scope.addItem("全部", "")
        for kind, name in KINDS.items():
            self.scope.addItem(name, kind)
        self._dress_tree()
        grid = QGridLayout()
        grid.addWidget(QLabel("查找内容"), 0, 0)
        grid.addWidget(self.sought, 0, 1)
        grid.addWidget(self.scope, 0, 2)
        grid.addWidget(self._by_label, 1, 0)
        grid.addWidget(self.by, 1, 1)
        grid.setColumnStretch(1, 1)
        row = QHBoxLayout()
        row.addWidget(self.told, 1)
        row.addWidget(self._replace)
        row.addWidget(push_button("关闭", self.reject))
        column = QVBoxLayout(self)
        column.addLayout(grid)
        column.addWidget(self.exact)
        column.addWidget(self.tree, 1)
        column.addLayout(row)
        self.resize(820, 560)

    def _dress_tree(self) -> None:
        tree = self.tree
        tree.setHeaderLabels(["位置", "现在", "替换后"])
        tree.setUniformRowHeights(True)
        tree.setColumnWidth(0, 170)
        tree.setColumnWidth(1, 310)
        tree.header().setStretchLastSection(True)


def _exactly(sought: str, text: str) -> list[tuple[int, int]]:
    spots, start = [], 0
    while (start := text.find(sought, start)) >= 0:
        spots.append((start, start + len(sought)))
        start += len(sought)
    return spots


def _rewritten(text: str, spots: list[tuple[int, int]], by: str) -> str:
    parts, done = [], 0
    for start, stop in spots:
        parts += [text[done:start], by]
        done = stop
    return "".join([*parts, text[done:]])


def _cut(text: str, start: int) -> str:
    """The text from a little before the place that matters."""
    before = max(start - _AROUND, 0)
    return ("…" if before else "") + " ".join(text[before:].split())


def _place(found: TextPlace) -> Place:
    if found.task:
        return Place("tasks", task=TaskId(found.task))
    if found.kind is TextKind.UNIT_NAME:
        return Place("tasks", unit=found.text)
    if found.kind is TextKind.SECTION_TITLE:
        return Place("tasks", document=DocumentId(found.document), section=found.id)
    return Place("results" if found.kind is TextKind.RESULT_TITLE else "indicators", row=found.id)
