"""The lists of a document as tables for paper: rows in, cells as text out, all of it full-width."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from workbench.queries.wording import deadline_text, full_width, number_text, units_text, value_text
from workbench.rows.indicators import IndicatorRow, TargetRow
from workbench.rows.papers import TableFacts
from workbench.rows.tasks import ResultRow, TaskRow
from workbench.terms import TargetKind, TaskId

#: A number whose last decimal place is a nought: said so on purpose.
_WITH_PLACES = re.compile(r"(?<![0-9.])[0-9]+\.[0-9]*0(?![0-9])")


@dataclass
class _Table:
    """A table while it grows. A section row fills the first cell only and spans the whole width."""

    heads: tuple[str, ...]
    rows: list[tuple[str, ...]] = field(default_factory=list)
    section_rows: set[int] = field(default_factory=set)

    def section(self, title: str) -> None:
        self.section_rows.add(len(self.rows))
        self.rows.append((full_width(title), *("" for _ in self.heads[1:])))

    def row(self, *cells: str) -> None:
        self.rows.append(tuple(full_width(cell) for cell in cells))

    def facts(self, title: str) -> TableFacts:
        """Columns in which nothing stands are left out."""
        kept = [
            column
            for column in range(len(self.heads))
            if column == 0 or any(row[column] for row in self.rows)
        ]
        return TableFacts(
            heads=tuple(self.heads[column] for column in kept),
            rows=tuple(tuple(row[column] for column in kept) for row in self.rows),
            section_rows=frozenset(self.section_rows),
            title=title,
        )


def task_table(title: str, tasks: Sequence[TaskRow]) -> TableFacts:
    """任务清单: numbered through, parts of a task as 3.1, a section row at each new heading."""
    table = _Table(("序号", "工作任务", "主要内容", "责任单位", "完成时限"))
    numbers = numbers_of(tasks)
    above: tuple[str, ...] = ()
    for task in tasks:
        for heading in _new_headings(above, task.section):
            table.section(heading)
        above = task.section
        table.row(
            numbers[task.id],
            task.title,
            without_title(task),
            units_text(task.units),
            deadline_text(task.deadline),
        )
    return table.facts(title)


def result_table(title: str, results: Sequence[ResultRow]) -> TableFacts:
    """成果清单, with a section row for each category."""
    table = _Table(("序号", "成果名称", "责任单位", "完成时限"))
    category = ""
    for number, result in enumerate(results, start=1):
        if result.category != category:
            category = result.category
            table.section(category)
        table.row(str(number), result.title, units_text(result.units), deadline_text(result.deadline))
    return table.facts(title)


def indicator_table(title: str, indicators: Sequence[IndicatorRow]) -> TableFacts:
    """重点指标表, with a column for each target year and a section row for each category."""
    years = sorted({target.year for indicator in indicators for target in indicator.targets})
    base = base_year(indicators)
    heads = ("序号", "指标名称", "单位", base_head(base), *(f"{year}年目标值" for year in years), "指标属性")
    table = _Table(heads)
    category = ""
    for number, indicator in enumerate(indicators, start=1):
        if indicator.category != category:
            category = indicator.category
            table.section(category)
        by_year = {target.year: target for target in indicator.targets}
        targets = (target_text(by_year[year]) if year in by_year else "—" for year in years)
        table.row(
            str(number),
            indicator.name,
            indicator.unit,
            base_text(indicator, base),
            *targets,
            indicator.attribute,
        )
    return table.facts(title)


def numbers_of(tasks: Iterable[TaskRow]) -> dict[TaskId, str]:
    """1, 2, 3 for whole tasks, 3.1, 3.2 for parts of the third."""
    numbers: dict[TaskId, str] = {}
    count: dict[TaskId | None, int] = {}
    for task in tasks:
        parent = task.parent if task.parent in numbers else None
        count[parent] = count.get(parent, 0) + 1
        numbers[task.id] = f"{numbers[parent]}.{count[parent]}" if parent else str(count[parent])
    return numbers


def _new_headings(before: tuple[str, ...], now: tuple[str, ...]) -> tuple[str, ...]:
    """The headings that begin here, outermost first."""
    same = 0
    while same < min(len(before), len(now)) and before[same] == now[same]:
        same += 1
    return now[same:]


def without_title(task: TaskRow) -> str:
    """The content; a point that begins with its own title does not say it twice."""
    content = task.content.strip()
    if content.startswith(task.title):
        content = content.removeprefix(task.title).lstrip("。．.：:，, ")
    return content


def base_year(indicators: Iterable[IndicatorRow]) -> int | None:
    """The year most bases are of, None where none is stated."""
    years = [one.base_year for one in indicators if one.base_year is not None and one.base_value is not None]
    return max(sorted(set(years)), key=years.count) if years else None


def base_head(year: int | None) -> str:
    """The head of the column of base values."""
    return f"{year}年基期值" if year else "基期值"


def base_text(indicator: IndicatorRow, year: int | None) -> str:
    """The base value; with its own year where that is not the one in the head."""
    if indicator.base_value is None:
        return "—" if year else ""
    other = f"（{indicator.base_year}年）" if indicator.base_year not in (None, year) else ""
    return _as_said(value_text(indicator.base_value), indicator.base_value, indicator.base_raw) + other


def target_text(target: TargetRow) -> str:
    """The target as printed, which says 提高3个百分点 where the bare value would say 3."""
    if target.raw and target.kind is not TargetKind.LEVEL:
        return target.raw
    return _as_said(value_text(target.value, target.operator), target.value, target.raw)


def _as_said(text: str, value: float, raw: str) -> str:
    """A printed number with the places its document gives it: 3.0左右 is not 3左右."""
    said = next((number for number in _WITH_PLACES.findall(raw) if float(number) == value), None)
    return text.replace(number_text(value), said, 1) if said else text
