"""When the bootstrap installs, and what it leaves in `.venv`. No network and no pip: files are looked at."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import locks
from environment import Environment, stamp_line
from trouble import SetupError


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    root = tmp_path / "规划 工作台"
    (root / ".venv" / "bin").mkdir(parents=True)
    (root / ".venv" / "lib" / "python3.11" / "site-packages").mkdir(parents=True)
    (root / "requirements.txt").write_text("a==1\n", "utf-8")
    (root / "requirements-dev.txt").write_text("a==1\nb==1\n", "utf-8")
    return root


@pytest.fixture
def pip(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Collects what pip is asked to do."""
    calls: list[tuple[str, ...]] = []
    monkeypatch.setattr(Environment, "pip", lambda self, *arguments: calls.append(arguments))
    return calls


def test_nothing_is_installed_twice(checkout: Path, pip: list[tuple[str, ...]]) -> None:
    environment = Environment(checkout)
    assert not environment.has_installed(locks.RUNNING)
    environment.install(locks.RUNNING)
    assert Environment(checkout).has_installed(locks.RUNNING)
    assert not Environment(checkout).has_installed(locks.TESTING)


def test_installing_for_tests_serves_running_too(checkout: Path, pip: list[tuple[str, ...]]) -> None:
    Environment(checkout).install(locks.TESTING)
    assert Environment(checkout).has_installed(locks.RUNNING)
    assert Environment(checkout).has_installed(locks.TESTING)


def test_a_changed_lock_is_installed_again(checkout: Path, pip: list[tuple[str, ...]]) -> None:
    Environment(checkout).install(locks.RUNNING)
    (checkout / "requirements.txt").write_text("a==2\n", "utf-8")
    assert not Environment(checkout).has_installed(locks.RUNNING)


def test_windows_line_ends_are_no_change(checkout: Path) -> None:
    before = stamp_line(checkout, locks.RUNNING)
    (checkout / "requirements.txt").write_bytes(b"a==1\r\n")
    assert stamp_line(checkout, locks.RUNNING) == before


def test_an_interrupted_installation_is_repeated(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environment = Environment(checkout)
    environment.stamp.write_text(stamp_line(checkout, locks.RUNNING), "utf-8")

    def fail(self: Environment, *arguments: str) -> None:
        raise SetupError("no network")

    monkeypatch.setattr(Environment, "pip", fail)
    with pytest.raises(SetupError):
        environment.install(locks.RUNNING)
    assert not environment.has_installed(locks.RUNNING)


def test_a_wheelhouse_shuts_the_network_out(checkout: Path, pip: list[tuple[str, ...]]) -> None:
    (checkout / "wheels").mkdir()
    Environment(checkout).install(locks.RUNNING, checkout / "wheels")
    (arguments,) = pip
    assert "--no-index" in arguments
    assert arguments[arguments.index("--find-links") + 1] == str(checkout / "wheels")


def test_a_wheelhouse_that_is_not_there_is_told(checkout: Path, pip: list[tuple[str, ...]]) -> None:
    with pytest.raises(SetupError, match="没有找到安装包目录"):
        Environment(checkout).install(locks.RUNNING, checkout / "wheels")
    assert pip == []


def test_without_a_wheelhouse_the_machine_says_where_packages_come_from(
    checkout: Path, pip: list[tuple[str, ...]]
) -> None:
    Environment(checkout).install(locks.RUNNING)
    assert pip == [("install", "-r", str(checkout / "requirements.txt"))]


@pytest.mark.skipif(os.name == "nt", reason="the command is a shell script elsewhere only")
def test_the_command_works_from_any_folder_and_after_a_move(checkout: Path) -> None:
    Environment(checkout).make_importable()
    python = checkout / ".venv" / "bin" / "python"
    python.write_text('#!/bin/sh\necho "$@"\n', "ascii")
    python.chmod(0o755)
    moved = checkout.rename(checkout.with_name("moved"))
    command = moved / ".venv" / "bin" / "workbench"
    said = subprocess.run([command, "demo"], cwd="/", capture_output=True, text=True, check=True).stdout
    assert said == "-m workbench demo\n"
    pth = moved / ".venv" / "lib" / "python3.11" / "site-packages" / "planning_workbench.pth"
    assert (pth.parent / pth.read_text("ascii").strip()).resolve() == moved.resolve()


def test_a_python_that_is_gone_is_noticed(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[Path] = []
    monkeypatch.setattr("venv.EnvBuilder.create", lambda self, folder: built.append(folder))
    Environment(checkout).create_if_missing()
    assert built == [checkout / ".venv"]


def test_a_working_environment_is_left_alone(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("venv.EnvBuilder.create", lambda self, folder: pytest.fail("made anew"))
    (checkout / ".venv" / "bin" / "python").symlink_to(sys.executable)
    Environment(checkout).create_if_missing()
