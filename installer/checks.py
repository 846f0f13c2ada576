"""Everything that must hold before a change lands, run part after part, whatever fails."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Check:
    """One part: its name in the summary, and the arguments after `python -m`. Settings: pyproject.toml."""

    name: str
    module: tuple[str, ...]


CHECKS = (
    Check("写法检查 ruff check", ("ruff", "check", ".")),
    Check("格式检查 ruff format", ("ruff", "format", "--check", ".")),
    Check("类型检查 mypy --strict", ("mypy",)),
    Check("测试 pytest", ("pytest", "-n", "2")),
)


@dataclass(frozen=True)
class Outcome:
    check: Check
    code: int
    seconds: float


def run_all(python: str, root: Path, variables: Mapping[str, str]) -> int:
    """Run every check in `root`, print a summary, and return 0 only where all of them passed."""
    outcomes = [run_one(check, python, root, variables) for check in CHECKS]
    print(summary(outcomes), flush=True)
    return 0 if all(outcome.code == 0 for outcome in outcomes) else 1


def run_one(check: Check, python: str, root: Path, variables: Mapping[str, str]) -> Outcome:
    print(f"\n── {check.name}", flush=True)
    began = time.perf_counter()
    code = subprocess.run([python, "-m", *check.module], cwd=root, env=dict(variables)).returncode
    return Outcome(check, code, time.perf_counter() - began)


def summary(outcomes: list[Outcome]) -> str:
    lines = [
        f"  {'通过' if outcome.code == 0 else '未通过'}  {outcome.check.name}（{outcome.seconds:.0f} 秒）"
        for outcome in outcomes
    ]
    failed = sum(outcome.code != 0 for outcome in outcomes)
    return "\n".join(["", "── 汇总", *lines, f"  {failed} 项未通过" if failed else "  全部通过"])
