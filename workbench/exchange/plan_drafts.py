"""A PlanFile in, a Draft out: a project planner's file takes the way of every document into the workspace.

What the workspace cannot hold is told: days that are no whole days, a deadline beside the planned finish.
A milestone within a task, that nothing is linked to and nobody is assigned to, becomes its 节点; any other
becomes a task.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from workbench.errors import CannotReadError, UnsupportedFormatError
from workbench.exchange.fact_text import FactText
from workbench.exchange.gan import read_gan
from workbench.exchange.mspdi import read_mspdi
from workbench.exchange.plan import PlanFile, PlanLink, PlanTask
from workbench.notation import date_text
from workbench.problems import Problem
from workbench.reading.draft import Draft, DraftLink, DraftMilestone, DraftTask, DraftUnit, Meta
from workbench.terms import NO_DEADLINE, Deadline, DeadlineKind, LinkKind, Precision, Severity

_READERS: Final[dict[str, Callable[[str, bytes], PlanFile]]] = {".xml": read_mspdi, ".gan": read_gan}
_MINUTES_OF_A_DAY: Final = 24 * 60
_LINK_NAMES: Final = {
    LinkKind.FINISH_START: "完成—开始",
    LinkKind.START_START: "开始—开始",
    LinkKind.FINISH_FINISH: "完成—完成",
    LinkKind.START_FINISH: "开始—完成",
}
#: How finely a deadline is stated, by the finest word in it.
_PRECISIONS: Final = (
    ("日", Precision.DAY),
    ("月", Precision.MONTH),
    ("季", Precision.QUARTER),
    ("半年", Precision.HALF),
    ("年", Precision.YEAR),
)


def read_plan(path: Path) -> Draft:
    """Read an MS Project XML or GanttProject file. Raises CannotReadError."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise UnsupportedFormatError(
            f"“{path.name}”不是项目计划文件。", "可以读取 MS Project 的 .xml 和 .gan 文件。"
        )
    try:
        source = path.read_bytes()
    except OSError as error:
        raise CannotReadError(
            f"文件“{path.name}”打不开。", "请检查文件是否存在、是否正被别的程序占用。"
        ) from error
    return as_draft(reader(path.name, source), path.name, source)


def as_draft(plan: PlanFile, name: str, source: bytes) -> Draft:
    """The plan as a draft: `name` and `source` are the file it came from."""
    text = FactText()
    title = plan.title.strip() or Path(name).stem
    text.line(title)
    odd = list(plan.problems)
    within = _milestones_within(plan)
    kept = [place for place in range(len(plan.tasks)) if place not in within]
    index = {place: number for number, place in enumerate(kept)}
    points: defaultdict[int, list[DraftMilestone]] = defaultdict(list)
    for place, whole in within.items():
        points[whole].append(_milestone(plan.tasks[place]))
    parents = plan.parents()
    tasks = []
    for place in kept:
        above = parents[place]
        parent = index[above] if above is not None else None
        tasks.append(_task(plan.tasks[place], text, parent, tuple(points[place]), odd))
    if not tasks:
        raise CannotReadError(f"“{name}”里没有任务。", "请核对是否选对了文件。")
    numbers = {plan.tasks[place].uid: number for place, number in index.items()}
    return Draft(
        file=name,
        sha256=hashlib.sha256(source).hexdigest(),
        source=source,
        text=text.text,
        meta=Meta(title=title, issuer=plan.organisation.strip() or None),
        tasks=tuple(tasks),
        links=tuple(_links(plan, numbers, odd)),
        problems=tuple(odd),
    )


def _milestones_within(plan: PlanFile) -> dict[int, int]:
    """The places of milestones that become a 节点, with the place of the task each belongs to."""
    parents = plan.parents()
    wholes = set(parents)
    linked = {uid for link in plan.links for uid in (link.before, link.after)}
    return {
        place: parent
        for place, (task, parent) in enumerate(zip(plan.tasks, parents, strict=True))
        if parent is not None
        and task.milestone
        and task.end
        and task.uid not in linked
        and not task.shares
        and place not in wholes
    }


def _milestone(task: PlanTask) -> DraftMilestone:
    assert task.end is not None
    return DraftMilestone(task.title.strip(), task.end, done=task.percent == 100)


def _task(
    task: PlanTask,
    text: FactText,
    parent: int | None,
    milestones: tuple[DraftMilestone, ...],
    odd: list[Problem],
) -> DraftTask:
    deadline = _deadline(task, odd)
    start = task.start if task.start and not (task.end and task.end < task.start) else None
    facts = {
        "no": task.no,
        "title": task.title.strip(),
        "content": " ".join(task.notes.split()),
        "units": "、".join(share.unit for share in task.shares),
        "deadline": deadline.raw,
    }
    present = {name: fact for name, fact in facts.items() if fact}
    span, places = text.line(*present.values())
    return DraftTask(
        no=task.no,
        title=task.title.strip(),
        content=task.notes.strip(),
        span=span,
        level=task.level,
        parent=parent,
        units=tuple(DraftUnit(share.unit.strip(), share.role, share.unit.strip()) for share in task.shares),
        deadline=deadline,
        spans=dict(zip(present, places, strict=True)),
        start=start,
        progress=task.percent,
        milestones=milestones,
    )


def _deadline(task: PlanTask, odd: list[Problem]) -> Deadline:
    """The planned finish, in the document's own words where it has not been moved since."""
    if task.end is None:
        raw = task.deadline_text or task.end_text
        lasting = any(word in raw for word in ("持续", "长期"))
        return Deadline(raw, DeadlineKind.ONGOING if lasting else DeadlineKind.NONE) if raw else NO_DEADLINE
    if task.deadline_text and task.deadline == task.end:
        precision = next((found for word, found in _PRECISIONS if word in task.deadline_text), Precision.DAY)
        return Deadline(task.deadline_text, DeadlineKind.BY, task.end, precision)
    if task.deadline and task.deadline != task.end:
        what = (
            f"任务“{task.title.strip()}”的期限是{date_text(task.deadline)}，"
            f"计划完成日期是{date_text(task.end)}，完成时限按计划完成日期导入。"
        )
        odd.append(Problem("deadline-beside-finish", Severity.INFO, what))
    return Deadline(f"{date_text(task.end)}前", DeadlineKind.BY, task.end, Precision.DAY)


def _links(plan: PlanFile, numbers: dict[int, int], odd: list[Problem]) -> Iterator[DraftLink]:
    """The links with lags in whole working days. Two tasks are linked once."""
    tasks = {task.uid: task for task in plan.tasks}
    seen: set[tuple[int, int]] = set()
    for link in plan.links:
        pair = (numbers[link.before], numbers[link.after])
        names = f"“{tasks[link.before].title.strip()}”到“{tasks[link.after].title.strip()}”"
        if pair in seen:
            what = f"{names}有不止一个前后置关系，只保留了第一个。"
            odd.append(Problem("second-link", Severity.WARNING, what))
            continue
        seen.add(pair)
        lag, whole = _working_days(plan, link, tasks[link.before])
        if not whole:
            what = f"{names}（{_LINK_NAMES[link.kind]}）的间隔不是整数个工作日，按{lag}个工作日导入。"
            odd.append(Problem("lag-rounded", Severity.INFO, what))
        yield DraftLink(*pair, link.kind, lag)


def _working_days(plan: PlanFile, link: PlanLink, before: PlanTask) -> tuple[int, bool]:
    """A lag in working days, and whether it was so many to the minute."""
    if not link.round_the_clock:
        return round(link.lag / plan.minutes_per_day), link.lag % plan.minutes_per_day == 0
    days = round(link.lag / _MINUTES_OF_A_DAY)
    from_finish = link.kind in (LinkKind.FINISH_START, LinkKind.FINISH_FINISH)
    anchor = before.end if from_finish else before.start
    if anchor is None:
        return round(days * sum(plan.week) / 7), False
    first = anchor.toordinal() + (1 if from_finish else 0)
    return plan.calendar.count_working_days(first, first + days - 1), False
