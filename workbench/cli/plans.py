"""Opening plan files for a command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.cli.output import complain
from workbench.errors import CannotReadError
from workbench.storage.workspace import Workspace


@contextmanager
def opened(plan: str | Path, *, create: bool = False, read_only: bool = False) -> Iterator[Workspace]:
    """The workspace of a plan file, closed at the end. With `create`, made where there is none.

    What there is to know about the opening goes to standard error. Raises WorkbenchError.
    """
    path = Path(plan)
    if not path.exists() and not create:
        raise CannotReadError(f"没有找到计划文件“{path}”。", "请核对路径，或用 workbench import 新建。")
    workspace = Workspace.open(path, read_only=read_only) if path.exists() else Workspace.create(path)
    with workspace:
        for notice in workspace.notices:
            complain(notice)
        yield workspace
