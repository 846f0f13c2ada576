"""Which system packages are asked for, and when their absence stops the way."""

from __future__ import annotations

import sys

import pytest

import system_libraries
from trouble import SetupError

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux needs system packages"
)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A machine of an ordinary user that has everything but Xvfb."""
    monkeypatch.setattr(system_libraries, "can_load", lambda library: True)
    monkeypatch.setattr(system_libraries, "missing_venv", list)
    monkeypatch.setattr(system_libraries, "may_install", lambda: False)
    monkeypatch.setattr("shutil.which", lambda name: None)
    return monkeypatch


def test_the_line_to_type_names_just_what_is_missing() -> None:
    missing = system_libraries.missing_packages(lambda library: "xcb-cursor" not in library)
    assert missing == ["libxcb-cursor0"]
    assert "sudo apt-get install -y --no-install-recommends libxcb-cursor0\n" in system_libraries.advice(
        missing
    )


def test_a_missing_library_stops_an_ordinary_user_with_the_line(machine: pytest.MonkeyPatch) -> None:
    machine.setattr(system_libraries, "can_load", lambda library: library != "libEGL.so.1")
    with pytest.raises(SetupError, match=r"libegl1 xvfb\n"):
        system_libraries.ensure(xvfb=True)


def test_a_missing_xvfb_stops_nobody(machine: pytest.MonkeyPatch) -> None:
    system_libraries.ensure(xvfb=True)


@pytest.mark.parametrize("succeeds", [True, False])
def test_root_installs_what_is_missing(machine: pytest.MonkeyPatch, succeeds: bool) -> None:
    asked: list[list[str]] = []
    machine.setattr(system_libraries, "can_load", lambda library: library != "libGL.so.1")
    machine.setattr(system_libraries, "may_install", lambda: True)

    def install(packages: list[str]) -> bool:
        asked.append(packages)
        return succeeds

    machine.setattr(system_libraries, "install", install)
    if succeeds:
        system_libraries.ensure(xvfb=True)
    else:
        with pytest.raises(SetupError):
            system_libraries.ensure(xvfb=True)
    assert asked == [["libgl1", "xvfb"]]


def test_nothing_missing_asks_for_nothing(machine: pytest.MonkeyPatch) -> None:
    machine.setattr(system_libraries, "may_install", lambda: True)
    machine.setattr(system_libraries, "install", lambda packages: pytest.fail(f"asked for {packages}"))
    system_libraries.ensure(xvfb=False)


def test_the_libraries_of_this_machine_load() -> None:
    """The names in the table are real: the tests run with Qt, so all of them are here."""
    assert system_libraries.missing_packages(system_libraries.can_load) == []
