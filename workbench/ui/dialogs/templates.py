"""公文模板: the wording of every paper, adapted by the office in the window, checked before it is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPlainTextEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.errors import WorkbenchError
from workbench.queries.papers.template import FOLDER, Template
from workbench.queries.papers.template_files import (
    TemplateFile,
    TemplateText,
    check_template,
    drop_template,
    keep_template,
    moved,
    new_template,
    our_text,
    template_files,
    template_texts,
    with_text,
    without,
)
from workbench.resources import resource_path
from workbench.ui import theme
from workbench.ui.controls import action, named, push_button, quiet
from workbench.ui.dialogs.confirming import confirmed
from workbench.ui.itemmodels.rows import Column, RowsModel
from workbench.ui.views.table import RowTable

#: What is wrong with a template on the plan that is open, "" where nothing is.
Trial = Callable[[Template], str]

_WHOLE = 1
_HINT = (
    "双击修改。{ } 里是自动填入的内容；[ ] 里的文字，其中的内容为空时不印。"
    "改动存在这台电脑上，对所有计划有效。"
)


class TemplatesDialog(QDialog):
    """The papers on the left, what the chosen one prints on the right: as a list of texts, or the whole file.

    A change is kept on 保存 and before another paper is chosen; what cannot be used is told and not kept.
    """

    def __init__(self, trial: Trial, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("公文模板")
        self._trial = trial
        self._shown: TemplateFile | None = None
        self._text = ""
        self.files = named(QListWidget(), "公文")
        self.model: RowsModel[TemplateText] = RowsModel(
            self._columns(), key=lambda row: row.line, parent=self
        )
        self.texts = RowTable(self.model, "公文中的文字", "模板写得不对，请在“全文”中改正。")
        self.whole = named(QPlainTextEdit(tabChangesFocus=True), "模板全文")
        self.help = named(QPlainTextEdit(readOnly=True, tabChangesFocus=True), "写法说明")
        self.tabs = named(QTabWidget(documentMode=True), "公文模板的内容")
        named(self.tabs.tabBar(), "公文模板的内容")
        self.state = QLabel(wordWrap=True)
        self.copy = push_button("另存为新公文…", self._ask_for_copy)
        self.restore = push_button("换回程序自带的写法", self.restore_shown)
        self.delete = push_button("删除这种公文…", self._ask_whether_to_delete)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._list)
        self._lay_out()
        self._fill()
        self._wire()
        self.files.setCurrentRow(0)

    # -- what is asked for ---------------------------------------------------------------------------------

    def save(self) -> bool:
        """Keep what was changed of the paper on screen; whether it could be kept."""
        if self._shown is None or self._text == self._shown.text:
            return True
        try:
            wrong = self._trial(check_template(self._shown.name, self._text))
            if wrong:
                self._say(wrong, "error")
                return False
            if self._shown.ours and self._text == our_text(self._shown.name):
                drop_template(self._shown.name)
            else:
                keep_template(self._shown.name, self._text)
        except WorkbenchError as error:
            self._say(f"{error.what}{error.way_forward}", "error")
            return False
        name = self._shown.name
        self._fill()
        self._show(next(one for one in template_files() if one.name == name))
        self._say("已保存，报告按新的写法排印。", "")
        return True

    def save_copy(self, title: str) -> bool:
        """Keep the text on screen as a paper of its own; whether it could be kept."""
        try:
            name, text = new_template(title, self._text)
            keep_template(name, text)
        except WorkbenchError as error:
            self._say(f"{error.what}{error.way_forward}", "error")
            return False
        if self._shown is not None:
            self._text = self._shown.text  # what was changed went into the copy
        self._fill()
        self.choose(name)
        self._say(f"已新增公文“{title}”，可在报告的公文种类中选用。", "")
        return True

    def restore_shown(self) -> None:
        """The text as it comes with the program in the place of the office's; 保存 keeps that."""
        if self._shown is not None:
            self._take(our_text(self._shown.name))
            self._say("已换回程序自带的写法，保存后生效。", "")

    def delete_shown(self) -> None:
        """Delete a paper that is the office's own."""
        if self._shown is None:
            return
        try:
            drop_template(self._shown.name)
        except WorkbenchError as error:
            self._say(f"{error.what}{error.way_forward}", "error")
            return
        title, self._shown = self._shown.title, None
        self._fill()
        self.files.setCurrentRow(0)
        self._say(f"已删除公文“{title}”。", "")

    def choose(self, name: str) -> None:
        """Show the paper of this file name."""
        for row in range(self.files.count()):
            if self.files.item(row).data(Qt.ItemDataRole.UserRole) == name:
                self.files.setCurrentRow(row)

    def accept(self) -> None:
        if self.save():
            super().accept()

    # -- what is shown -------------------------------------------------------------------------------------

    def _fill(self) -> None:
        """The papers anew, the same one chosen."""
        chosen = self._shown.name if self._shown else None
        self.files.blockSignals(True)
        self.files.clear()
        for file in template_files():
            mark = "（写法有误）" if file.wrong else "" if not file.own else "（本单位）"
            item = QListWidgetItem(f"{file.title}{mark}")
            item.setData(Qt.ItemDataRole.UserRole, file.name)
            item.setToolTip(file.wrong)
            if file.wrong:
                item.setForeground(theme.color("overdue"))
            self.files.addItem(item)
            if file.name == chosen:
                self.files.setCurrentItem(item)
        self.files.blockSignals(False)

    def _change(self, now: QListWidgetItem | None, before: QListWidgetItem | None) -> None:
        if now is None:
            return
        if before is not None and not self.save():
            self.files.blockSignals(True)
            self.files.setCurrentItem(before)
            self.files.blockSignals(False)
            return
        name = now.data(Qt.ItemDataRole.UserRole)
        self._say("", "")
        self._show(next(one for one in template_files() if one.name == name))

    def _show(self, file: TemplateFile) -> None:
        self._shown = file
        self._take(file.text)
        self.restore.setVisible(file.ours)
        self.delete.setVisible(not file.ours)
        if file.wrong:
            self.tabs.setCurrentIndex(_WHOLE)
            self._say(file.wrong, "error")

    def _take(self, text: str) -> None:
        """The whole text anew, on both tabs."""
        self._text = text
        self._later.start()  # the cell that is edited is still open
        if self.whole.toPlainText() != text:
            self.whole.blockSignals(True)
            self.whole.setPlainText(text)
            self.whole.blockSignals(False)

    def _take_typed(self) -> None:
        """The whole text was changed by hand: the list follows."""
        self._text = self.whole.toPlainText()
        self._later.start()

    def _list(self) -> None:
        self.model.show(template_texts(self._text))

    def _edit(self, row: TemplateText, words: str) -> None:
        self._take(with_text(self._text, replace(row, words=words)))

    def _edit_head(self, row: TemplateText, head: str) -> None:
        if row.head is not None and head.strip():
            self._take(with_text(self._text, replace(row, head=head.strip())))

    def _fill_menu(self, menu: QMenu, rows: list[TemplateText]) -> None:
        if len(rows) != 1:
            return
        row = rows[0]
        if row.head is not None:
            menu.addAction(action(menu, "上移一列", partial(self._move, row, -1)))
            menu.addAction(action(menu, "下移一列", partial(self._move, row, 1)))
        if row.part is not None:
            words = "删除这一列" if row.head is not None else "删除这一段"
            menu.addAction(action(menu, words, lambda: self._take(without(self._text, row))))

    def _move(self, row: TemplateText, by: int) -> None:
        self._take(moved(self._text, row, by))

    def _ask_for_copy(self) -> None:
        told = "新公文的名称："
        title, agreed = QInputDialog.getText(self, "另存为新公文", told)
        if agreed and title.strip():
            self.save_copy(title.strip())

    def _ask_whether_to_delete(self) -> None:
        """A template is not part of the plan: there is no undo for it."""
        assert self._shown is not None
        asked = f"删除公文“{self._shown.title}”？删除后不能恢复。"
        if confirmed(self, "删除公文", asked, "删除"):
            self.delete_shown()

    def _say(self, words: str, tone: str) -> None:
        self.state.setText(words)
        self.state.setProperty("tone", tone)
        self.state.style().unpolish(self.state)
        self.state.style().polish(self.state)

    # -- how it is laid out --------------------------------------------------------------------------------

    def _columns(self) -> tuple[Column[TemplateText], ...]:
        return (
            Column("位置", lambda row: row.where, 180),
            Column("列名", lambda row: row.head or "", 110, edit=self._edit_head),
            Column("文字", lambda row: row.words, 0, edit=self._edit),
        )

    def _lay_out(self) -> None:
        self.help.setPlainText((resource_path(FOLDER) / "说明.txt").read_text("utf-8"))
        self.whole.setWordWrapMode(QTextOption.WrapMode.NoWrap)
        self.texts.setSortingEnabled(False)
        self.tabs.addTab(self.texts, "文字")
        self.tabs.addTab(self.whole, "全文")
        self.tabs.addTab(self.help, "写法说明")
        self.files.setFixedWidth(200)
        self.files.setSpacing(2)
        middle = QHBoxLayout()
        middle.addWidget(self.files)
        middle.addWidget(self.tabs, 1)
        buttons = QHBoxLayout()
        for button in (self.copy, self.restore, self.delete):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(push_button("取消", self.reject))
        buttons.addWidget(push_button("保存", self.accept, main=True))
        column = QVBoxLayout(self)
        column.addWidget(quiet(_HINT))
        column.addLayout(middle, 1)
        column.addWidget(self.state)
        column.addLayout(buttons)
        self.resize(980, 640)

    def _wire(self) -> None:
        self.files.currentItemChanged.connect(self._change)
        self.whole.textChanged.connect(self._take_typed)
        self.texts.set_menu(self._fill_menu)
