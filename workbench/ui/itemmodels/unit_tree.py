"""UnitTree: the unit directory as a tree, by level and by parent; rows go in whole with `show`.

A unit stands under its parent where that is shown, else under the heading of its level. What is searched for
stays, with what it stands under.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFont

from workbench.queries.wording import LEVELS
from workbench.rows.units import UnitRow
from workbench.spelling import spelling_key
from workbench.terms import AliasKind, Level, UnitId
from workbench.ui import theme
from workbench.ui.itemmodels.rows import LEFT, RIGHT

Index = QModelIndex | QPersistentModelIndex
#: A node's key: a unit's id, or a heading's words.
Key = int | str

OTHERS, GROUPS = "未定层级", "集体称谓"
HEADINGS = (*LEVELS.values(), OTHERS, GROUPS)


def names_of(row: UnitRow, *kinds: AliasKind) -> str:
    return "、".join(one.name for one in row.names if one.kind in kinds)


def lasting(row: UnitRow) -> str:
    """From and until when a unit exists: 2018-10-25 至 2023-10-24; nothing where neither is known, 待认 where
    its name was only read."""
    since, until = row.valid_from, row.valid_until
    if not row.listed and since is until is None:
        return "待认"
    if until is not None:
        return f"{since or ''} 至 {until}".strip()
    return f"{since} 起" if since else ""


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    text: Callable[[UnitRow], str]
    width: int
    align: Qt.AlignmentFlag = LEFT


COLUMNS = (
    _Column("单位", lambda row: row.name, 260),
    _Column("简称", lambda row: names_of(row, AliasKind.SHORT, AliasKind.VARIANT), 130),
    _Column("曾用名", lambda row: names_of(row, AliasKind.FORMER), 110),
    _Column("分管领导", lambda row: row.leader, 90),
    _Column("牵头", lambda row: str(row.lead or ""), 52, RIGHT),
    _Column("责任", lambda row: str(row.responsible or ""), 52, RIGHT),
    _Column("配合", lambda row: str(row.support or ""), 52, RIGHT),
    _Column("存续时间", lasting, 170),
)


@dataclass(slots=True)
class _Node:
    key: Key
    row: UnitRow | None
    parent: int = -1
    place: int = 0
    children: list[int] = field(default_factory=list)


class UnitTreeModel(QAbstractItemModel):
    """Nodes are counted from 0; an index carries its node's number."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[UnitRow] = ()
        self._wanted = ""
        self._nodes: list[_Node] = []
        self._tops: list[int] = []
        self._today = dt.date.today()

    def show(self, rows: Sequence[UnitRow]) -> None:
        self._rows = rows
        self._arrange()

    def filter(self, text: str) -> None:
        """Keep the units that contain every word in a name, the leader or the contact, in either script."""
        self._wanted = text
        self._arrange()

    def unit(self, index: Index) -> UnitRow | None:
        """The unit of a row, None for a heading or nothing."""
        return self._nodes[index.internalId()].row if index.isValid() else None

    def index_of(self, key: Key) -> QModelIndex:
        number = next((at for at, node in enumerate(self._nodes) if node.key == key), -1)
        return self.createIndex(self._nodes[number].place, 0, number) if number >= 0 else QModelIndex()

    def key_of(self, index: Index) -> Key:
        return self._nodes[index.internalId()].key

    def headings(self) -> Iterator[QModelIndex]:
        """Every row that others stand under."""
        for number, node in enumerate(self._nodes):
            if node.children:
                yield self.createIndex(node.place, 0, number)

    @property
    def count(self) -> int:
        """How many units are shown."""
        return sum(node.row is not None for node in self._nodes)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 – Qt's signature
        if parent.column() > 0:
            return 0
        return len(self._nodes[parent.internalId()].children if parent.isValid() else self._tops)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(COLUMNS)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        below = self._nodes[parent.internalId()].children if parent.isValid() else self._tops
        return self.createIndex(row, column, below[row])

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        above = self._nodes[index.internalId()].parent if index.isValid() else -1
        return self.createIndex(self._nodes[above].place, 0, above) if above >= 0 else QModelIndex()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        node, column = self._nodes[index.internalId()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.align
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, theme.ROW_HEIGHT)
        if node.row is None:
            return self._heading(node, index.column(), role)
        if role == Qt.ItemDataRole.ToolTipRole and not node.row.listed:
            return f"{node.row.name}：待认单位，是文件中读到的名称，还没有加入名录"
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.text(node.row) or None
        return self._look(node.row, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].title
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return COLUMNS[section].align
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled
        return flags | Qt.ItemFlag.ItemIsSelectable if self.unit(index) is not None else flags

    def _look(self, row: UnitRow, role: int) -> Any:
        """What is no more is faint, what waits to join the directory is quiet, and says so."""
        if role == Qt.ItemDataRole.ForegroundRole and not row.exists_on(self._today):
            return theme.color("faint_text")
        if role == Qt.ItemDataRole.ForegroundRole and not row.listed:
            return theme.color("quiet_text")
        return None

    def _heading(self, node: _Node, column: int, role: int) -> Any:
        if column == 0 and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{node.key}（{self._below(node)}）"
        if role == Qt.ItemDataRole.FontRole:
            font = QFont(theme.interface_font())
            font.setBold(True)
            return font
        return None

    def _below(self, node: _Node) -> int:
        return sum(1 + self._below(self._nodes[child]) for child in node.children)

    def _arrange(self) -> None:
        self.beginResetModel()
        self._nodes, self._tops = [], []
        rows = self._kept()
        present = {row.id for row in rows}
        parts: defaultdict[UnitId, list[UnitRow]] = defaultdict(list)
        for row in rows:
            if row.parent in present:
                parts[row.parent].append(row)
        for heading in HEADINGS:
            tops = [row for row in rows if row.parent not in present and _heading_of(row) == heading]
            if tops:
                number = self._add(heading, None, -1)
                for row in tops:
                    self._add_unit(row, number, parts)
        self.endResetModel()

    def _kept(self) -> list[UnitRow]:
        """The rows that match, with the units they belong to."""
        words = [spelling_key(word) for word in self._wanted.split()]
        by_id = {row.id: row for row in self._rows}
        kept: set[UnitId] = set()
        for row in self._rows:
            if _matches(row, words):
                above: UnitRow | None = row
                while above is not None and above.id not in kept:
                    kept.add(above.id)
                    above = by_id.get(above.parent) if above.parent is not None else None
        return [row for row in self._rows if row.id in kept]

    def _add_unit(self, row: UnitRow, parent: int, parts: Mapping[UnitId, Sequence[UnitRow]]) -> None:
        number = self._add(row.id, row, parent)
        for part in parts.get(row.id, ()):
            self._add_unit(part, number, parts)

    def _add(self, key: Key, row: UnitRow | None, parent: int) -> int:
        siblings = self._nodes[parent].children if parent >= 0 else self._tops
        self._nodes.append(_Node(key, row, parent, len(siblings)))
        siblings.append(len(self._nodes) - 1)
        return len(self._nodes) - 1


def _heading_of(row: UnitRow) -> str:
    if row.group:
        return GROUPS
    return LEVELS[Level(row.level)] if row.level is not None else OTHERS


def _matches(row: UnitRow, words: Sequence[str]) -> bool:
    texts = (
        [spelling_key(text) for text in (row.name, *row.aliases, row.leader, row.contact)] if words else []
    )
    return all(any(word in text for text in texts) for word in words)
