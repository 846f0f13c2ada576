"""The order of a whole plan, worked out on columns, is that of the outlines of its documents one by one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from workbench.queries.outline import outline
from workbench.queries.plan_order import Holders, plan_order

#: Few ids, so that parents are there, are of another document, stand in circles, or are missing.
IDS = st.integers(1, 9)
MAYBE = st.integers(0, 9)


@st.composite
def plans(draw: st.DrawFn) -> tuple[list[int], Sequence[tuple[int, ...]], Sequence[tuple[int, ...]]]:
    """Documents; (id, document, parent, section) of tasks; (id, document, parent) of headings."""
    documents = draw(st.lists(IDS, unique=True, max_size=3))
    anywhere = st.sampled_from([*documents, 99])
    tasks = draw(st.lists(st.tuples(IDS, anywhere, MAYBE, MAYBE), unique_by=lambda row: row[0], max_size=9))
    sections = draw(st.lists(st.tuples(IDS, anywhere, MAYBE), unique_by=lambda row: row[0], max_size=6))
    return documents, tasks, sections


def column(rows: Sequence[tuple[int, ...]], place: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array([row[place] for row in rows], np.int64)


@given(plans())
def test_columns_are_ordered_as_outlines_are(
    plan: tuple[list[int], Sequence[tuple[int, ...]], Sequence[tuple[int, ...]]],
) -> None:
    documents, tasks, sections = plan
    order = plan_order(
        np.array(documents, np.int64),
        Holders(*(column(tasks, place) for place in range(4))),
        Holders(*(column(sections, place) for place in (0, 1, 2, 2))),
    )
    names = [("文件", id) for id in documents]
    names += [("任务", row[0]) for row in tasks] + [("章节", row[0]) for row in sections]
    expected = []
    for document in documents:
        expected.append(("文件", document, 0))
        mine = [(id, section or None, parent or None) for id, of, parent, section in tasks if of == document]
        headings = [(id, parent or None) for id, of, parent in sections if of == document]
        for place in outline(headings, mine, empty_sections=False):
            expected.append(("章节" if place.is_section else "任务", place.id, place.depth + 1))
    found = [
        (*names[line], depth) for line, depth in zip(order.line.tolist(), order.depth.tolist(), strict=True)
    ]
    assert found == expected
