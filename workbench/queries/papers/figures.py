"""The figures of a paper: counts, sums and shares over the lists that its tables print, held against them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from workbench.errors import RefusedError
from workbench.queries.papers.source import PaperSource, Record
from workbench.queries.papers.template import FigureRule, Template, Where
from workbench.queries.wording import number_text


def records(source: PaperSource, name: str, where: Where) -> tuple[Record, ...]:
    """The records of a list for which every field is (one of) what is asked. Raises RefusedError."""
    if name not in source.lists:
        known = "、".join(source.lists)
        raise RefusedError(f"模板用到的清单“{name}”不存在。", f"请核对模板。可以使用的清单：{known}。")
    return tuple(record for record in source.lists[name] if _fits(record, where, name))


def _fits(record: Record, where: Where, name: str) -> bool:
    for field, wanted in where.items():
        if field not in record:
            raise RefusedError(
                f"清单“{name}”没有“{field}”这一项。", f"请核对模板。可以使用的项：{'、'.join(record)}。"
            )
        if record[field] not in ((wanted,) if isinstance(wanted, str) else wanted):
            return False
    return True


def figures(template: Template, source: PaperSource) -> dict[str, str]:
    """Every figure of a template, as it is printed, in the order they are written."""
    found: dict[str, str] = {}
    for name, rule in template.figures.items():
        found[name] = _share(rule.share, {**source.words, **found}) if rule.share else _counted(rule, source)
    return found


def _counted(rule: FigureRule, source: PaperSource) -> str:
    if rule.distinct:
        values = {record[rule.by] for record in records(source, rule.distinct, rule.where)}
        return str(len(values - {""}))
    if rule.sum:
        values_ = [record[rule.by] for record in records(source, rule.sum, rule.where)]
        return number_text(sum(float(value) for value in values_ if value))
    return str(len(records(source, rule.count, rule.where)))


def _share(parts: tuple[str, str], words: Mapping[str, str]) -> str:
    """A share in percent with one decimal, without a needless zero; 0% of nothing."""
    part, whole = (float(words[name]) for name in parts)
    return f"{number_text(round(100 * part / whole, 1)) if whole else '0'}%"


def differing(
    template: Template,
    source: PaperSource,
    counts: Mapping[str, str],
    printed: Iterable[tuple[str, Where, int]],
) -> Iterator[str]:
    """Chinese sentences where a count differs from the rows printed of the same list, or from what another
    query says of it. `printed` are (list, where, rows)."""
    tables = list(printed)
    for name, rule in template.figures.items():
        for list_name, where, rows in tables:
            if rule.count == list_name and dict(rule.where) == dict(where) and counts[name] != str(rows):
                yield f"“{name}”为{counts[name]}，而清单“{list_name}”印出{rows}行，两者不一致，请核对。"
    for list_name, expected in source.checks.items():
        rows = len(source.lists.get(list_name, ()))
        if rows != expected:
            yield f"清单“{list_name}”有{rows}项，而台账统计为{expected}项，两者不一致，请核对。"


def first_of(found: Sequence[Record], most: int) -> Sequence[Record]:
    """The first `most` records, all where it is 0."""
    return found[:most] if most else found
