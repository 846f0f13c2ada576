"""The words of a source's tables and furniture, for comparing."""

from __future__ import annotations

from workbench.reading.formats import Source


def rows_of(source: Source, table: int = 0) -> list[list[str]]:
    return [
        [source.text[cell.start : cell.end] if cell else "" for cell in row]
        for row in source.grids[table].rows
    ]


def furniture_of(source: Source) -> list[str]:
    return [source.text[start:end].strip() for start, end in source.furniture]
