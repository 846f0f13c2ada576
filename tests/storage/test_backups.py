"""Rolling backups."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.storage.conftest import add_unit, unit_names
from workbench.errors import CannotWriteError
from workbench.storage import backups
from workbench.storage.workspace import Workspace


def copies(path: Path) -> list[str]:
    folder = backups.folder_of(path)
    return sorted(copy.name for copy in folder.iterdir()) if folder.exists() else []


def test_a_backup_is_a_workspace_of_its_own(workspace: Workspace, tmp_path: Path) -> None:
    workspace.change(add_unit, "省数字办")
    copy = workspace.backup(tmp_path / "带走" / "副本.pwb")
    workspace.change(add_unit, "省数据局")
    assert list(copy.parent.iterdir()) == [copy]
    with Workspace.open(copy) as opened:
        assert opened.ask(unit_names) == ("省数字办",)
        assert opened.undo_label == "新增单位：省数字办"


def test_closing_backs_up_what_was_changed_and_nothing_else(path: Path) -> None:
    with Workspace.create(path) as workspace:
        assert workspace.ask(unit_names) == ()
    assert copies(path) == []
    with Workspace.open(path) as workspace:
        workspace.change(add_unit, "省数字办")
    assert len(copies(path)) == 1
    with Workspace.open(path) as workspace:
        assert workspace.ask(unit_names) == ("省数字办",)
    assert len(copies(path)) == 1


def test_two_backups_in_one_second_are_two(workspace: Workspace) -> None:
    first, second = workspace.backup(), workspace.backup()
    assert first != second
    assert first.exists()
    assert backups.newest(workspace.path) == second


def test_a_backup_does_not_replace_the_workspace_itself(workspace: Workspace) -> None:
    with pytest.raises(CannotWriteError, match="不能用备份覆盖"):
        workspace.backup(workspace.path)


def test_a_failed_backup_leaves_the_former_one(workspace: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "副本.pwb"
    workspace.backup(target)
    whole = target.read_bytes()
    target.with_name("副本.pwb.part").mkdir()  # nothing can be written under this name
    with pytest.raises(CannotWriteError):
        workspace.backup(target)
    assert target.read_bytes() == whole


def test_closing_without_room_for_a_backup_says_so_and_closes(path: Path) -> None:
    workspace = Workspace.create(path)
    workspace.change(add_unit, "省数字办")
    backups.folder_of(path).write_text("在此处挡路")
    with pytest.raises(CannotWriteError):
        workspace.close()
    workspace.close()
    with Workspace.open(path) as again:
        assert not again.read_only
        assert again.notices == ()
        assert again.ask(unit_names) == ("省数字办",)


def named(moment: dt.datetime) -> Path:
    return Path(f"计划 {moment:%Y-%m-%d %H-%M-%S}.pwb")


def test_the_last_five_and_one_a_day_for_a_week_are_kept() -> None:
    """Ten days of work, a backup every two hours from nine to five."""
    days = [dt.date(2025, 3, day) for day in range(1, 11)]
    made = [named(dt.datetime.combine(day, dt.time(hour))) for day in days for hour in (9, 11, 13, 15, 17)]
    kept = set(made) - set(backups.superseded(made, days[-1]))
    evenings = {named(dt.datetime.combine(day, dt.time(17))) for day in days[-7:]}
    assert kept == evenings | set(made[-5:])


def test_old_backups_of_a_plan_at_rest_are_kept() -> None:
    made = [named(dt.datetime(2020, 1, day)) for day in range(1, 8)]
    assert backups.superseded(made, dt.date(2025, 1, 1)) == [made[1], made[0]]


def test_what_we_did_not_name_is_left_alone(workspace: Workspace) -> None:
    folder = backups.folder_of(workspace.path)
    folder.mkdir()
    ours_before_upgrade = folder / f"{workspace.path.stem} 2020-01-01 00-00-00 升级前.pwb"
    theirs = folder / "领导审定版.pwb"
    for file in (ours_before_upgrade, theirs):
        file.write_bytes(b"")
    for _ in range(8):
        workspace.backup()
    names = copies(workspace.path)
    assert ours_before_upgrade.name in names
    assert theirs.name in names
    assert len(names) == 2 + backups.KEEP_LAST
