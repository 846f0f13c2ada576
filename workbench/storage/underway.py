"""Something long on its way in a thread of its own, while the thread that began it goes on.

A change belongs to the process that holds the lock: whatever ends the process ends the transaction with it,
and nothing has to be handed over. So a long change, unlike a long reading, runs in a thread, on the
connection that writes; the thread that began it keeps the other one, and asks meanwhile.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from workbench.errors import StoppedError

T = TypeVar("T")


class Watch:
    """What the thread that works and the one that waits let each other know.

    `label` names what is being done; `done` of `of` is how far it is, 0 of 0 where nobody knows.
    """

    def __init__(self) -> None:
        self.label = ""
        self.done = self.of = 0
        self._stopped = False

    def stop(self) -> None:
        """Ask the thread that works to give up."""
        self._stopped = True

    def look(self) -> None:
        """Called by the thread that works, now and then. Raises StoppedError where it is to give up."""
        if self._stopped:
            raise StoppedError("已取消，计划没有改动。")

    def tell(self, done: int, of: int) -> None:
        """Called by the thread that works. Raises StoppedError as `look` does."""
        self.done, self.of = done, of
        self.look()


class Underway(Generic[T]):
    """A call in a thread, and what becomes of it. All but the call is for the thread that made this."""

    def __init__(self, call: Callable[[Watch], T], then: Callable[[T], None] = lambda _: None) -> None:
        """Begin. `then` is called with the answer by the thread that asks for the outcome."""
        self.watch = Watch()
        self._call, self._then = call, then
        self._answer: T
        self._error: BaseException | None = None
        # Not a daemon: a program that ends waits for a change that has begun.
        self._thread = threading.Thread(target=self._run, name="workbench-step")
        self._thread.start()

    @property
    def ended(self) -> bool:
        return not self._thread.is_alive()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for the end, at most so long; whether it has come."""
        self._thread.join(seconds)
        return self.ended

    def stop(self) -> None:
        """Ask for it to be given up; what is already being committed is not."""
        self.watch.stop()

    def outcome(self) -> T:
        """Wait, and give the answer or raise what the call raised; StoppedError where it gave up."""
        self._thread.join()
        error, self._error = self._error, None
        if error is not None:
            raise error
        self._then(self._answer)
        return self._answer

    def _run(self) -> None:
        try:
            self._answer = self._call(self.watch)
        except BaseException as error:
            self._error = error  # raised again by `outcome`
