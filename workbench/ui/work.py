"""Work: the ask/change runner. The only object of the window that holds the workspace.

Views ask through it and change through it; it announces every committed change, and turns what the
world refuses (`WorkbenchError`) into the signal `troubled`, so that no view handles errors on its own.

A change runs in a thread of its own, and whoever asked for it waits: most are done before anybody notices.
Where one takes longer, a box with progress and 取消 is shown, and the event loop turns until it is done.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar, overload

from PySide6.QtCore import QObject, Signal

from workbench.changes import ChangeSet
from workbench.errors import GroundsNeededError, WorkbenchError
from workbench.terms import Grounds
from workbench.ui.background import ChildProcess

if TYPE_CHECKING:
    from workbench.rows.adjustments import AdjustmentRow
    from workbench.ui.dialogs.waiting import Telling

P = ParamSpec("P")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

#: How long a change may take before the planner is shown that it goes on.
UNNOTICED_S = 0.5


class UnderwayLike(Protocol[T_co]):
    """What the window needs of `storage.underway.Underway`."""

    @property
    def ended(self) -> bool: ...
    @property
    def watch(self) -> Telling: ...
    def stop(self) -> None: ...
    def wait(self, seconds: float | None = None) -> bool: ...
    def outcome(self) -> T_co: ...


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
    @property
    def search_index(self) -> Any: ...
    def ask(self, query: Callable[..., T], /, *arguments: Any, **keywords: Any) -> T: ...
    def begin_ask(self, query: Callable[..., T], /, *arguments: Any, **keywords: Any) -> UnderwayLike[T]: ...
    def begin_change(
        self, operation: Callable[..., None], /, *arguments: Any, reason: str = "", **keywords: Any
    ) -> UnderwayLike[ChangeSet]: ...
    def begin_undo(self) -> UnderwayLike[ChangeSet] | None: ...
    def begin_redo(self) -> UnderwayLike[ChangeSet] | None: ...
    def subscribe(self, listener: Callable[[ChangeSet], None], /) -> Callable[[], None]: ...
    def backup(self, to: Path | None = None, /) -> Path: ...
    def close(self) -> None: ...


class Shelf(Protocol):
    """Where plan files are opened and made; `app` supplies the one that knows storage."""

    def begin_open(self, path: Path) -> UnderwayLike[WorkspaceLike]: ...
    def create(self, path: Path) -> WorkspaceLike: ...


class GroundsAsker(Protocol):
    """Who asks the planner why what was issued is adjusted (变更管控); the window supplies one."""

    def check(self) -> Callable[[Any, Any], None]:
        """What looks at a change before its commit, and raises GroundsNeededError where it must be asked."""

    def ask(self, adjustments: Sequence[AdjustmentRow]) -> Grounds | None:
        """The planner's answer, None where he gives the change up."""


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
        self.grounds_asker: GroundsAsker | None = None
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

    def ask_patiently(
        self, words: str, query: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """`ask` what may take long; `words` are shown meanwhile. Raises StoppedError after 取消."""
        return _waited_for(self._open_workspace().begin_ask(query, *args, **kwargs), words)

    @overload
    def change(
        self, operation: Callable[..., None], *args: Any, reason: str, **keywords: Any
    ) -> ChangeSet | None: ...
    @overload
    def change(
        self, operation: Callable[..., None], *args: Any, grounds: Grounds, **keywords: Any
    ) -> ChangeSet | None: ...
    @overload
    def change(
        self, operation: Callable[Concatenate[Any, P], None], *args: P.args, **keywords: P.kwargs
    ) -> ChangeSet | None: ...
    def change(self, operation: Callable[..., None], *args: Any, **keywords: Any) -> ChangeSet | None:
        """Run an operation as one step; the history keeps the `reason` or `grounds`, if they are given.

        None when it was refused, which has then been presented, or given up when asked for its grounds. (A
        type checker compares the arguments with the operation's only where there is no reason.)
        """
        return self._attempt(lambda: self._changed(operation, args, keywords))

    def _changed(
        self, operation: Callable[..., None], args: tuple[Any, ...], keywords: dict[str, Any]
    ) -> ChangeSet | None:
        """The step. Where what was issued is adjusted without a word why, the planner is asked, and the
        operation runs again with the answer; None where he would rather not."""
        begin, asker = self._open_workspace().begin_change, self.grounds_asker
        if asker is None or keywords.get("grounds") or keywords.get("reason"):
            return _waited_for(begin(operation, *args, **keywords))
        try:
            return _waited_for(begin(operation, *args, check=asker.check(), **keywords))
        except GroundsNeededError as needed:
            grounds = asker.ask(needed.adjustments)
        return _waited_for(begin(operation, *args, grounds=grounds, **keywords)) if grounds else None

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
        return self._attempt(lambda: _waited_for_step(self._open_workspace().begin_undo(), "正在撤销…"))

    def redo(self) -> ChangeSet | None:
        return self._attempt(lambda: _waited_for_step(self._open_workspace().begin_redo(), "正在重做…"))

    def task_connection(self) -> Any:
        """The read-only DBAPI connection that `queries.task_arrays.load_task_arrays` reads from."""
        return self._open_workspace().connection()

    def search_index(self) -> Any:
        """The index that `queries.search` fills from that connection, and searches."""
        return self._open_workspace().search_index

    def backup(self, to: Path) -> Path | None:
        return self._attempt(lambda: self._open_workspace().backup(to))

    def open_plan(self, path: Path) -> bool:
        return self._exchange(lambda: _waited_for(self._shelf.begin_open(path)))

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


def _waited_for(underway: UnderwayLike[T], words: str = "") -> T:
    """What becomes of it; shown to the planner where it takes long, who may stop it."""
    if not underway.wait(UNNOTICED_S):
        from workbench.ui.dialogs.waiting import sit_through

        sit_through(underway, words)
    return underway.outcome()


def _waited_for_step(underway: UnderwayLike[ChangeSet] | None, words: str) -> ChangeSet | None:
    return None if underway is None else _waited_for(underway, words)
