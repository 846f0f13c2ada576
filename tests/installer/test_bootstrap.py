"""The command line of the bootstrap: what each command is told, and how it starts the workbench."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

import bootstrap
import locks
from environment import PROJECT
from pythons import candidates, find_supported, is_supported
from trouble import SetupError


@pytest.mark.parametrize(
    ("platform", "variables", "display"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_a_display_is_found(platform: str, variables: dict[str, str], display: bool) -> None:
    assert bootstrap.has_display(platform, variables) is display


def test_without_a_display_the_demo_writes_files() -> None:
    assert bootstrap.demo_arguments(True) == ["-m", "workbench", "demo"]
    assert bootstrap.demo_arguments(False) == ["-m", "workbench", "demo", "--headless", "--out", "out"]
    assert bootstrap.child_variables(False)["QT_QPA_PLATFORM"] == "offscreen"


@pytest.mark.parametrize(
    ("words", "command", "wheelhouse"),
    [
        (["run"], bootstrap.run, None),
        (["test"], bootstrap.test, None),
        (["run", "--wheelhouse", "U盘"], bootstrap.run, Path("U盘")),
    ],
)
def test_the_command_line_is_understood(words: list[str], command: object, wheelhouse: Path | None) -> None:
    options = bootstrap.command_line().parse_args(words)
    assert (options.command, options.wheelhouse) == (command, wheelhouse)


@pytest.mark.parametrize("words", [[], ["fly"], ["wheelhouse"]])
def test_a_wrong_command_line_is_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        bootstrap.command_line().parse_args(words)
    assert exit_.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_trouble_is_one_sentence_and_exit_code_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(options: argparse.Namespace) -> int:
        raise SetupError("磁盘已满，请清理后重试。")

    monkeypatch.setattr(bootstrap, "run", fail)
    assert bootstrap.main(["run"]) == 1
    assert capsys.readouterr().err == "\n磁盘已满，请清理后重试。\n"


@pytest.mark.parametrize(
    ("version", "supported"), [((3, 10), False), ((3, 11), True), ((3, 12), True), ((3, 13), False)]
)
def test_the_supported_pythons_are_those_of_the_project(version: tuple[int, int], supported: bool) -> None:
    assert is_supported(version) is supported
    settings = (PROJECT / "pyproject.toml").read_text("utf-8")
    assert 'requires-python = ">=3.11,<3.13"' in settings


def test_another_python_is_looked_for_newest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    assert candidates()[0] == ["python3.12"]
    monkeypatch.setattr("pythons.answers", lambda command: command == ["py", "-3.11"])
    assert find_supported() == ["py", "-3.11"]
    monkeypatch.setattr("pythons.answers", lambda command: False)
    with pytest.raises(SetupError, match=r"3\.11 或 3\.12"):
        find_supported()


def test_the_locks_are_resolved_without_naming_an_index() -> None:
    running, testing = locks.resolutions()
    assert running[-1] == locks.RUNNING and testing[-1] == locks.TESTING
    assert testing[testing.index("-c") + 1] == locks.RUNNING
    assert not any(word.startswith(("--index", "--extra-index", "http")) for word in running + testing)
