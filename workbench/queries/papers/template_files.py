"""The files of templates (公文模板) as the office keeps and adapts them: listed, checked, written, put back.

A file of ours is never touched. What the office changes is kept beside its settings under the same name and goes
before ours; a copy under a new name is a new paper.
"""  # noqa: E501 – Chinese counts double

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from workbench.errors import CannotWriteError, RefusedError, WorkbenchError
from workbench.queries.papers.template import FOLDER, Template, parse_template
from workbench.resources import office_path, resource_path


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A template by the name of its file. `own`: the office's; `ours`: one of that name comes with the program.

    `title` is the name of the paper; `wrong` says what is wrong with the file, "" where it can be used.
    """  # noqa: E501

    name: str
    title: str
    own: bool
    ours: bool
    text: str
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class TemplateText:
    """A text that is printed: on line `line` (from 0) of the file, standing `where`. `head` is the head of a
    column whose content `words` are, None elsewhere. `part` are the lines, from and up to, of the column or
    paragraph it belongs to and could be left out with; None where the paper cannot do without."""

    line: int
    where: str
    words: str
    head: str | None = None
    part: tuple[int, int] | None = None


#: What is printed of a section of the file, by key, in words.
_PRINTED: Final = {
    "": {
        "name": "公文名称",
        "about": "说明",
        "title": "标题",
        "subtitle": "副标题",
        "recipients": "主送",
        "note": "附注",
    },
    "head": {
        "issuer": "版头 发文机关",
        "name": "版头 名称",
        "doc_no": "版头 发文字号",
        "issue": "版头 期数",
    },
    "text": {
        "heading": "小标题",
        "paragraph": "正文",
        "comment": "编者按",
        "title": "段首或题名",
        "each": "每条的写法",
        "join": "各条之间",
        "more": "省略时的结语",
        "group": "分节",
        "unit": "单位",
        "notes": "表注",
    },
    "closing": {"signer": "落款 署名"},
    "imprint": {"copies_to": "版记 抄送", "printed_by": "版记 印发机关"},
}
_PRINTED_OF_ATTACHMENT: Final = {"title": "名称"}
_SECTION = re.compile(r"\s*\[\[?\s*([A-Za-z_.]+)\s*\]\]?")
_STRING = r'"(?:[^"\\]|\\.)*"'
_LINE = re.compile(rf"(\s*)({_STRING}|[A-Za-z_]+)(\s*=\s*)(\[\s*)?({_STRING})(\s*\])?(\s*(?:#.*)?)")
_UNFIT = re.compile(r'[\\/:*?"<>|\s.]+')
_LONGEST = 40


def template_files() -> tuple[TemplateFile, ...]:
    """Every template, the office's in the place of ours, by name. Raises CannotReadError."""
    ours, own = _files(resource_path(FOLDER)), _files(office_path(FOLDER))
    return tuple(
        _described(name, own.get(name) or ours[name], name in own, name in ours)
        for name in sorted({*ours, *own})
    )


def our_text(name: str) -> str:
    """The template of this name as it comes with the program."""
    return (resource_path(FOLDER) / f"{name}.toml").read_text("utf-8")


def check_template(name: str, text: str) -> Template:
    """The template a text describes. Raises RefusedError, which says the line that cannot be understood."""
    return parse_template(f"{name}.toml", text)


def keep_template(name: str, text: str) -> None:
    """Keep the office's own text of a template. Raises RefusedError where it is wrong, CannotWriteError; what
    stood there is then still there."""
    check_template(name, text)
    path = _own_file(name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".new")
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        raise CannotWriteError(
            f"公文模板无法写入“{path.parent}”。", "请检查该文件夹是否可写、磁盘是否已满。"
        ) from error


def drop_template(name: str) -> None:
    """Take the office's own text away; one that comes with the program is then as it came. Raises
    CannotWriteError."""
    try:
        _own_file(name).unlink(missing_ok=True)
    except OSError as error:
        raise CannotWriteError("本单位的公文模板无法删除。", "请检查文件是否被其他程序打开。") from error


def new_template(title: str, text: str) -> tuple[str, str]:
    """File name and text of a copy that is a paper of its own by this name. Raises RefusedError where there
    is such a paper, or the name has nothing a file can be called by."""
    name = _UNFIT.sub("", title)[:_LONGEST]
    if not name:
        raise RefusedError("公文名称不能为空。", "请写明新公文的名称。")
    if any(one.name == name or one.title == title for one in template_files()):
        raise RefusedError(f"已经有名为“{title}”的公文。", "请换一个名称。")
    named = next((one for one in template_texts(text) if one.where == "公文名称"), None)
    return name, with_text(text, replace(named, words=title)) if named else text


def template_texts(text: str) -> tuple[TemplateText, ...]:
    """All that is printed of a template, in its order, each with the line it stands on."""
    return tuple(_texts(text.split("\n")))


def with_text(text: str, changed: TemplateText) -> str:
    """The file with one text put in the place of that on its line; comments and all else stay as they are."""
    lines = text.split("\n")
    match = _LINE.fullmatch(lines[changed.line])
    if match is None:
        raise ValueError(f"line {changed.line} holds no text")
    indent, key, equals, opening, _, closing, rest = (part or "" for part in match.groups())
    key = _quoted(changed.head) if changed.head is not None else key
    lines[changed.line] = f"{indent}{key}{equals}{opening}{_quoted(changed.words)}{closing}{rest}"
    return "\n".join(lines)


def without(text: str, left_out: TemplateText) -> str:
    """The file without the column or paragraph a text belongs to. The text has a part."""
    assert left_out.part is not None
    first, last = left_out.part
    lines = text.split("\n")
    return "\n".join(lines[:first] + lines[last:])


def moved(text: str, column: TemplateText, by: int) -> str:
    """The file with a column moved `by` columns, down where it is positive; as it was where there is none."""
    columns = [one.line for one in template_texts(text) if one.head is not None and one.where == column.where]
    place = columns.index(column.line)
    if not 0 <= place + by < len(columns):
        return text
    lines = text.split("\n")
    lines.insert(columns[place + by], lines.pop(column.line))
    return "\n".join(lines)


def _texts(lines: list[str]) -> Iterator[TemplateText]:
    section, block, attachment, part = "", 0, 0, None
    for number, line in enumerate(lines):
        header = _SECTION.fullmatch(line.split("#")[0].rstrip())
        if header is not None:
            section = header[1]
            attachment += section == "attachment"
            block = 0 if section == "attachment" else block + (section.rsplit(".")[-1] == "text")
            part = _part(lines, number, section, part)
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            continue
        found = _printed(section, _plain(match[2]), f"附件{attachment} " if attachment else "", block)
        if found is not None:
            where, column = found
            own = (number, number + 1) if column else part
            yield TemplateText(number, where, _plain(match[5]), _plain(match[2]) if column else None, own)


def _part(
    lines: list[str], number: int, section: str, before: tuple[int, int] | None
) -> tuple[int, int] | None:
    """The lines of the paragraph or attachment that begins at this header, with what hangs on it; what
    hangs on one belongs to it."""
    if section not in ("text", "attachment", "attachment.text"):
        return before if "." in section else None
    nested = {"text": r"text\.", "attachment": r"attachment\.", "attachment.text": r"attachment\.text\."}
    for later in range(number + 1, len(lines)):
        header = _SECTION.fullmatch(lines[later].split("#")[0].rstrip())
        if header is not None and not re.match(nested[section], header[1]):
            return number, later
    return number, len(lines)


def _printed(section: str, key: str, before: str, block: int) -> tuple[str, bool] | None:
    """Where a line of this section and key is printed, and whether the key is the head of a column; None
    where it is not printed."""
    last = section.rpartition(".")[2]
    if last == "columns":
        return f"{before}第{block}段 表格的列", True
    if section == "words":
        return f"用词“{key}”", False
    if section == "attachment":
        return (f"{before}{_PRINTED_OF_ATTACHMENT[key]}", False) if key in _PRINTED_OF_ATTACHMENT else None
    words = _PRINTED.get(last, {}).get(key)
    if words is None:
        return None
    return (f"{before}第{block}段 {words}" if last == "text" else words), False


def _plain(word: str) -> str:
    return str(json.loads(word)) if word.startswith('"') else word


def _quoted(word: str) -> str:
    return json.dumps(word, ensure_ascii=False)


def _files(folder: Path) -> dict[str, Path]:
    return {path.stem: path for path in folder.glob("*.toml")} if folder.is_dir() else {}


def _described(name: str, path: Path, own: bool, ours: bool) -> TemplateFile:
    text = path.read_bytes().decode("utf-8-sig", "replace")
    try:
        return TemplateFile(name, check_template(name, text).name, own, ours, text)
    except WorkbenchError as error:
        return TemplateFile(name, name, own, ours, text, error.what)


def _own_file(name: str) -> Path:
    return office_path(FOLDER) / f"{name}.toml"
