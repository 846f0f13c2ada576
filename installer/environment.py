"""The project's own `.venv`: made once, filled from a hash lock, left alone while the lock stays the same."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

import locks
from pythons import answers
from trouble import SetupError

PROJECT = Path(__file__).resolve().parent.parent
WINDOWS = os.name == "nt"


class Environment:
    """The virtual environment of the checkout at `root`. Nothing is touched until a method is called."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.scripts = self.folder / ("Scripts" if WINDOWS else "bin")
        self.python = str(self.scripts / ("python.exe" if WINDOWS else "python"))
        self.stamp = self.folder / "installed-locks.txt"

    def create_if_missing(self) -> None:
        """Make `.venv`, also anew where its Python has gone or has grown too old."""
        if Path(self.python).exists() and answers([self.python]):
            return
        print("正在创建 .venv ……", flush=True)
        try:
            venv.EnvBuilder(with_pip=True, clear=True, symlinks=not WINDOWS).create(self.folder)
        except (OSError, subprocess.CalledProcessError) as error:
            raise SetupError(
                f"无法创建 {self.folder}：{error}\n请确认磁盘空间充足、该文件夹可以写入。"
            ) from error

    def has_installed(self, lock: str) -> bool:
        """Whether exactly this lock's text was installed here last, so that nothing is to be done."""
        installed = self.stamp.read_text("utf-8").splitlines() if self.stamp.is_file() else []
        return stamp_line(self.root, lock) in installed

    def install(self, lock: str, wheelhouse: Path | None = None) -> None:
        """Install the lock; with a `wheelhouse` from that folder alone, without a network.

        The stamp goes first and comes back last, so that an interrupted installation is repeated.
        """
        if wheelhouse is not None and not wheelhouse.is_dir():
            raise SetupError(f"没有找到安装包目录 {wheelhouse}，请检查 --wheelhouse 后面的路径。")
        print("正在安装依赖，首次需要几分钟 ……", flush=True)
        self.stamp.unlink(missing_ok=True)
        source = [] if wheelhouse is None else ["--no-index", "--find-links", str(wheelhouse.resolve())]
        self.pip("install", *source, "-r", str(self.root / lock))
        self.make_importable()
        lines = [stamp_line(self.root, each) for each in locks.contained_in(lock)]
        self.stamp.write_text("\n".join(lines) + "\n", "utf-8")

    def download(self, lock: str, folder: Path) -> None:
        """Fetch every wheel of the lock, for this system and this Python, into `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        self.pip("download", "--dest", str(folder.resolve()), "-r", str(self.root / lock))

    def pip(self, command: str, *arguments: str) -> None:
        """Run pip so that only the very files named in the lock are accepted, and no foreign build is run."""
        manners = ["--require-hashes", "--only-binary", ":all:", "--disable-pip-version-check"]
        if not sys.stdout.isatty():
            manners.append("--quiet")  # progress is for a person
        done = subprocess.run([self.python, "-m", "pip", command, *manners, *arguments], cwd=self.root)
        if done.returncode:
            raise SetupError(
                "依赖没有装好，原因见上面的英文提示。\n"
                "没有网络时，请在能上网、系统相同的计算机上运行\n"
                "    python installer/bootstrap.py wheelhouse 目录\n"
                "把该目录带过来，再加上 --wheelhouse 目录 重新运行。"
            )

    def make_importable(self) -> None:
        """Let `workbench` run from any folder: the checkout joins the import path, and gets a command.

        Both point to the checkout by a relative path (`site` reads a .pth line from its own folder), so that
        the project may be moved, and lie under a path with Chinese characters. No build, no network.
        """
        packages = self.site_packages()
        (packages / "planning_workbench.pth").write_text(os.path.relpath(self.root, packages) + "\n", "ascii")
        if WINDOWS:
            command = self.scripts / "workbench.cmd"
            command.write_text('@"%~dp0python.exe" -m workbench %*\n', "ascii")
        else:
            command = self.scripts / "workbench"
            command.write_text('#!/bin/sh\nexec "$(dirname "$0")/python" -m workbench "$@"\n', "ascii")
            command.chmod(0o755)

    def site_packages(self) -> Path:
        """As venv lays it out: `Lib/site-packages` on Windows, `lib/python3.x/site-packages` elsewhere."""
        pattern = "Lib/site-packages" if WINDOWS else "lib/python3.*/site-packages"
        return next(self.folder.glob(pattern))


def stamp_line(root: Path, lock: str) -> str:
    """The lock's name and the SHA-256 of its text, whatever line ends the checkout was given."""
    text = (root / lock).read_bytes().replace(b"\r\n", b"\n")
    return f"{lock} {hashlib.sha256(text).hexdigest()}"
