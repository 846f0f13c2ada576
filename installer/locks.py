"""The two locks: every package with its version and the SHA-256 of its files, for every system at once."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from trouble import SetupError

RUNNING = "requirements.txt"
TESTING = "requirements-dev.txt"  # holds all of RUNNING, at the same versions


def contained_in(lock: str) -> tuple[str, ...]:
    """The locks that are satisfied once `lock` is installed."""
    return (RUNNING, TESTING) if lock == TESTING else (RUNNING,)


def resolve(root: Path) -> int:
    """Write both locks anew from pyproject.toml with uv; versions already locked stay where they fit."""
    uv = shutil.which("uv") or shutil.which("uv", path=str(root / ".venv" / "bin"))
    if uv is None:
        raise SetupError("没有找到 uv，请先运行：pip install uv")
    for arguments in resolutions():
        code = subprocess.run([uv, "pip", "compile", *arguments, "pyproject.toml"], cwd=root).returncode
        if code:
            return code
    return 0


def resolutions() -> list[list[str]]:
    """uv's arguments for each lock. No index is named: where packages come from is the machine's affair."""
    shape = ["--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"]
    silence = ["--no-emit-index-url", "--no-emit-find-links", "--no-annotate", "--no-header"]
    return [
        [*shape, *silence, "-o", RUNNING],
        [*shape, *silence, "--extra", "dev", "-c", RUNNING, "-o", TESTING],
    ]
