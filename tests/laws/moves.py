"""Moves: any operation, on anything there is. Three numbers choose, so that Hypothesis can make them smaller.

A move may well be refused; then nothing may have happened.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any, NamedTuple

from workbench.changes import ChangeSet
from workbench.errors import RefusedError
from workbench.operations import registry
from workbench.planning.editions import EditionChoice
from workbench.planning.evaluation_facts import standard_scheme
from workbench.planning.light_presets import presets
from workbench.planning.plan_views import Conditions, SavedView, view_text
from workbench.planning.task_edits import TaskEdit, TextEdit, TextKind
from workbench.queries.editions import compare_edition
from workbench.reading.draft import (
    Commitment,
    Draft,
    DraftIndicator,
    DraftLink,
    DraftSection,
    DraftTask,
    DraftUnit,
    DraftValue,
    Meta,
)
from workbench.storage.workspace import Workspace
from workbench.terms import (
    AlignmentChoice,
    AlignmentKind,
    ChangeControl,
    Colour,
    Deadline,
    DeadlineKind,
    Dealing,
    Direction,
    DueMethod,
    Granularity,
    IndicatorId,
    IndicatorValue,
    ItemSource,
    Level,
    LinkKind,
    Operator,
    Period,
    Precision,
    Role,
    Shape,
    Span,
    TargetKind,
    TaskDays,
    TaskState,
    UnitChoice,
)

Contents = dict[str, list[tuple[Any, ...]]]

#: The journal tells of the others; source bytes stay for good; the version is not the planner's.
NOT_COMPARED = {"steps", "blobs", "alembic_version", "sqlite_sequence"}


def contents(workspace: Workspace) -> Contents:
    """Every row of every table that an undo must restore, as SQLite holds it."""
    read = workspace.connection().execute
    tables = [name for (name,) in read("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
    return {
        table: read(f"SELECT * FROM {table} ORDER BY id").fetchall()
        for table in tables
        if table not in NOT_COMPARED
    }


class Move(NamedTuple):
    """The name of an operation, and three numbers to choose its arguments by."""

    name: str
    a: int
    b: int
    c: int


class Place(NamedTuple):
    """Where a task goes, by ids; in the order of `tasks.add`."""

    section: int | None = None
    parent: int | None = None
    after: int | None = None


class Chooser:
    """Chooses arguments among what the workspace holds at present."""

    def __init__(self, workspace: Workspace, move: Move) -> None:
        self._read = workspace.connection().execute
        self._ask = workspace.ask
        self.a, self.b, self.c = move.a, move.b, move.c

    def one(self, table: str, by: int) -> int:
        """The id of a row; one that does not exist where the table is empty."""
        ids = [id for (id,) in self._read(f"SELECT id FROM {table} ORDER BY id").fetchall()]
        return int(ids[by % len(ids)]) if ids else 999_999

    def some(self, table: str, by: int) -> int | None:
        """The id of a row, or none."""
        return None if by % 3 == 0 else self.one(table, by // 3)

    def place(self, document: int, by: int) -> Place:
        """Under or right after another task of the document, under a heading, or nowhere in particular."""
        return (
            Place(section=self._of("sections", document, by // 4)),
            Place(parent=self._of("tasks", document, by // 4)),
            Place(after=self._of("tasks", document, by // 4)),
            Place(),
        )[by % 4]

    def _of(self, table: str, document: int, by: int) -> int | None:
        query = f"SELECT id FROM {table} WHERE document_id = ? ORDER BY id"
        ids = [id for (id,) in self._read(query, (document,)).fetchall()]
        return ids[by % len(ids)] if ids else None

    def document_of(self, by: int) -> int:
        """The document of a task."""
        found = self._read("SELECT document_id FROM tasks WHERE id = ?", (self.one("tasks", by),)).fetchone()
        return int(found[0]) if found else self.one("documents", by)

    def alias(self, by: int) -> tuple[int, str]:
        rows = self._read("SELECT unit_id, name FROM unit_aliases ORDER BY id").fetchall()
        return rows[by % len(rows)] if rows else (999_999, "无")

    def name(self, by: int) -> str:
        return f"省第{by % 12}厅"

    def day(self, by: int) -> dt.date:
        return dt.date(2025, 1, 1) + dt.timedelta(days=by % 700)

    def deadline(self, by: int) -> Deadline:
        if by % 4 == 0:
            return Deadline("持续推进", DeadlineKind.ONGOING)
        return Deadline(f"{by}前", DeadlineKind.BY, self.day(by), tuple(Precision)[by % len(Precision)])

    def units(self) -> tuple[UnitChoice, ...]:
        roles = tuple(Role)
        return tuple(
            UnitChoice(self.name(self.b + place), roles[(self.c + place) % 3]) for place in range(self.b % 4)
        )

    def state(self, by: int) -> TaskState:
        return tuple(TaskState)[by % len(TaskState)]

    def period(self, by: int) -> Period:
        return Period(2025, Granularity.QUARTER, by % 4 + 1)

    def late(self) -> dt.date:
        """A day late enough to come after any other move of a matter."""
        return dt.date(2027, 1, 1)

    def text(self, table: str, column: str, by: int) -> str:
        """What a text of a row reads."""
        found = self._read(f"SELECT {column} FROM {table} WHERE id = ?", (self.one(table, by),)).fetchone()
        return str(found[0]) if found else ""

    def edits(self) -> tuple[TaskEdit, ...]:
        """Two tasks with other facts."""
        return (
            TaskEdit(
                self.one("tasks", self.a),
                title=f"改{self.b}",
                deadline=self.deadline(self.b),
                progress=self.c % 101,
            ),
            TaskEdit(
                self.one("tasks", self.a + 1),
                joining=self.units(),
                leaving=self.name(self.b),
                lead=self.name(self.c),
                start=self.day(self.c),
                state=self.state(self.b),
            ),
        )

    def edition(self) -> tuple[int, Draft, tuple[EditionChoice, ...]]:
        """A document, a newer edition of it, and an answer to each question that it raises."""
        document = self.one("documents", self.a)
        draft = newer_draft(self.b % 40)
        asked = self._ask(compare_edition, document, draft).questions
        answers = (
            EditionChoice(row.kind, row.key, field, (self.c + place) % 2 == 0)
            for place, (row, field) in enumerate(asked)
            if row.key is not None
        )
        return document, draft, tuple(answers)


Arguments = tuple[Any, ...]

#: How each operation's arguments are chosen. A test holds it against the list of operations.
MOVES: dict[str, Callable[[Chooser], Arguments]] = {
    "documents.import_draft": lambda c: (small_draft(c.a % 5),),
    "documents.import_drafts": lambda c: (tuple(small_draft(5 + n) for n in range(c.a % 3)),),
    "documents.edit": lambda c: (c.one("documents", c.a), f"方案{c.b}", f"〔2025〕{c.c}号"),
    "documents.remove": lambda c: (c.one("documents", c.a),),
    "tasks.add": lambda c: (c.document_of(c.a), f"新任务{c.b}", *c.place(c.document_of(c.a), c.c)),
    "tasks.rename": lambda c: (c.one("tasks", c.a), f"改名{c.b % 3}"),
    "tasks.set_content": lambda c: (c.one("tasks", c.a), f"内容{c.b % 3}"),
    "tasks.set_deadline": lambda c: (c.one("tasks", c.a), c.deadline(c.b)),
    "tasks.set_start": lambda c: (c.one("tasks", c.a), c.day(c.b) if c.c % 2 else None),
    "tasks.move_dates": lambda c: (c.one("tasks", c.a), c.day(c.b), c.day(c.b + c.c % 90)),
    "tasks.set_progress": lambda c: (c.one("tasks", c.a), c.b % 101),
    "tasks.set_state": lambda c: (c.one("tasks", c.a), c.state(c.b)),
    "tasks.set_units": lambda c: (c.one("tasks", c.a), c.units()),
    "tasks.set_lead": lambda c: (c.one("tasks", c.a), c.name(c.b)),
    "tasks.move": lambda c: (c.one("tasks", c.a), *moved(c.place(c.document_of(c.a), c.b))),
    "tasks.remove": lambda c: (c.one("tasks", c.a),),
    "tasks.add_milestone": lambda c: (c.one("tasks", c.a), f"节点{c.b}", c.day(c.c)),
    "tasks.remove_milestone": lambda c: (c.one("milestones", c.a),),
    "results.rename": lambda c: (c.one("results", c.a), f"成果{c.b % 3}"),
    "results.set_deadline": lambda c: (c.one("results", c.a), c.deadline(c.b)),
    "results.set_units": lambda c: (c.one("results", c.a), c.units()),
    "results.set_task": lambda c: (c.one("results", c.a), c.some("tasks", c.b)),
    "results.set_state": lambda c: (c.one("results", c.a), c.state(c.b)),
    "results.remove": lambda c: (c.one("results", c.a),),
    "indicators.rename": lambda c: (c.one("indicators", c.a), f"指标{c.b % 3}"),
    "indicators.set_unit": lambda c: (c.one("indicators", c.a), "%" if c.b % 2 else "万户"),
    "indicators.set_base": lambda c: (c.one("indicators", c.a), c.b / 7, 2020 + c.c % 5),
    "indicators.set_target": lambda c: (
        c.one("indicators", c.a),
        2023 + c.b % 5,
        None if c.c % 3 == 0 else c.c / 7,
        tuple(Operator)[c.c % 6],
    ),
    "indicators.observe": lambda c: (
        c.one("indicators", c.a),
        c.period(c.b),
        None if c.c % 3 == 0 else c.c / 7,
        "统计局",
    ),
    "indicators.add_from_commitment": lambda c: (c.one("commitments", c.a), f"目标{c.b}"),
    "indicators.remove": lambda c: (c.one("indicators", c.a),),
    "units.add": lambda c: (c.name(c.a),),
    "units.accept": lambda c: ((c.one("units", c.a), c.one("units", c.b)),),
    "units.set_level": lambda c: (c.one("units", c.a), None if c.b % 5 == 4 else tuple(Level)[c.b % 5]),
    "units.set_parent": lambda c: (c.one("units", c.a), c.some("units", c.b)),
    "units.set_leader": lambda c: (c.one("units", c.a), f"领导{c.b % 3}"),
    "units.set_contact": lambda c: (c.one("units", c.a), f"联系人{c.b % 3}", f"{c.c}"),
    "units.set_validity": lambda c: (c.one("units", c.a), c.day(c.b), c.day(c.c)),
    "units.set_note": lambda c: (c.one("units", c.a), f"备注{c.b % 3}"),
    "units.rename": lambda c: (c.one("units", c.a), c.name(c.b)),
    "units.add_alias": lambda c: (c.one("units", c.a), c.name(c.b)),
    "units.remember_alias": lambda c: (c.name(c.a), f"第{c.b % 12}厅"),
    "units.remove_alias": lambda c: c.alias(c.a),
    "units.merge": lambda c: (c.one("units", c.a), c.one("units", c.b)),
    "units.set_successor": lambda c: (c.one("units", c.a), c.some("units", c.b)),
    "units.remove": lambda c: (c.one("units", c.a),),
    "reforms.merge": lambda c: (
        (c.one("units", c.a), c.one("units", c.b)),
        c.name(c.c),
        c.day(c.a),
        "机构改革方案",
    ),
    "reforms.rename": lambda c: (c.one("units", c.a), c.name(c.b), c.day(c.c)),
    "reforms.split": lambda c: (
        c.one("units", c.a),
        (c.name(c.b), c.name(c.b + 1)),
        c.day(c.c),
        (Dealing(c.name(c.b + 1), task=c.one("tasks", c.c)),),
    ),
    "settings.set_change_control": lambda c: (tuple(ChangeControl)[c.a % 3],),
    "links.add": lambda c: (
        c.one("tasks", c.a),
        c.one("tasks", c.b),
        tuple(LinkKind)[c.c % 4],
        c.c % 9 - 4,
    ),
    "links.remove": lambda c: (c.one("dependencies", c.a),),
    "gantt.shift": lambda c: ((c.one("tasks", c.a), c.one("tasks", c.b)), c.c % 99 - 49),
    "gantt.draw": lambda c: (c.one("documents", c.a), f"画的任务{c.b}", c.day(c.b), c.day(c.c)),
    "gantt.move_milestone": lambda c: (c.one("milestones", c.a), c.day(c.b)),
    "gantt.set_link": lambda c: (c.one("dependencies", c.a), tuple(LinkKind)[c.b % 4], c.c % 9 - 4),
    "gantt.apply_schedule": lambda c: ((TaskDays(c.one("tasks", c.a), c.day(c.b), c.day(c.b + c.c % 90)),),),
    "gantt.set_actual": lambda c: (
        c.one("tasks", c.a),
        c.day(c.b),
        c.day(c.b + c.c % 90 - 9) if c.c % 3 else None,
    ),
    "alignments.add": lambda c: (
        c.one("tasks", c.a),
        c.one("tasks", c.b),
        tuple(AlignmentKind)[c.c % 4],
        "用语相近",
    ),
    "alignments.add_all": lambda c: (
        tuple(AlignmentChoice(c.one("tasks", c.a + n), c.one("tasks", c.b + n)) for n in range(c.c % 3)),
    ),
    "alignments.set_kind": lambda c: (c.one("alignments", c.a), tuple(AlignmentKind)[c.b % 4]),
    "alignments.remove": lambda c: (c.one("alignments", c.a),),
    "alignments.add_from_passage": lambda c: (
        c.one("tasks", c.a),
        c.one("documents", c.b),
        c.c % 20,
        c.c % 20 + 10,
    ),
    "baselines.take": lambda c: (f"基线{c.a % 5}", c.day(c.b)),
    "baselines.rename": lambda c: (c.one("baselines", c.a), f"基线{c.b % 5}"),
    "baselines.remove": lambda c: (c.one("baselines", c.a),),
    "editions.adopt": lambda c: c.edition(),
    "plans.import_plans": lambda c: (tuple(small_draft(8 + n) for n in range(c.a % 3)),),
    "views.save": lambda c: (f"视图{c.a % 4}", view_text(SavedView("", Conditions(words=str(c.b))))),
    "views.rename": lambda c: (f"视图{c.a % 4}", f"视图{c.b % 4}"),
    "views.remove": lambda c: (f"视图{c.a % 4}",),
    "bulk.edit": lambda c: (c.edits(),),
    "bulk.paste": lambda c: (
        (*c.edits(), TaskEdit(None, f"粘贴{c.b}", document=c.one("documents", c.c), units=c.units())),
    ),
    "bulk.move": lambda c: (
        (c.one("tasks", c.a), c.one("tasks", c.a + 1)),
        *moved(c.place(c.document_of(c.a), c.b)),
    ),
    "bulk.replace_texts": lambda c: (
        (
            TextEdit(TextKind.TASK_TITLE, c.one("tasks", c.a), c.text("tasks", "title", c.a), f"换{c.b}"),
            TextEdit(TextKind.UNIT_NAME, c.one("units", c.b), "", c.name(c.c)),
        ),
    ),
    "comments.add": lambda c: (c.one("tasks", c.a), f"批注{c.b}"),
    "comments.remove": lambda c: (c.one("comments", c.a),),
    "progress.report": lambda c: (c.one("tasks", c.a), c.period(c.b), c.c % 101, c.state(c.c), f"进展{c.c}"),
    "periods.set_reporting": lambda c: (tuple(Granularity)[c.a % 4], c.b % 31 + 1, c.c % 2),
    "periods.close": lambda c: (c.period(c.a), f"说明{c.b}", dt.date(2026, 1, 1)),
    "periods.reopen": lambda c: (c.period(c.a), f"漏报{c.b}"),
    "lights.adopt": lambda c: (presets()[c.a % len(presets())].name, c.day(c.b)),
    "lights.set_rules": lambda c: (replace(presets()[c.a % 2], name="本市规则", in_force_from=c.day(c.b)),),
    "lights.set_threshold": lambda c: ("逾期未完成", c.a % 30, c.day(c.b)),
    "lights.remove": lambda c: (c.one("light_rules", c.a),),
    "lights.set_by_hand": lambda c: (c.one("tasks", c.a), c.period(c.b), tuple(Colour)[c.c % 6], "领导要求"),
    "lights.clear_by_hand": lambda c: (c.one("tasks", c.a), c.period(c.b)),
    "progress.report_result": lambda c: (c.one("results", c.a), c.period(c.b), c.c % 101, c.state(c.c)),
    "progress.save_draft": lambda c: (c.one("tasks", c.a), c.period(c.b), c.c % 101, c.state(c.c), "草稿"),
    "progress.copy_before": lambda c: (c.one("tasks", c.a), c.period(c.b)),
    "progress.save_result_draft": lambda c: (
        c.one("results", c.a),
        c.period(c.b),
        c.c % 101,
        c.state(c.c),
        "草稿",
    ),
    "progress.copy_result_before": lambda c: (c.one("results", c.a), c.period(c.b)),
    "progress.check": lambda c: (c.one("progress_reports", c.a), f"属实{c.b}"),
    "progress.send_back": lambda c: (c.one("progress_reports", c.a), f"请补数据{c.b}"),
    "progress.remove": lambda c: (c.one("progress_reports", c.a),),
    "progress.attach": lambda c: (c.one("progress_reports", c.a), f"照片{c.b}.jpg", bytes([c.c % 5 + 1])),
    "progress.detach": lambda c: (c.one("evidence", c.a),),
    "progress.set_plan_method": lambda c: (tuple(DueMethod)[c.a % 5],),
    "progress.set_method": lambda c: (c.one("tasks", c.a), (*DueMethod, None)[c.b % 6]),
    "progress.set_step": lambda c: (c.one("tasks", c.a), c.period(c.b), None if c.c % 4 == 0 else c.c % 110),
    "progress.set_node_weight": lambda c: (c.one("milestones", c.a), c.b % 5),
    "progress.follow_indicator": lambda c: (c.one("tasks", c.a), c.one("indicators", c.b)),
    "indicators.set_kind": lambda c: (c.one("indicators", c.a), tuple(TargetKind)[c.b % 4]),
    "indicators.set_attribute": lambda c: (c.one("indicators", c.a), ("约束性", "预期性", "其他")[c.b % 3]),
    "indicators.set_annual": lambda c: (c.one("indicators", c.a), f"年均提高{c.b % 9}个百分点"),
    "indicators.convert_unit": lambda c: (c.one("indicators", c.a), ("‰", "%", "户")[c.b % 3]),
    "indicators.paste_values": lambda c: (
        tuple(
            IndicatorValue(IndicatorId(c.one("indicators", c.a)), c.period(c.b + n), c.c / 7 + n)
            for n in range(c.c % 4)
        ),
    ),
    "indicators.set_path": lambda c: (
        c.one("indicators", c.a),
        tuple(Shape)[c.b % 4],
        (*Direction, None)[c.c % 3],
        2018 + c.c % 5,
    ),
    "indicators.set_path_value": lambda c: (
        c.one("indicators", c.a),
        c.period(c.b),
        None if c.c % 3 == 0 else c.c / 7,
    ),
    "indicators.link_task": lambda c: (c.one("tasks", c.a), c.one("indicators", c.b), f"支撑{c.c % 3}"),
    "indicators.unlink_task": lambda c: (c.one("tasks", c.a), c.one("indicators", c.b)),
    "supervision.open_item": lambda c: (
        f"督办事项{c.a}",
        c.day(c.b),
        tuple(ItemSource)[c.c % 4],
        c.name(c.c) if c.c % 3 else "",
        "批示",
        "分管领导",
        "限期报告",
        "",
        c.day(c.c),
    ),
    "supervision.open_task": lambda c: (c.one("tasks", c.a), c.day(c.b + 300), "抓紧办理", c.day(c.c % 300)),
    "supervision.edit": lambda c: (c.one("supervision_items", c.a), f"改为{c.b}", c.name(c.c)),
    "supervision.remove": lambda c: (c.one("supervision_items", c.a),),
    "supervision.ask_delay": lambda c: (
        c.one("supervision_items", c.a),
        c.day(c.b) + dt.timedelta(days=700),
        "需要协调",
        "会议纪要",
        c.late(),
    ),
    "supervision.set_prefixes": lambda c: (f"督{c.a % 3}", "督办", "催办"),
    **{
        f"supervision.{name}": lambda c: (c.one("supervision_items", c.a), f"意见{c.b % 3}", c.late())
        for name in (
            *("assign", "sign", "decline", "report_back", "pass_review", "send_back", "urge", "finish"),
            *("close", "grant_delay", "refuse_delay", "stop"),
        )
    },
    "evaluation.set_scheme": lambda c: (replace(standard_scheme(), name=f"方案{c.a % 3}"), c.day(c.b)),
    "evaluation.set_item": lambda c: (
        ("completion", "urged", "commended", "无此项")[c.a % 4],
        c.b % 50,
        c.day(c.c),
    ),
    "evaluation.add_mark": lambda c: (
        c.one("units", c.a),
        c.period(c.b),
        ("commended", "falsified", "completion")[c.c % 3],
        f"表扬{c.c}",
        c.c % 3,
        c.some("tasks", c.b),
    ),
    "evaluation.remove_mark": lambda c: (c.one("evaluation_marks", c.a),),
}


def moved(to: Place) -> Arguments:
    """In the order of `tasks.move`."""
    return to.parent, to.section, to.after


def play(workspace: Workspace, move: Move) -> ChangeSet | None:
    """Make a move. None where it was refused."""
    with suppress(RefusedError):
        arguments = MOVES[move.name](Chooser(workspace, move))
        return workspace.change(registry.find(move.name).run, *arguments, reason="试一试")
    return None


def small_draft(number: int) -> Draft:
    """A document of two headings, four tasks (one a part of another, two linked), a result, an indicator,
    a narrative target."""
    text = f"第{number}号工作方案。" + "一二三四五六七八九十" * 10
    source = text.encode()
    where = Span(0, 5)
    units = (
        DraftUnit("省第1厅", Role.LEAD, "第1厅", span=where),
        DraftUnit("省第2厅", Role.SUPPORT, "第2厅"),
    )
    deadline = Deadline("2025年底前", DeadlineKind.BY, dt.date(2025, 12, 31), Precision.YEAR)

    def task(no: str, parent: int | None = None) -> DraftTask:
        return DraftTask(
            no, f"任务{no}", "内容", where, ("总体要求",), units=units, parent=parent, deadline=deadline
        )

    return Draft(
        file=f"方案{number}.txt",
        sha256=hashlib.sha256(source).hexdigest(),
        source=source,
        text=text,
        meta=Meta(title=f"第{number}号工作方案", issuer="省人民政府"),
        sections=(DraftSection("总体要求", 1, where), DraftSection("保障措施", 2, where, parent=0)),
        tasks=(task("1"), task("2", parent=0), task("3"), task("4")),
        results=(DraftTask("1", "成果", "", where, units=units, category="制度"),),
        indicators=(
            DraftIndicator(
                "1",
                "覆盖率",
                "%",
                where,
                target=DraftValue("98%", 98.0, year=2025),
                targets=(DraftValue("98%", 98.0, year=2025),),
            ),
        ),
        commitments=(
            Commitment("到2025年产值达90亿元以上", "产值", 90.0, "亿元", where, Operator.AT_LEAST, 2025),
        ),
        links=(DraftLink(2, 3),),
    )


def newer_draft(number: int) -> Draft:
    """A later edition of `small_draft`: a title changed, a task dropped, one added, another unit."""
    draft = small_draft(number)
    source = draft.source + f"第{number}次修订".encode()
    first, second, _, fourth = draft.tasks
    changed = replace(
        first,
        title=f"任务1（第{number}次修订）",
        units=(*first.units, DraftUnit("省第3厅", Role.SUPPORT, "第3厅")),
    )
    return replace(
        draft,
        sha256=hashlib.sha256(source).hexdigest(),
        source=source,
        text=source.decode(),
        tasks=(changed, second, fourth, replace(fourth, no="5", title="新增任务")),
        links=(),
    )
