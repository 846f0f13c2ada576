"""责任: who answers for what. The matrix, the workload by quarter, one unit's sheet, and what is amiss."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QTabWidget

from workbench.terms import DocumentId, UnitId
from workbench.ui.controls import named
from workbench.ui.views.page import Page, Place
from workbench.ui.views.responsibility_checks import ChecksPane
from workbench.ui.views.responsibility_load import LoadPane
from workbench.ui.views.responsibility_matrix import MatrixPane
from workbench.ui.views.responsibility_sheet import SheetPane
from workbench.ui.work import Work


class ResponsibilitiesPage(Page):
    """Four panes over the same documents; only the one in sight is fetched."""

    title = "责任"

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self.matrix_pane = MatrixPane(work)
        self.load_pane = LoadPane(work)
        self.sheet_pane = SheetPane(work)
        self.checks_pane = ChecksPane(work)
        self.tabs = named(QTabWidget(documentMode=True), "责任视图")
        self.tabs.tabBar().setAccessibleName("责任视图")
        for pane, name in (
            (self.matrix_pane, "责任矩阵"),
            (self.load_pane, "工作量"),
            (self.sheet_pane, "责任清单"),
            (self.checks_pane, "牵头检查"),
        ):
            self.tabs.addTab(pane, name)
            pane.wanted.connect(self.wanted.emit)
        self.document = named(QComboBox(), "文件范围")
        self.document.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.document.setMaximumWidth(420)
        self.bar.addWidget(self.document)
        self.bar.addStretch(1)
        self.body.addWidget(self.tabs, 1)
        self.document.currentIndexChanged.connect(lambda _: self.make_stale())
        self.tabs.currentChanged.connect(lambda _: self.make_stale())
        self.matrix_pane.sheet_wanted.connect(self.show_sheet)
        self.checks_pane.sheet_wanted.connect(self.show_sheet)

    @property
    def chosen_document(self) -> DocumentId | None:
        """The document that is looked at, None for all."""
        chosen: DocumentId | None = self.document.currentData()
        return chosen

    def refresh(self) -> None:
        self._fill_documents()
        pane = self.tabs.currentWidget()
        assert isinstance(pane, (MatrixPane, LoadPane, SheetPane, ChecksPane))
        pane.show_document(self.chosen_document)

    def go(self, place: Place) -> None:
        if place.document is not None:
            self.document.setCurrentIndex(max(0, self.document.findData(DocumentId(place.document))))
        if place.look == "without_lead":
            self.tabs.setCurrentWidget(self.checks_pane)

    def show_sheet(self, unit: UnitId) -> None:
        """Turn to the sheet of one unit."""
        self.sheet_pane.choose(unit)
        self.tabs.setCurrentWidget(self.sheet_pane)

    def _fill_documents(self) -> None:
        from workbench.queries.documents import list_documents

        chosen = self.document.currentData()
        self.document.blockSignals(True)
        self.document.clear()
        self.document.addItem("全部文件", None)
        for row in self.work.ask(list_documents):
            self.document.addItem(row.title, row.id)
        self.document.setCurrentIndex(max(0, self.document.findData(chosen)))
        self.document.blockSignals(False)
