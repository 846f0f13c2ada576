"""The faces installed on this machine, by family name as the user knows it (仿宋_GB2312).

Only the name table of each file is read, once a process. Files that are no fonts are passed over.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from fontTools.ttLib import TTCollection, TTFont, TTLibError

_FAMILY_NAMES = (1, 16)  # name table: family, typographic family


class Installed(NamedTuple):
    """A face in a file; `face` counts the faces of a collection (.ttc)."""

    path: Path
    face: int


def folders() -> tuple[Path, ...]:
    """Where this system keeps fonts, for everyone and for this user."""
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
        return (
            Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts",
            local / "Microsoft" / "Windows" / "Fonts",
        )
    if sys.platform == "darwin":
        return Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"
    return (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local" / "share" / "fonts",
        home / ".fonts",
    )


@cache
def families() -> Mapping[str, tuple[Installed, ...]]:
    """Every family name found, in each language its font states it."""
    return families_in(folders())


def families_in(places: tuple[Path, ...]) -> dict[str, tuple[Installed, ...]]:
    """Family names of the TrueType files under some folders."""
    found: dict[str, list[Installed]] = defaultdict(list)
    for place in places:
        for path in sorted(place.rglob("*")):
            if path.suffix.lower() in (".ttf", ".ttc"):
                for index, names in enumerate(_names(path)):
                    for name in names:
                        found[name].append(Installed(path, index))
    return {name: tuple(faces) for name, faces in found.items()}


def _names(path: Path) -> list[set[str]]:
    """Family names of each face in a file; none where it is damaged, or no font at all."""
    try:
        with path.open("rb") as file:
            if path.suffix.lower() == ".ttc":
                return [_family_names(font) for font in TTCollection(file, lazy=True).fonts]
            return [_family_names(TTFont(file, lazy=True))]
    except (TTLibError, OSError, ValueError):
        return []


def _family_names(font: TTFont) -> set[str]:
    if "glyf" not in font:  # CFF outlines cannot be embedded
        return set()
    return {
        str(record.toUnicode(errors="replace"))
        for record in font["name"].names
        if record.nameID in _FAMILY_NAMES
    }
