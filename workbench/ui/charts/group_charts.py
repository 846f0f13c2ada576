"""Charts of units and chapters in one period: lights as bars, the ranking, two periods side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, Final

from workbench.notation import date_text
from workbench.planning.periods import name_of, previous
from workbench.queries.wording import short
from workbench.rows.charts import Bar, BarPart, BarsChart, Behind, StackChart
from workbench.rows.evaluation import ScoreRow
from workbench.rows.overview import OverviewRow, PeriodComparison
from workbench.rows.standing import ColourCount, GroupStandingRow
from workbench.terms import DocumentId, Period, TaskId
from workbench.ui.charts import tones

Ask = Callable[..., Any]

BY_UNIT, BY_CHAPTER = "按单位", "按章节"
GROUPS: Final = (BY_UNIT, BY_CHAPTER)
BY_SCORE, BY_PROGRESS, BY_DONE = "按考核得分", "按平均进度", "按完成率"
MEASURES: Final = (BY_SCORE, BY_PROGRESS, BY_DONE)


def lights(ask: Ask, period: Period, on: dt.date, manner: str, document: DocumentId | None) -> BarsChart:
    """A bar for each unit or chapter, each light as long as the number of tasks that show it; of one
    document or all."""
    from workbench.queries.documents import list_documents
    from workbench.queries.overview_parts import overview_of

    facts: OverviewRow = ask(overview_of, period, on, document)
    by_chapter = manner == BY_CHAPTER
    groups = facts.by_chapter if by_chapter else tuple(sorted(facts.by_unit, key=_worst_first))
    counts = {light.colour: 0 for one in groups for light in one.lights if light.tasks}
    documents = {one.id: one.title for one in ask(list_documents)}
    titles = {id: f"《{short(title, 16)}》" for id, title in documents.items()}
    several = len({one.document for one in groups}) > 1
    bars: list[Bar] = []
    for before, one in zip((None, *groups), groups, strict=False):
        if several and (before is None or before.document != one.document):
            bars.append(
                Bar(f"《{documents.get(one.document, '')}》", ())
            )  # the chapters of a document stand under it
        parts = _light_parts(titles.get(one.document, "") + one.name, one.lights)
        bars.append(Bar(one.name, parts, f"{len(one.tasks)}项"))
    title = f"{facts.name}各{'章节' if by_chapter else '单位'}亮灯情况"
    return BarsChart(title, tones.key_of(set(counts)), tuple(bars), _told(facts))


def _light_parts(
    name: str, lights_: Sequence[ColourCount], period: Period | None = None
) -> tuple[BarPart, ...]:
    held = {one.colour: one.tasks for one in lights_ if one.tasks}
    return tuple(
        BarPart(
            len(held[colour]),
            str(len(held[colour])),
            tones.tone(colour),
            Behind(f"{name}　{colour.value}", f"{len(held[colour])}项", held[colour], period=period),
        )
        for colour in tones.BEST_TO_WORST
        if colour in held
    )


def _worst_first(row: GroupStandingRow) -> tuple[int, ...]:
    counts = {one.colour: len(one.tasks) for one in row.lights}
    return (*(-counts.get(colour, 0) for colour in reversed(tones.BEST_TO_WORST)), -len(row.tasks))


def _told(facts: OverviewRow) -> str:
    return f"截至{date_text(facts.on)}，任务{len(facts.tasks)}项；亮灯规则{facts.rules}。"


def ranking(
    ask: Ask, period: Period, on: dt.date, manner: str, document: DocumentId | None = None
) -> BarsChart:
    """Units by score, by mean progress, or by the share of their tasks that are done; the best first.

    A score is of all that a unit has to do, whatever document is chosen.
    """
    if manner in ("", BY_SCORE):
        from workbench.queries.evaluation import scores

        return _score_bars(ask(scores, period, on), name_of(period))
    from workbench.queries.overview_parts import overview_of

    facts: OverviewRow = ask(overview_of, period, on, document)
    measure = _percent_done if manner == BY_DONE else _mean
    known = [(one, value) for one in facts.by_unit if (value := measure(one)) is not None]
    known.sort(key=lambda pair: -pair[1])
    places = _places([value for _, value in known])
    bars = tuple(
        Bar(one.name, (_ranked(one, value, manner),), f"{value:.0f}%　{_share(one)}", str(place))
        for place, (one, value) in zip(places, known, strict=True)
    )
    what = "任务完成率" if manner == BY_DONE else "平均进度"
    return BarsChart(f"{facts.name}单位排名（{what}）", (), bars, _told(facts))


def _places(values: Sequence[float]) -> list[int]:
    """The place of each value in falling order; equal ones share it."""
    return [values.index(value) + 1 for value in values]


def _ranked(row: GroupStandingRow, value: float, manner: str) -> BarPart:
    tasks = row.done if manner == BY_DONE else row.tasks
    behind = Behind(row.name, f"{value:.0f}%，{_share(row)}", tasks)
    return BarPart(value, "", tones.ACCENT, behind)


def _percent_done(row: GroupStandingRow) -> float | None:
    return 100 * len(row.done) / len(row.tasks) if row.tasks else None


def _mean(row: GroupStandingRow) -> float | None:
    return row.percent


def _share(row: GroupStandingRow) -> str:
    return f"已完成{len(row.done)}/{len(row.tasks)}项"


def _score_bars(rows: Sequence[ScoreRow], period: str) -> BarsChart:
    bars = tuple(
        Bar(
            row.name,
            (BarPart(row.total, "", _score_tone(row), Behind(row.name, row.sentence, row.tasks)),),
            f"{round(row.total, 2):g}分" + ("　一票否决" if row.vetoed else ""),
            str(row.place),
        )
        for row in rows
    )
    vetoed = any(row.vetoed for row in rows)
    key = (("考核得分", tones.ACCENT), ("一票否决", tones.BAD)) if vetoed else ()
    return BarsChart(f"{period}单位排名（考核得分）", key, bars)


def _score_tone(row: ScoreRow) -> str:
    return tones.BAD if row.vetoed else tones.ACCENT


def comparison(
    ask: Ask, before: Period | None, now: Period, on: dt.date, document: DocumentId | None = None
) -> StackChart:
    """Two periods side by side: their lights, what they count, and what changed from one to the other."""
    from workbench.queries.overview_parts import compare

    earlier, later = sorted((before or previous(now), now))
    row: PeriodComparison = ask(compare, earlier, later, on, document)
    sides = (row.before, row.now)
    light_bars = tuple(
        Bar(one.name, _light_parts(one.name, one.lights, one.period), f"{len(one.tasks)}项") for one in sides
    )
    colours = {light.colour for one in sides for light in one.lights if light.tasks}
    moved = (
        ("转好", tuple(one.task for one in row.changed if not one.worse), tones.GOOD),
        ("转差", tuple(one.task for one in row.changed if one.worse), tones.BAD),
        ("新完成", row.newly_done, tones.GOOD),
        ("新逾期", row.newly_late, tones.BAD),
    )
    changes = tuple(_count_bar(name, name, tasks, tone, row.now.period) for name, tasks, tone in moved)
    return StackChart(
        f"{row.before.name}与{row.now.name}对比",
        (
            BarsChart("亮灯（任务数）", tones.key_of(colours), light_bars),
            BarsChart("完成与报送（任务数）", _side_key(sides), _pairs(sides)),
            BarsChart("两期之间的变化（任务数）", (), changes),
        ),
        _means(sides),
    )


def _side_key(sides: tuple[OverviewRow, OverviewRow]) -> tuple[tuple[str, str], ...]:
    return ((sides[0].name, tones.FORMER), (sides[1].name, tones.ACCENT))


def _pairs(sides: tuple[OverviewRow, OverviewRow]) -> tuple[Bar, ...]:
    """For each measure a bar of the earlier period above one of the later."""
    measures: tuple[tuple[str, Callable[[OverviewRow], tuple[TaskId, ...]]], ...] = (
        ("已完成", lambda one: one.done),
        ("逾期未完成", lambda one: one.late),
        ("本期到期", lambda one: one.due),
        ("已报送", lambda one: one.reported),
        ("未报送", lambda one: one.unreported),
    )
    return tuple(
        _count_bar(name if side == 0 else "", f"{one.name}　{name}", tasks(one), tone, one.period)
        for name, tasks in measures
        for side, (one, tone) in enumerate(zip(sides, (tones.FORMER, tones.ACCENT), strict=True))
    )


def _count_bar(label: str, name: str, tasks: tuple[TaskId, ...], tone: str, period: Period) -> Bar:
    behind = Behind(name, f"{len(tasks)}项", tasks, period=period)
    return Bar(label, (BarPart(len(tasks), "", tone, behind),), f"{len(tasks)}项")


def _means(sides: tuple[OverviewRow, OverviewRow]) -> str:
    told = [
        f"{one.name}平均进度{one.percent:.1f}%"
        + (f"（应完成{one.due_percent:.1f}%）" if one.due_percent else "")
        for one in sides
        if one.percent is not None
    ]
    return "；".join(told) + "。" if told else ""
