"""A view of the task table (视图): which tasks, in what groups, under which columns, in what order.

A saved view is kept in the plan as one text (JSON), so that it goes along with the file.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from workbench.planning.grouping import GroupBy
from workbench.planning.task_arrays import STATE_CODE, Bools, NodeKind, TaskArrays
from workbench.spelling import Folds, folded
from workbench.terms import TaskState

#: Picks nodes of a plan, worked out anew whenever its arrays are.
Picker: TypeAlias = Callable[[TaskArrays], Bools]

#: `Conditions.look` where no named look narrows the tasks.
EVERYTHING: Final = "all"


@dataclass(frozen=True, slots=True)
class Conditions:
    """Which tasks are wanted: every word of `words` in some text of the task, a named `look` (see
    `queries.overview.behind`), one of `states`, answered for by `unit`, in the document titled `document`.
    Empty ones ask nothing."""

    words: str = ""
    look: str = EVERYTHING
    states: tuple[TaskState, ...] = ()
    unit: str = ""
    document: str = ""

    def __bool__(self) -> bool:
        return self != replace(NO_CONDITIONS, words=self.words) or bool(self.words.split())


NO_CONDITIONS: Final = Conditions()


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view by its name. `columns` are names of columns with their widths, from the left, () for the usual
    ones; `sorted_by` is the name of a column, "" for the order of the documents."""

    name: str
    conditions: Conditions = NO_CONDITIONS
    group_by: GroupBy = GroupBy.DOCUMENT
    columns: tuple[tuple[str, int], ...] = ()
    sorted_by: str = ""
    descending: bool = False


#: The views that every plan has.
BUILT_IN: Final = (
    SavedView("本月到期", Conditions(look="due_this_month")),
    SavedView("本季到期", Conditions(look="due_this_quarter")),
    SavedView("逾期", Conditions(look="overdue")),
    SavedView("无牵头单位", Conditions(look="without_lead")),
    SavedView("无时限", Conditions(look="without_deadline")),
    SavedView("持续推进", Conditions(look="ongoing")),
)


def view_text(view: SavedView) -> str:
    """The view as it is kept; its name is kept beside it."""
    facts = asdict(view)
    del facts["name"]
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))


def read_view(name: str, text: str) -> SavedView:
    """The view kept as `text`. Raises ValueError where that is none; what a later
    version added is left out."""
    facts = json.loads(text)
    if not isinstance(facts, dict):
        raise ValueError(f"not a view: {text!r}")
    conditions = _known(Conditions, facts.get("conditions", {}))
    conditions["states"] = tuple(TaskState(state) for state in conditions.get("states", ()))
    kept = _known(SavedView, facts)
    kept["name"] = name
    kept["conditions"] = Conditions(**conditions)
    kept["group_by"] = GroupBy(kept.get("group_by", GroupBy.DOCUMENT))
    kept["columns"] = tuple((str(column), int(width)) for column, width in kept.get("columns", ()))
    return SavedView(**kept)


def _known(kind: type[Any], facts: dict[str, Any]) -> dict[str, Any]:
    return {field: facts[field] for field in kind.__slots__ if field in facts}


def with_words(arrays: TaskArrays, words: str, folds: Folds) -> Bools:
    """The nodes in whose number, name, units or deadline every word stands, in either script and width.

    `folds` remembers the folded texts from one time to the next.
    """
    kept = np.ones(len(arrays), np.bool_)
    for word in map(folded, words.split()):
        found = np.fromiter((word in name for name in folds.column(arrays.name)), np.bool_, len(arrays))
        for texts in (arrays.units, arrays.deadline, arrays.number):  # few different ones
            having = {text: word in folds[text] for text in set(texts)}
            if any(having.values()):
                found |= np.fromiter(map(having.__getitem__, texts), np.bool_, len(arrays))
        kept &= found
    return kept


def meets(arrays: TaskArrays, conditions: Conditions, folds: Folds) -> Bools:
    """The nodes that meet the conditions, but for the look, which takes a query."""
    kept = with_words(arrays, conditions.words, folds)
    if conditions.states:
        codes = [STATE_CODE[state] for state in conditions.states]
        kept &= np.isin(arrays.state, codes) & (arrays.kind == NodeKind.TASK)
    if conditions.unit:
        mine = (conditions.unit in units.split("、") for units in arrays.units)
        kept &= np.fromiter(mine, np.bool_, len(arrays))
    if conditions.document:
        kept &= _within(arrays, conditions.document)
    return kept


def documents_of(arrays: TaskArrays) -> list[str]:
    """The title of the document that each node lies in."""
    tops: NDArray[np.int64] = np.maximum.accumulate(np.where(arrays.depth == 0, np.arange(len(arrays)), 0))
    return [arrays.name[top] for top in tops.tolist()]


def _within(arrays: TaskArrays, title: str) -> Bools:
    inside = np.zeros(len(arrays), np.bool_)
    for top in np.flatnonzero((arrays.depth == 0) & (arrays.kind == NodeKind.DOCUMENT)).tolist():
        if arrays.name[top] == title:
            inside[top : arrays.subtree_end[top]] = True
    return inside
