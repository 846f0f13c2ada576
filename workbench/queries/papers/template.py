"""Templates of papers (公文模板): TOML files that say which blocks a paper has, from which lists, in which words.

They come with the program in `resources/templates`; a file in the office's own folder `templates` of the same name
goes before them, and one with a new name is a new paper.
"""  # noqa: E501 – Chinese counts double

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from workbench.errors import CannotReadError, RefusedError
from workbench.resources import office_path, resource_path
from workbench.rows.papers import Format

FOLDER = "templates"
#: What a block may be; each has exactly one of these keys.
_SORTS = ("paragraph", "heading", "items", "table", "charts", "contents", "comment")
_BLOCK_KEYS = {
    *_SORTS,
    *("level", "each", "join", "most", "more", "when", "unless", "where", "columns", "group", "merge"),
    *("title", "unit", "notes", "over", "across", "footnotes"),
}
_FIGURE_KEYS = {"count", "distinct", "by", "share", "where", "sum"}
_KEYS = {
    *("name", "kind", "about", "source", "format", "title", "subtitle", "recipients", "note", "pages"),
    *("figures", "head", "text", "attachment", "closing", "imprint", "words"),
}

Where = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True)
class FigureRule:
    """How a figure comes about: records counted, different values of a field, a sum, a share in percent."""

    count: str = ""
    distinct: str = ""
    by: str = ""
    sum: str = ""
    share: tuple[str, str] | None = None
    where: Where = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BlockRule:
    """A block of a template; `sort` is one of paragraph, heading, items, table, charts, contents, comment.

    `body` is its text, or the name of the list or charts it is made from.
    """

    sort: str
    body: str
    level: int = 1
    each: str = ""
    join: str = ""
    most: int = 0
    more: str = ""
    when: str = ""
    unless: str = ""
    where: Where = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    group: tuple[str, ...] = ()
    merge: tuple[str, ...] = ()
    title: str = ""
    unit: str = ""
    notes: tuple[str, ...] = ()
    over: Mapping[str, Sequence[str]] = field(default_factory=dict)
    across: int = 1
    footnotes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AttachmentRule:
    """An 附件 of a template."""

    title: str
    blocks: tuple[BlockRule, ...]
    when: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """A paper described. `head`, `closing` and `imprint` are texts by the fields they fill."""

    name: str
    kind: str
    source: str
    format: Format
    title: str
    about: str = ""
    subtitle: str = ""
    recipients: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, FigureRule] = field(default_factory=dict)
    blocks: tuple[BlockRule, ...] = ()
    attachments: tuple[AttachmentRule, ...] = ()
    head: Mapping[str, str] = field(default_factory=dict)
    closing: Mapping[str, Any] = field(default_factory=dict)
    imprint: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    pages: int | None = None


def list_templates() -> tuple[tuple[str, Template], ...]:
    """Every template by its file name, the office's own in the place of ours. One that is wrong is left out,
    and ours of that name stands again: `find_template` and the window say what is wrong with it."""
    found: dict[str, Template] = {}
    for folder in _folders():
        for path in sorted(folder.glob("*.toml")):
            with suppress(RefusedError):
                found[path.stem] = read_template(path)
    return tuple(sorted(found.items()))


def find_template(name: str) -> Template:
    """The template of a file name, or in a file of that path. Raises RefusedError, CannotReadError."""
    if name.endswith(".toml"):
        return read_template(Path(name))
    for folder in reversed(_folders()):
        path = folder / f"{name}.toml"
        if path.is_file():
            return read_template(path)
    known = sorted({path.stem for folder in _folders() for path in folder.glob("*.toml")})
    raise RefusedError(f"没有名为“{name}”的公文模板。", f"可用的模板：{'、'.join(known)}。")


def _folders() -> list[Path]:
    own = office_path(FOLDER)
    return [resource_path(FOLDER), *([own] if own.is_dir() else [])]


def read_template(path: Path) -> Template:
    """Read a template. Raises CannotReadError where there is no such file, RefusedError where it is wrong."""
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise CannotReadError(f"无法读取模板“{path}”。", "请检查文件是否存在。") from error
    except UnicodeDecodeError as error:
        raise RefusedError(f"模板“{path.name}”不是 UTF-8 文字。", "请用记事本另存为 UTF-8。") from error
    return parse_template(path.name, text)


def parse_template(name: str, text: str) -> Template:
    """The template a text describes; `name` is what the file is called. Raises RefusedError."""
    try:
        return _template(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        told = f"{_place(str(error))}看不懂"
        raise RefusedError(
            f"模板“{name}”写得不对：{told}。", "请检查引号、括号和等号，或对照随程序附带的模板改正。"
        ) from error
    except (_WrongError, TypeError, AttributeError, KeyError, IndexError) as wrong:
        told = str(wrong) if isinstance(wrong, _WrongError) else "有的内容不是应有的形式"
        raise RefusedError(f"模板“{name}”写得不对：{told}。", "请对照随程序附带的模板改正。") from wrong


def _place(complaint: str) -> str:
    """Where in the text the parser gave up, in words."""
    found = re.search(r"at line (\d+), column (\d+)", complaint)
    return f"第{found[1]}行第{found[2]}列" if found else "文件末尾"


class _WrongError(Exception):
    """What is wrong with a template, in Chinese."""


def _template(data: dict[str, Any]) -> Template:
    _only(data, _KEYS, "模板")
    for key in ("name", "kind", "source", "title"):
        if not isinstance(data.get(key), str):
            raise _WrongError(f"缺少 {key}")
    attachments = data.get("attachment", [])
    return Template(
        name=data["name"],
        kind=data["kind"],
        source=data["source"],
        format=_format(data.get("format", Format.REPORT)),
        title=data["title"],
        about=data.get("about", ""),
        subtitle=data.get("subtitle", ""),
        recipients=tuple(data.get("recipients", ())),
        words={name: str(word) for name, word in data.get("words", {}).items()},
        figures={name: _figure(name, rule) for name, rule in data.get("figures", {}).items()},
        blocks=tuple(map(_block, data.get("text", []))),
        attachments=tuple(map(_attachment, attachments)),
        head=data.get("head", {}),
        closing=data.get("closing", {}),
        imprint=data.get("imprint", {}),
        note=data.get("note", ""),
        pages=data.get("pages"),
    )


def _format(name: str) -> Format:
    if name not in list(Format):
        raise _WrongError(f"没有“{name}”这种格式，可选：{'、'.join(Format)}")
    return Format(name)


def _figure(name: str, rule: dict[str, Any]) -> FigureRule:
    _only(rule, _FIGURE_KEYS, f"数字“{name}”")
    share = rule.get("share")
    return FigureRule(**{**rule, "share": (share[0], share[1]) if share else None})


def _attachment(data: dict[str, Any]) -> AttachmentRule:
    _only(data, {"title", "text", "when"}, "附件")
    return AttachmentRule(data.get("title", ""), tuple(map(_block, data["text"])), data.get("when", ""))


def _block(data: dict[str, Any]) -> BlockRule:
    _only(data, _BLOCK_KEYS, "段落")
    sorts = [sort for sort in _SORTS if sort in data]
    if len(sorts) != 1:
        raise _WrongError(f"每一段要写且只写一种内容（{'、'.join(_SORTS)}）")
    rest = {key: value for key, value in data.items() if key != sorts[0]}
    as_tuple = partial(_tupled, rest)
    return BlockRule(
        sort=sorts[0],
        body=str(data[sorts[0]]),
        **{**rest, **as_tuple("group"), **as_tuple("merge"), **as_tuple("notes")},
    )


def _tupled(rest: dict[str, Any], key: str) -> dict[str, tuple[str, ...]]:
    value = rest.get(key, ())
    return {key: (value,) if isinstance(value, str) else tuple(value)}


def _only(data: Mapping[str, Any], known: set[str], where: str) -> None:
    strange = sorted(set(data) - known)
    if strange:
        raise _WrongError(f"{where}里有不认识的项：{'、'.join(strange)}")
