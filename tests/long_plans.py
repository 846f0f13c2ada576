"""A document of very many tasks, for what takes long."""

from __future__ import annotations

import datetime as dt
import hashlib

from workbench.reading.draft import Draft, DraftSection, DraftTask, DraftUnit, Meta
from workbench.terms import Deadline, DeadlineKind, Precision, Role, Span, Why

DEADLINE = Deadline("2025年底前", DeadlineKind.BY, dt.date(2025, 12, 31), Precision.YEAR)


def long_draft(tasks: int, edition: str = "") -> Draft:
    """`tasks` tasks with two units each under a heading for each hundred; every fourth is a part of another.

    With a name of its `edition` the contents differ.
    """
    lines = [f"{number}.推进第{number}项任务{edition}（责任单位：省数字办）" for number in range(tasks)]
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    spans = [Span(start, start + len(line)) for start, line in zip(starts, lines, strict=False)]
    text = "\n".join(lines)
    return Draft(
        file=f"总体方案{edition}.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        source=text.encode(),
        text=text,
        meta=Meta(title="总体方案", issuer="省人民政府"),
        sections=tuple(
            DraftSection(f"第{number}部分", 1, spans[number * 100]) for number in range((tasks + 99) // 100)
        ),
        tasks=tuple(_task(number, lines[number], spans[number]) for number in range(tasks)),
    )


def _task(number: int, content: str, span: Span) -> DraftTask:
    why = Why("括号内“责任单位：”", "省数字办", span)
    return DraftTask(
        no=str(number),
        title=f"推进第{number}项任务",
        content=content,
        span=span,
        section=(f"第{number // 100}部分",),
        parent=number - 1 if number % 4 == 3 else None,
        units=(
            DraftUnit(f"省第{number % 60}厅", Role.LEAD, f"第{number % 60}厅", span=span, why=why),
            DraftUnit(
                f"省第{(number * 7 + 1) % 60}局", Role.SUPPORT, f"第{(number * 7 + 1) % 60}局", why=why
            ),
        ),
        deadline=DEADLINE,
        spans={"title": span, "content": span},
        whys={"title": Why("条目首句", "推进", span)},
    )
