"""A table in Word: columns as wide as the press sets them, its head on every page, no row broken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml.etree import _Element

from workbench.exchange.word.paragraphs import Stand, line, paragraph
from workbench.exchange.word.type import BODY, HEAVY, Stretch
from workbench.exchange.word.xml import element, twips
from workbench.rows.papers import CellSpan, TableFacts, TableSetting

_ALIGNS = {"left": "both", "centre": "center", "right": "right"}
_OUTER, _INNER = 8, 4  # rules, eighths of a point


def table_parts(facts: TableFacts, setting: TableSetting) -> Iterator[_Element]:
    """The table with its caption, unit and notes."""
    size = setting.size
    if facts.title:
        yield line(facts.title, HEAVY, Stand("公文表题", keep=True))
    if facts.unit:
        yield line(facts.unit, BODY, Stand("公文表格", align="right", keep=True), size)
    yield _table(facts, setting)
    for number, note in enumerate(facts.notes):
        label = "注：" if number == 0 else ""
        stand = Stand("公文表格", left=2 * size, hanging=2 * size if label else 0.0)
        yield line(f"{label}{note}", BODY, stand, size)


def _table(facts: TableFacts, setting: TableSetting) -> _Element:
    widths = [twips(width) for width in setting.widths]
    # Word keeps the leading itself, and gives a row's rules a place of their own.
    room = setting.size * (1 + 2 * setting.padding - setting.leading) / 2 - _INNER / 8 / 2
    table = element(
        "w:tbl",
        element(
            "w:tblPr",
            element("w:tblW", w=sum(widths), type="dxa"),
            element("w:jc", val="center"),
            _borders(),
            element("w:tblLayout", type="fixed"),
            element(
                "w:tblCellMar",
                element("w:top", w=twips(room), type="dxa"),
                element("w:left", w=twips(setting.size * 0.3), type="dxa"),
                element("w:bottom", w=twips(room), type="dxa"),
                element("w:right", w=twips(setting.size * 0.3), type="dxa"),
            ),
        ),
        element("w:tblGrid", *(element("w:gridCol", w=width) for width in widths)),
    )
    table.extend(_heads(facts, widths, setting))
    merged = {
        (span.row + step, span.column): (span, step) for span in facts.spans for step in range(span.rows)
    }
    for number, cells in enumerate(facts.rows):
        if number in facts.section_rows:
            table.append(_section_row(cells, widths, setting))
        else:
            table.append(_row(number, cells, widths, setting, merged))
    return table


def _borders() -> _Element:
    sides = (("top", _OUTER), ("left", _OUTER), ("bottom", _OUTER), ("right", _OUTER))
    inner = (("insideH", _INNER), ("insideV", _INNER))
    rules = [
        element(f"w:{side}", val="single", sz=weight, space=0, color="000000")
        for side, weight in (*sides, *inner)
    ]
    return element("w:tblBorders", *rules)


def _heads(facts: TableFacts, widths: Sequence[int], setting: TableSetting) -> Iterator[_Element]:
    """One row of heads, or two where some stand under a common one; both are repeated on every page."""
    if not facts.groups:
        yield _head_row(
            [_head(text, width, setting) for text, width in zip(facts.heads, widths, strict=True)]
        )
        return
    starts = {group.first: group for group in facts.groups}
    grouped = {column for group in facts.groups for column in range(group.first, group.last + 1)}
    upper, lower = [], []
    for column, (text, width) in enumerate(zip(facts.heads, widths, strict=True)):
        if column in starts:
            group = starts[column]
            across = widths[group.first : group.last + 1]
            upper.append(_head(group.text, sum(across), setting, across=len(across)))
        elif column not in grouped:
            upper.append(_head(text, width, setting, merge="restart"))
        lower.append(
            _head(
                text if column in grouped else "",
                width,
                setting,
                merge=None if column in grouped else "continue",
            )
        )
    yield _head_row(upper)
    yield _head_row(lower)


def _head_row(cells: Sequence[_Element]) -> _Element:
    return element("w:tr", element("w:trPr", element("w:cantSplit"), element("w:tblHeader")), *cells)


def _head(
    text: str, width: int, setting: TableSetting, *, across: int = 1, merge: str | None = None
) -> _Element:
    return _cell(text, width, setting, face=HEAVY, align="centre", across=across, merge=merge)


def _section_row(cells: Sequence[str], widths: Sequence[int], setting: TableSetting) -> _Element:
    """A heading of several rows, across the whole width; it stays with the row below."""
    text = next((cell for cell in cells if cell), "")
    cell = _cell(text, sum(widths), setting, face=HEAVY, align="left", across=len(widths), keep=True)
    return element("w:tr", element("w:trPr", element("w:cantSplit")), cell)


def _row(
    number: int,
    cells: Sequence[str],
    widths: Sequence[int],
    setting: TableSetting,
    merged: Mapping[tuple[int, int], tuple[CellSpan, int]],
) -> _Element:
    made = []
    for column, width in enumerate(widths):
        text = cells[column] if column < len(cells) else ""
        _, step = merged.get((number, column), (None, None))
        merge = None if step is None else "restart" if step == 0 else "continue"
        made.append(_cell(text, width, setting, align=setting.aligns[column], merge=merge))
    return element("w:tr", element("w:trPr", element("w:cantSplit")), *made)


def _cell(
    text: str,
    width: int,
    setting: TableSetting,
    *,
    face: str = BODY,
    align: str = "left",
    across: int = 1,
    merge: str | None = None,
    keep: bool = False,
) -> _Element:
    properties = element(
        "w:tcPr",
        element("w:tcW", w=width, type="dxa"),
        element("w:gridSpan", val=across) if across > 1 else None,
        element("w:vMerge", val=merge) if merge else None,
        element("w:vAlign", val="center"),
    )
    stand = Stand("公文表格", align=_ALIGNS[align], leading=setting.size * setting.leading, keep=keep)
    return element("w:tc", properties, paragraph([Stretch(text, face, setting.size)], stand))
