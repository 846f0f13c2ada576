"""The sample documents, and plausible plans."""

from __future__ import annotations

import datetime as dt

import pytest

from workbench.exchange.samples import plausible_draft, sample_drafts
from workbench.reading.draft import Draft
from workbench.terms import DeadlineKind, Operator, Role, TargetKind


@pytest.fixture(scope="module")
def samples() -> tuple[Draft, ...]:
    return sample_drafts()


@pytest.fixture(scope="module")
def plausible() -> Draft:
    return plausible_draft(500, seed=7)


def test_the_five_documents_hold_what_the_originals_hold(samples: tuple[Draft, ...]) -> None:
    counts = [(len(draft.tasks), len(draft.results), len(draft.indicators)) for draft in samples]
    assert counts == [(22, 32, 0), (0, 0, 15), (34, 0, 0), (0, 0, 21), (39, 0, 0)]
    assert len({draft.sha256 for draft in samples}) == 5
    assert not any(draft.has_errors for draft in samples)


def test_sample_facts_are_typed(samples: tuple[Draft, ...]) -> None:
    first = samples[0]
    assert first.meta.issued_on == dt.date(2021, 3, 3)
    assert first.tasks[0].deadline.date == dt.date(2022, 12, 31)
    assert first.tasks[1].deadline.kind is DeadlineKind.ONGOING
    indicators = {one.name: one for one in samples[1].indicators}
    change = indicators["数字经济核心产业增加值占GDP比重"].target
    assert change is not None
    assert change.kind is TargetKind.CHANGE
    more = indicators["关键业务环节全面数字化的规模以上制造业企业比例"].target
    assert more is not None
    assert (more.operator, more.value, more.year) == (Operator.MORE, 70, 2025)


def test_samples_hold_lists_and_no_prose(samples: tuple[Draft, ...]) -> None:
    assert all(len(task.content) <= 60 for draft in samples for task in draft.tasks)


def test_every_fact_can_be_shown_in_its_place(samples: tuple[Draft, ...], plausible: Draft) -> None:
    for draft in (*samples, plausible):
        for task in (*draft.tasks, *draft.results):
            for name, words in (("title", task.title), ("deadline", task.deadline.raw)):
                span = task.spans.get(name)
                assert span is None or draft.text[span.start : span.end] == words
        for section in draft.sections:
            assert draft.text[section.span.start : section.span.end] == section.title


def test_a_plausible_plan_has_the_size_asked_for(plausible: Draft) -> None:
    assert len(plausible.tasks) == 500
    parts = sum(task.parent is not None for task in plausible.tasks)
    assert 150 < parts < 350
    assert len(plausible.links) == 600
    roles = {unit.role for task in plausible.tasks for unit in task.units}
    assert roles == set(Role)


def test_a_plausible_plan_stays_within_its_years(plausible: Draft) -> None:
    days = [task.deadline.date for task in plausible.tasks if task.deadline.date]
    assert {day.year for day in days} <= set(range(2024, 2029))
    assert all(
        task.start <= task.deadline.date for task in plausible.tasks if task.start and task.deadline.date
    )


def test_plausible_links_have_no_cycle(plausible: Draft) -> None:
    assert all(link.before < link.after for link in plausible.links)
    assert len({(link.before, link.after) for link in plausible.links}) == len(plausible.links)


def test_the_same_seed_gives_the_same_plan(plausible: Draft) -> None:
    assert plausible_draft(500, seed=7) == plausible
    assert plausible_draft(500, seed=8) != plausible


@pytest.mark.parametrize("tasks", [1, 2, 3])
def test_small_plans_are_possible(tasks: int) -> None:
    assert len(plausible_draft(tasks).tasks) == tasks
