"""Where the program keeps things of its own for this user."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_NAME = "planning-workbench"


def data_folder() -> Path:
    """The user's data folder as each system has it; not made yet."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / _NAME
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / _NAME
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / _NAME


def log_folder() -> Path:
    return data_folder() / "logs"
