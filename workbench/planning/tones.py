"""Tones: which bars share a colour. A plan and what to colour by go in, a code per node comes out.

Only so many colours can be told apart, so the most frequent units or documents get one each, and the rest
share a last one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import compress
from typing import Final

import numpy as np
from numpy.typing import NDArray

from workbench.planning.task_arrays import NO_NODE, NodeKind, TaskArrays

#: How many units or documents get a tone of their own.
MOST_TONES: Final = 8
#: The tone of all others, and what the key to the colours calls it.
OTHER_TONE: Final = MOST_TONES
OTHERS: Final = "其他"
#: The code of a node that has no tone: its state decides.
NO_TONE: Final = -1


class ColorBy(Enum):
    """What the colour of a bar stands for."""

    STATE = "状态"
    UNIT = "责任单位"
    DOCUMENT = "文件"


@dataclass(frozen=True, slots=True)
class Tones:
    """`codes` holds a tone per node, `names` what tones 0, 1, … stand for, the most frequent first."""

    codes: NDArray[np.int8]
    names: tuple[str, ...]
    others: bool

    def moved(self, plan: TaskArrays, shown: TaskArrays) -> Tones:
        """The same tones by the nodes of arrays that show the same tasks in another order."""
        tasks = np.flatnonzero(plan.kind == NodeKind.TASK)
        codes = np.full(len(shown), NO_TONE, np.int8)
        codes[shown.nodes_of_tasks(plan.id[tasks])] = self.codes[tasks]
        return replace(self, codes=codes)

    def legend(self) -> tuple[tuple[str, int], ...]:
        """Names with their tones, as the key to the colours lists them."""
        named = tuple((name, tone) for tone, name in enumerate(self.names))
        return (*named, (OTHERS, OTHER_TONE)) if self.others else named


def tones_of(arrays: TaskArrays, by: ColorBy) -> Tones | None:
    """The tones of a plan's tasks, None where states decide."""
    if by is ColorBy.STATE:
        return None
    sources = _units(arrays) if by is ColorBy.UNIT else _documents(arrays)
    counts = Counter(compress(sources, (arrays.kind == NodeKind.TASK).tolist()))
    del counts[""]
    names = tuple(name for name, _ in counts.most_common(MOST_TONES))
    tone = dict.fromkeys({*sources}, OTHER_TONE) | {name: number for number, name in enumerate(names)}
    codes = np.fromiter(map(tone.__getitem__, sources), np.int8, len(arrays))
    codes[arrays.kind != NodeKind.TASK] = NO_TONE
    return Tones(codes, names, bool((codes == OTHER_TONE).any()))


def _units(arrays: TaskArrays) -> Sequence[str]:
    """The lead unit of each node, or the one listed first."""
    return [lead or units.partition("、")[0] for lead, units in zip(arrays.lead, arrays.units, strict=True)]


def _documents(arrays: TaskArrays) -> Sequence[str]:
    """The name of the document each node lies in."""
    found: list[str] = []
    for node, above in enumerate(arrays.parent.tolist()):
        found.append(arrays.name[node] if above == NO_NODE else found[above])
    return found
