"""From the start of the process to the end of the Gantt's first paint, on a plan in a file.

`WORKBENCH_TASKS=10000 pytest tests/benchmarks/test_start_speed.py --benchmark-enable`. Each round is a fresh
process that ends itself at the first paint. No absolute time is asserted.

The probe stands in `Timeline.paintEvent` and not in an event filter of the application: a filter would be
handed every object of Qt, for which PySide makes all its classes, and so it would measure itself (30 ms). The
child keeps its bytecode, as an installed program does, whatever the tests themselves are told.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from workbench.exchange.plausible import plausible_draft
from workbench.operations.documents import import_draft
from workbench.storage.workspace import Workspace

TASKS = int(os.environ.get("WORKBENCH_TASKS", "1000"))

PROBE = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from workbench import app
from workbench.ui.gantt.timeline import Timeline
from workbench.ui.settings import Settings

paint = Timeline.paintEvent

def first_paint(timeline, event):
    paint(timeline, event)
    if rows := timeline.window().page.gantt.index_rows:  # else an empty window, before the plan is there
        Timeline.paintEvent = paint
        QTimer.singleShot(0, lambda: end(timeline.window(), len(rows)))  # on its way to the screen

def end(window, rows):
    print(rows, flush=True)
    window.work.close()  # else the next round would check the file after an unclean end
    os._exit(0)

Timeline.paintEvent = first_paint
app.make_application()
Settings().save_text("view", "gantt")
app.run_window(Path(sys.argv[1]))
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("启动") / "计划.pwb"
    with Workspace.create(path) as workspace:
        workspace.change(import_draft, plausible_draft(TASKS))
    return path


def test_start_to_the_first_painted_gantt(benchmark: BenchmarkFixture, plan: Path, tmp_path: Path) -> None:
    arguments = [sys.executable, "-c", PROBE, str(plan)]
    places = {name: str(tmp_path) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}

    variables = {name: os.environ[name] for name in os.environ if name != "PYTHONDONTWRITEBYTECODE"} | places

    def start() -> str:
        return subprocess.run(
            arguments, env=variables, capture_output=True, text=True, check=True, timeout=60
        ).stdout

    told = benchmark.pedantic(start, rounds=7, warmup_rounds=1, iterations=1)  # type: ignore[no-untyped-call]
    assert int(told) > min(TASKS, 200)  # a large plan opens with its beginning: more than a screen shows
