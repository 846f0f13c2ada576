"""亮灯规则与考核方案: the versions kept in the plan, their lines, and how a new version comes about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSplitter, QVBoxLayout, QWidget

from workbench.operations import evaluation, lights
from workbench.planning.light_presets import presets
from workbench.planning.lights import Condition
from workbench.queries.wording import number_text
from workbench.rows.evaluation import SchemeItemRow, SchemeRow
from workbench.rows.standing import RuleRow, RulesRow
from workbench.terms import Colour
from workbench.ui import wording
from workbench.ui.controls import action, menu_button, quiet
from workbench.ui.fields import DayEdit
from workbench.ui.itemmodels.light_delegate import LIGHT_ROLE, LightDelegate
from workbench.ui.itemmodels.rows import RIGHT, Column, RowsModel
from workbench.ui.views.table import RowTable
from workbench.ui.work import Work

_HINT = "双击数值可以修改：从右上角的日期起用新的版本，以前各期仍按当时的规则。"


class _VersionsPane(QWidget):
    """Versions on the left, the lines of the current one on the right, the day a new one begins above."""

    def __init__(self, versions: QWidget, lines: QWidget, *buttons: QWidget) -> None:
        super().__init__()
        self.since = DayEdit("新版本起用日期")
        self.about = quiet()
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 0, 12, 0)
        bar.addWidget(quiet(_HINT), 1)
        bar.addWidget(QLabel("新版本起用日期"))
        bar.addWidget(self.since)
        for button in buttons:
            bar.addWidget(button)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(lines, 1)
        self.about.setContentsMargins(8, 2, 8, 4)
        column.addWidget(self.about)
        split = QSplitter()
        split.addWidget(versions)
        split.addWidget(right)
        split.setSizes([420, 900])
        split.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 6, 0, 0)
        whole.addLayout(bar)
        whole.addWidget(split, 1)

    @property
    def day(self) -> dt.date:
        return self.since.day


class LightRulesPane(_VersionsPane):
    """The light rules (亮灯规则)."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self.model: RowsModel[RulesRow] = RowsModel(_RULES, key=lambda row: row.id)
        self.lines_model: RowsModel[RuleRow] = RowsModel(self._columns(), key=lambda row: row.name)
        self.versions = RowTable(self.model, "亮灯规则版本")
        self.lines = RowTable(self.lines_model, "亮灯规则")
        self.lines.setItemDelegateForColumn(3, LightDelegate(self.lines))
        self.adopt = menu_button("选用预设规则", self._fill_presets)
        super().__init__(self.versions, self.lines, self.adopt)
        self.model.setParent(self)
        self.lines_model.setParent(self)
        self.versions.picked.connect(self._show)

    def show_rows(self, rows: Sequence[RulesRow]) -> None:
        self.model.show(rows)
        self.adopt.setEnabled(self._work.writable)
        current = next((row for row in rows if row.current), None)
        if self.versions.current() is None and current is not None:
            self.versions.select(current.id)
        self._show(self.versions.current())

    def set_threshold(self, row: RuleRow, text: object) -> None:
        """A new version with another number in one line."""
        number = _number(text)
        if number is not None:
            self._work.change(lights.set_threshold, row.name, number, self.day)

    def _columns(self) -> tuple[Column[RuleRow], ...]:
        return (
            Column("规则", lambda row: row.name, 170),
            Column("条件", lambda row: row.condition, 0),
            Column(
                "数值",
                _threshold,
                110,
                RIGHT,
                value=lambda row: number_text(row.threshold),
                edit=self.set_threshold,
            ),
            Column("亮灯", lambda row: row.colour.value, 90, look=_colour),
        )

    def _show(self, row: RulesRow | None) -> None:
        self.lines_model.editable = self._work.writable and row is not None and row.current
        self.lines_model.show(row.rules if row else ())
        self.about.setText(_about_rules(row) if row else "")

    def _fill_presets(self, menu: QMenu) -> None:
        menu.clear()
        for table in presets():
            adopt = partial(self._adopt, table.name)
            menu.addAction(action(menu, f"《{table.name}》", adopt))

    def _adopt(self, name: str) -> None:
        self._work.change(lights.adopt, name, self.day)


class SchemePane(_VersionsPane):
    """The evaluation scheme (考核方案)."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self.model: RowsModel[SchemeRow] = RowsModel(_SCHEMES, key=lambda row: row.id)
        self.lines_model: RowsModel[SchemeItemRow] = RowsModel(self._columns(), key=lambda row: row.key)
        self.versions = RowTable(self.model, "考核方案版本")
        self.lines = RowTable(self.lines_model, "考核项目")
        super().__init__(self.versions, self.lines)
        self.model.setParent(self)
        self.lines_model.setParent(self)
        self.versions.picked.connect(self._show)

    def show_rows(self, rows: Sequence[SchemeRow]) -> None:
        self.model.show(rows)
        current = next((row for row in rows if row.current), None)
        if self.versions.current() is None and current is not None:
            self.versions.select(current.id)
        self._show(self.versions.current())

    def set_points(self, row: SchemeItemRow, text: object) -> None:
        """A new version with another weight for one line."""
        number = _number(text)
        if number is not None:
            self._work.change(evaluation.set_item, row.key, number, self.day)

    def _columns(self) -> tuple[Column[SchemeItemRow], ...]:
        return (
            Column("考核项目", lambda row: row.name, 0),
            Column("类型", lambda row: row.kind, 90),
            Column("分值", lambda row: number_text(row.points), 70, RIGHT, edit=self.set_points),
            Column("得零分", lambda row: _measured(row, row.nothing_at), 70, RIGHT),
            Column("得满分", lambda row: _measured(row, row.all_at), 70, RIGHT),
            Column("单位", lambda row: row.unit, 60),
            Column("数据来源", lambda row: row.source, 90),
        )

    def _show(self, row: SchemeRow | None) -> None:
        self.lines_model.editable = self._work.writable and row is not None and row.current
        self.lines_model.show(row.items if row else ())
        self.about.setText(f"各项合计 {number_text(row.full)} 分。" if row else "")


def _measured(row: SchemeItemRow, value: float) -> str:
    """Where points begin and end; what is counted by the time has no such range."""
    return number_text(value) if row.kind.startswith("定量") else ""


def _threshold(row: RuleRow) -> str:
    """With its unit; nothing where the rule asks for no number."""
    unit = _UNITS.get(Condition(row.condition), "")
    return f"{number_text(row.threshold)} {unit}" if unit else ""


_UNITS = {Condition.LATE: "天", Condition.DUE_SOON: "天", Condition.BEHIND: "个百分点"}


def _number(text: object) -> float | None:
    """What was typed, as a number; None where it is none."""
    try:
        return float(str(text).replace("，", ",").replace(",", "").strip())
    except ValueError:
        return None


def _since(day: dt.date) -> str:
    return "一直" if day == dt.date.min else f"{wording.day(day)} 起"


def _about_rules(row: RulesRow) -> str:
    """How days are counted under these rules."""
    due = "到期当天算逾期" if row.late_on_due_day else "到期次日起算逾期"
    exempt = f"；{'、'.join(row.exempt)}不按时限亮灯" if row.exempt else ""
    return f"{due}；宽限 {row.grace_days} 天；没有报送的：{row.missing}{exempt}。"


def _colour(row: RuleRow, role: int) -> object:
    return Colour(row.colour) if role == LIGHT_ROLE else None


def _in_force(row: RulesRow | SchemeRow, role: int) -> object:
    if role != Qt.ItemDataRole.FontRole or not row.current:
        return None
    from workbench.ui import theme

    return theme.interface_font(bold=True)


_RULES: tuple[Column[RulesRow], ...] = (
    Column("名称", lambda row: row.name, 0, look=_in_force),
    Column("版本", lambda row: f"第{row.version}版", 62),
    Column("起用", lambda row: _since(row.in_force_from), 116),
    Column("", lambda row: "现行" if row.current else "", 50),
)
_SCHEMES: tuple[Column[SchemeRow], ...] = (
    Column("名称", lambda row: row.name, 0, look=_in_force),
    Column("版本", lambda row: f"第{row.version}版", 62),
    Column("起用", lambda row: _since(row.in_force_from), 116),
    Column("", lambda row: "现行" if row.current else "", 50),
)
