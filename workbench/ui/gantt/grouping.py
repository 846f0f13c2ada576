"""What the tasks of the Gantt stand under."""

from __future__ import annotations

from enum import Enum


class Grouping(Enum):
    """Documents with their sections, or swim-lanes (泳道)."""

    DOCUMENT = "文件和章节"
    LEAD = "牵头单位"
