"""The Gantt drawn as characters: = bar, # done, ~ vague, - without end, _ summary, ◆ milestone, ‹ beyond."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.drawing.characters import as_characters
from workbench.drawing import gantt_styles as ink
from workbench.drawing.gantt import (
    BarLabel,
    GanttFrame,
    bar_shape,
    draw_calendar,
    draw_front_line,
    draw_rows,
    is_overdue,
)
from workbench.drawing.gantt_links import draw_links, even_rows
from workbench.drawing.scene import Scene
from workbench.drawing.time_axis import TimeAxis
from workbench.rows.bars import BarLink, BarRow
from workbench.terms import DeadlineKind, LinkKind, Precision, TaskState

#: Thursday; every day is ten points wide, one character.
FIRST = dt.date(2025, 12, 18).toordinal()
HEIGHT = 26.0

#: The bar starts on the fourth day and ends on the tenth.
BAR = BarRow(
    key=0,
    depth=2,
    summary=False,
    title="推进公共数据授权运营",
    units="省数字办",
    deadline="2025年12月27日",
    start=FIRST + 3,
    end=FIRST + 9,
    start_given=True,
    deadline_kind=DeadlineKind.BY,
    precision=Precision.DAY,
    progress=0,
    state=TaskState.RUNNING,
)


def frame(days: int = 20, today: int = FIRST) -> GanttFrame:
    return GanttFrame(
        TimeAxis(FIRST, 10.0), days * 10.0, HEIGHT, today=today, horizon=FIRST + 15, label=BarLabel.DEADLINE
    )


def scene_of(*rows: BarRow, today: int = FIRST) -> Scene:
    scene = Scene()
    draw_rows(frame(today=today), rows, 0.0, scene)
    return scene


def drawn(*rows: BarRow) -> str:
    return as_characters(scene_of(*rows), 20, len(rows), HEIGHT)


def test_a_bar_covers_its_days_both_included() -> None:
    assert drawn(BAR) == "...=======.........."


def test_progress_fills_the_bar_from_the_left() -> None:
    assert drawn(replace(BAR, end=FIRST + 12, progress=40)) == "...####======......."


def test_rows_lie_below_one_another() -> None:
    assert drawn(BAR, replace(BAR, start=FIRST), replace(BAR, start=0, end=0)) == (
        "...=======..........\n"
        "==========..........\n"
        "...................."
    )  # fmt: skip


def test_a_deadline_of_one_day_without_length_is_a_milestone() -> None:
    assert drawn(replace(BAR, start=FIRST + 9)) == ".........◆.........."
    assert drawn(replace(BAR, start=0)) == ".........◆.........."


def test_a_vague_deadline_is_hatched_over_the_stretch_it_leaves_open() -> None:
    """第一季度: solid until the quarter begins on the 15th day, then vague."""
    first_quarter = replace(BAR, end=dt.date(2026, 3, 31).toordinal(), precision=Precision.QUARTER)
    assert drawn(first_quarter) == "...===========~~~~~~"
    whole_year = replace(first_quarter, end=dt.date(2025, 12, 31).toordinal(), precision=Precision.YEAR)
    assert drawn(whole_year) == "...~~~~~~~~~~~......"


def test_ongoing_work_runs_to_the_horizon_and_ends_in_an_open_arrow() -> None:
    ongoing = replace(BAR, end=0, deadline_kind=DeadlineKind.ONGOING, deadline="持续推进", progress=30)
    assert drawn(ongoing) == "...------------->..."
    assert scene_of(ongoing).texts() == ["持续推进  30%"]


def test_a_summary_is_a_bracket_dark_as_far_as_done() -> None:
    section = replace(BAR, summary=True, depth=1, end=FIRST + 12, progress=50)
    assert drawn(section) == "...█████_____......."
    assert len(scene_of(section)[ink.SUMMARY_TIP].polygons) == 2


def test_a_bar_out_of_sight_is_pointed_to() -> None:
    assert drawn(replace(BAR, start=FIRST - 40, end=FIRST - 30)) == "‹..................."
    assert drawn(replace(BAR, start=FIRST + 40, end=FIRST + 50)) == "...................‹"


def test_a_start_nobody_stated_has_no_left_edge() -> None:
    stated, implied = scene_of(BAR), scene_of(replace(BAR, start_given=False))
    assert len(stated[ink.RUNNING.edge].lines) == 4
    assert len(implied[ink.RUNNING.edge].lines) == 3


@pytest.mark.parametrize(
    ("change", "days_later", "overdue"),
    [
        ({}, 9, False),  # the last day itself is not late
        ({}, 10, True),
        ({"progress": 100}, 10, False),
        ({"state": TaskState.DONE}, 10, False),
        ({"state": TaskState.PAUSED}, 10, False),
        ({"end": 0}, 10, False),
        ({"summary": True}, 10, False),
    ],
)
def test_overdue(change: dict[str, object], days_later: int, overdue: bool) -> None:
    assert is_overdue(replace(BAR, **change), FIRST + days_later) is overdue  # type: ignore[arg-type]


def test_an_overdue_bar_says_by_how_much() -> None:
    scene = scene_of(BAR, today=FIRST + 12)
    assert scene.texts() == ["2025年12月27日  逾期3天"]
    assert scene[ink.OVERDUE.body].rectangles


def test_labels_can_be_chosen() -> None:
    for label, text in (
        (BarLabel.UNITS, ["省数字办"]),
        (BarLabel.TITLE, [BAR.title]),
        (BarLabel.NOTHING, []),
    ):
        scene = Scene()
        draw_rows(replace(frame(), label=label), [BAR], 0.0, scene)
        assert scene.texts() == text


def test_the_calendar_marks_rest_days_and_today() -> None:
    scene = Scene()
    draw_calendar(frame(), 0.0, 100.0, scene)
    assert [rectangle.x for rectangle in scene[ink.REST_DAY].rectangles] == [20, 30, 90, 100, 160, 170]
    assert [line.x1 for line in scene[ink.TODAY].lines] == [0.0]
    no_rest = Scene()
    draw_calendar(frame(), 0.0, 100.0, no_rest, rests=lambda day: False)
    assert not no_rest[ink.REST_DAY].rectangles


def corners(
    kind: LinkKind, after_start: int, after_end: int, rows: tuple[int, int] = (0, 1)
) -> list[tuple[int, int]]:
    """The corners of an arrow from a bar over days 3–9: x in days, y in rows."""
    scene = Scene()
    days = (FIRST + 3, FIRST + 9, rows[1], FIRST + after_start, FIRST + after_end)
    draw_links(frame(), [BarLink(kind, rows[0], *days)], even_rows(frame(), 0, 0.0), scene)
    return [(point.x / 10, point.y / HEIGHT) for line in scene[ink.LINK].polylines for point in line]


def test_finish_to_start_leaves_at_the_end_and_comes_in_on_the_left() -> None:
    assert corners(LinkKind.FINISH_START, 14, 18) == [(10, 0.5), (10.7, 0.5), (10.7, 1.5), (14, 1.5)]


def test_finish_to_start_goes_round_where_the_other_bar_begins_earlier() -> None:
    assert corners(LinkKind.FINISH_START, 5, 18) == [
        (10, 0.5),
        (10.7, 0.5),
        (10.7, 1.0),
        (4.3, 1.0),
        (4.3, 1.5),
        (5, 1.5),
    ]


def test_start_to_start_and_finish_to_finish_are_brackets() -> None:
    assert corners(LinkKind.START_START, 4, 18) == [(3, 0.5), (2.3, 0.5), (2.3, 1.5), (4, 1.5)]
    assert corners(LinkKind.FINISH_FINISH, 4, 9) == [(10, 0.5), (10.7, 0.5), (10.7, 1.5), (10, 1.5)]


def test_start_to_finish_comes_in_on_the_right() -> None:
    path = corners(LinkKind.START_FINISH, 0, 1)
    assert path[0] == (3, 0.5)
    assert path[-1] == (2, 1.5)


def test_the_front_line_peaks_at_how_far_work_has_come() -> None:
    """Today is day 8. What is done, not begun or endless stands on the line."""
    rows = [
        replace(BAR, end=FIRST + 12, progress=10),
        replace(BAR, progress=100),
        replace(BAR, start=FIRST + 9, end=FIRST + 14),
        replace(BAR, end=0, deadline_kind=DeadlineKind.ONGOING, progress=50),
        replace(BAR, end=FIRST + 12, progress=80),
    ]
    scene = Scene()
    draw_front_line(frame(today=FIRST + 8), rows, 0.0, scene)
    (line,) = scene[ink.FRONT_LINE].polylines
    path = [(point.x / 10, point.y / HEIGHT) for point in line]
    assert path == [(8, 0), (4, 0.5), (8, 1), (8, 2), (8, 3), (8, 4), (11, 4.5), (8, 5)]


def test_work_with_a_start_and_no_deadline_says_so() -> None:
    assert scene_of(replace(BAR, end=0, deadline="", deadline_kind=DeadlineKind.NONE)).texts() == ["未定时限"]


def test_an_arrow_off_to_one_side_or_without_a_day_is_not_drawn() -> None:
    assert corners(LinkKind.FINISH_FINISH, 4, -FIRST) == []
    scene = Scene()
    away = BarLink(LinkKind.FINISH_START, 0, FIRST + 100, FIRST + 110, 1, FIRST + 120, FIRST + 130)
    draw_links(frame(), [away], even_rows(frame(), 0, 0.0), scene)
    assert not scene[ink.LINK].polylines


def test_an_arrow_crossing_the_window_from_far_above_to_far_below_is_drawn() -> None:
    assert corners(LinkKind.FINISH_START, 14, 18, rows=(-90_000, 90_000))


def test_a_bar_years_wide_keeps_near_the_window() -> None:
    wide = replace(BAR, start=1, end=dt.date.max.toordinal())
    body = scene_of(wide)[ink.RUNNING.body].rectangles[0]
    assert body.x >= -100
    assert body.width < 500
    assert bar_shape(wide, frame()) is not None
