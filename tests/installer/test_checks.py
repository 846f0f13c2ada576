"""Every check runs whatever fails, and one failure is enough for the exit code."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import checks
from checks import Check

PASSES = Check("甲", ("this",))
FAILS = Check("乙", ("no_such_module_anywhere",))


@pytest.mark.parametrize(
    ("parts", "code", "closing"),
    [((PASSES,), 0, "  全部通过"), ((FAILS, PASSES), 1, "  1 项未通过"), ((FAILS, FAILS), 1, "  2 项未通过")],
)
def test_all_parts_run_and_one_failure_counts(
    parts: tuple[Check, ...],
    code: int,
    closing: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(checks, "CHECKS", parts)
    assert checks.run_all(sys.executable, Path.cwd(), {}) == code
    lines = capfd.readouterr().out.splitlines()
    assert [line for line in lines if line.startswith("── ") and "汇总" not in line] == [
        f"── {part.name}" for part in parts
    ]
    assert lines[-1] == closing


def test_pytest_comes_last_so_that_its_closing_line_stays_in_sight() -> None:
    assert checks.CHECKS[-1].module[0] == "pytest"
