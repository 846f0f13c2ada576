"""Where the program's own files are: the fonts, word lists, calendars and pictures that come with it.

They lie in `resources/` beside the package in a checkout, and inside the package in an installed wheel.
"""

from __future__ import annotations

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
