"""What runs in the child process for the reports page: a paper set, or written to a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import CannotWriteError
from workbench.rows.papers import PaperFacts, WallFacts

if TYPE_CHECKING:
    from workbench.press.faces import FontChoice
    from workbench.press.paper import Paper


@dataclass(frozen=True, slots=True)
class Proof:
    """A paper as it will be printed (样张), with the name of the face that each role got."""

    paper: Paper
    faces: tuple[tuple[str, str], ...]


def set_proof(facts: PaperFacts | WallFacts, fonts: FontChoice, size: str) -> Proof:
    """Set a paper; `size` is that of a wall chart's sheet. Raises RefusedError."""
    from workbench.press.faces import Role, TypeCase

    case = TypeCase(fonts)
    faces = tuple((role.value, case.chief(role).name) for role in Role)
    return Proof(_printed(facts, fonts, size), faces)


def write_paper(facts: PaperFacts | WallFacts, to: Path, fonts: FontChoice, size: str) -> Path:
    """Write a paper as the ending of its file's name says. Raises RefusedError, CannotWriteError.

    The file appears when it is whole: to end the process over it leaves at most its `unfinished` part.
    """
    data = _as_file(facts, to.suffix.lower(), fonts, size)
    part = unfinished(to)
    try:
        part.write_bytes(data)
        part.replace(to)
    except OSError as error:
        part.unlink(missing_ok=True)
        what = f"无法写入“{to.name}”。"
        raise CannotWriteError(what, "请关闭正在打开它的程序，或换一个位置保存。") from error
    return to


def unfinished(to: Path) -> Path:
    """What a file is called while it is written."""
    return to.with_name(f".{to.name}.part")


def _as_file(facts: PaperFacts | WallFacts, ending: str, fonts: FontChoice, size: str) -> bytes:
    if isinstance(facts, PaperFacts) and ending == ".docx":
        from workbench.exchange.word.writing import write_word
        from workbench.press.measures import PressMeasures

        return write_word(facts, PressMeasures(fonts, facts))
    if isinstance(facts, PaperFacts) and ending == ".xlsx":
        from workbench.exchange.workbook import write_workbook

        return write_workbook(facts.tables, facts.title)
    return _printed(facts, fonts, size).pdf


def _printed(facts: PaperFacts | WallFacts, fonts: FontChoice, size: str) -> Paper:
    if isinstance(facts, WallFacts):
        from workbench.press.wall_chart import print_wall

        return print_wall(facts, paper=size, fonts=fonts)
    from workbench.press.printing import print_paper

    return print_paper(facts, fonts=fonts)
