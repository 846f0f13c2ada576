"""挂图作战 on paper: WallFacts ─► drawing.wall_chart: sheets as scenes ─► scene_ink: PDF on A3 to A0."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from workbench.drawing.wall_chart import SIZES as TYPE_SIZES
from workbench.drawing.wall_chart import draw_wall, plan_wall
from workbench.errors import RefusedError
from workbench.press.breaking import EM, Run, break_lines
from workbench.press.compose import one_line
from workbench.press.faces import FontChoice, Role, TypeCase
from workbench.press.files import new_file
from workbench.press.gantt_chart import SIZES
from workbench.press.geometry import mm
from workbench.press.paper import Paper, face_notes, face_warnings
from workbench.press.scene_ink import SceneInk
from workbench.rows.papers import WallFacts, WallGroup, WallRow


def print_wall(facts: WallFacts, *, paper: str = "A3", fonts: FontChoice = "bundled") -> Paper:
    """Print a wall chart. Raises RefusedError where it has no task, or there is no such paper."""
    if paper not in SIZES:
        raise RefusedError(f"没有名为“{paper}”的纸张。", f"可选：{'、'.join(SIZES)}。")
    if not any(group.rows for group in facts.groups):
        raise RefusedError("没有可以上墙的任务。", "请先导入文件，或换一份文件。")
    width, height = (mm(side) for side in SIZES[paper])
    facts, case = _cleaned(facts), TypeCase(fonts)
    plan = plan_wall(facts, width, height, _Wrapping(case).wrap)
    press = SceneInk(case, plan.size)
    buffer = BytesIO()
    with new_file(buffer, width, height, facts.title) as canvas:
        for scene in draw_wall(facts, plan, lambda text, size: press.measure(text) * size / plan.size):
            canvas.addLiteral(press.operators(scene, height))
            canvas.showPage()
        canvas.finish(press.faces.values())
    return Paper(
        buffer.getvalue(),
        plan.sheets,
        (*facts.warnings, *_crowded(plan.sheets, paper), *face_warnings(case)),
        face_notes(case),
    )


def _crowded(sheets: int, paper: str) -> tuple[str, ...]:
    if sheets == 1:
        return ()
    names = list(SIZES)
    larger = names[min(names.index(paper) + 1, len(names) - 1)]
    hint = f"，可改用{larger}纸" if larger != paper else ""
    return (f"任务较多，用最小的{TYPE_SIZES[-1]:g}磅字仍要{sheets}张{paper}纸{hint}。",)


def _cleaned(facts: WallFacts) -> WallFacts:
    """The facts without control characters and line breaks."""
    groups = tuple(
        WallGroup(
            one_line(group.title),
            tuple(WallRow(tuple(map(one_line, row.cells)), row.progress, row.light) for row in group.rows),
        )
        for group in facts.groups
    )
    return replace(facts, title=one_line(facts.title), groups=groups, note=one_line(facts.note))


class _Wrapping:
    """Breaks texts by the rules of the press; equal ones once."""

    def __init__(self, case: TypeCase) -> None:
        self._case = case
        self._known: dict[tuple[str, int], tuple[str, ...]] = {}

    def wrap(self, text: str, width: float, size: float) -> tuple[str, ...]:
        """Rows of a text; half a character is kept free, as marks are set whole here."""
        measure = max(int(width / size * EM) - EM // 2, 2 * EM)
        key = text, measure
        if key not in self._known:
            lines = break_lines([Run(Role.SONG, text)], self._case, measure, justify=False)
            self._known[key] = tuple(line.text for line in lines)
        return self._known[key]
