"""The settings beside a paper's pages: which paper, what it is about, its elements, its faces."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QGroupBox,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workbench.queries.papers.kinds import Need, PaperKind, paper_kinds
from workbench.queries.papers.source import PaperChoice
from workbench.rows.documents import DocumentRow
from workbench.rows.papers import Format, PaperFacts
from workbench.rows.periods import PeriodRow
from workbench.rows.supervision import ItemRow
from workbench.rows.units import UnitRow
from workbench.ui.controls import named, offer, quiet
from workbench.ui.fields import DayEdit
from workbench.ui.settings import Settings
from workbench.ui.views.paper_elements import ELEMENTS, words_of

if TYPE_CHECKING:
    from workbench.press.faces import FontChoice

WIDTH = 330
_TYPING_MS = 200  # several keys in a row make one paper
_CHOOSING_MS = 30  # several boxes filled together make one paper
_FACES: tuple[tuple[str, FontChoice], ...] = (
    ("随程序附带的字体", "bundled"),
    ("本机公文字体，缺少时用附带的", "auto"),
    ("只用本机公文字体", "system"),
)
_SIZES = ("A3", "A2", "A1", "A0")


class PaperSettings(QScrollArea):
    """A form. `changed()` follows a wish that makes another paper, shortly after the last key."""

    changed = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__(widgetResizable=True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its lines take it, and scroll into sight
        self.setFixedWidth(WIDTH)
        named(self, "公文设置")
        self._settings = settings
        self._kinds = paper_kinds()
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self.changed)
        self._rows: dict[Need, QWidget] = {}
        self._elements: dict[str, QLineEdit | QComboBox] = {}
        self._document_rows: list[tuple[str, Any]] = []
        self._period_rows: list[tuple[str, Any]] = []
        self._make_fields()
        self._lay_out()
        self._choose_kind()

    @property
    def waiting(self) -> bool:
        return self._later.isActive()

    @property
    def kind(self) -> PaperKind:
        return self._kinds[max(0, self.kinds.currentIndex())]

    @property
    def fonts(self) -> FontChoice:
        found: FontChoice = self.faces.currentData()
        return found

    @property
    def size_of_sheet(self) -> str:
        return self.sizes.currentText()

    def texts(self) -> dict[str, str]:
        """What was filled in, by the labels of the elements."""
        return {
            label: field.text().strip() if isinstance(field, QLineEdit) else field.currentText().strip()
            for label, field in self._elements.items()
        }

    def choice(self) -> PaperChoice:
        """What the paper is about."""
        needs = self.kind.needs
        return PaperChoice(
            on=self.written.day,
            document=self.documents.currentData() if Need.DOCUMENT in needs else None,
            unit=self.units.currentData() if Need.UNIT in needs else None,
            period=self.periods.currentData() if Need.PERIOD in needs else None,
            item=self.items.currentData() if Need.ITEM in needs else None,
            since=self.since.day if Need.DATES in needs else None,
            until=self.until.day if Need.DATES in needs else None,
            words=words_of(self.texts()),
        )

    @property
    def lacks(self) -> str:
        """What must be there before this paper can be: a sentence, "" where nothing is missing."""
        needs, chosen = self.kind.needs, self.choice()
        if Need.DOCUMENT in needs and not self.kind.whole and chosen.document is None:
            return "计划里还没有文件，请先导入。"
        if Need.UNIT in needs and chosen.unit is None:
            return "计划里还没有单位。"
        if Need.ITEM in needs and chosen.item is None:
            return "计划里还没有督办件，请先在“督办”中立项。"
        return ""

    def offer(
        self,
        documents: Sequence[DocumentRow],
        units: Sequence[UnitRow],
        periods: Sequence[PeriodRow],
        items: Sequence[ItemRow],
    ) -> None:
        """What there is in the plan to choose from; what was chosen stays chosen."""
        self._document_rows = [(row.title, row.id) for row in documents]
        self._period_rows = [(row.name, row.period) for row in periods]
        self._fill_by_kind()
        offer(self.units, [(row.name, row.id) for row in units], self.units.currentData())
        offer(self.items, [(row.title, row.id) for row in items], self.items.currentData())

    def show_kind(self, name: str) -> None:
        names = [kind.name for kind in self._kinds]
        if name in names:
            self.kinds.setCurrentIndex(names.index(name))

    def read_kinds_anew(self) -> None:
        """The templates were changed: offer them as they are now, the same paper chosen where it still is."""
        chosen = self.kind.name
        self._kinds = paper_kinds()
        offer(self.kinds, [(kind.title, kind.name) for kind in self._kinds], chosen)
        self._choose_kind()

    def tell(self, facts: PaperFacts | None) -> None:
        """Show in each element what the paper says where nothing is filled in; hide those it has not."""
        form = facts.head.format if facts else Format.REPORT
        for element in ELEMENTS:
            field = self._elements[element.label]
            self._form_of_elements.setRowVisible(field, facts is not None and form in element.formats)
            line = field if isinstance(field, QLineEdit) else field.lineEdit()
            if facts and line is not None and not line.text():
                line.setPlaceholderText(element.now(facts))
        self._group_of_elements.setVisible(form is not Format.REPORT)

    def _make_fields(self) -> None:
        self.kinds = named(QComboBox(), "公文种类")
        for kind in self._kinds:
            self.kinds.addItem(kind.title, kind.name)
        self.about = quiet()
        self.documents, self.units = named(QComboBox(), "文件"), named(QComboBox(), "单位")
        self.periods, self.items = named(QComboBox(), "报告期"), named(QComboBox(), "督办件")
        self.written = DayEdit("成文日期")
        self.since, self.until = DayEdit("起始日期"), DayEdit("截止日期")
        self.since.setDate(self.until.date().addMonths(-3))
        self.sizes = named(QComboBox(), "纸张")
        self.sizes.addItems(_SIZES)
        self.faces = named(QComboBox(), "字体")
        for text, choice in _FACES:
            self.faces.addItem(text, choice)
        self.faces.setCurrentIndex(max(0, self.faces.findData(self._settings.text("paper/字体", "bundled"))))
        for element in ELEMENTS:
            self._elements[element.label] = self._element_field(element.label, element.choices)

    def _element_field(self, label: str, choices: Sequence[str]) -> QLineEdit | QComboBox:
        if choices:
            box = named(QComboBox(editable=True), label)
            box.addItems(list(choices))
            box.currentTextChanged.connect(lambda _: self._later.start(_TYPING_MS))
            return box
        line = named(QLineEdit(self._settings.text(f"paper/{label}")), label)
        line.setClearButtonEnabled(True)
        line.textChanged.connect(lambda text: self._remember(label, text))
        return line

    def _remember(self, label: str, text: str) -> None:
        self._later.start(_TYPING_MS)
        if any(element.label == label and element.remembered for element in ELEMENTS):
            self._settings.save_text(f"paper/{label}", text.strip())

    def _lay_out(self) -> None:
        first = QFormLayout()
        first.addRow("公文种类", self.kinds)
        first.addRow(self.about)
        fields = (
            (Need.DOCUMENT, "文件", self.documents),
            (Need.UNIT, "单位", self.units),
            (Need.PERIOD, "报告期", self.periods),
            (Need.ITEM, "督办件", self.items),
        )
        for need, label, field in fields:
            first.addRow(label, field)
            self._rows[need] = field
        first.addRow("起始日期", self.since)
        first.addRow("截止日期", self.until)
        first.addRow("成文日期", self.written)
        first.addRow("纸张", self.sizes)
        first.addRow("字体", self.faces)
        self._form = first
        self._form_of_elements = QFormLayout()
        for label, element in self._elements.items():
            self._form_of_elements.addRow(label, element)
        self._group_of_elements = QGroupBox("版头、主体和版记")
        self._group_of_elements.setLayout(self._form_of_elements)
        for form in (self._form, self._form_of_elements):
            form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.addLayout(first)
        column.addWidget(self._group_of_elements)
        column.addStretch(1)
        self.setWidget(inside)
        self.kinds.currentIndexChanged.connect(lambda _: self._choose_kind())
        for box in (self.documents, self.units, self.periods, self.items, self.sizes, self.faces):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(10)
            box.currentIndexChanged.connect(lambda _: self._later.start(_CHOOSING_MS))
        self.faces.currentIndexChanged.connect(lambda _: self._settings.save_text("paper/字体", self.fonts))
        for day in (self.written, self.since, self.until):
            day.dateChanged.connect(lambda _: self._later.start(_CHOOSING_MS))

    def _choose_kind(self) -> None:
        """Show the fields that this paper needs."""
        kind = self.kind
        self.about.setText(kind.about)
        for need, field in self._rows.items():
            self._form.setRowVisible(field, need in kind.needs)
        for day in (self.since, self.until):
            self._form.setRowVisible(day, Need.DATES in kind.needs)
        self._form.setRowVisible(self.sizes, Need.SIZE in kind.needs)
        self._fill_by_kind()
        if kind.standing:
            self.periods.setCurrentIndex(0)
        self._later.start(_CHOOSING_MS)

    def _fill_by_kind(self) -> None:
        """Offer what this paper can be about, 全部文件 and no period among it where it may be."""
        whole = [("全部文件", None)] if self.kind.whole else []
        offer(self.documents, [*whole, *self._document_rows], self.documents.currentData())
        standing = [("不分报告期（按任务状态）", None)] if self.kind.standing else []
        offer(self.periods, [*standing, *self._period_rows], self.periods.currentData())
