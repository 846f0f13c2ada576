"""Searching the plan (搜索): what is put into the index, and what is found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workbench.terms import DocumentId, TaskId

#: Start and end of a stretch of a text.
Lit = tuple[tuple[int, int], ...]
NOT_LIT: Lit = ()


class FoundKind(StrEnum):
    """What was found."""

    UNIT = "unit"  # 单位
    DOCUMENT = "document"  # 文件
    SECTION = "section"  # 章节
    TASK = "task"  # 任务
    RESULT = "result"  # 成果
    INDICATOR = "indicator"  # 指标
    MILESTONE = "milestone"  # 节点
    REPORT = "report"  # 进展
    COMMENT = "comment"  # 批注


@dataclass(frozen=True, slots=True)
class Findable:
    """A thing of the plan by its kind and the id in its own table, with its texts.

    `document` is 0 for a unit, `task` the task that it is or hangs on, 0 for none. `units` are the names of
    who answers for it, other names included.
    """

    kind: FoundKind
    id: int
    document: int
    task: int
    name: str
    body: str = ""
    units: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A thing found, with where the words stand in its name and in `text`, the other text that has them."""

    kind: FoundKind
    id: int
    document: DocumentId | None
    task: TaskId | None
    name: str
    name_lit: Lit = ()
    text: str = ""
    text_lit: Lit = ()


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """What was found in one document, or among the units (`document` None)."""

    document: DocumentId | None
    title: str
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """The first things found, by document; `total` counts all."""

    groups: tuple[FoundGroup, ...]
    total: int
