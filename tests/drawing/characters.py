"""A painter for tests: scenes of a Gantt drawn as characters, one a column of ten points and one a row."""

from __future__ import annotations

from workbench.drawing import gantt_styles as ink
from workbench.drawing.scene import Scene, Style

WIDTH = 10.0
_LOOKS = (ink.RUNNING, ink.WAITING, ink.DONE, ink.OVERDUE, ink.PAUSED, ink.DROPPED)
#: What each style looks like; later ones lie on top.
_SIGNS: dict[Style, str] = {
    **{look.body: "=" for look in _LOOKS},
    **{look.tail: "-" for look in _LOOKS},
    **{look.done: "#" for look in _LOOKS},
    **{look.hatch: "~" for look in _LOOKS},
    ink.SUMMARY: "_",
    ink.SUMMARY_DONE: "█",
}
_MARKS: dict[Style, str] = {
    **{look.mark: "◆" for look in _LOOKS},
    ink.BEYOND: "‹",
    ink.LINK_HEAD: "▸",
}
_TIPS: dict[Style, str] = {look.open_edge: ">" for look in _LOOKS}


def as_characters(scene: Scene, columns: int, rows: int, row_height: float) -> str:
    """The bars and marks of a scene; dots where there is nothing."""
    grid = [["." for _ in range(columns)] for _ in range(rows)]

    def put(x: float, y: float, sign: str) -> None:
        column, row = int(x // WIDTH), int(y // row_height)
        if 0 <= column < columns and 0 <= row < rows:
            grid[row][column] = sign

    for batch in scene:
        for rectangle in batch.rectangles:
            if sign := _SIGNS.get(batch.style):
                for step in range(int(rectangle.width // WIDTH)):
                    put(rectangle.x + (step + 0.5) * WIDTH, rectangle.y + rectangle.height / 2, sign)
        for polygon in batch.polygons:
            if sign := _MARKS.get(batch.style):
                xs, ys = [point.x for point in polygon], [point.y for point in polygon]
                put((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2, sign)
        for polyline in batch.polylines:
            if sign := _TIPS.get(batch.style):
                put(polyline[1].x, polyline[1].y, sign)
    return "\n".join("".join(line) for line in grid)
