"""What a read document says of itself, above the lists of the import dialog, to be mended there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from workbench.reading.draft import Meta
from workbench.ui import wording
from workbench.ui.controls import named
from workbench.ui.dialogs.document_facts import read_day
from workbench.ui.dialogs.draft_desk import DraftDesk

FIELDS = {"title": "文件标题", "doc_no": "发文字号", "issuer": "发文机关", "issued_on": "成文日期"}
SCRIPTS = {"keep": "按原文", "hans": "转为简体", "hant": "转为繁体"}


class FactsForm(QWidget):
    """Lines for the facts and a choice of script. `script_wanted(str)`: read it in other characters."""

    script_wanted = Signal(str)

    def __init__(self, mend: Callable[[Callable[[DraftDesk], None]], None]) -> None:
        super().__init__()
        self._mend = mend
        self._meta = Meta()
        self.lines = {name: named(QLineEdit(), label) for name, label in FIELDS.items()}
        self.script = named(QComboBox(), "字形")
        for value, name in SCRIPTS.items():
            self.script.addItem(name, value)
        self.script.activated.connect(lambda _: self.script_wanted.emit(self.script.currentData()))
        for name, line in self.lines.items():
            line.editingFinished.connect(partial(self._set, name))
        self._lay_out()

    def show_meta(self, meta: Meta) -> None:
        self._meta = meta
        for name, line in self.lines.items():
            value = getattr(meta, name) or ""
            line.setText(wording.day(value) if isinstance(value, dt.date) else value)
            line.setCursorPosition(0)

    def show_script(self, script: str) -> None:
        self.script.setCurrentIndex(self.script.findData(script))

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(8, 8, 8, 4)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        top = QHBoxLayout()
        top.addWidget(self.lines["title"], 1)
        top.addWidget(QLabel("字形"))
        top.addWidget(self.script)
        form.addRow("文件标题", top)
        pair = QHBoxLayout()
        pair.addWidget(self.lines["doc_no"], 1)
        pair.addWidget(QLabel("发文机关"))
        pair.addWidget(self.lines["issuer"], 1)
        pair.addWidget(QLabel("成文日期"))
        pair.addWidget(self.lines["issued_on"], 1)
        form.addRow("发文字号", pair)

    def _set(self, name: str) -> None:
        text = self.lines[name].text().strip()
        try:
            value = read_day(text) if name == "issued_on" else text
        except ValueError:
            value = getattr(self._meta, name)  # not a day: what was there comes back
        if (value or None) != (getattr(self._meta, name) or None):
            self._mend(lambda desk: desk.set_meta(**{name: value}))
        else:
            self.show_meta(self._meta)
