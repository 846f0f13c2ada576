"""What runs in the child process when a document is read: the reader's doors, for a file that is opened once.

Opening a PDF takes most of its reading, and the window asks for one file several times: for the draft, for
its places on the pages, for the other characters, for a column explained. So the last files stay open here.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

from workbench.reading.draft import Draft
from workbench.reading.formats.source import Source
from workbench.terms import Script

#: Files kept open; a large PDF with its places takes some 50 MB.
KEPT = 3


@lru_cache(KEPT)
def lay_out(name: str, data: bytes) -> Source:
    """Where everything stands in a file. Raises CannotReadError."""
    from workbench.reading.formats import open_source

    return open_source(name, data)


def read_quietly(path: str) -> Draft:
    """Read one file. A Traditional one is given in Simplified at first. Raises CannotReadError."""
    from workbench.reading import bytes_of

    return read_copied(Path(path).name, bytes_of(Path(path)))


def read_copied(name: str, data: bytes) -> Draft:
    """Read what was copied, as `read_quietly` reads a file."""
    draft = read_in(name, data, "keep")
    return read_in(name, data, "hans") if draft.meta.script is Script.HANT else draft


def read_in(name: str, data: bytes, script: str) -> Draft:
    """Read in other characters, or with what was learnt since."""
    from workbench.reading import read_bytes

    wanted = cast(Literal["keep", "hans", "hant"], script)
    return read_bytes(name, data, script=wanted, source=lay_out(name, data))
