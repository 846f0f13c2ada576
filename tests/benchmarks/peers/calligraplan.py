"""Calligra Plan opening a plan: from its start until it has been at rest for a second, on the screen of the
environment (Xvfb will do)."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

COMMAND = "calligraplan"
_AT_REST = 1.0  # seconds without work
_LONGEST = 180.0


def measured(folder: Path, tasks: int) -> Iterator[str]:
    if not os.environ.get("DISPLAY"):
        yield "no screen: set DISPLAY"
        return
    path = folder / "plan.plan"
    path.write_text(_plan(tasks), "utf-8")
    started = time.perf_counter()
    program = subprocess.Popen([COMMAND, str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wall, work = _until_at_rest(program.pid, started)
        yield f"{tasks} tasks: at rest after {wall:.1f} s, {work:.1f} s of work"
    finally:
        program.terminate()
        program.wait(10)


def _until_at_rest(pid: int, started: float) -> tuple[float, float]:
    """Seconds until its last work, and seconds of work, as the kernel counts them."""
    last_change, before = time.perf_counter(), -1.0
    while time.perf_counter() - started < _LONGEST:
        work = _worked(pid)
        if work - before > 0.02:
            last_change, before = time.perf_counter(), work
        elif time.perf_counter() - last_change > _AT_REST:
            break
        time.sleep(0.1)
    return last_change - started, before


def _worked(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _plan(tasks: int) -> str:
    """A plan in its own format: groups of a hundred tasks."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<calligraplan mime="application/x-vnd.kde.plan" version="0.7.0" editor="Plan">',
        '<project id="p" name="Plan" leader="" scheduling="1" start-time="2026-01-01T00:00:00"'
        ' end-time="2040-01-01T00:00:00" timezone="UTC">',
    ]
    for number in range(tasks):
        if number % 100 == 0:
            lines.append(f'<task id="g{number}" name="Group {number}" scheduling="0">')
        lines.append(
            f'<task id="t{number}" name="Task {number}" scheduling="0"><estimate expected="{number % 20 + 1}"'
            ' optimistic="1" pessimistic="30" type="1" unit="d"/></task>'
        )
        if number % 100 == 99 or number == tasks - 1:
            lines.append("</task>")
    return "\n".join([*lines, "</project>", "</calligraplan>"])
