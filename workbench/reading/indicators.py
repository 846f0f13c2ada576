"""Indicators from tables: the rows of a `Table` in, indicators with their base, targets and yearly step out.

The columns say what is base and what is target; the cells may say more: a base in a remark (2025年约76%), a
year for each of several values, a sum over the term in the column of yearly growth where the target is `—`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbench.problems import Problem
from workbench.reading import reasons
from workbench.reading.columns import Column, Holds
from workbench.reading.draft import DraftAnnual, DraftIndicator, DraftValue
from workbench.reading.facts import Setting, spans_in, whys_in, words_in
from workbench.reading.quantities import (
    annual_beside,
    base_beside,
    is_absent,
    measure_in,
    named_as_growth,
    parse_annual,
    parse_stages,
    parse_value,
    scaled_measure,
    split_measure,
)
from workbench.reading.script import fold
from workbench.reading.tables import Row, Table, cell_text, is_total, split_number
from workbench.reading.text import Stretch, Text
from workbench.terms import Severity, TargetKind, Why

_BARE_YEAR = re.compile(
    r"(?:截至|到|至)?(?:19|20)\d\d年?(?:末|底|度)?|十[二三四五六]五(?:规划)?(?:期?末|末期)[值数]?"
)
_FOOTNOTE_MARKS = re.compile(r"[*＊★▲△#]+|[①-⑳]+$|\[\d{1,2}\]$|【注?\d{1,2}】$|\(注\d*\)$|注\d$")
#: How far below a table its notes stand, in characters.
_NOTE_BELOW = 400
#: 带*的为2024年数据; “*”表示2024年数.
_STARRED = re.compile(r"(?:带|标|注|有)?[“\"]?\*[”\"]?号?的?[^\n。;]{0,12}?((?:19|20)\d\d)年")


def indicators_of(text: Text, table: Table, setting: Setting) -> list[DraftIndicator]:
    """The indicators of a table, in order; a group's label holds until the next."""
    dated = _dated(table, setting)
    indicators: list[DraftIndicator] = []
    category = shared = ""
    for row in table.rows:
        label = words_in(text, table, row, Holds.CATEGORY) or row.section
        if label and table.flattened and split_measure(label)[1]:
            shared = label  # 主要污染物减排量（万吨）: the name that those below it share
        elif label:
            category, shared = label, ""
        indicator = _indicator(text, table, row, category, dated, shared)
        if indicator.name and not (is_total(indicator.name) or is_total(indicator.no)):
            indicators.append(indicator)
    return indicators


@dataclass(frozen=True, slots=True)
class _Dated:
    """The columns of a table by their years: that of the base, those of targets, those of growth.

    `aim` is the last year of the plan, for a target whose head names none; `starred` the year of bases
    marked with an asterisk.
    """

    base: int | None
    targets: tuple[int, ...]
    annual: tuple[int, ...]
    aim: int | None
    starred: int | None = None


def _dated(table: Table, setting: Setting) -> _Dated:
    """Tell base and targets by their years: of bare years, the last one gone by is the base."""
    columns = list(enumerate(table.columns))
    bases = [(column.year or 0, at) for at, column in columns if column.holds is Holds.BASE]
    bare = [column.year for _, column in columns if _is_bare(column)]
    now = setting.begins or setting.year
    past = [year for year in bare if year and now and year < now]
    explicit = [pair for pair in bases if not _is_bare(table.columns[pair[1]])]
    if not explicit and past and len(past) < len(bare):
        bases = [(year, at) for at, column in columns if _is_bare(column) and (year := column.year) in past]
    base_year, base = max(bases, default=(0, None))
    targets = tuple(
        at for at, column in columns if column.holds is Holds.TARGET and (column.year or 9999) > base_year
    )
    annual = tuple(
        at for at, column in columns if column.holds is Holds.ANNUAL and (column.year or 9999) > base_year
    )
    return _Dated(base, targets, annual, table.year or setting.aim)


def _is_bare(column: Column) -> bool:
    return column.year is not None and bool(_BARE_YEAR.fullmatch(column.words))


def starred_year(text: Text, table: Table) -> int | None:
    """The year a note in or below the table gives to values marked with an asterisk."""
    found = _STARRED.search(text.key, table.place.start, table.place.end + _NOTE_BELOW)
    return int(found[1]) if found else None


# ---- one row -------------------------------------------------------------------------------------------


def _indicator(
    text: Text, table: Table, row: Row, category: str, dated: _Dated, shared: str
) -> DraftIndicator:
    number, printed = split_number(_name(text, table, row, shared))
    name, measure = split_measure(printed)
    targets = tuple(named_as_growth(name, value) for value in _targets(text, table, row, dated))
    annual = _annual(text, row, dated)
    target = _final(targets, dated.aim)
    grown = _from_annual(text, table, row, dated, target)
    base = _base(text, table, row, dated)
    stated = words_in(text, table, row, Holds.MEASURE)
    numbers = [value.raw for value in (*targets, base) if value and value.value is not None]
    unit = ("" if is_absent(stated) else stated) or measure or measure_in(numbers)
    indicator = DraftIndicator(
        no=words_in(text, table, row, Holds.NO).strip(" .、．()（）") or number,
        name=name,
        unit=scaled_measure(unit, numbers),
        span=text.span(row.place),
        category=category,
        attribute=_attribute(words_in(text, table, row, Holds.ATTRIBUTE)) or _noted(text, table, row),
        base=base,
        target=grown or target,
        targets=(*targets, grown) if grown else targets,
        annual=annual,
        problems=tuple(_value_problems(() if grown else targets)),
    )
    if grown and grown.kind is TargetKind.GROWTH:
        indicator = replace(indicator, unit="%")
    cells = _cells(text, row, indicator, dated)
    spans = spans_in(text, table, row) | {
        name: text.span(Stretch(row.cells[at][0].start, row.cells[at][-1].end)) for name, at in cells.items()
    }
    return replace(indicator, spans=spans, whys=_whys(text, table, row, indicator, cells))


def _name(text: Text, table: Table, row: Row, shared: str) -> str:
    """The name; under a shared name (主要污染物减排量) above it or in a column to the left, both."""
    words = [shared] if shared else []
    for index, column in enumerate(table.columns):
        if column.holds is Holds.INDICATOR and index in row.cells:
            piece = _FOOTNOTE_MARKS.sub("", cell_text(text, row.cells[index])).strip()
            if piece and piece not in words:
                words.append(piece)
    if len(words) < 2:
        return words[0] if words else ""
    common, measure = split_measure(words[0])
    own, own_measure = split_measure(words[-1])
    if shared and own_measure:
        return words[-1]
    unit = own_measure or measure
    return f"{common}：{own}" + (f"（{unit}）" if unit else "")


def _targets(text: Text, table: Table, row: Row, dated: _Dated) -> Iterator[DraftValue]:
    """The values of the target columns, in the order of their years as printed."""
    for index in dated.targets:
        year = table.columns[index].year or dated.aim
        words = cell_text(text, row.cells.get(index, []))
        stages = parse_stages(words, table.columns[index].year)
        yield from (value if value.year else replace(value, year=year) for value in stages)


def _final(targets: tuple[DraftValue, ...], aim: int | None) -> DraftValue | None:
    """The target the plan is measured by: that of its last year, else the last one that has a value."""
    in_time = [one for one in targets if aim is None or (one.year or 0) <= aim] or list(targets)
    valued = [one for one in in_time if one.value is not None]
    latest = max(valued, key=lambda one: one.year or 0, default=None)
    said = in_time[-1] if in_time else None
    if latest and said and said.value is None and not is_absent(said.raw):
        return said  # the last year says it in words
    return latest or said


def _base(text: Text, table: Table, row: Row, dated: _Dated) -> DraftValue | None:
    """The value of the base column, else the one a target's cell mentions."""
    if dated.base is not None:
        words = cell_text(text, row.cells.get(dated.base, []))
        starred = starred_year(text, table) if re.search(r"[*＊]", words) else None
        value = parse_value(words, table.columns[dated.base].year)
        return replace(value, year=starred) if value and starred else value
    cells = (cell_text(text, row.cells.get(index, [])) for index in dated.targets)
    return next((value for words in cells if (value := base_beside(words))), None)


def _annual(text: Text, row: Row, dated: _Dated) -> DraftAnnual | None:
    cells = [cell_text(text, row.cells.get(index, [])) for index in dated.annual]
    stated = (parse_annual(words) for words in cells if words and not _is_sum(words))
    beside = (annual_beside(cell_text(text, row.cells.get(index, []))) for index in dated.targets)
    return next((annual for annual in (*stated, *beside) if annual), None)


def _is_sum(words: str) -> bool:
    value = parse_value(words)
    return value is not None and value.kind is TargetKind.CUMULATIVE


def _from_annual(
    text: Text, table: Table, row: Row, dated: _Dated, target: DraftValue | None
) -> DraftValue | None:
    """The yearly growth, or the sum over the term, is the target where the target's own cell has none."""
    if target is not None and (target.value is not None or not is_absent(target.raw)):
        return None
    year = (target.year if target else None) or dated.aim
    for index in dated.annual:
        value = parse_value(cell_text(text, row.cells.get(index, [])), year)
        if value and value.value is not None:
            head = table.columns[index].words
            is_plain = value.kind is TargetKind.LEVEL
            return replace(value, kind=_kind_by_head(value, head)) if is_plain else value
    return None


def _kind_by_head(value: DraftValue, head: str) -> TargetKind:
    if "累计" in head and not re.search("年均|增速|增长", head):
        return TargetKind.CUMULATIVE
    return TargetKind.CHANGE if "百分点" in value.raw else TargetKind.GROWTH


def _cells(text: Text, row: Row, indicator: DraftIndicator, dated: _Dated) -> dict[str, int]:
    """The column each number was read from."""
    base = () if dated.base is None else (dated.base,)
    wanted = {
        "base": (indicator.base, (*base, *dated.targets)),
        "target": (indicator.target, (*dated.targets, *dated.annual)),
        "annual": (indicator.annual, (*dated.annual, *dated.targets)),
    }
    found = {}
    for name, (value, columns) in wanted.items():
        holding = [at for at in columns if value and value.raw in cell_text(text, row.cells.get(at, []))]
        exact = [at for at in holding if value and value.raw == cell_text(text, row.cells[at]).strip()]
        if holding:
            found[name] = (exact or holding)[-1 if name == "target" and not exact[1:] else 0]
    return found


def _attribute(words: str) -> str | None:
    key = fold(words)
    if "约束" in key:
        return "约束性"
    return "预期性" if "预期" in key else None


def _noted(text: Text, table: Table, row: Row) -> str | None:
    """The attribute where an office writes it in the column of remarks."""
    words = words_in(text, table, row, Holds.NOTE)
    return _attribute(words) if re.fullmatch("(?:约束|预期)性(?:指标)?", fold(words)) else None


def _value_problems(targets: tuple[DraftValue, ...]) -> list[Problem]:
    return [
        Problem("unread-target", Severity.WARNING, f"目标值“{value.raw}”中没有可用的数字。")
        for value in targets
        if value.value is None and not is_absent(value.raw)
    ]


def _whys(
    text: Text, table: Table, row: Row, indicator: DraftIndicator, cells: dict[str, int]
) -> dict[str, Why]:
    wanted = {"category": Holds.CATEGORY, "attribute": Holds.ATTRIBUTE, "unit": Holds.MEASURE}
    whys = whys_in(text, table, row, wanted)
    whys |= {name: reasons.for_cell(text, table, row, at) for name, at in cells.items()}
    whys["name"] = reasons.for_cell(text, table, row, table.title or 0)
    whys["unit"] = reasons.for_measure(indicator, whys.get("unit"), whys["name"])
    if not indicator.unit:
        del whys["unit"]
    if "category" not in whys and indicator.category:
        whys["category"] = reasons.for_section_row(indicator.category)
    return whys
