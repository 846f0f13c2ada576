"""A second judge of our own papers, for tests alone: pdfplumber measures, nothing of `checking` helps.

It knows what a paper says (`PaperFacts`) and looks where GB/T 9704 wants it; `broken` gives one line a fault,
beginning with the number of its rule. Millimetres from the top left corner of the upright sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

MM = 25.4 / 72
ZI = 156 / 28
GRID = (225 - ZI) / 21  # from row to row: 22 em boxes fill the type area
NO_START = "。．，、：；！？”’」』）〕】》〉］｝〗·‧–—～／/"
NO_END = "“‘「『（〔【《〈［｛〖／/"
LEVELS = (r"[一二三四五六七八九十]+、", r"（[一二三四五六七八九十]+）", r"\d+[.．](?!\d)", r"（\d+）")
FACES = {"仿宋": "Fang", "小标宋": "BiaoSong", "黑体": "Hei", "楷体": "Kai", "宋体": "GWSong"}
DOTS = 130  # to the inch, of the raster in which ink is looked for

Faults = Iterator[str]


@dataclass(frozen=True)
class Type:
    """A row of type in the frame in which it is read."""

    page: int
    chars: tuple[dict[str, Any], ...]
    turned: bool = False

    @property
    def text(self) -> str:
        return "".join(char["text"] for char in self.chars)

    @property
    def size(self) -> float:
        return float(self.chars[0]["size"])

    @property
    def base(self) -> float:
        return float(self.chars[0]["base"])

    @property
    def top(self) -> float:
        return self.base - 0.88 * self.size * MM

    @property
    def bottom(self) -> float:
        return self.base + 0.12 * self.size * MM

    @property
    def x0(self) -> float:
        return float(self.chars[0]["left"])

    @property
    def x1(self) -> float:
        return float(self.chars[-1]["right"])

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def red(self) -> bool:
        return is_red(self.chars[0]["non_stroking_color"])

    def face(self, number: int = 0) -> str:
        font = self.chars[number]["fontname"].split("+")[-1]
        return next((face for face, name in FACES.items() if name in font), font)


@dataclass(frozen=True)
class Line:
    """A ruled line along the page."""

    x0: float
    x1: float
    y: float
    width: float
    red: bool


def is_red(colour: Any) -> bool:
    parts = tuple(colour) if isinstance(colour, tuple | list) else (colour,)
    return bool(len(parts) == 3 and parts[0] >= 0.75 and max(parts[1:]) <= 0.35)


def is_black(colour: Any) -> bool:
    parts = tuple(colour) if isinstance(colour, tuple | list) else (colour,)
    return bool(parts[-1] >= 0.9 and max(parts[:3]) <= 0.1 if len(parts) == 4 else max(parts) <= 0.1)


class Sheet:
    """A page: rows of upright type, rows read with the sheet turned clockwise, ruled lines, a raster."""

    def __init__(self, page: Any, number: int) -> None:
        self.page, self.number = page, number
        self.width, self.height = float(page.width) * MM, float(page.height) * MM
        upright: list[dict[str, Any]] = []
        turned: list[dict[str, Any]] = []
        for char in page.chars:
            if not char["text"].strip():
                continue
            a, b, c, _, e, f = char["matrix"]
            if abs(b) < 1e-3 and a > 0:
                y = (float(page.height) - f) * MM
                upright.append({**char, "base": y, "left": char["x0"] * MM, "right": char["x1"] * MM})
            else:  # runs up the sheet: read from the left edge down
                place = {"base": e * MM, "left": char["y0"] * MM, "right": char["y1"] * MM}
                turned.append({**char, **place, "size": char["width"], "runs_up": b > 0 > c})
        self.upright, self.turned = rows(upright, number), rows(turned, number, turned=True)
        self.is_turned = len(turned) > len(upright)

    def lines(self) -> list[Line]:
        found = []
        for one in self.page.lines:
            if abs(one["x1"] - one["x0"]) * MM > 20:
                red = is_red(one["stroking_color"])
                found.append(
                    Line(one["x0"] * MM, one["x1"] * MM, one["top"] * MM, one["linewidth"] * MM, red)
                )
        for one in self.page.rects:
            if one["height"] * MM < 1.1 and one["width"] * MM > 20:
                middle, red = (one["top"] + one["bottom"]) / 2 * MM, is_red(one["non_stroking_color"])
                found.append(Line(one["x0"] * MM, one["x1"] * MM, middle, one["height"] * MM, red))
        return sorted(found, key=lambda line: line.y)

    @cached_property
    def _raster(self) -> Any:
        return self.page.to_image(resolution=DOTS).original.convert("L")

    def ink(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, ...] | None:
        """The box of all ink in a window, from a raster."""
        scale = DOTS / 25.4
        box = self._raster.crop([int(value * scale) for value in (x0, y0, x1, y1)])
        found = box.point(lambda value: 255 if value < 160 else 0).getbbox()
        if not found:
            return None
        left, top, right, bottom = (value / scale for value in found)
        return x0 + left, y0 + top, x0 + right, y0 + bottom


def rows(chars: Sequence[dict[str, Any]], page: int, *, turned: bool = False) -> list[Type]:
    grouped: list[list[dict[str, Any]]] = []
    for char in sorted(chars, key=lambda char: char["base"]):
        if grouped and char["base"] - grouped[-1][0]["base"] < 0.3:
            grouped[-1].append(char)
        else:
            grouped.append([char])
    return [Type(page, tuple(sorted(row, key=lambda char: char["left"])), turned) for row in grouped]


def squeezed(text: str) -> str:
    return "".join(text.split())
