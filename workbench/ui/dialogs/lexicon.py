"""词库: the word lists the reader goes by, and the office's own words beside them, checked before they are
kept."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from workbench.errors import WorkbenchError
from workbench.reading.office_lexicon import LISTS, WordList, office_words, set_office_words
from workbench.resources import resource_path
from workbench.ui.controls import named, push_button, quiet

EXPLAINED = {
    "unit_endings": "名称以这些字结尾的，认作单位（局、委、管委会……）。",
    "unit_prefixes": "同一组单位中，写在第一个单位前的层级字样，由后面的单位沿用（省、市委……）。",
    "not_prefixed": "开头看似层级字样、其实是名称一部分的词（市场监管局）。",
    "no_prefix": "以这些词开头的单位自成一体，不接续前面的层级字样（国家、人行……）。",
    "own_named": "以这些词结尾的单位有自己的名号，不接续层级字样（实验室、大学……）。",
    "party_organs": "在“省委……、”之后接续“省委”的机关。",
    "group_words": "以这些词开头的是一类单位的统称（各、有关……）。",
    "regions": "单独出现时指当地的地名简称。",
    "measure_words": "数字后面的计量单位（万户、个百分点……）。",
    "not_commitments": "句中有这些字样的，其中的数量不算目标。",
    "past_headings": "这些标题下讲的是过去和现状，其中的数量不算目标。",
    "title_endings": "页首的一行以其中之一结尾，就可能是文件标题（方案、通知……）。",
    "boilerplate": "网页上的附属文字（打印本页、分享到……），整行略去。写成匹配式。",
    "columns": "表头写成这样的列，按所选的含义读取。写成匹配式，整格相符才算。",
    "roles": "括号中的标签写成这样的，按所选的责任方式读取。",
    "damage": "网页转码损坏的片段和它确知的原文，写成“片段=原文”。",
    "taiwan_words": "繁体文件转为简体时按词替换，写成“網路=网络”。",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One list, or one part of a list."""

    name: str
    part: str
    title: str


def entries() -> list[Entry]:
    found = []
    for name, listed in LISTS.items():
        parts = listed.parts or (("", ""),)
        found += [
            Entry(name, part, f"{listed.title}：{said}" if said else listed.title) for part, said in parts
        ]
    return found


def own_file_words(entry: Entry) -> tuple[str, ...]:
    """The words that come with the program."""
    plain = f"{entry.name}.txt"
    try:
        text = resource_path("lexicon", plain).read_text(encoding="utf-8")
    except FileNotFoundError:
        with resource_path("lexicon", f"{entry.name}.toml").open("rb") as file:
            table = tomllib.load(file)
        if entry.part:
            return tuple(table.get(entry.part, ()))
        return tuple(f"{piece}={meant}" for piece, meant in table.get("words", {}).items())
    lines = (line.partition("#")[0] for line in text.splitlines())
    return tuple(word for line in lines for word in line.split())


class LexiconDialog(QDialog):
    """Words are kept when another list is chosen, and on 保存; what cannot be used is told and not kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("词库")
        self.lists = named(QListWidget(), "词表")
        self.own = named(QPlainTextEdit(tabChangesFocus=True), "本单位的词")
        self.given = named(QPlainTextEdit(readOnly=True, tabChangesFocus=True), "程序自带的词")
        self._explained = quiet()
        self.state = QLabel(wordWrap=True)
        self._shown: Entry | None = None
        for entry in entries():
            item = QListWidgetItem(entry.title)
            item.setData(Qt.ItemDataRole.UserRole, entry)
            self.lists.addItem(item)
        self._lay_out()
        self.lists.currentItemChanged.connect(lambda now, before: self._change(now, before))
        self.lists.setCurrentRow(0)
        self.resize(820, 560)

    def save(self) -> bool:
        """Keep the words of the list on screen; whether they could be kept."""
        if self._shown is None:
            return True
        words = self.own.toPlainText().splitlines()
        if tuple(word.strip() for word in words if word.strip()) == office_words(*self._place):
            return True
        try:
            set_office_words(self._shown.name, words, self._shown.part)
        except WorkbenchError as error:
            self._say(f"{error.what}{error.way_forward}", "error")
            return False
        self._say(f"“{self._shown.title}”已保存，下一份文件起生效。", "")
        self._show(self._shown)
        return True

    def accept(self) -> None:
        if self.save():
            super().accept()

    @property
    def _place(self) -> tuple[str, str]:
        assert self._shown is not None
        return self._shown.name, self._shown.part

    def _change(self, now: QListWidgetItem | None, before: QListWidgetItem | None) -> None:
        if now is None:
            return
        if before is not None and not self.save():
            self.lists.blockSignals(True)
            self.lists.setCurrentItem(before)
            self.lists.blockSignals(False)
            return
        self._show(now.data(Qt.ItemDataRole.UserRole))

    def _show(self, entry: Entry) -> None:
        self._shown = entry
        listed: WordList = LISTS[entry.name]
        self._explained.setText(EXPLAINED[entry.name])
        self.own.setPlainText("\n".join(office_words(entry.name, entry.part)))
        self.own.setPlaceholderText("片段=原文，每行一个" if listed.pairs else "每行一个词")
        self.given.setPlainText("\n".join(own_file_words(entry)))

    def _say(self, words: str, tone: str) -> None:
        self.state.setText(words)
        self.state.setProperty("tone", tone)
        self.state.style().unpolish(self.state)
        self.state.style().polish(self.state)

    def _lay_out(self) -> None:
        own, given = QVBoxLayout(), QVBoxLayout()
        own.addWidget(QLabel("本单位的词"))
        own.addWidget(self.own, 1)
        given.addWidget(QLabel("程序自带的词（只读）"))
        given.addWidget(self.given, 1)
        words = QHBoxLayout()
        words.addLayout(own, 1)
        words.addLayout(given, 1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self._explained)
        right.addLayout(words, 1)
        middle = QHBoxLayout()
        self.lists.setFixedWidth(220)
        self.lists.setSpacing(2)
        middle.addWidget(self.lists)
        middle.addLayout(right, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.state, 1)
        foot.addWidget(push_button("保存", self.accept, main=True))
        foot.addWidget(push_button("取消", self.reject))
        column = QVBoxLayout(self)
        column.addWidget(
            quiet("这里的词只存在这台电脑上，对所有计划有效；繁体、全角会自动对应，不必重复填写。")
        )
        column.addLayout(middle, 1)
        column.addLayout(foot)
