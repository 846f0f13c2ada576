"""Choosing files and writing them: the system's own dialog where there is one, else Qt's, with what Qt leaves
in English put into Chinese."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from PySide6.QtCore import QFileInfo, QIdentityProxyModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QFileDialog, QFileSystemModel, QWidget

from workbench.errors import CannotWriteError
from workbench.ui import wording

_HEADS = ("名称", "大小", "类型", "修改日期")
_SIZE, _KIND, _MODIFIED = 1, 2, 3


class _InChinese(QIdentityProxyModel):
    """Qt's list of files with kinds and dates as the office writes them."""

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and index.column() in (_KIND, _MODIFIED):
            file = self.mapToSource(index).siblingAtColumn(0).data(QFileSystemModel.Roles.FileInfoRole)
            if isinstance(file, QFileInfo):
                return _kind(file) if index.column() == _KIND else _modified(file)
        return super().data(index, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return _HEADS[section] if section < len(_HEADS) else None
        return super().headerData(section, orientation, role)


def choose_files(parent: QWidget, title: str, folder: str, kinds: str) -> list[Path]:
    """Existing files; none where the planner thinks better of it."""
    dialog = _dialog(parent, title, folder, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    return _chosen(dialog)


def choose_file(parent: QWidget, title: str, folder: str, kinds: str) -> Path | None:
    dialog = _dialog(parent, title, folder, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return next(iter(_chosen(dialog)), None)


def choose_folder(parent: QWidget, title: str, folder: str) -> Path | None:
    dialog = _dialog(parent, title, folder, "")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    chosen = _chosen(dialog)
    return chosen[0] if chosen else None


def choose_where_to_save(
    parent: QWidget, title: str, proposed: Path, kinds: str, *, may_replace: bool = True
) -> Path | None:
    """Where to write a file, by default `proposed`; its ending is added where none is typed.

    Without `may_replace` an existing file is not asked about: whoever writes will refuse it by name.
    """
    dialog = _dialog(parent, title, str(proposed.parent), kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, not may_replace)
    dialog.setDefaultSuffix(proposed.suffix.removeprefix("."))
    dialog.selectFile(proposed.name)
    return next(iter(_chosen(dialog)), None)


def write_file(path: Path, data: bytes) -> None:
    """Write a file the planner chose, over an existing one too. Raises CannotWriteError."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise CannotWriteError(
            f"无法写入“{path.name}”。", "请检查文件夹是否可写、磁盘是否已满、文件是否正被打开。"
        ) from error


def _dialog(parent: QWidget, title: str, folder: str, kinds: str) -> QFileDialog:
    dialog = QFileDialog(parent, title, folder, kinds)
    dialog.setProxyModel(_InChinese(dialog))  # not asked where the system's own dialog is shown
    return dialog


def _chosen(dialog: QFileDialog) -> list[Path]:
    accepted = dialog.exec()
    dialog.deleteLater()
    return [Path(file) for file in dialog.selectedFiles()] if accepted else []


def _kind(file: QFileInfo) -> str:
    if file.isDir():
        return "文件夹"
    return f"{file.suffix().upper()} 文件" if file.suffix() else "文件"


def _modified(file: QFileInfo) -> str:
    at = dt.datetime.fromtimestamp(file.lastModified().toSecsSinceEpoch(), dt.UTC)
    return f"{wording.local_time(at):%Y-%m-%d %H:%M}"
