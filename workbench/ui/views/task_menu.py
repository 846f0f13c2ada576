"""The context menu of the task grid, in 任务 and beside the Gantt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from workbench.planning.task_arrays import NodeKind, TaskArrays
from workbench.queries.tasks import task as ask_task
from workbench.queries.wording import STATES
from workbench.terms import MilestoneId, TaskId
from workbench.ui.controls import action
from workbench.ui.views.grid_editing import TaskEditing
from workbench.ui.views.page import Place
from workbench.ui.wording import ROLE_MARKS
from workbench.ui.work import Work

PERCENTS = (0, 25, 50, 75, 100)


def fill_task_menu(
    menu: QMenu,
    work: Work,
    editing: TaskEditing,
    arrays: TaskArrays,
    nodes: Sequence[int],
    go: Callable[[Place], object],
    elsewhere: tuple[str, str],
) -> None:
    """Offer what can be done with the nodes, the first being current. `elsewhere` is the other view of
    tasks and its title."""
    if not nodes:
        return
    node = nodes[0]
    tasks = [TaskId(int(arrays.id[one])) for one in nodes if arrays.kind[one] == NodeKind.TASK]
    if tasks:
        _look_elsewhere(menu, work, tasks[0], go, elsewhere)
    if not work.writable:
        return
    if tasks:
        _edit(menu, work, editing, arrays, tasks, go)
    if arrays.kind[node] == NodeKind.TASK:
        _mark(menu, editing, arrays, node)
    menu.addSeparator()
    menu.addAction(action(menu, "新增任务…", lambda: editing.add(arrays, node, below=False), "add"))
    if arrays.kind[node] == NodeKind.TASK:
        menu.addAction(action(menu, "新增下级任务…", lambda: editing.add(arrays, node, below=True)))
        _rearrange(menu.addMenu("调整位置"), editing, arrays, tasks)
        menu.addSeparator()
        menu.addAction(action(menu, "删除任务", lambda: editing.remove(arrays, tasks), "remove"))


def _look_elsewhere(
    menu: QMenu, work: Work, task: TaskId, go: Callable[[Place], object], elsewhere: tuple[str, str]
) -> None:
    def show_source() -> None:
        row = work.ask(ask_task, task)
        go(Place("documents", document=row.document, span=row.span))

    menu.addAction(action(menu, "查看原文", show_source, "source"))
    view, title = elsewhere
    menu.addAction(action(menu, f"在{title}中查看", lambda: go(Place(view, task=task)), view))
    menu.addSeparator()


def _edit(
    menu: QMenu,
    work: Work,
    editing: TaskEditing,
    arrays: TaskArrays,
    tasks: list[TaskId],
    go: Callable[[Place], object],
) -> None:
    if len(tasks) > 1:
        together = action(
            menu, f"批量修改 {len(tasks)} 项…", lambda: editing.edit_together(arrays, tasks), "edit", "Ctrl+E"
        )
        menu.addAction(together)
    menu.addAction(action(menu, "责任单位…", lambda: editing.open_units(tasks[0]), "unit"))
    _choose_lead(menu, work, editing, tasks)
    menu.addAction(
        action(
            menu, "调整完成时限…", lambda: editing.adjust_deadline(work.ask(ask_task, tasks[0])), "calendar"
        )
    )
    _join(menu, editing, tasks)
    states = menu.addMenu("状态")
    for state, name in STATES.items():
        states.addAction(action(states, name, partial(editing.set_state, tasks, state)))
    _track(menu.addMenu("跟踪"), work, menu.parentWidget(), tasks[0], go)
    progress = menu.addMenu("进度")
    for percent in PERCENTS:
        text = f"{percent}%"
        progress.addAction(action(progress, text, partial(editing.set_progress, tasks, percent)))


def _track(
    menu: QMenu, work: Work, place: QWidget | None, task: TaskId, go: Callable[[Place], object]
) -> None:
    """How the current task falls due, its light, its indicators, supervision of it."""
    from workbench.ui.views.task_tracking import TaskTracking

    TaskTracking(work, place, go).fill(menu, task)


def _choose_lead(menu: QMenu, work: Work, editing: TaskEditing, tasks: list[TaskId]) -> None:
    """One task: which of its units leads. Several: the first listed of each, where none leads yet."""
    rows = [work.ask(ask_task, task) for task in tasks]
    if len(rows) > 1:
        menu.addAction(action(menu, "以列第一位的单位为牵头", lambda: editing.lead_by_the_first(rows)))
    elif rows[0].units:
        leads = menu.addMenu("牵头单位")
        for unit in rows[0].units:
            mark = ROLE_MARKS[unit.role]
            leads.addAction(
                action(leads, f"{mark} {unit.name}", partial(editing.set_lead, tasks[0], unit.name))
            )


def _join(menu: QMenu, editing: TaskEditing, tasks: list[TaskId]) -> None:
    if len(tasks) > 1:
        menu.addAction(action(menu, "建立前后置关系", lambda: editing.link(tasks)))
    if editing.links_of(tasks):
        menu.addAction(action(menu, "取消前后置关系", lambda: editing.unlink(tasks)))


def _mark(menu: QMenu, editing: TaskEditing, arrays: TaskArrays, node: int) -> None:
    """Milestones of the current task."""
    task = TaskId(int(arrays.id[node]))
    menu.addAction(action(menu, "新增节点…", lambda: editing.add_milestone(arrays, task)))
    if points := arrays.milestones(node):
        removal = menu.addMenu("删除节点")
        for point in points:
            day = dt.date.fromordinal(point.day).isoformat()
            remove = partial(editing.remove_milestone, MilestoneId(point.id))
            removal.addAction(action(removal, f"{day} {point.title}", remove))


def _rearrange(menu: QMenu, editing: TaskEditing, arrays: TaskArrays, tasks: list[TaskId]) -> None:
    """The same steps that Alt+Shift and the arrows take."""
    for name, way, key in (
        ("上移", "up", "Up"),
        ("下移", "down", "Down"),
        ("降为下级任务", "in", "Right"),
        ("升为上级任务", "out", "Left"),
    ):
        step = partial(editing.step, arrays, tasks, way)
        menu.addAction(action(menu, name, step, keys=f"Alt+Shift+{key}"))
