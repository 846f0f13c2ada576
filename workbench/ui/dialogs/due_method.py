"""序时进度办法: how one task falls due, with the figures that its way needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.notation import date_text
from workbench.queries.wording import DUE_METHODS, number_text
from workbench.rows.progress import DuePlanRow, NodeWeightRow
from workbench.terms import DueMethod, IndicatorId, MilestoneId, Period
from workbench.ui import theme
from workbench.ui.controls import named, quiet
from workbench.ui.dialogs.period_figures import PeriodFigures
from workbench.ui.fields import growing_form, ok_and_cancel

_TOLD: Final = {
    DueMethod.TIME: "按开始日到完成时限的天数，应完成的进度每天相同。",
    DueMethod.WORKING_DAYS: "按开始日到完成时限的工作日计算，节假日不计，调休上班计入。",
}
_NO_NODES: Final = "这项任务还没有节点。请先在任务的右键菜单中新增节点。"


@dataclass(frozen=True, slots=True)
class DueWish:
    """What was chosen: `method` None for the plan's own way, with what that way needs."""

    method: DueMethod | None
    steps: tuple[tuple[Period, float], ...] = ()
    weights: tuple[tuple[MilestoneId, float], ...] = ()
    indicator: IndicatorId | None = None


class DueMethodDialog(QDialog):
    """`decided(DueWish)`. `indicators` are those whose path may be followed, with the linked ones first."""

    decided = Signal(object)

    def __init__(
        self,
        title: str,
        row: DuePlanRow,
        plan_method: DueMethod,
        indicators: Sequence[tuple[IndicatorId, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("序时进度办法")
        self.method = named(QComboBox(), "序时进度办法")
        self.method.addItem(f"与全计划相同（{DUE_METHODS[plan_method]}）", None)
        for method, name in DUE_METHODS.items():
            self.method.addItem(name, method)
        self.steps = PeriodFigures("累计进度", "%")
        self.nodes = named(QTableWidget(0, 3), "节点权重")
        self.indicator = named(QComboBox(), "所依据的指标")
        for id, name in indicators:
            self.indicator.addItem(name, id)
        self._node_rows = row.nodes
        self._days = quiet()
        self._fault = quiet()
        self._fault.setProperty("tone", "error")
        self._lay_out(title)
        self._show(row)
        self.method.currentIndexChanged.connect(lambda _: self._tell())
        self.steps.changed.connect(self._tell)
        self.nodes.itemChanged.connect(lambda _: self._tell())
        self._tell()

    @property
    def chosen(self) -> DueMethod | None:
        data = self.method.currentData()
        return None if data is None else DueMethod(data)

    def wish(self) -> DueWish:
        method = self.chosen
        if method is DueMethod.PERIOD_PLAN:
            steps = sorted(self.steps.figures().items(), key=lambda one: one[0].last_day)
            return DueWish(method, steps=tuple(steps))
        if method is DueMethod.NODES:
            return DueWish(method, weights=tuple(self._weights()))
        if method is DueMethod.PATH:
            return DueWish(method, indicator=self.indicator.currentData())
        return DueWish(method)

    def accept(self) -> None:
        self.decided.emit(self.wish())
        super().accept()

    def _lay_out(self, title: str) -> None:
        form = growing_form()
        form.addRow("任务", QLabel(title, wordWrap=True))
        form.addRow("计算办法", self.method)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._days)
        self._days.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._pages.addWidget(self.steps)
        self._pages.addWidget(self.nodes)
        self._pages.addWidget(_top(self.indicator, "按这项指标的路径，报告期末应走完全程的百分之几。"))
        buttons = ok_and_cancel(self)
        self.accept_button = buttons.button(QDialogButtonBox.StandardButton.Ok)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self._pages, 1)
        column.addWidget(self._fault)
        column.addWidget(buttons)
        self.resize(540, 440)

    def _show(self, row: DuePlanRow) -> None:
        methods = [None, *DUE_METHODS]
        self.method.setCurrentIndex(methods.index(row.method if row.given else None))
        self.steps.show_figures(dict(row.steps))
        self.nodes.setHorizontalHeaderLabels(["节点", "日期", "权重"])
        header = self.nodes.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.nodes.setColumnWidth(1, 130)
        self.nodes.verticalHeader().hide()
        self.nodes.verticalHeader().setDefaultSectionSize(theme.ROW_HEIGHT)
        self.nodes.setTabKeyNavigation(False)
        self.nodes.setRowCount(len(row.nodes))
        for place, node in enumerate(row.nodes):
            self._show_node(place, node)
        ids = [self.indicator.itemData(place) for place in range(self.indicator.count())]
        if row.indicator in ids:
            self.indicator.setCurrentIndex(ids.index(row.indicator))

    def _show_node(self, place: int, node: NodeWeightRow) -> None:
        for column, text in enumerate((node.title, date_text(node.date), number_text(node.weight))):
            item = QTableWidgetItem(text)
            if column < 2:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
            self.nodes.setItem(place, column, item)

    def _weights(self) -> list[tuple[MilestoneId, float]]:
        """Weights of the nodes. Raises ValueError where one is no number above zero."""
        weights = []
        for place, node in enumerate(self._node_rows):
            item = self.nodes.item(place, 2)
            weight = float(item.text()) if item is not None else 1.0
            if not 0 < weight < float("inf"):
                raise ValueError(weight)
            weights.append((node.milestone, weight))
        return weights

    def _tell(self) -> None:
        method = self.chosen
        pages = {DueMethod.PERIOD_PLAN: 1, DueMethod.NODES: 2, DueMethod.PATH: 3}
        self._pages.setCurrentIndex(pages.get(method, 0) if method else 0)
        self._days.setText(_TOLD.get(method, "") if method else "这项任务没有单独的办法。")
        fault = self._trouble(method)
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))
        self.accept_button.setEnabled(not fault)

    def _trouble(self, method: DueMethod | None) -> str:
        """Why it cannot be stored yet, "" where it can."""
        if method is DueMethod.PERIOD_PLAN:
            return self.steps.fault or _plan_fault(self.steps.figures())
        if method is DueMethod.NODES:
            return self._node_fault()
        return "还没有有目标值的指标。" if method is DueMethod.PATH and not self.indicator.count() else ""

    def _node_fault(self) -> str:
        if not self._node_rows:
            return _NO_NODES
        try:
            self._weights()
        except ValueError:
            return "节点权重应是大于 0 的数字。"
        return ""


def _plan_fault(figures: dict[Period, float]) -> str:
    """Why these percents are no plan of periods, in the words of whoever would refuse them."""
    from workbench.errors import RefusedError
    from workbench.queries.due_plans import check_steps

    try:
        check_steps(figures)
    except RefusedError as error:
        return f"{error.what}{error.way_forward}"
    return ""


def _top(field: QWidget, told: str) -> QWidget:
    """A field with words below it, at the top of the room there is."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(field)
    column.addWidget(quiet(told))
    column.addStretch(1)
    return whole
