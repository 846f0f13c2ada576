"""The order of a document: its headings and tasks by position go in, the tree comes out in pre-order.

Under a heading its own tasks come first, then its sub-headings; tasks under no heading open the document.
Every list and picture of the plan takes its order from here. Plain values, no database.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

#: (id, parent) of a heading, in the order of `position`.
SectionKey = tuple[int, int | None]
#: (id, section, parent) of a task, in the order of `position`.
TaskKey = tuple[int, int | None, int | None]


class Place(NamedTuple):
    """One line of the outline. `depth` is 0 right under the document."""

    is_section: bool
    id: int
    depth: int


def outline(
    sections: Iterable[SectionKey], tasks: Iterable[TaskKey], *, empty_sections: bool = True
) -> Iterator[Place]:
    """Headings and tasks of one document in pre-order. A parent that is not there counts as none.

    Without `empty_sections`, headings with no task anywhere below are left out.
    """
    parents = dict(sections)
    tasks = list(tasks)
    above, below = _task_tree(tasks, parents)
    kept = set(parents) if empty_sections else _with_tasks(parents, above)
    for section, parent in parents.items():
        if section in kept:
            above[parent if parent in parents else None].append((True, section))
    stack = [(is_section, id, 0) for is_section, id in reversed(above[None])]
    while stack:
        is_section, id, depth = stack.pop()
        yield Place(is_section, id, depth)
        parts = above.get(id, ()) if is_section else below.get(id, ())
        stack.extend((kind, part, depth + 1) for kind, part in reversed(parts))


_Parts = defaultdict[int | None, list[tuple[bool, int]]]


def _task_tree(tasks: list[TaskKey], sections: dict[int, int | None]) -> tuple[_Parts, _Parts]:
    """What stands right under each heading (None: under the document), and under each task."""
    under_section: _Parts = defaultdict(list)
    under_task: _Parts = defaultdict(list)
    known = {id for id, _, _ in tasks}
    for id, section, parent in tasks:
        if parent in known:
            under_task[parent].append((False, id))
        else:
            under_section[section if section in sections else None].append((False, id))
    return under_section, under_task


def _with_tasks(sections: dict[int, int | None], under_section: _Parts) -> set[int]:
    kept: set[int] = set()
    for holder in under_section:
        section: int | None = holder
        while section is not None and section in sections and section not in kept:
            kept.add(section)
            section = sections[section]
    return kept
