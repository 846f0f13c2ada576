"""The order of a document, drawn as an indented outline."""

from __future__ import annotations

from workbench.queries.outline import SectionKey, TaskKey, outline


def drawn(sections: list[SectionKey], tasks: list[TaskKey], **settings: bool) -> list[str]:
    return [
        "  " * place.depth + ("§" if place.is_section else "") + str(place.id)
        for place in outline(sections, tasks, **settings)
    ]


def test_tasks_under_a_heading_come_before_its_sub_headings() -> None:
    sections: list[SectionKey] = [(1, None), (2, 1), (3, None)]
    tasks: list[TaskKey] = [(10, 2, None), (11, 1, None), (12, 3, None), (13, None, None), (14, 1, 11)]
    assert drawn(sections, tasks) == ["13", "§1", "  11", "    14", "  §2", "    10", "§3", "  12"]


def test_empty_headings_can_be_left_out() -> None:
    sections: list[SectionKey] = [(1, None), (2, 1), (3, 2), (4, None)]
    assert drawn(sections, [(10, 3, None)], empty_sections=False) == ["§1", "  §2", "    §3", "      10"]


def test_a_parent_that_is_not_there_counts_as_none() -> None:
    assert drawn([(1, 99)], [(10, 98, 97)]) == ["10", "§1"]
