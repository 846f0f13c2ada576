"""Work: the ask/change runner. The only object of the window that holds the workspace.

Views ask through it and change through it; it announces every committed change, and turns what the
world refuses (`WorkbenchError`) into the signal `troubled`, so that no view handles errors on its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, overload

from PySide6.QtCore import QObject, Signal

from workbench.changes import ChangeSet
from workbench.errors import WorkbenchError
from workbench.ui.background import ChildProcess

P = ParamSpec("P")
T = TypeVar("T")


class WorkspaceLike(Protocol):
    """What the window needs of `storage.workspace.Workspace`; `ui` may not import storage."""

    @property
    def path(self) -> Path: ...
    @property
    def read_only(self) -> bool: ...
    @property
    def holder(self) -> str | None: ...
    @property
    def notices(self) -> Sequence[str]: ...
    @property
    def undo_label(self) -> str | None: ...
    @property
    def redo_label(self) -> str | None: ...
    def connection(self) -> Any: ...
    def ask(self, query: Callable[..., T], /, *arguments: Any, **keywords: Any) -> T: ...
    def change(
        self, operation: Callable[..., None], /, *arguments: Any, reason: str = "", **keywords: Any
    ) -> ChangeSet: ...
    def undo(self) -> ChangeSet | None: ...
    def redo(self) -> ChangeSet | None: ...
    def subscribe(self, listener: Callable[[ChangeSet], None], /) -> Callable[[], None]: ...
    def backup(self, to: Path | None = None, /) -> Path: ...
    def close(self) -> None: ...


class Shelf(Protocol):
    """Where plan files are opened and made; `app` supplies the one that knows storage."""

    def open(self, path: Path) -> WorkspaceLike: ...
    def create(self, path: Path) -> WorkspaceLike: ...


class Work(QObject):
    """One window's plan, or none yet.

    Signals: `changed(ChangeSet)` after each commit, undo and redo; `plan_changed()` when another plan was
    opened or this one closed; `troubled(WorkbenchError)` when something asked for could not be done.
    """

    changed = Signal(object)
    plan_changed = Signal()
    troubled = Signal(object)

    def __init__(self, shelf: Shelf, workspace: WorkspaceLike | None = None) -> None:
        super().__init__()
        self._shelf = shelf
        self._workspace: WorkspaceLike | None = None
        self._unsubscribe: Callable[[], None] | None = None
        self.background = ChildProcess(self)
        if workspace is not None:
            self._take(workspace)

    @property
    def workspace(self) -> WorkspaceLike | None:
        return self._workspace

    @property
    def is_open(self) -> bool:
        return self._workspace is not None

    @property
    def writable(self) -> bool:
        return self._workspace is not None and not self._workspace.read_only

    @property
    def undo_label(self) -> str | None:
        return self._workspace.undo_label if self._workspace else None

    @property
    def redo_label(self) -> str | None:
        return self._workspace.redo_label if self._workspace else None

    def ask(self, query: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The frozen answer of `query(session, *args)`. Raises WorkbenchError; needs an open plan."""
        return self._open_workspace().ask(query, *args, **kwargs)

    @overload
    def change(
        self, operation: Callable[..., None], *args: Any, reason: str, **keywords: Any
    ) -> ChangeSet | None: ...
    @overload
    def change(
        self, operation: Callable[Concatenate[Any, P], None], *args: P.args, **keywords: P.kwargs
    ) -> ChangeSet | None: ...
    def change(self, operation: Callable[..., None], *args: Any, **keywords: Any) -> ChangeSet | None:
        """Run an operation as one step; the history keeps the `reason`, if one is given.

        None when it was refused, which has then been presented. (A type checker compares the arguments with
        the operation's only where there is no reason.)
        """
        return self._attempt(lambda: self._open_workspace().change(operation, *args, **keywords))

    def change_each(
        self, operation: Callable[..., None], calls: Sequence[tuple[Any, ...]], label: str
    ) -> ChangeSet | None:
        """Run an operation on several things as one step, so that one undo takes all of it back.

        `label` names the step where there are several calls; a single one tells its own story.
        """
        from workbench.operations.registry import label as tell

        def all_of_them(session: Any) -> None:
            for arguments in calls:
                operation(session, *arguments)
            if len(calls) > 1:
                tell(session, label)

        return self.change(all_of_them) if calls else None

    def undo(self) -> ChangeSet | None:
        return self._attempt(lambda: self._open_workspace().undo())

    def redo(self) -> ChangeSet | None:
        return self._attempt(lambda: self._open_workspace().redo())

    def task_connection(self) -> Any:
        """The read-only DBAPI connection that `queries.task_arrays.load_task_arrays` reads from."""
        return self._open_workspace().connection()

    def backup(self, to: Path) -> Path | None:
        return self._attempt(lambda: self._open_workspace().backup(to))

    def open_plan(self, path: Path) -> bool:
        return self._exchange(lambda: self._shelf.open(path))

    def create_plan(self, path: Path) -> bool:
        return self._exchange(lambda: self._shelf.create(path))

    def close(self) -> None:
        """Let go of the plan and its lock."""
        self._let_go()
        self.plan_changed.emit()

    def _exchange(self, opener: Callable[[], WorkspaceLike]) -> bool:
        # The new plan is opened first: a failure leaves the present one on screen.
        workspace = self._attempt(opener)
        if workspace is None:
            return False
        self._let_go()
        self._take(workspace)
        self.plan_changed.emit()
        return True

    def _take(self, workspace: WorkspaceLike) -> None:
        self._workspace = workspace
        self._unsubscribe = workspace.subscribe(self.changed.emit)

    def _let_go(self) -> None:
        if self._unsubscribe is not None:
            self._unsubscribe()
        workspace, self._workspace, self._unsubscribe = self._workspace, None, None
        if workspace is not None:
            self._attempt(workspace.close)  # the backup made on closing may fail

    def _open_workspace(self) -> WorkspaceLike:
        if self._workspace is None:
            raise WorkbenchError("还没有打开计划。", "请先新建或打开一个计划文件。")
        return self._workspace

    def _attempt(self, action: Callable[[], T]) -> T | None:
        try:
            return action()
        except WorkbenchError as error:
            self.troubled.emit(error)
            return None
