"""Make a fresh machine ready, then open the workbench or test it. Needs only Python and the checkout.

    python installer/bootstrap.py run               open the window on the sample workspace
    python installer/bootstrap.py test              every check, headless
    python installer/bootstrap.py wheelhouse DIR    fill a folder for machines without a network
    python installer/bootstrap.py lock              resolve pyproject.toml into the two locks (maintainers)

`run` and `test` take `--wheelhouse DIR` and then use no network. What is installed already is not asked
for again. Standard library only; this file also runs on a Python too old or too new for the workbench,
to look for a better one or say what is missing.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import checks
import locks
import system_libraries
from environment import PROJECT, Environment
from pythons import find_supported, is_supported
from trouble import SetupError


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return the exit code: 1 where the machine cannot be made ready."""
    speak_on_any_console()
    options = command_line().parse_args(arguments)
    try:
        if not is_supported(sys.version_info[:2]):
            return hand_over(find_supported(), sys.argv[1:] if arguments is None else arguments)
        code: int = options.command(options)
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return code


def command_line() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bootstrap.py", description="规划工作台：准备环境并运行或测试")
    commands = parser.add_subparsers(required=True, metavar="命令")
    for name, command, words in (
        ("run", run, "打开示例工作区的窗口；没有显示器时改为生成文件"),
        ("test", test, "运行全部检查和测试"),
    ):
        entry = commands.add_parser(name, help=words)
        entry.add_argument("--wheelhouse", type=Path, metavar="目录", help="只用此目录里的安装包，不使用网络")
        entry.set_defaults(command=command)
    fill = commands.add_parser("wheelhouse", help="下载全部安装包，供离线的计算机使用")
    fill.add_argument("folder", type=Path, metavar="目录")
    fill.set_defaults(command=fill_wheelhouse)
    relock = commands.add_parser("lock", help="维护用：按 pyproject.toml 重新生成两个锁定文件")
    relock.set_defaults(command=lambda _: locks.resolve(PROJECT))
    return parser


def run(options: argparse.Namespace) -> int:
    display = has_display(sys.platform, os.environ)
    environment = make_ready(locks.RUNNING, options.wheelhouse)
    if not display:
        print("没有检测到显示器：改为无窗口运行，结果写入 out 文件夹。", flush=True)
    return subprocess.run(
        [environment.python, *demo_arguments(display)], cwd=PROJECT, env=child_variables(display)
    ).returncode


def test(options: argparse.Namespace) -> int:
    environment = make_ready(locks.TESTING, options.wheelhouse)
    return checks.run_all(environment.python, PROJECT, child_variables(display=False))


def fill_wheelhouse(options: argparse.Namespace) -> int:
    environment = Environment(PROJECT)
    environment.create_if_missing()
    environment.download(locks.TESTING, options.folder)
    print(f"安装包已存入 {options.folder}。在相同系统、相同 Python 版本的离线计算机上运行：")
    print(f"    python installer/bootstrap.py run --wheelhouse {options.folder}")
    return 0


def make_ready(lock: str, wheelhouse: Path | None) -> Environment:
    """Bring in what is missing of the system's libraries and of the packages in `lock`."""
    environment = Environment(PROJECT)
    fresh = not environment.has_installed(lock)
    system_libraries.ensure(xvfb=fresh and not has_display(sys.platform, os.environ))
    environment.create_if_missing()
    if not environment.has_installed(lock):
        environment.install(lock, wheelhouse)
    return environment


def has_display(platform: str, variables: Mapping[str, str]) -> bool:
    """Whether a window can be shown. Only Linux is asked; Windows and macOS always have a desktop."""
    return not platform.startswith("linux") or bool(
        variables.get("DISPLAY") or variables.get("WAYLAND_DISPLAY")
    )


def demo_arguments(display: bool) -> list[str]:
    return ["-m", "workbench", "demo", *([] if display else ["--headless", "--out", "out"])]


def child_variables(display: bool) -> dict[str, str]:
    """The environment of the child process: UTF-8 everywhere, and Qt without a screen where there is none."""
    variables = {**os.environ, "PYTHONUTF8": "1"}
    if not display:
        variables["QT_QPA_PLATFORM"] = "offscreen"
    return variables


def hand_over(python: list[str], arguments: list[str]) -> int:
    return subprocess.run([*python, str(Path(__file__).resolve()), *arguments]).returncode


def speak_on_any_console() -> None:
    """A console that lacks Chinese characters shows question marks instead of stopping the installation."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    raise SystemExit(main())
