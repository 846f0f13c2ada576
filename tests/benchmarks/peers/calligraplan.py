"""Calligra Plan opening a plan: from its start until it has been at rest for a second, on the screen of the
environment (Xvfb will do).

It ends at once without a message bus of the session, so one is started where there is none; and it is given
an empty home, so that it asks nothing about earlier sessions.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

COMMAND = "calligraplan"
_AT_REST = 1.0  # seconds without work
_LONGEST = 240.0


def measured(folder: Path, tasks: int) -> Iterator[str]:
    if not os.environ.get("DISPLAY"):
        yield "not measured: there is no screen (set DISPLAY, to Xvfb for example)"
        return
    for number in sorted({min(1_000, tasks), tasks}):
        path = folder / f"plan{number}.plan"
        path.write_text(_plan(number), "utf-8")
        yield _opened(folder, path, number)


def _opened(folder: Path, path: Path, tasks: int) -> str:
    (folder / "run").mkdir(mode=0o700, exist_ok=True)
    places = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder / "run")}
    with _message_bus() as bus, (folder / "said.txt").open("w") as said:
        started = time.perf_counter()
        program = subprocess.Popen(
            [COMMAND, str(path)], env=os.environ | places | bus, stdout=said, stderr=subprocess.STDOUT
        )
        try:
            wall, work, memory = _until_at_rest(program, started)
            windows = _windows(program)
        finally:
            program.terminate()
            program.wait(10)
    if memory == 0:
        return f"not measured: it ended by itself ({(folder / 'said.txt').read_text().strip()[-200:]})"
    if windows is not None and path.stem not in windows:
        return f"not measured: it did not open the plan, but showed “{windows}”"
    return f"{tasks} tasks: at rest after {wall:.1f} s, {work:.1f} s of work, {memory} MB"


@contextmanager
def _message_bus() -> Iterator[dict[str, str]]:
    """What to add to the environment so that there is a message bus meanwhile."""
    if os.environ.get("DBUS_SESSION_BUS_ADDRESS") or shutil.which("dbus-daemon") is None:
        yield {}
        return
    command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
    bus = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert bus.stdout is not None
    try:
        yield {"DBUS_SESSION_BUS_ADDRESS": bus.stdout.readline().strip()}
    finally:
        bus.terminate()
        bus.wait(10)
        bus.stdout.close()


def _until_at_rest(program: subprocess.Popen[bytes], started: float) -> tuple[float, float, int]:
    """Seconds until its last work, seconds of work and megabytes, as the kernel counts them; no memory where
    it has ended by itself."""
    last_change, before, memory = time.perf_counter(), -1.0, 0
    while time.perf_counter() - started < _LONGEST:
        if program.poll() is not None:
            return last_change - started, max(before, 0.0), 0
        work, memory = _worked(program.pid)
        if work - before > 0.02:
            last_change, before = time.perf_counter(), work
        elif time.perf_counter() - last_change > _AT_REST:
            break
        time.sleep(0.1)
    return last_change - started, before, memory


def _worked(pid: int) -> tuple[float, int]:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    seconds = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return seconds, pages * os.sysconf("SC_PAGE_SIZE") // 2**20


def _windows(program: subprocess.Popen[bytes]) -> str | None:
    """The names of its windows, None where nothing is at hand to ask for them."""
    if shutil.which("xdotool") is None or program.poll() is not None:
        return None
    search = ["xdotool", "search", "--onlyvisible", "--pid", str(program.pid), "--name", ""]
    found = subprocess.run(search, capture_output=True, text=True, check=False).stdout.split()
    names = (["xdotool", "getwindowname", window] for window in found)
    told = (subprocess.run(name, capture_output=True, text=True, check=False).stdout for name in names)
    return "；".join(name.strip() for name in told if name.strip())


def _plan(tasks: int) -> str:
    """A plan in its own format: groups of a hundred tasks."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<calligraplan mime="application/x-vnd.kde.plan" version="0.6.7" editor="Plan">',
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
