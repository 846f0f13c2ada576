"""The story: a new user's first hour with the program, chapter by chapter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint
from PySide6.QtWidgets import QFileDialog, QTableView, QWidget

from tests.laws.moves import Contents, contents
from tests.walkthrough import eye
from tests.walkthrough.hand import Hand, Story
from tests.walkthrough.papers import write_papers
from workbench.planning.task_arrays import NodeKind
from workbench.ui.dialogs.import_documents import ImportDialog
from workbench.ui.gantt.view import GanttView
from workbench.ui.itemmodels.task_grid import Column
from workbench.ui.window import MainWindow

UNKNOWN, ITS_NAME = "市热线办", "市12345热线服务中心"
LEAD = "市数据局"
TEN = 10
#: From the end (or start) of one task to the start (or end) of another: FS, FS, SS, FF, FS.
LINKS = (
    ("完善公共数据目录", True, "建设城市智能中枢", False),
    ("建设城市智能中枢", True, "升级政务云平台", False),
    ("升级政务云平台", False, "出台公共数据授权", False),
    ("推广电子证照应用", True, "推进高效办成一件事", True),
    ("编制场景清单", True, "建设公共算力平台", False),
)
MOVED, STRETCHED, BEGUN = "健全数据分类分级", "提升12345热线", "推进高效办成一件事"
DRAG_POINTS = 40
POSTPONED, NEW_DEADLINE = "开放医疗影像数据集", "2027年9月底前"
REASON, BASIS = "数据脱敏评估时间较长", "市政府常务会议纪要〔2026〕18号"


@dataclass
class Chapter:
    """What the table at the end tells of one chapter."""

    title: str
    first_picture: int
    last_picture: int = 0
    steps: int = 0


class Walkthrough:
    """Tells the chapters in their order. `told` is how far it came."""

    def __init__(self, window: MainWindow, hand: Hand, folder: Path) -> None:
        self._window, self._hand, self._folder = window, hand, folder
        self._papers = write_papers(folder)
        self._at_first: Contents = {}
        self._at_last: Contents = {}
        self._made = 0
        self.told: list[Chapter] = []

    def tell(self) -> Story:
        chapters: tuple[tuple[str, Callable[[], Story]], ...] = (
            ("新建计划", self._make_a_plan),
            ("导入两份文件", self._import_two_documents),
            ("认定一个陌生单位", self._name_an_unknown_unit),
            ("一次为十项任务定牵头", self._set_ten_leads),
            ("画五条前后置关系", self._draw_five_links),
            ("拖动三个横条", self._drag_three_bars),
            ("保存基线", self._set_a_baseline),
            ("写明原因调整时限", self._move_a_deadline),
            ("打印到 A3", self._print_to_a3),
            ("全部撤销", self._undo_everything),
            ("全部重做", self._redo_everything),
        )
        yield lambda: self._window.isActiveWindow()
        for title, chapter in chapters:
            told = Chapter(title, self._hand.shots + 1)
            self.told.append(told)
            before = self._steps()
            yield from chapter()
            told.last_picture, told.steps = self._hand.shots, self._steps() - before

    # -- the chapters --------------------------------------------------------------------------------------

    def _make_a_plan(self) -> Story:
        hand = self._hand
        yield 0.6
        hand.look("起始页")
        hand.press(eye.button("新建计划"))
        yield from self._give_file(self._folder / "yunling.pwb", "新建计划的对话框")
        yield lambda: self._window.work.is_open and not self._busy()
        self._at_first = self._contents()
        hand.look("空计划")

    def _import_two_documents(self) -> Story:
        hand = self._hand
        hand.click(eye.tool("导入文件"))
        yield from self._give_file(self._papers, "选择两份文件")
        yield lambda: isinstance(eye.dialog(), ImportDialog)
        yield 0.8
        hand.look("核对第一份")
        hand.press(eye.button("接受并导入"))
        yield 0.8
        hand.look("核对第二份")
        hand.press(eye.button("接受并导入"))
        yield lambda: eye.dialog() is None and not self._busy()
        yield 0.5
        hand.look("导入后")
        assert self._count("documents") == 2, "two documents were to be imported"

    def _name_an_unknown_unit(self) -> Story:
        hand = self._hand
        hand.click(eye.page("单位"))
        yield lambda: not self._busy()
        hand.look("单位名录")
        hand.press(eye.button("待认单位"))
        yield 0.4
        hand.look("待认单位")
        hand.click(eye.cell(eye.named("待认单位", QTableView), UNKNOWN, 0))
        yield 0.3
        hand.press(eye.button("改名后加入"))
        yield lambda: eye.dialog()
        hand.keys("ctrl+a")
        hand.write(ITS_NAME)
        yield 0.3
        hand.look("改名后加入名录")
        hand.keys("Return")
        yield lambda: eye.dialog() is None and not self._busy()
        hand.press(eye.button("没有疑问的"))
        yield lambda: not self._busy()
        hand.press(eye.button("名录"))
        yield 0.5
        hand.look("名录已认定")

    def _set_ten_leads(self) -> Story:
        hand = self._hand
        hand.click(eye.page("任务"))
        yield lambda: not self._busy()
        hand.look("任务表")
        sheet = eye.named("任务表", QTableView)
        first, tenth = self._tasks_of(sheet)[0], self._tasks_of(sheet)[TEN - 1]
        hand.click(self._cell_at(sheet, first))
        yield 0.2
        hand.click(self._cell_at(sheet, tenth), keys="shift")
        yield 0.3
        hand.keys("ctrl+e")
        yield lambda: eye.dialog()
        hand.press(eye.named("牵头单位", QWidget))
        hand.write(LEAD)
        yield 0.5
        hand.look("批量修改")
        hand.press(eye.button("确定"))
        yield from self._answer_if_asked("为十项任务定牵头的依据")
        yield lambda: eye.dialog() is None and not self._busy()
        hand.look("已定牵头")
        leads = self._ask("SELECT count(*) FROM assignments WHERE role = 'LEAD' OR role = 'lead'")
        assert leads >= TEN, f"ten tasks were to have a lead, {leads} have one"

    def _draw_five_links(self) -> Story:
        hand = self._hand
        hand.click(eye.page("甘特图"))
        yield lambda: not self._busy()
        hand.look("甘特图")
        bars = self._bars()
        for number, (before, from_end, after, to_end) in enumerate(LINKS, 1):
            start = bars.handle(before, at_end=from_end)
            yield from hand.drag(start, bars.edge(after, at_end=to_end), "画线中" if number == 3 else "")
            yield from self._wait_for(partial(self._has, "dependencies", number))
        hand.look("五条关系")

    def _drag_three_bars(self) -> Story:
        hand, bars = self._hand, self._bars()
        for name, start, way, picture in (
            (MOVED, bars.middle(MOVED), DRAG_POINTS, "整条移动"),
            (STRETCHED, bars.edge(STRETCHED, at_end=True), DRAG_POINTS, "拉长"),
            (BEGUN, bars.edge(BEGUN, at_end=False), -DRAG_POINTS, "提前开始"),
        ):
            was = self._days(name)
            yield from hand.drag(start, start + QPoint(way, 0), picture)
            yield from self._answer_if_asked(f"{picture}的依据")
            yield from self._wait_for(partial(self._moved, name, was))
        hand.look("三个横条已拖动")

    def _set_a_baseline(self) -> Story:
        hand = self._hand
        hand.click(eye.tool("基线"))
        yield 0.4
        hand.look("基线菜单")
        hand.click(eye.entry("保存基线"))
        yield lambda: eye.dialog()
        hand.look("保存基线")
        hand.keys("Return")
        yield from self._wait_for(partial(self._has, "baselines", 1))
        hand.look("基线已保存")

    def _move_a_deadline(self) -> Story:
        hand = self._hand
        hand.click(eye.cell(self._gantt.table, POSTPONED, Column.NAME), button=3)
        yield 0.4
        hand.look("任务的右键菜单")
        hand.click(eye.entry("调整完成时限"))
        yield lambda: eye.dialog()
        hand.press(eye.named("完成时限", QWidget))
        hand.keys("ctrl+a")
        hand.write(NEW_DEADLINE)
        yield 0.2
        hand.press(eye.named("调整原因", QWidget))
        hand.write(REASON)
        yield 0.2
        hand.press(eye.named("依据或文号", QWidget))
        hand.write(BASIS)
        yield 0.3
        hand.look("调整完成时限")
        hand.keys("Return")
        yield lambda: eye.dialog() is None and not self._busy()
        yield 0.5
        hand.look("时限已调整")
        hand.click(eye.tool("基线"))
        yield 0.4
        hand.click(eye.entry(dt.date.today().isoformat()))
        yield 0.5
        hand.look("与基线对照")

    def _print_to_a3(self) -> Story:
        hand, paper = self._hand, self._folder / "gantt-a3.pdf"
        hand.click(eye.tool("打印…"))
        yield lambda: eye.dialog()
        hand.look("打印甘特图")
        hand.press(eye.button("保存"))
        yield from self._give_file(paper, "打印到文件")
        yield lambda: eye.dialog() is None and paper.exists()
        yield 0.5
        hand.look("已打印")

    def _undo_everything(self) -> Story:
        hand = self._hand
        self._at_last = self._contents()
        hand.click(eye.tool("操作记录"))
        yield 0.6
        hand.look("操作记录")
        while self._window.work.undo_label:
            label = self._window.work.undo_label
            hand.keys("ctrl+z")
            yield from self._wait_for(partial(self._told_other, "undo_label", label))
            self._made += 1
        yield lambda: not self._busy()
        hand.look("已全部撤销")
        assert self._contents() == self._at_first, "after undoing, the database is not as at first"

    def _redo_everything(self) -> Story:
        hand, redone = self._hand, 0
        while self._window.work.redo_label:
            label = self._window.work.redo_label
            hand.keys("ctrl+y")
            yield from self._wait_for(partial(self._told_other, "redo_label", label))
            redone += 1
        yield lambda: not self._busy()
        yield 0.5
        hand.look("已全部重做")
        assert redone == self._made, f"{self._made} steps were undone, {redone} redone"
        assert self._contents() == self._at_last, "after redoing, the database is not as before undoing"

    # -- what chapters are made of ---------------------------------------------------------------------------

    def _give_file(self, paths: Path | tuple[Path, ...], picture: str) -> Story:
        """Type a path into the file dialog on screen; of several files, their folder, then their names."""
        yield lambda: isinstance(eye.dialog(), QFileDialog)
        self._hand.keys("ctrl+a")
        if isinstance(paths, Path):
            self._hand.write(str(paths))
        else:
            self._hand.write(str(paths[0].parent))
            yield 0.4
            self._hand.keys("Return")
            yield 0.6
            self._hand.write(" ".join(f'"{path.name}"' for path in paths))
        yield 0.4
        self._hand.look(picture)
        self._hand.keys("Return")
        yield lambda: not isinstance(eye.dialog(), QFileDialog)

    def _answer_if_asked(self, picture: str) -> Story:
        """Say why, where what was issued is adjusted; what was said before is there already."""
        yield 0.7
        if not self._dialog("说明调整依据"):
            return
        if not eye.button("确定").isEnabled():
            self._hand.write(REASON)
            yield 0.2
            self._hand.press(eye.named("依据或文号", QWidget))
            self._hand.write(BASIS)
            yield 0.3
        self._hand.look(picture)
        self._hand.keys("Return")
        yield lambda: eye.dialog() is None

    def _wait_for(self, happened: Callable[[], object]) -> Story:
        yield lambda: happened() and eye.dialog() is None and not self._busy()

    def _dialog(self, title: str) -> bool:
        front = eye.dialog()
        return front is not None and front.windowTitle() == title

    def _busy(self) -> bool:
        page = self._window.page
        return page is not None and page.busy

    @property
    def _gantt(self) -> GanttView:
        page = self._window.page
        assert page is not None
        return page.findChild(GanttView)  # type: ignore[return-value]

    def _bars(self) -> eye.Bars:
        return eye.Bars(self._gantt.timeline)

    def _tasks_of(self, sheet: QTableView) -> list[int]:
        """The rows of a task table that are tasks."""
        arrays, model = sheet.index_rows.arrays, sheet.model()  # type: ignore[attr-defined]
        rows = range(model.rowCount())
        return [row for row in rows if arrays.kind[model.node_at(row)] == NodeKind.TASK]  # type: ignore[attr-defined]

    @staticmethod
    def _cell_at(sheet: QTableView, row: int) -> QPoint:
        box = sheet.visualRect(sheet.model().index(row, Column.NAME, QModelIndex()))
        return sheet.viewport().mapToGlobal(box.center())

    def _days(self, name: str) -> tuple[int, int]:
        arrays, node = self._gantt.arrays, self._bars().node(name)
        return int(arrays.start[node]), int(arrays.end[node])

    def _moved(self, name: str, before: tuple[int, int]) -> bool:
        return self._days(name) != before

    def _told_other(self, which: str, before: str) -> bool:
        """Whether 撤销 or 重做 has gone on to another step; no two steps running have the same name here."""
        return bool(getattr(self._window.work, which) != before)

    # -- the plan as it is kept ------------------------------------------------------------------------------

    def _contents(self) -> Contents:
        return contents(self._window.work.workspace)  # type: ignore[arg-type]

    def _has(self, table: str, rows: int) -> bool:
        return self._count(table) == rows

    def _count(self, table: str) -> int:
        return self._ask(f"SELECT count(*) FROM {table}")

    def _steps(self) -> int:
        return self._count("steps") if self._window.work.is_open else 0

    def _ask(self, question: str) -> int:
        return int(self._window.work.task_connection().execute(question).fetchone()[0])
