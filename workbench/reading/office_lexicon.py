"""The office's own words (本单位词库): what it adds to the word lists the reader goes by.

They lie in the user's configuration folder, one plain text file a list (`unit_endings.txt`,
`columns.deadline.txt`), one word a line, so that they hold for every plan, can be copied to a colleague and
mended in any editor. What cannot be used is left out and told as a Problem with the next document read.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from workbench.errors import CannotWriteError, RefusedError
from workbench.problems import Problem
from workbench.resources import office_path
from workbench.spelling import spelling_key
from workbench.terms import Severity


@dataclass(frozen=True, slots=True)
class WordList:
    """A list an office may add to: its Chinese name, its parts, and what its words are.

    `parts` give each part's Chinese name, none for a plain list. Words of a `patterns` list are regular
    expressions, those of a `pairs` list are 片段=原文.
    """

    title: str
    parts: tuple[tuple[str, str], ...] = ()
    patterns: bool = False
    pairs: bool = False
    folded: bool = True


_COLUMNS = (
    ("no", "序号"),
    ("category", "类别"),
    ("indicator", "指标名称"),
    ("task", "任务名称"),
    ("result", "成果名称"),
    ("content", "内容"),
    ("lead", "牵头单位"),
    ("responsible", "责任单位"),
    ("support", "配合单位"),
    ("deadline", "完成时限"),
    ("measure", "计量单位"),
    ("attribute", "属性"),
    ("base", "基期值"),
    ("target", "目标值"),
    ("annual", "年均变化"),
    ("note", "备注"),
)
_ROLES = (
    ("lead", "牵头"),
    ("responsible", "责任"),
    ("support", "配合"),
    ("deadline", "完成时限"),
    ("person", "责任人"),
)
LISTS = {
    "unit_endings": WordList("单位名称的结尾"),
    "unit_prefixes": WordList("可沿用的层级字样"),
    "not_prefixed": WordList("开头像层级字样的词"),
    "no_prefix": WordList("不接续层级字样的名称开头"),
    "own_named": WordList("自有名号的名称结尾"),
    "party_organs": WordList("党委工作机关"),
    "group_words": WordList("集体称谓"),
    "regions": WordList("地名简称"),
    "measure_words": WordList("计量单位"),
    "not_commitments": WordList("不是目标的数量用词"),
    "past_headings": WordList("讲过去和现状的章节标题"),
    "title_endings": WordList("文件标题的结尾"),
    "boilerplate": WordList("网页附属文字", patterns=True),
    "columns": WordList("表头用词", _COLUMNS, patterns=True),
    "roles": WordList("责任方式用词", _ROLES),
    "damage": WordList("转码损坏的片段", pairs=True, folded=False),
    "taiwan_words": WordList("台湾用词", pairs=True, folded=False),
}


def office_words(name: str, part: str = "") -> tuple[str, ...]:
    """The office's own words of a list, as it wrote them; those that cannot be used left out."""
    return tuple(word for word in _lines(name, part) if not _objection(name, word))


def office_pairs(name: str) -> dict[str, str]:
    """The office's own 片段=原文 of a list of pairs."""
    return dict(_parted(word) for word in office_words(name))


def set_office_words(name: str, words: Iterable[str], part: str = "") -> None:
    """Replace the office's own words of a list, and let the next reading go by them.

    Raises RefusedError, and changes nothing, where a word cannot be used; CannotWriteError where the folder
    cannot be written.
    """
    listed = _listed(name, part)
    kept = list(dict.fromkeys(_written(word, listed) for word in words if word.strip()))
    for word in kept:
        if objection := _objection(name, word):
            raise RefusedError(f"“{listed.title}”中的“{word}”不能使用：{objection}", "请改正后再保存。")
    _write(_file(name, part), "".join(f"{word}\n" for word in kept))
    forget()


def remember_head(head: str, holds: str) -> None:
    """Remember that columns of this head hold `holds` (a part of the list `columns`, such as "deadline").

    A head is a habit of the office that issues the lists, not of one plan: so it is kept here, with the
    words, where it can be seen and taken back. Raises as `set_office_words`.
    """
    word = re.escape(head_key(head))
    for part, _ in _COLUMNS:
        own = office_words("columns", part)
        if part == holds:
            set_office_words("columns", (*own, word), part)
        elif word in own:
            set_office_words("columns", [one for one in own if one != word], part)
    if holds not in dict(_COLUMNS):
        _listed("columns", holds)


def head_key(head: str) -> str:
    """The words of a column head as columns are known by them."""
    return re.sub(r"[*:★▲“”\"]", "", spelling_key(head))


def office_problems() -> tuple[Problem, ...]:
    """What in the office's files cannot be used, and why."""
    return tuple(_problems())


def refresh() -> None:
    """Notice files that were changed since, by the window of another process or by hand."""
    global _seen
    present = _stamp()
    if present != _seen:
        _seen = present
        forget()


def forget() -> None:
    """Read every list anew next time. All that this wing has worked out and kept rests on the lists."""
    for name, module in list(sys.modules.items()):
        if name.startswith("workbench.reading."):
            for kept in vars(module).values():
                if callable(clear := getattr(kept, "cache_clear", None)):
                    clear()


_Stamp = tuple[tuple[str, int, int], ...]
#: What the folder held when the lists were last read.
_seen: _Stamp = ()


def _stamp() -> _Stamp:
    try:
        with os.scandir(office_path("lexicon")) as entries:
            found = [(entry.name, entry.stat()) for entry in entries if entry.name.endswith(".txt")]
    except OSError:
        return ()
    return tuple(sorted((name, stat.st_mtime_ns, stat.st_size) for name, stat in found))


def _listed(name: str, part: str) -> WordList:
    listed = LISTS.get(name)
    if listed is None or part not in (dict(listed.parts) or {"": ""}):
        raise RefusedError(f"没有名为“{name} {part}”的词表。".replace(" ”", "”"), "请在词库中选择一个词表。")
    return listed


def _file(name: str, part: str) -> Path:
    return office_path("lexicon", f"{name}.{part}.txt" if part else f"{name}.txt")


@cache
def _text(name: str, part: str) -> str | None:
    """What a list's file holds, "" for none, None for one that cannot be read."""
    try:
        return _file(name, part).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError):
        return None


def _lines(name: str, part: str) -> Iterator[str]:
    listed = LISTS.get(name)
    if listed is None:
        return
    for line in (_text(name, part) or "").splitlines():
        word = line if listed.patterns or listed.pairs else line.partition("#")[0]
        if word.strip() and not word.lstrip().startswith("#"):
            yield _written(word, listed)


def _written(word: str, listed: WordList) -> str:
    """A word as the lists have it: Simplified, half-width, without blanks."""
    return spelling_key(word) if listed.folded else word.strip()


def _objection(name: str, word: str) -> str:
    """Why a word cannot be used, "" where it can."""
    listed = LISTS[name]
    if listed.pairs and not all(_parted(word)):
        return "请写成“损坏的片段=原文”。"
    if not listed.patterns:
        return ""
    try:
        matches_all = re.compile(word).fullmatch("") is not None
    except (re.error, RecursionError, OverflowError):
        return "不是正确的匹配式，请检查括号是否成对。"
    return "它与空白也相符，会把所有内容认错。" if matches_all else ""


def _parted(word: str) -> tuple[str, str]:
    left, _, right = word.partition("=")
    return left.strip(), right.strip()


def _problems() -> Iterator[Problem]:
    for name, listed in LISTS.items():
        for part, title in listed.parts or (("", ""),):
            told = f"本单位词库“{listed.title}{'·' + title if title else ''}”"
            if _text(name, part) is None:
                yield _problem(f"{told}读不出来，没有使用。", "请把该文件另存为 UTF-8 编码。")
            for word in _lines(name, part):
                if objection := _objection(name, word):
                    yield _problem(f"{told}中的“{word}”没有使用：{objection}", None)


def _problem(what: str, proposal: str | None) -> Problem:
    return Problem("office-lexicon", Severity.WARNING, what, None, proposal)


def _write(file: Path, text: str) -> None:
    """Write beside and put in place, so that a half-written list is never read."""
    beside = file.with_name(f".{file.name}.tmp")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, encoding="utf-8")
        beside.replace(file)
    except OSError as error:
        raise CannotWriteError(f"词库文件“{file.name}”保存不了。", "请检查磁盘空间和文件夹权限。") from error
