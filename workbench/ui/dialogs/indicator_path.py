"""指标路径: how an indicator runs from its base to its targets, which way is good, where it counts from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from workbench.rows.indicators import IndicatorRow, PathRow
from workbench.terms import Direction, Period, Shape
from workbench.ui.controls import named, quiet
from workbench.ui.dialogs.period_choice import FIRST_YEAR, LAST_YEAR
from workbench.ui.dialogs.period_figures import PeriodFigures
from workbench.ui.fields import growing_form, ok_and_cancel

_SHAPES: Final = {
    Shape.STRAIGHT: ("直线", "从基期到目标，每年进度相同。"),
    Shape.COMPOUND: ("复利", "从基期到目标，每年按相同的百分比增长。"),
    Shape.STEPPED: ("台阶", "目标年份年末才要求达到，之前不作要求。"),
    Shape.OWN: ("自定", "按下面填写的各期应达值，其间按直线推算。"),
}
_DIRECTIONS: Final = ((None, "按目标判断"), (Direction.UP, "越高越好"), (Direction.DOWN, "越低越好"))


class PathDialog(QDialog):
    """`decided(PathRow)`. `preview` says in a sentence where a path leads, or why there is none."""

    decided = Signal(object)

    def __init__(
        self,
        row: IndicatorRow,
        setting: PathRow,
        preview: Callable[[PathRow], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("指标路径")
        self._preview = preview
        self.shape = named(QComboBox(), "路径形状")
        for shape, (name, told) in _SHAPES.items():
            self.shape.addItem(f"{name}：{told.removesuffix('。')}", shape)
        self.direction = named(QComboBox(), "指标方向")
        for direction, name in _DIRECTIONS:
            self.direction.addItem(name, direction)
        self.since = named(QSpinBox(), "起算年份")
        self.since.setRange(FIRST_YEAR - 1, LAST_YEAR)
        self.since.setSpecialValueText("按基期或文件")
        self.since.setSuffix(" 年末")
        self.own = PeriodFigures("应达值", row.unit)
        self.told = quiet()
        self._lay_out(row)
        self._show(setting)
        for box in (self.shape, self.direction):
            box.currentIndexChanged.connect(lambda _: self._tell())
        self.since.valueChanged.connect(lambda _: self._tell())
        self.own.changed.connect(self._tell)
        self._tell()

    def setting(self) -> PathRow:
        """The path as chosen."""
        since = self.since.value()
        return PathRow(
            shape=Shape(self.shape.currentData()),
            direction=_DIRECTIONS[self.direction.currentIndex()][0],
            since=since if since >= FIRST_YEAR else None,
            own=tuple(sorted(self.own.figures().items())) if self._is_own else (),
            given=True,
        )

    def accept(self) -> None:
        self.decided.emit(self.setting())
        super().accept()

    @property
    def _is_own(self) -> bool:
        return Shape(self.shape.currentData()) is Shape.OWN

    def _lay_out(self, row: IndicatorRow) -> None:
        form = growing_form()
        form.addRow("指标", QLabel(row.name, wordWrap=True))
        form.addRow("路径形状", self.shape)
        form.addRow("指标方向", self.direction)
        form.addRow("起算年份", self.since)
        self.since.setToolTip("没有基期值时，累计、变化、增速从哪一年年末算起。")
        buttons = ok_and_cancel(self)
        self.accept_button = buttons.button(QDialogButtonBox.StandardButton.Ok)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.own, 1)
        column.addWidget(self.told)
        column.addWidget(buttons)
        self.resize(560, 460)

    def _show(self, setting: PathRow) -> None:
        self.shape.setCurrentIndex(list(_SHAPES).index(setting.shape))
        self.direction.setCurrentIndex([one for one, _ in _DIRECTIONS].index(setting.direction))
        self.since.setValue(FIRST_YEAR - 1 if setting.since is None else setting.since)
        self.own.show_figures(dict[Period, float](setting.own))

    def _tell(self) -> None:
        self.own.setVisible(self._is_own)
        fault = self.own.fault if self._is_own else ""
        if self._is_own and not fault and not self.own.figures():
            fault = "请填写至少一期的应达值。"
        self.told.setText(fault or self._preview(self.setting()))
        self.told.setProperty("tone", "error" if fault else "")
        self.told.style().polish(self.told)
        self.accept_button.setEnabled(not fault)
