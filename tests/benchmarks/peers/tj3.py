"""TaskJuggler scheduling a network of tasks, beside our critical path on the same one. It does more: it
levels resources slot by slot, so the two are not like for like."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from workbench.exchange.plausible import plausible_draft
from workbench.operations.documents import import_draft
from workbench.planning.calendar_files import load_calendar
from workbench.planning.network import Network
from workbench.planning.schedule import schedule
from workbench.queries.task_arrays import load_task_arrays
from workbench.storage.workspace import Workspace

COMMAND = "tj3"


def measured(folder: Path, tasks: int) -> Iterator[str]:
    with Workspace.create(folder / "plan.pwb") as workspace:
        workspace.change(import_draft, plausible_draft(tasks))
        arrays = load_task_arrays(workspace.connection())
    started = time.perf_counter()
    schedule(Network.of_plan(arrays), load_calendar())
    ours = time.perf_counter() - started
    path = folder / "plan.tjp"
    path.write_text(_project(tasks, arrays.links.tolist()), "utf-8")
    started = time.perf_counter()
    subprocess.run([COMMAND, "--silent", "-o", str(folder), str(path)], check=True, timeout=900)
    yield f"{tasks} tasks: ours {ours * 1000:.0f} ms, tj3 {time.perf_counter() - started:.1f} s"


def _project(tasks: int, links: list[list[int]]) -> str:
    """The same number of tasks, each of a few days, with links forward only as TaskJuggler wants them."""
    before: dict[int, list[int]] = {}
    for first, second, _ in links:
        if first < second < tasks:
            before.setdefault(second, []).append(first)
    lines = ['project plan "Plan" 2026-01-01 +20y {}']
    for number in range(tasks):
        needs = ", ".join(f"!t{one}" for one in before.get(number, ())[:2])
        depends = f" depends {needs}" if needs else ""
        lines.append(f'task t{number} "Task {number}" {{ duration {number % 20 + 1}d{depends} }}')
    lines.append('taskreport "out" { formats csv columns id, start, end }')
    return "\n".join(lines)
