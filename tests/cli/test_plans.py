"""Plan files of project planners through the command line: in, shown, out, and in again."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from workbench.cli import main
from workbench.exchange.mspdi_writing import write_mspdi
from workbench.exchange.plan import PlanFile, PlanLink, PlanShare, PlanTask
from workbench.queries.links import list_links
from workbench.queries.milestones import list_milestones
from workbench.queries.tasks import list_tasks
from workbench.storage.workspace import Workspace
from workbench.terms import Role, TaskState

Captured = pytest.CaptureFixture[str]


PLAN = PlanFile(
    "智慧园区建设",
    (
        PlanTask(1, "总体建设", start=date(2025, 3, 3), end=date(2025, 9, 30), percent=30),
        PlanTask(
            2,
            "方案设计",
            level=2,
            start=date(2025, 3, 3),
            end=date(2025, 4, 30),
            percent=100,
            shares=(PlanShare("市大数据局", Role.LEAD),),
        ),
        PlanTask(3, "方案评审", level=2, end=date(2025, 4, 30), milestone=True, percent=100),
        PlanTask(4, "施工", level=2, start=date(2025, 5, 6), end=date(2025, 9, 30)),
    ),
    (PlanLink(2, 4, lag=480),),
    "园区管委会",
)


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    source, plan = tmp_path / "园区.xml", tmp_path / "计划.pwb"
    source.write_bytes(write_mspdi(PLAN))
    assert main(["import", str(source), "--into", str(plan)]) == 0
    return plan


def test_import_stores_dates_progress_links_and_points_as_one_step(imported: Path) -> None:
    with Workspace.open(imported) as workspace:
        tasks = {task.title: task for task in workspace.ask(list_tasks)}
        assert list(tasks) == ["总体建设", "方案设计", "施工"]
        assert tasks["方案设计"].parent == tasks["总体建设"].id
        assert (tasks["方案设计"].progress, tasks["方案设计"].state) == (100, TaskState.DONE)
        assert (tasks["总体建设"].progress, tasks["总体建设"].state) == (30, TaskState.RUNNING)
        assert tasks["施工"].start == date(2025, 5, 6)
        assert tasks["方案设计"].units[0].name == "市大数据局"
        (link,) = workspace.ask(list_links)
        assert (link.before, link.after, link.lag) == (tasks["方案设计"].id, tasks["施工"].id, 1)
        (point,) = workspace.ask(list_milestones)
        assert (point.task, point.title, point.done) == (tasks["总体建设"].id, "方案评审", True)
        assert workspace.undo() is not None
        assert workspace.ask(list_tasks) == () == workspace.ask(list_milestones)
        assert workspace.undo() is None
        assert workspace.redo() is not None
        assert len(workspace.ask(list_milestones)) == 1


def test_the_same_file_twice_is_refused(imported: Path, capsys: Captured) -> None:
    assert main(["import", str(imported.with_name("园区.xml")), "--into", str(imported)]) == 3
    assert "已经导入过" in capsys.readouterr().err


def test_export_and_read_again(imported: Path, tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "导出.xml"
    assert main(["export", str(imported), "--report", "project", "--to", str(out)]) == 0
    assert "共3项任务" in capsys.readouterr().out
    assert main(["read", str(out), "--json"]) == 0
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert [task["title"] for task in document["tasks"]] == ["总体建设", "方案设计", "施工"]


def test_a_damaged_plan_file_is_told(tmp_path: Path, capsys: Captured) -> None:
    broken = tmp_path / "坏.gan"
    broken.write_text("<project><tasks>", encoding="utf-8")
    assert main(["read", str(broken)]) == 3
    assert "“坏.gan”不是完整的 XML 文件" in capsys.readouterr().err
