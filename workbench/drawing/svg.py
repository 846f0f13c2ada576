"""A Scene as SVG: equal scenes give equal text, and every text stays text."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from workbench.drawing.scene import Align, Batch, Fill, Point, Rectangle, Scene, Style, Text

_FAMILIES = "Microsoft YaHei, PingFang SC, Noto Sans CJK SC, Source Han Sans SC, sans-serif"
_ANCHORS = {Align.LEFT: "start", Align.CENTER: "middle", Align.RIGHT: "end"}
_MIDDLE = 0.38  # of the em, from the middle of a text to its baseline
_HAIRLINE = 0.6


def to_svg(
    scene: Scene,
    width: float,
    height: float,
    *,
    size: float = 9.0,
    inset: tuple[Scene, Rectangle] | None = None,
) -> str:
    """The picture, `width` × `height` points, with texts of the base size.

    An `inset` is a second scene, moved right by the x of its box and cut to it.
    """
    body = list(_shapes(scene, size))
    if inset:
        picture, box = inset
        clip = f'x="0" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}"'
        body += [f'<clipPath id="inset"><rect {clip}/></clipPath>']
        body += [f'<g transform="translate({box.x:g} 0)" clip-path="url(#inset)">']
        body += [*_shapes(picture, size), "</g>"]
    hatches = _hatches([scene, *([inset[0]] if inset else [])])
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}pt"'
    ground = f'<rect width="{width:g}" height="{height:g}" fill="#ffffff"/>'
    return "\n".join(
        [f'{head} height="{height:g}pt" font-family="{_FAMILIES}">', *hatches, ground, *body, "</svg>", ""]
    )


def _hatches(scenes: list[Scene]) -> Iterator[str]:
    """A pattern for each colour that hatches something."""
    styles = (batch.style for scene in scenes for batch in scene)
    colours = dict.fromkeys(style.fill for style in styles if style.pattern is Fill.HATCHED)
    for colour in colours:
        if colour:
            yield (
                f'<pattern id="{_hatch_name(colour)}" width="4.2" height="4.2" '
                'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
                f'<line x1="0" y1="0" x2="0" y2="4.2" stroke="{colour}" stroke-width="1.6"/></pattern>'
            )


def _hatch_name(colour: str) -> str:
    return f"hatch{colour[1:]}"


def _shapes(scene: Scene, size: float) -> Iterator[str]:
    for batch in scene:
        if not batch.texts:
            yield f"<g {_look(batch.style)}>"
            yield from _outlines(batch)
            yield "</g>"
        else:
            yield f"<g {_type(batch.style, size)}>"
            yield from (_text(text, size + batch.style.size) for text in batch.texts)
            yield "</g>"


def _look(style: Style) -> str:
    fill = style.fill or "none"
    if style.fill and style.pattern is Fill.HATCHED:
        fill = f"url(#{_hatch_name(style.fill)})"
    dash = f' stroke-dasharray="{" ".join(f"{each:g}" for each in style.dash)}"' if style.dash else ""
    return (
        f'fill="{fill}" stroke="{style.stroke or "none"}" stroke-width="{style.width or _HAIRLINE:g}"{dash}'
    )


def _type(style: Style, size: float) -> str:
    weight = ' font-weight="bold"' if style.bold else ""
    return f'fill="{style.fill or "#000000"}" font-size="{size + style.size:g}"{weight}'


def _outlines(batch: Batch) -> Iterator[str]:
    for x, y, width, height in batch.rectangles:
        yield f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}"/>'
    for corners in batch.polygons:
        yield f'<polygon points="{_points(corners)}"/>'
    for x1, y1, x2, y2 in batch.lines:
        yield f'<line x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}"/>'
    for corners in batch.polylines:
        yield f'<polyline fill="none" points="{_points(corners)}"/>'


def _points(corners: tuple[Point, ...]) -> str:
    return " ".join(f"{x:.2f},{y:.2f}" for x, y in corners)


def _text(text: Text, size: float) -> str:
    at = {Align.LEFT: 0.0, Align.CENTER: text.width / 2, Align.RIGHT: text.width}[text.align]
    base = text.y + text.height / 2 + size * _MIDDLE
    anchor = "" if text.align is Align.LEFT else f' text-anchor="{_ANCHORS[text.align]}"'
    return f'<text x="{text.x + at:.2f}" y="{base:.2f}"{anchor}>{escape(text.text)}</text>'
