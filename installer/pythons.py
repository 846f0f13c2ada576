"""Which Pythons the workbench runs on, and where to find one. Runs on any Python 3.8 or later."""

from __future__ import annotations

import shutil
import subprocess
import sys

from trouble import SetupError

OLDEST = (3, 11)
FIRST_UNSUPPORTED = (3, 13)  # with pyproject.toml's requires-python


def is_supported(version: tuple[int, ...]) -> bool:
    return OLDEST <= version[:2] < FIRST_UNSUPPORTED


def find_supported() -> list[str]:
    """The command of a supported Python on this machine, as the first words of an argument list.

    Raises SetupError where there is none.
    """
    for command in candidates():
        if answers(command):
            return command
    found = ".".join(str(part) for part in sys.version_info[:3])
    raise SetupError(
        f"规划工作台需要 Python 3.11 或 3.12，当前是 {found}，也没有找到其他可用的版本。\n"
        "请先安装 Python 3.12（Windows 请勾选“Add python.exe to PATH”），再重新运行本命令。"
    )


def candidates() -> list[list[str]]:
    """Newest first; `py` is the launcher of Windows."""
    versions = [f"3.{minor}" for minor in range(FIRST_UNSUPPORTED[1] - 1, OLDEST[1] - 1, -1)]
    return [[f"python{version}"] for version in versions] + [["py", f"-{version}"] for version in versions]


def answers(command: list[str]) -> bool:
    """Whether the command starts a supported Python: a name on PATH may be a shim with nothing behind it."""
    if shutil.which(command[0]) is None:
        return False
    try:
        answer = subprocess.run(
            [*command, "-c", "import sys; print(*sys.version_info[:2])"],
            capture_output=True,
            text=True,
            timeout=30,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and is_supported(tuple(int(part) for part in answer.stdout.split()))
