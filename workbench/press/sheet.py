"""Where everything is: pages of texts and rules with their places, before any ink.

Points from the top left corner, downwards, in the frame the page is read in: a turned page (横排) is
297 × 210 mm here and is laid onto the upright sheet by the ink.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from workbench.drawing.scene import Scene
from workbench.press.breaking import EM, Line, Run
from workbench.press.faces import Role, TypeCase
from workbench.press.geometry import baseline


class Colour(Enum):
    """The only two inks (5.2.4, 7.2.4)."""

    BLACK = "0 0 0"
    RED = "0.902 0 0"  # E60000


class Text(NamedTuple):
    """A row of text: where its first character's origin is, its size, and its line with widths and spread."""

    x: float
    base: float
    size: float
    line: Line
    colour: Colour = Colour.BLACK


class Rule(NamedTuple):
    """A straight rule, `width` thick around its middle."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float
    colour: Colour = Colour.BLACK


class Bookmark(NamedTuple):
    """An entry of the document's outline, pointing at a height on a page."""

    title: str
    level: int = 0
    top: float = 0.0


class Picture(NamedTuple):
    """A scene whose top left corner is at x, y; its texts have `size` points where their style adds none.

    `after` so many texts of the page it is read, and written into the file.
    """

    scene: Scene
    x: float
    y: float
    size: float
    after: int = 0


class Link(NamedTuple):
    """An area that leads to a page, counted from 0, when it is clicked."""

    x0: float
    y0: float
    x1: float
    y1: float
    page: int


@dataclass(slots=True)
class Page:
    """One page. `turned` where it is read with the sheet turned clockwise; `footer` is always upright;
    `tight` has the cells of tables that are set tight on it."""

    turned: bool = False
    footer: Text | None = None
    texts: list[Text] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    bookmarks: list[Bookmark] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    tight: list[tuple[tuple[str, ...], ...]] = field(default_factory=list)


def width_of(line: Line, size: float) -> float:
    """Natural width of a line in points."""
    return line.width * size / EM


def left_text(line: Line, x: float, top: float, size: float) -> Text:
    return Text(x, baseline(top, size), size, line)


def centred_text(line: Line, middle: float, top: float, size: float) -> Text:
    return Text(middle - width_of(line, size) / 2, baseline(top, size), size, line)


def right_text(line: Line, right: float, top: float, size: float) -> Text:
    return Text(right - width_of(line, size), baseline(top, size), size, line)


def plain_line(text: str, role: Role, case: TypeCase) -> Line:
    """A line that is never broken: a number, a date, a name."""
    text = case.printable(role, text)
    return Line((Run(role, text),), case.width(role, text), 0)
