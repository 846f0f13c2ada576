"""Work in a child process: reading, exporting and typesetting, so that the window never stutters.

A pure-Python loop in a thread would hold the interpreter lock and triple the frame time; a spawned process
does not. Functions and arguments must be importable and picklable; answers are frozen values.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.errors import WorkbenchError

if TYPE_CHECKING:  # the machinery of processes comes with the first job, not with the window
    from concurrent.futures import Future, ProcessPoolExecutor

LOOK_EVERY_MS = 40


class Job(QObject):
    """A list of calls run one after another in the child.

    Signals: `progress(done, of)`; `finished(answers)` with one entry per call in order, an entry being the
    answer or the WorkbenchError that the call raised; `cancelled()`; `broken(exception)` for a bug.
    """

    progress = Signal(int, int)
    finished = Signal(object)
    cancelled = Signal()
    broken = Signal(object)

    def __init__(self, child: ChildProcess, futures: Sequence[Future[Any]]) -> None:
        super().__init__(child)
        self._child = child
        self._futures = futures
        self._seen = 0
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    @property
    def running(self) -> bool:
        return self._timer.isActive()

    def cancel(self) -> None:
        """Stop at once: the child process is ended, unless it has other work to do."""
        if self.running:
            self._timer.stop()
            if not self._child.rest():  # an executor whose worker ends stumbles over calls cancelled here
                self.forget()
            self.cancelled.emit()

    def forget(self) -> None:
        """Nobody wants the answers any more; a call that has begun runs to its end unheard."""
        self._timer.stop()
        for future in self._futures:
            future.cancel()

    def _look(self) -> None:
        done = sum(future.done() for future in self._futures)
        if done != self._seen:
            self._seen = done
            self.progress.emit(done, len(self._futures))
        if done == len(self._futures):
            self._timer.stop()
            self._deliver()

    def _deliver(self) -> None:
        answers = [_answer(future) for future in self._futures]
        bugs = [one.error for one in answers if isinstance(one, _Bug)]
        if any(future.cancelled() or _lost(future) for future in self._futures):
            self._child.stop()
        if bugs:
            self.broken.emit(bugs[0])
        else:
            self.finished.emit(answers)


@dataclass(frozen=True, slots=True)
class _Bug:
    error: BaseException


def _answer(future: Future[Any]) -> Any:
    """What a call gave back: its answer, the WorkbenchError it raised, or the bug it met."""
    if future.cancelled() or _lost(future):
        return WorkbenchError("后台处理意外中断。", "请重试；若文件很大，请先关闭其他程序。")
    error = future.exception()
    if error is None or isinstance(error, WorkbenchError):
        return error or future.result()
    return _Bug(error)


def _lost(future: Future[Any]) -> bool:
    """Whether the child died over a call: out of memory, or ended from outside."""
    from concurrent.futures.process import BrokenProcessPool

    return not future.cancelled() and isinstance(future.exception(), BrokenProcessPool)


def raise_again(error: BaseException) -> None:
    """For `Job.broken`: a bug met in the child is presented as one met here."""
    raise error


class ChildProcess(QObject):
    """One spawned worker, started by the first job and ended with the window."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ProcessPoolExecutor | None = None
        self._jobs: list[Job] = []

    def run(self, function: Callable[..., Any], calls: Sequence[tuple[Any, ...]]) -> Job:
        """Run `function(*arguments)` for each tuple of `calls`; the Job reports back on the event loop."""
        if self._pool is None:
            import multiprocessing
            from concurrent.futures import ProcessPoolExecutor

            spawn = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(max_workers=1, mp_context=spawn)
        pool = self._pool
        job = Job(self, [pool.submit(function, *arguments) for arguments in calls])
        self._jobs = [one for one in self._jobs if one.running] + [job]
        return job

    def rest(self) -> bool:
        """End the worker if no job wants anything of it any more, and say whether that is so."""
        idle = not any(job.running for job in self._jobs)
        if idle:
            self.stop()
        return idle

    def stop(self) -> None:
        """End the worker now, dropping what it has not finished."""
        if self._pool is None:
            return
        pool, self._pool = self._pool, None
        workers = list(
            (pool._processes or {}).values()
        )  # the executor has no public way to end a running call
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            worker.terminate()
