"""Where the program's own files are: the fonts, word lists, calendars and pictures that come with it.

They lie in `resources/` beside the package in a checkout, and inside the package in an installed wheel.
What the office adds of its own lies in the user's configuration folder (`office_path`).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_PLACES = (_PACKAGE / "resources", _PACKAGE.parent / "resources")


def resource_path(*parts: str) -> Path:
    """The path of one of the program's own files, such as `resource_path("lexicon", "regions.txt")`.

    Raises FileNotFoundError where the installation lacks it: a bug of ours, not of the user's data.
    """
    for place in _PLACES:
        path = place.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"not part of this installation: {'/'.join(parts)}")


def office_path(*parts: str) -> Path:
    """A path in the user's configuration folder, where the office keeps word lists of its own; not made yet.

    It is the folder the window keeps its settings in, told without Qt.
    """
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Preferences"
    else:
        base = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return base.joinpath("planning-workbench", *parts)
