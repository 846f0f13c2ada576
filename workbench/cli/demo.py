"""`workbench sample` and `workbench demo`: plans to try the workbench on."""

from __future__ import annotations

import argparse
import datetime as dt
import tempfile
from pathlib import Path

from workbench.cli.output import say
from workbench.cli.places import data_folder
from workbench.cli.showing import say_summary
from workbench.errors import UsageError
from workbench.exchange.samples import plausible_draft, sample_drafts
from workbench.operations.documents import import_draft, import_drafts
from workbench.queries.overview import summary
from workbench.storage.workspace import Workspace

_PLAN = "示例计划.pwb"


def sample(arguments: argparse.Namespace) -> int:
    """Make a plan of a given size."""
    if arguments.tasks < 1:
        raise UsageError("任务数量至少是 1。", "例如 --tasks 10000。")
    with Workspace.create(Path(arguments.to)) as workspace:
        change = workspace.change(import_draft, plausible_draft(arguments.tasks))
    say(change.label)
    return 0


def demo(arguments: argparse.Namespace) -> int:
    """Show the sample plan in the window; without a screen, print it, and paint it into files."""
    if not arguments.headless:
        from workbench.app import run_window

        return run_window(_sample_plan(Path(arguments.out) if arguments.out else data_folder()))
    folder = Path(arguments.out) if arguments.out else Path(tempfile.mkdtemp(prefix="workbench-demo-"))
    return _without_window(folder)


def _without_window(folder: Path) -> int:
    from workbench.cli.papers import export_all, render_picture

    plan = _sample_plan(folder)
    say(f"不开窗口，示例计划在 {plan}。\n")
    with Workspace.open(plan, read_only=True) as workspace:
        say_summary(workspace.ask(summary, dt.date.today()))
        papers = export_all(workspace, folder)
    pictures = {"window": folder / "窗口.png", "gantt": folder / "甘特图.png"}
    for view, picture in pictures.items():
        render_picture(plan, view, (1600, 900), 1, picture)
    say("\n" + "\n".join(f"已生成 {path}" for path in (*papers, *pictures.values())))
    return 0


def _sample_plan(folder: Path) -> Path:
    """The sample plan in this folder, made at the first time."""
    folder.mkdir(parents=True, exist_ok=True)
    plan = folder / _PLAN
    if not plan.exists():
        with Workspace.create(plan) as workspace:
            workspace.change(import_drafts, sample_drafts())
    return plan
