"""The desk: mending a frozen draft, without a window."""

from __future__ import annotations

from dataclasses import replace

from workbench.problems import Problem
from workbench.reading.draft import Commitment, Draft, DraftTask, Meta
from workbench.terms import Operator, Severity, Span
from workbench.ui.dialogs.draft_desk import DraftDesk, Kind


def draft(*tasks: DraftTask) -> Draft:
    return Draft("a.txt", "", b"", "", Meta(), tasks=tasks)


def task(title: str, start: int, parent: int | None = None, **facts: object) -> DraftTask:
    return DraftTask("", title, "", Span(start, start + 10), parent=parent, **facts)  # type: ignore[arg-type]


def test_parts_of_a_dropped_task_go_to_what_it_was_a_part_of() -> None:
    desk = DraftDesk(draft(task("一", 0), task("二", 10, 0), task("三", 20, 1), task("四", 30, 2)))
    desk.drop(Kind.TASK, (1,))
    assert [(one.title, one.parent) for one in desk.draft.tasks] == [("一", None), ("三", 0), ("四", 1)]


def test_mending_a_part_settles_the_problems_in_its_place() -> None:
    here = Problem("unit", Severity.ERROR, "单位有误。", Span(4, 6))
    elsewhere = Problem("text", Severity.ERROR, "文字有误。", Span(8, 9))
    fact = task("一", 0, spans={"title": Span(3, 7)}, problems=(here, elsewhere))
    desk = DraftDesk(draft(fact))
    assert desk.blocking == (here, elsewhere)
    desk.rename(Kind.TASK, 0, "壹")
    assert desk.blocking == (elsewhere,)
    desk.settle(elsewhere)
    assert desk.accepted().all_problems == ()
    desk.undo()
    desk.undo()
    assert desk.blocking == (here, elsewhere)


def test_the_innermost_fact_at_a_place_is_found() -> None:
    whole = replace(task("整", 0), span=Span(0, 100))
    desk = DraftDesk(draft(whole, task("部", 40, 0)))
    assert desk.fact_at(45) == (Kind.TASK, 1)
    assert desk.fact_at(5) == (Kind.TASK, 0)
    assert desk.fact_at(100) is None


def test_a_narrative_target_becomes_an_indicator_with_its_place() -> None:
    said = Commitment("总量达50亿条以上", "总量", 50.0, "亿条", Span(5, 14), Operator.AT_LEAST, 2025)
    desk = DraftDesk(replace(draft(), commitments=(said,)))
    desk.promote(0)
    (made,) = desk.draft.indicators
    assert (made.name, made.unit, made.span) == ("总量", "亿条", Span(5, 14))
    assert [(one.year, one.value, one.operator) for one in made.targets] == [(2025, 50.0, Operator.AT_LEAST)]
    assert desk.draft.commitments == ()
    desk.undo()
    assert desk.draft.commitments == (said,)


def test_dropping_a_row_settles_the_document_s_problems_in_its_place() -> None:
    inside = Problem("text", Severity.ERROR, "文字有误。", Span(12, 14))
    outside = Problem("text", Severity.ERROR, "文字有误。", Span(2, 4))
    desk = DraftDesk(replace(draft(task("一", 0), task("二", 10)), problems=(inside, outside)))
    desk.drop(Kind.TASK, (1,))
    assert desk.blocking == (outside,)
