"""What every export does: find the document meant, name files, write them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from workbench.errors import CannotWriteError, RefusedError, UsageError
from workbench.rows.documents import DocumentRow


def chosen_document(documents: Sequence[DocumentRow], wanted: str) -> DocumentRow:
    """The document of this number, or the only one whose title has these words. Raises UsageError."""
    if not documents:
        raise RefusedError("计划里还没有文件。", "请先用 workbench import 导入。")
    matching = [
        one for one in documents if (wanted == str(one.id) if wanted.isdigit() else wanted in one.title)
    ]
    if len(matching) == 1:
        return matching[0]
    listed = "；".join(f"{one.id} {one.title}" for one in matching or documents)
    what = f"有{len(matching)}份文件符合" if matching else f"没有符合“{wanted}”的文件"
    raise UsageError(f"{what}：{listed}。", "请用 --document 写明编号或名称。")


def file_name(title: str) -> str:
    """A title without what file systems refuse."""
    return "".join("_" if char in '\\/:*?"<>|' else char for char in title)[:60]


def write(path: Path, data: bytes) -> None:
    """Write a file, and its folder. Raises CannotWriteError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise CannotWriteError(
            f"无法写入“{path}”。", "请检查文件夹是否可写、磁盘是否已满、文件是否正被打开。"
        ) from error
