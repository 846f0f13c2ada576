"""Workspace (工作区): one open `.pwb` file. Queries and operations go in; frozen rows and steps come out.

    with Workspace.open(path, who="王敏") as workspace:
        tasks = workspace.ask(list_tasks)
        workspace.change(set_deadline, tasks[0].id, deadline)
        workspace.undo()

One thread owns a workspace, as a rule the one that opened it. What may take long is begun by it
(`begin_change`) and runs in another (`storage.underway`). Opening imports no SQLAlchemy; the first ask or
change does.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import sqlite3
from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from workbench.changes import ChangeSet
from workbench.errors import CannotWriteError, RefusedError, WorkspaceError, WorkspaceLockedError
from workbench.storage import backups, disks, opening, sqlite, stacks, trouble
from workbench.storage.lock import login_name
from workbench.storage.underway import Underway, Watch
from workbench.terms import NO_GROUNDS, Grounds

if TYPE_CHECKING:
    from workbench.storage.search_index import SearchIndex
    from workbench.storage.transactions import Asking, Changing, Check

T = TypeVar("T")
Listener = Callable[[ChangeSet], None]

_log = logging.getLogger(__name__)


class Workspace:
    """One open workspace file. Made by `create` and `open`; a context manager that closes it."""

    def __init__(self, opened: opening.Opened, who: str) -> None:
        self._opened = opened
        self._who = who
        self._listeners: list[Listener] = []
        self._underway: Underway[ChangeSet] | None = None
        self._changed = opened.recovered
        self._closed = False
        self._identity = opened.path.stat()

    @classmethod
    def create(cls, path: Path, *, who: str = "") -> Self:
        """Make an empty workspace at `path`, which must be free, and open it.

        `who` is named in the history and to others who find it locked; by default the login name.
        Raises CannotWriteError.
        """
        who = who or login_name()
        return cls(opening.create(Path(path), who), who)

    @classmethod
    def open(cls, path: Path, *, who: str = "", read_only: bool = False, watch: Watch | None = None) -> Self:
        """Open for writing, or read-only when asked to, when somebody else has it, or nothing can be written.

        After an unclean end the file is checked; one of an older version is copied and upgraded; `notices`
        tell. Raises NotAWorkspaceError, WorkspaceTooNewError, WorkspaceError, CannotWriteError.
        """
        who = who or login_name()
        path = Path(path)
        if read_only:
            return cls(opening.open_for_reading(path), who)
        return cls(opening.open_for_writing(path, who, watch), who)

    @classmethod
    def begin_open(cls, path: Path, *, who: str = "") -> Underway[Self]:
        """`open` in a thread of its own; the workspace is owned by the thread that asks for the outcome."""
        return Underway(lambda watch: cls.open(path, who=who, watch=watch))

    @property
    def path(self) -> Path:
        return self._opened.path

    @property
    def who(self) -> str:
        return self._who

    @property
    def read_only(self) -> bool:
        return self._opened.writer is None

    @property
    def holder(self) -> str | None:
        """Who is editing the file, when that is why it is read-only."""
        return self._opened.holder

    @property
    def notices(self) -> tuple[str, ...]:
        """Chinese sentences about this opening, for the message bar."""
        return tuple(self._opened.notices)

    def connection(self) -> sqlite3.Connection:
        """The read-only connection, for reads that must be fast. It sees every committed change."""
        return self._opened.reader

    @cached_property
    def search_index(self) -> SearchIndex:
        """An index for `queries.search` to fill: beside the file, as long as the workspace is open."""
        from workbench.storage.search_index import SearchIndex

        return SearchIndex()

    def ask(self, query: Callable[..., T], /, *arguments: Any, **keywords: Any) -> T:
        """The answer of `query(session, *arguments)`, all of it from one snapshot of the data."""
        return self._asking.ask(query, arguments, keywords)

    def change(
        self,
        operation: Callable[..., None],
        /,
        *arguments: Any,
        reason: str = "",
        grounds: Grounds = NO_GROUNDS,
        check: Check | None = None,
        **keywords: Any,
    ) -> ChangeSet:
        """Run `operation(session, *arguments)` in one transaction and record it as one step.

        The step keeps its `grounds`; a `reason` alone is short for them. `check(session, rows)` sees what was
        changed before it is committed, and may refuse by raising.
        Nothing changed, no step: `rows == ()` and listeners hear nothing. An exception of the operation
        passes through and leaves everything as it was. Raises WorkspaceError when read-only and
        CannotWriteError when the disk says no, and RefusedError while a change begun before is under way.
        """
        changing, grounds = self._ready_to_change(), grounds or Grounds(reason)
        return self._announced(changing.do(operation, arguments, keywords, grounds, check))

    def begin_change(
        self,
        operation: Callable[..., None],
        /,
        *arguments: Any,
        reason: str = "",
        grounds: Grounds = NO_GROUNDS,
        check: Check | None = None,
        **keywords: Any,
    ) -> Underway[ChangeSet]:
        """`change` in a thread of its own. Its `outcome` is to be asked for, and tells the listeners."""
        changing, grounds = self._ready_to_change(), grounds or Grounds(reason)
        return self._begun(lambda watch: changing.do(operation, arguments, keywords, grounds, check, watch))

    def begin_ask(self, query: Callable[..., T], /, *arguments: Any, **keywords: Any) -> Underway[T]:
        """`ask` in a thread of its own, on a connection of its own."""

        def ask(watch: Watch) -> T:
            from workbench.storage.transactions import Asking

            with trouble.told_in_sentences(self.path):
                reader = sqlite.connect_read_only(self.path)
            try:
                return Asking(reader, self.path).watched_by(watch).ask(query, arguments, keywords)
            finally:
                reader.close()

        return Underway(ask)

    def undo(self) -> ChangeSet | None:
        """Take back the latest step that stands; None when there is none.

        Raises RefusedError where its rows are not as the step left them.
        """
        changing = self._ready_to_change()
        step = self._next(stacks.to_undo)
        return None if step is None else self._announced(changing.take_back(step))

    def redo(self) -> ChangeSet | None:
        """Repeat the step taken back last; None when there is none, or something was done since."""
        changing = self._ready_to_change()
        step = self._next(stacks.to_redo)
        return None if step is None else self._announced(changing.repeat(step))

    def begin_undo(self) -> Underway[ChangeSet] | None:
        """`undo` in a thread of its own, as `begin_change` does; None when there is nothing to take back."""
        changing = self._ready_to_change()
        step = self._next(stacks.to_undo)
        return None if step is None else self._begun(partial(changing.take_back, step))

    def begin_redo(self) -> Underway[ChangeSet] | None:
        """`redo` in a thread of its own; None when there is nothing to repeat."""
        changing = self._ready_to_change()
        step = self._next(stacks.to_redo)
        return None if step is None else self._begun(partial(changing.repeat, step))

    @property
    def undo_label(self) -> str | None:
        """What undo would take back."""
        step = self._next(stacks.to_undo)
        return None if step is None else step.label

    @property
    def redo_label(self) -> str | None:
        """What redo would repeat."""
        step = self._next(stacks.to_redo)
        return None if step is None else step.label

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with every committed ChangeSet, until the function given back is called.

        What a listener raises is logged: the change is committed, and the other listeners must hear of it.
        """
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def backup(self, to: Path | None = None, /) -> Path:
        """Copy the workspace, as of its last change, to `to` or into its folder of rolling backups.

        Raises CannotWriteError; a file at `to` is replaced only once the copy is whole.
        """
        if to is not None and Path(to).resolve() == self.path.resolve():
            raise CannotWriteError("不能用备份覆盖正在使用的工作区。", "请换一个文件名。")
        with trouble.told_in_sentences(self.path if to is None else to):
            if to is not None:
                return backups.copy_to(self._opened.reader, Path(to))
            return backups.make_rolling(self._opened.reader, self.path, dt.datetime.now())

    def close(self) -> None:
        """Back up what has changed, and let go of file and lock. May be called again.

        A change under way is waited for, and kept. Raises CannotWriteError when the backup failed; the
        workspace is closed all the same.
        """
        if self._closed:
            return
        self._closed = True
        if self._underway is not None:
            self._underway.wait()
        try:
            if self._changed:
                self.backup()
        finally:
            if "search_index" in self.__dict__:
                self.search_index.close()
            with trouble.told_in_sentences(self.path):
                self._opened.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @cached_property
    def _asking(self) -> Asking:
        from workbench.storage.transactions import Asking

        return Asking(self._opened.reader, self.path)

    @cached_property
    def _changing(self) -> Changing:
        from workbench.storage.transactions import Changing

        writer = self._opened.writer
        if writer is None:
            raise self._only_readable()
        with trouble.told_in_sentences(self.path):
            sqlite.write_durably(writer, on_network=disks.is_on_network(self.path))
            sqlite.read_anything(self._opened.reader)  # it finds the log now, should the file be moved later
        return Changing(writer, self.path, self._who)

    def _ready_to_change(self) -> Changing:
        self._must_be_in_place()
        if self._underway is not None and not self._underway.ended:
            raise RefusedError("上一项修改还在保存，这项修改没有做。", "请等它完成后再做一次。")
        return self._changing

    def _begun(self, call: Callable[[Watch], ChangeSet]) -> Underway[ChangeSet]:
        def kept(watch: Watch) -> ChangeSet:
            change = call(watch)
            self._changed = self._changed or bool(
                change.rows
            )  # for `close`, which may come before the outcome
            return change

        self._underway = Underway(kept, self._announce)
        return self._underway

    def _next(self, stack: Callable[[sqlite3.Connection], stacks.StepName | None]) -> stacks.StepName | None:
        with trouble.told_in_sentences(self.path):
            return stack(self._opened.reader)

    def _must_be_in_place(self) -> None:
        """Where an open file can be moved or replaced, what is written after that would be lost with it.

        Network shares make up file numbers, so there only absence counts.
        """
        try:
            there = os.path.samestat(self.path.stat(), self._identity) or disks.is_on_network(self.path)
        except OSError:
            there = False
        if not there:
            raise trouble.moved(self.path)

    def _only_readable(self) -> WorkspaceError:
        if self.holder is not None:
            return WorkspaceLockedError(f"{self.holder}正在编辑，这里只能查看。", "请等对方关闭后重新打开。")
        return WorkspaceError(
            "工作区以只读方式打开，不能修改。", "如需修改，请重新打开，或另存到可写的文件夹。"
        )

    def _announced(self, change: ChangeSet) -> ChangeSet:
        self._changed = self._changed or bool(change.rows)
        self._announce(change)
        return change

    def _announce(self, change: ChangeSet) -> None:
        for listener in tuple(self._listeners) if change.rows else ():
            try:
                listener(change)
            except Exception:  # a bug in a view must not make a committed change look as if it failed
                _log.exception("a listener failed on step %s", change.step)
