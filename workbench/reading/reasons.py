"""Why a fact stands as it does: the rule that read it, its words, and how sure that is (`terms.Why`).

The modules that make facts say which rule was at work; what the finished fact shows beyond that (a prefix
that was carried, a year taken from the title, a damaged character in its place) is told here. Rules are
named for the planner, who reads them beside the fact.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from workbench.problems import Problem
from workbench.reading import lexicon
from workbench.reading.columns import Column, Holds
from workbench.reading.deadlines import is_ambiguous
from workbench.reading.draft import Commitment, DraftIndicator, DraftTask, DraftUnit
from workbench.reading.script import fold
from workbench.reading.tables import Row, Table, cell_text
from workbench.reading.text import Stretch, Text
from workbench.reading.units import is_unit_name
from workbench.terms import Confidence, Deadline, DeadlineKind, Operator, Severity, Span, Why, weakest

CERTAIN, LIKELY, GUESSED = Confidence.CERTAIN, Confidence.LIKELY, Confidence.GUESSED

FIRST_LEADS = Why("文件写明列第一位的为牵头单位")
BARE_LIST = Why("要点末尾括号内只列单位名称", confidence=LIKELY)
CENSORED = "被网站屏蔽的“&&”按“牵头”理解"

#: How badly a line may fit its column in a recovered table (see `flattened`) and still be sure, or likely.
_FITS, _MAY_FIT = 2.0, 4.0
#: Organs that every level has, and that take the level written before the first of them.
_ORGAN = re.compile("(?:委|委员会|办|办公室|办公厅|局|厅|部|法院|检察院)$")
_OWN_YEAR = re.compile(r"(?:19|20)\d\d|[〇○零一二三四五六七八九]{4}年|十[三四五六]五")
_STOPS = re.compile("[。！？!?\n]")


# ---- assignments in brackets -----------------------------------------------------------------------------


def by_label(text: Text, clause: Stretch, label: Stretch) -> Why:
    """Named behind a label: （责任单位：…）, or on a line of its own."""
    words = text.quote(label).strip(" \t\u3000,，;；、。")
    where = "括号内" if text.key[clause.start] == "(" else "正文中"
    if "&&" in words:
        return Why(f"{where}“{words}”，{CENSORED}", confidence=LIKELY)
    return Why(f"{where}“{words}”")


def by_verb(words: str) -> Why:
    """Named before (or behind) a verb of duty: X牵头、Y配合."""
    return Why(f"括号内写明“{words.strip()}”")


def in_cell(words: str) -> Why:
    """The verb stands in the cell itself."""
    return Why(f"单元格内写明“{words.strip()}”")


def finished(unit: DraftUnit, otherwise: Why, span: Span | None) -> DraftUnit:
    """The unit at its place, with its own words in its reason, and what was added to its printed name."""
    why = unit.why or otherwise
    rule, grade = why.rule, why.confidence
    added, how_sure = _completion(unit)
    because = Why(f"{rule}，{added}" if added else rule, unit.raw, span, weakest((grade, how_sure)))
    return replace(unit, span=span, why=because)


def _completion(unit: DraftUnit) -> tuple[str, Confidence]:
    """What the grammar gave back to a shortened name, and how sure that is."""
    key = fold(unit.raw)
    if unit.name != unit.raw and unit.name.endswith(unit.raw):
        carried = unit.name.removesuffix(unit.raw)
        return f"前缀“{carried}”沿用", CERTAIN if _ORGAN.search(key) else LIKELY
    if unit.name != unit.raw and unit.name.startswith(unit.raw):
        known = key in lexicon.words("regions")
        return f"与后面的单位共用“{unit.name.removeprefix(unit.raw)}”", CERTAIN if known else LIKELY
    if not unit.group and not is_unit_name(key):
        return "名称不像机构名称，请核对", LIKELY
    return "", CERTAIN


def for_deadline(deadline: Deadline, why: Why) -> Why:
    """The reason of a deadline, weaker where its words leave room."""
    if not deadline.raw:
        return why
    if deadline.kind is DeadlineKind.NONE:
        return _weaker(why, GUESSED, "文字无法换算成日期")
    if is_ambiguous(deadline):
        return _weaker(why, LIKELY, "“年前”按当年年底前理解")
    if deadline.date and not _OWN_YEAR.search(fold(deadline.raw)):
        return _weaker(why, LIKELY, "年份按文件年份补全")
    return why


def _weaker(why: Why, grade: Confidence, because: str) -> Why:
    return replace(why, rule=f"{why.rule}，{because}", confidence=weakest((why.confidence, grade)))


# ---- points in prose -------------------------------------------------------------------------------------


def for_point(number: str, title: str, place: Span) -> Why:
    """The title of a point: its numbered heading, else the first sentence of its paragraph."""
    if number:
        return Why(f"编号“{number}”后的标题", title, place)
    return Why("没有编号，取段落首句作标题", title, place, LIKELY)


# ---- rows of tables --------------------------------------------------------------------------------------


def for_cell(text: Text, table: Table, row: Row, index: int) -> Why:
    """A fact of one cell: by the head of its column, as sure as the cell's place in the table is."""
    pieces = row.cells.get(index, [])
    words = cell_text(text, pieces)
    place = text.span(Stretch(pieces[0].start, pieces[-1].end)) if pieces else None
    doubt = row.doubts.get(index, 0.0)
    grade = CERTAIN if doubt <= _FITS else LIKELY if doubt <= _MAY_FIT else GUESSED
    if index not in table.rules:
        table.rules[index] = _column_rule(text, table, table.columns[index])
    rule = table.rules[index]
    grade = weakest((grade, LIKELY if CENSORED in rule else CERTAIN))
    return Why(rule, words, place, grade)


def _column_rule(text: Text, table: Table, column: Column) -> str:
    rule = f"{'压平的表格还原出的' if table.flattened else '表格'}“{column.words}”列"
    if column.holds is Holds.CATEGORY and not column.words:
        return "指标名称上方的分组文字"
    if "牵头" in column.words and _is_censored(text, table):
        return f"{rule}，{CENSORED}"
    return rule


def _is_censored(text: Text, table: Table) -> bool:
    head = text.clean[table.place.start : min(row.place.start for row in table.rows)]
    return "&&" in head and "牵头" not in fold(head)


def for_title_in_content(why: Why) -> Why:
    """A row without a title of its own takes the first sentence of its content."""
    return _weaker(why, LIKELY, "取内容首句作标题")


def for_section_row(words: str) -> Why:
    """A row of one cell above others, read as their heading."""
    return Why("表格中的分组行", words)


def for_measure(indicator: DraftIndicator, column: Why | None, name: Why) -> Why:
    """Where the unit of measure was found: its column, the brackets behind the name, or the values."""
    if column and column.words == indicator.unit:
        return column
    if indicator.unit and indicator.unit in name.words:
        return replace(name, rule=f"{name.rule}，名称后括注的计量单位", words=indicator.unit)
    return Why("取自数值后的计量单位", indicator.unit, confidence=LIKELY)


# ---- narrative targets -----------------------------------------------------------------------------------


def for_commitment(source: str, found: Commitment) -> Commitment:
    """The narrative target with its whole sentence as the reason."""
    sentence = _sentence(source, found.span)
    words = source[sentence.start : sentence.end]
    rule, grade = "正文中的目标表述", CERTAIN
    if found.operator is Operator.EQUAL:
        rule, grade = f"{rule}，没有“以上”“不低于”等字样", LIKELY
    if found.year and str(found.year) not in words:
        rule, grade = f"{rule}，年份沿用前文或标题", LIKELY
    if len(found.subject.strip()) < 2:
        rule, grade = f"{rule}，没有认出指标名称", GUESSED
    return replace(found, why=Why(rule, words, sentence, grade))


def _sentence(source: str, span: Span) -> Span:
    start = 1 + max(source.rfind(stop, 0, span.start) for stop in "。！？!?\n")
    after = _STOPS.search(source, span.end)
    end = after.end() if after else len(source)
    lead = len(source[start:end]) - len(source[start:end].lstrip())
    return Span(start + lead, start + len(source[start:end].rstrip()))


# ---- what else was met in the place ----------------------------------------------------------------------


class Damage:
    """The damage of a document that weakens facts, found by its place."""

    def __init__(self, damage: Iterable[Problem]) -> None:
        placed = [(one.where, one) for one in damage if one.where and _weakens(one)]
        self._placed = sorted(placed, key=lambda one: one[0])
        self._starts = [place.start for place, _ in self._placed]
        self._longest = max((place.end - place.start for place, _ in placed), default=0)

    def within(self, span: Span) -> list[Problem]:
        """What lies in a place, or reaches into it."""
        first = bisect.bisect_left(self._starts, span.start - self._longest)
        behind = bisect.bisect_left(self._starts, span.end)
        return [one for place, one in self._placed[first:behind] if _overlap(place, span)]


def weighed_task(task: DraftTask, damage: Damage) -> DraftTask:
    """The task, its facts no surer than the damage and the doubts in their places allow."""
    doubts = [*damage.within(task.span), *_own_doubts(task.problems, task.span)]
    if not doubts:
        return task
    units = tuple(replace(unit, why=_doubted(unit.why, doubts)) if unit.why else unit for unit in task.units)
    return replace(task, units=units, whys=_all_doubted(task.whys, doubts))


def weighed_indicator(indicator: DraftIndicator, damage: Damage) -> DraftIndicator:
    """As `weighed_task`."""
    doubts = [*damage.within(indicator.span), *_own_doubts(indicator.problems, indicator.span)]
    return replace(indicator, whys=_all_doubted(indicator.whys, doubts)) if doubts else indicator


def _own_doubts(problems: Iterable[Problem], span: Span) -> list[Problem]:
    return [one for one in problems if _weakens(one) and one.where and _overlap(one.where, span)]


def _weakens(problem: Problem) -> bool:
    is_told = problem.code == "censored-word"  # by the rule that read it
    return problem.severity is not Severity.INFO and not is_told


def _all_doubted(whys: Mapping[str, Why], doubts: list[Problem]) -> dict[str, Why]:
    return {name: _doubted(why, doubts) for name, why in whys.items()}


def _doubted(why: Why, doubts: list[Problem]) -> Why:
    for doubt in doubts:
        if why.span and doubt.where and _overlap(doubt.where, why.span):
            lost = doubt.code == "damaged-text" and doubt.proposal is None
            grade = weakest((why.confidence, GUESSED if lost else LIKELY))
            told = "，此处文字已损坏" if doubt.code == "damaged-text" else ""
            why = replace(why, rule=why.rule.removesuffix(told) + told, confidence=grade)
    return why


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
