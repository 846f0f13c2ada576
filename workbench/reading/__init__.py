"""A document read into a Draft: nothing invented, nothing dropped in silence, every fact with its place.

The doors load their rooms on first use, so that importing this package costs nothing at start-up.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from workbench.reading.draft import Draft
    from workbench.reading.formats.source import Source
    from workbench.reading.known_heads import KnownHeads

__all__ = ["as_json", "bytes_of", "read_bytes", "read_file"]


def read_file(path: Path, *, script: Literal["keep", "hans", "hant"] = "keep") -> Draft:
    """Read one document without storing anything.

    `script` turns the facts into Simplified (hans) or Traditional (hant); text and spans stay the source's.
    Raises CannotReadError where the file cannot be read: UnsupportedFormatError, GarbledTextError.
    """
    return read_bytes(path.name, bytes_of(path), script=script)


def bytes_of(path: Path) -> bytes:
    """What the file holds. Raises CannotReadError."""
    from workbench.errors import CannotReadError

    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise CannotReadError(f"找不到文件“{path.name}”。", "请检查文件是否已移走或改名。") from error
    except IsADirectoryError as error:
        raise CannotReadError(f"“{path.name}”是一个文件夹。", "请选择其中的文件。") from error
    except OSError as error:
        raise CannotReadError(
            f"文件“{path.name}”打不开。", "请检查文件是否正被别的程序占用、是否有权限读取。"
        ) from error


def read_bytes(
    name: str,
    data: bytes,
    *,
    script: Literal["keep", "hans", "hant"] = "keep",
    heads: KnownHeads | None = None,
    source: Source | None = None,
) -> Draft:
    """Read one document from its bytes; `name` is shown to the planner. Raises as `read_file` does.

    `heads` are column heads the planner explained for this reading; `office_lexicon.remember_head` keeps
    them for the next document. `source` is the file, where `formats.open_source` has opened it already.
    """
    from dataclasses import replace

    from workbench.collector import collector_paused
    from workbench.reading.assembly import assemble
    from workbench.reading.converted import converted
    from workbench.reading.formats import open_source
    from workbench.reading.known_heads import knowing
    from workbench.reading.office_lexicon import office_problems, refresh
    from workbench.reading.script import Converter

    refresh()
    with knowing(heads), collector_paused():
        draft = assemble(name, data, source or open_source(name, data))
    draft = replace(draft, problems=(*draft.problems, *office_problems()))
    return draft if script == "keep" else converted(draft, Converter(script))


def as_json(drafts: Sequence[Draft]) -> dict[str, object]:
    """The drafts as the JSON of `workbench read`, schema workbench.reading/1."""
    from workbench.reading import json_form

    return json_form.as_json(drafts)
