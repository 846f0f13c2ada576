"""What Qt needs from a Linux system beside its own wheels, and how to get it on Debian and its kin."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable

from trouble import SetupError

#: What Qt's widgets and its xcb and offscreen platforms load (by readelf), and the Debian package of each.
PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}


def ensure(*, xvfb: bool) -> None:
    """Install through apt what is missing, as root; otherwise raise SetupError with the line to type.

    Xvfb, a display in memory, is taken along where `xvfb` says so, but its absence never stops the way.
    """
    if not sys.platform.startswith("linux"):
        return
    needed = missing_packages(can_load) + missing_venv()
    wished = ["xvfb"] if xvfb and not shutil.which("Xvfb") else []
    installed = bool(needed + wished) and may_install() and install(needed + wished)
    if needed and not installed:
        raise SetupError(advice(needed + wished))


def may_install() -> bool:
    return shutil.which("apt-get") is not None and os.geteuid() == 0


def missing_packages(loads: Callable[[str], bool]) -> list[str]:
    return [package for library, package in PACKAGES.items() if not loads(library)]


def can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_venv() -> list[str]:
    """Debian splits the module that puts pip into a virtual environment from its Python."""
    present = importlib.util.find_spec("ensurepip") is not None
    return [] if present else [f"python3.{sys.version_info[1]}-venv"]


def apt_line(packages: list[str]) -> list[str]:
    return ["apt-get", "install", "-y", "--no-install-recommends", *packages]


def install(packages: list[str]) -> bool:
    """Run apt as root; its complaints are shown. Tells whether it succeeded."""
    print(f"正在安装系统组件：{' '.join(packages)} ……", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    steps = (["apt-get", "update", "-qq"], apt_line(packages))
    return all(subprocess.run(step, env=quiet, stdout=subprocess.DEVNULL).returncode == 0 for step in steps)


def advice(packages: list[str]) -> str:
    return (
        "系统缺少运行图形界面所需的组件。请先在终端运行下面这一行，再重试：\n"
        f"    sudo {' '.join(apt_line(packages))}\n"
        "（不是 Debian、Ubuntu、统信或麒麟系统时，请用系统自带的软件管理安装同名组件。）"
    )
