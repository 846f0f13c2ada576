"""Project planners' files on their way into the workspace, and a document's rows on their way out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import CannotReadError, UnsupportedFormatError
from workbench.exchange.gan import read_gan
from workbench.exchange.mspdi import read_mspdi
from workbench.exchange.mspdi_writing import write_mspdi
from workbench.exchange.plan import PlanFile, PlanLink, PlanShare, PlanTask
from workbench.exchange.plan_drafts import as_draft, read_plan
from workbench.exchange.plan_rows import plan_of_rows
from workbench.planning.calendar_files import load_calendar
from workbench.reading.draft import Draft, DraftLink, DraftMilestone, DraftTask
from workbench.rows.documents import DocumentRow
from workbench.rows.tasks import AssignmentRow, LinkRow, MilestoneRow, TaskRow
from workbench.terms import (
    NO_DEADLINE,
    Deadline,
    DeadlineKind,
    DocumentId,
    LinkKind,
    MilestoneId,
    Precision,
    Role,
    SectionId,
    TaskId,
    TaskState,
    UnitId,
)

FRIDAY = dt.date(2025, 6, 13)


def draft_of(*tasks: PlanTask, links: tuple[PlanLink, ...] = ()) -> Draft:
    return as_draft(PlanFile("数字城市", tasks, links), "计划.xml", b"<Project/>")


def only(task: PlanTask) -> DraftTask:
    return draft_of(task).tasks[0]


def test_a_task_with_everything() -> None:
    shares = (PlanShare("市大数据局", Role.LEAD), PlanShare("市财政局", Role.SUPPORT, 50))
    days = {"start": dt.date(2025, 6, 9), "end": FRIDAY}
    draft = draft_of(
        PlanTask(7, " 建设平台 ", no="1.2", percent=40, notes="分两期\n建设", shares=shares, **days)
    )
    task = draft.tasks[0]
    assert (task.no, task.title, task.content, task.progress) == ("1.2", "建设平台", "分两期\n建设", 40)
    assert task.start == dt.date(2025, 6, 9)
    assert task.deadline == Deadline("2025年6月13日前", DeadlineKind.BY, FRIDAY, Precision.DAY)
    assert [(unit.name, unit.role) for unit in task.units] == [
        ("市大数据局", Role.LEAD),
        ("市财政局", Role.SUPPORT),
    ]
    for fact, span in task.spans.items():
        assert draft.text[span.start : span.end], fact
    assert draft.text[task.spans["title"].start : task.spans["title"].end] == "建设平台"


def test_the_documents_own_words_stay_with_their_day() -> None:
    end = dt.date(2022, 12, 31)
    kept = only(PlanTask(1, "甲", end=end, deadline=end, deadline_text="2022年底前"))
    assert kept.deadline == Deadline("2022年底前", DeadlineKind.BY, end, Precision.YEAR)
    moved = only(PlanTask(1, "甲", end=dt.date(2023, 3, 31), deadline=end, deadline_text="2022年底前"))
    assert moved.deadline == Deadline("2023年3月31日前", DeadlineKind.BY, dt.date(2023, 3, 31), Precision.DAY)


def test_words_alone_are_a_deadline_without_a_day() -> None:
    assert only(PlanTask(1, "甲", end_text="持续推进")).deadline == Deadline("持续推进", DeadlineKind.ONGOING)
    assert only(PlanTask(1, "甲", end_text="待定")).deadline == Deadline("待定")
    assert only(PlanTask(1, "甲")).deadline == NO_DEADLINE


def test_a_deadline_beside_the_planned_finish_is_told() -> None:
    draft = draft_of(PlanTask(1, "甲", end=FRIDAY, deadline=dt.date(2025, 6, 30)))
    assert "期限是2025年6月30日，计划完成日期是2025年6月13日" in draft.problems[0].what
    assert not draft.has_errors


def test_milestones_become_points_unless_they_are_linked_or_answered_for() -> None:
    def point(uid: int, **more: object) -> PlanTask:
        return PlanTask(uid, f"节点{uid}", level=2, end=FRIDAY, milestone=True, **more)  # type: ignore[arg-type]

    draft = draft_of(
        PlanTask(1, "甲", end=FRIDAY),
        point(2, percent=100),
        point(3),
        point(4, shares=(PlanShare("市财政局"),)),
        PlanTask(5, "乙", level=1),
        links=(PlanLink(3, 5),),
    )
    assert [(task.title, task.parent) for task in draft.tasks] == [
        *(("甲", None), ("节点3", 0)),
        *(("节点4", 0), ("乙", None)),
    ]
    assert draft.tasks[0].milestones == (DraftMilestone("节点2", FRIDAY, done=True),)
    assert draft.links == (DraftLink(1, 3),)


@pytest.mark.parametrize(
    ("link", "days", "told"),
    [
        (PlanLink(1, 2, LinkKind.START_START, 960), 2, False),
        (PlanLink(1, 2, LinkKind.FINISH_START, -480), -1, False),
        (PlanLink(1, 2, LinkKind.FINISH_START, 700), 1, True),
        (PlanLink(1, 2, LinkKind.FINISH_START, 3 * 1440, True), 1, True),  # Friday, then a weekend and a day
        (PlanLink(1, 2, LinkKind.START_START, 1440, True), 1, True),
    ],
)
def test_lags_in_working_days(link: PlanLink, days: int, told: bool) -> None:
    draft = draft_of(
        PlanTask(1, "甲", start=dt.date(2025, 6, 9), end=FRIDAY), PlanTask(2, "乙"), links=(link,)
    )
    assert draft.links == (DraftLink(0, 1, link.kind, days),)
    assert [problem.code for problem in draft.problems] == ["lag-rounded"] * told


def test_a_second_link_between_two_tasks_is_dropped_and_told() -> None:
    links = (PlanLink(1, 2), PlanLink(1, 2, LinkKind.START_START))
    draft = draft_of(PlanTask(1, "甲"), PlanTask(2, "乙"), links=links)
    assert draft.links == (DraftLink(0, 1),)
    assert "只保留了第一个" in draft.problems[0].what


def test_files_by_their_name(tmp_path: Path) -> None:
    path = tmp_path / "计划.XML"
    path.write_bytes(write_mspdi(PlanFile("", (PlanTask(1, "甲"),))))
    assert read_plan(path).meta.title == "计划"
    with pytest.raises(CannotReadError, match="打不开"):
        read_plan(tmp_path / "没有.gan")
    with pytest.raises(UnsupportedFormatError, match="不是项目计划文件"):
        read_plan(tmp_path / "计划.mpp")
    path.write_bytes(write_mspdi(PlanFile("")))
    with pytest.raises(CannotReadError, match="没有任务"):
        read_plan(path)


#: What a field may hold in a file nobody should have written.
ODD_VALUES = st.sampled_from(
    [
        *("", "0", "1", "-1", "2", "7", "8", "19", "1e999", "NaN", "9" * 5000, "999999999", "无"),
        *("2025-13-01", "0001-01-01T00:00:00", "9999-12-31T23:59:59", "2025-06-13T17:00:00Z"),
        *("PT8H0M0S", f"PT{'9' * 5000}H0M0S"),
    ]
)
FIELDS = (
    *("UID", "OutlineLevel", "Start", "Finish", "Duration", "DurationFormat", "PercentComplete"),
    *("Milestone", "Manual", "ConstraintType", "ConstraintDate", "Deadline"),
)
LINK_FIELDS = ("PredecessorUID", "Type", "LinkLag", "LagFormat")
ATTRIBUTES = ("id", "start", "duration", "complete", "meeting", "thirdDate", "thirdDate-constraint")


@given(st.lists(ODD_VALUES, min_size=40, max_size=40))
def test_whatever_a_field_holds_it_is_read_or_refused(values: list[str]) -> None:
    given_values = iter(values)

    def filled(names: Iterable[str]) -> str:
        return "".join(f"<{name}>{next(given_values)}</{name}>" for name in names)

    def attributes(names: Iterable[str]) -> str:
        return " ".join(f'{name}="{next(given_values)}"' for name in names)

    mspdi = f"""<Project><CalendarUID>1</CalendarUID>{filled(["MinutesPerDay"])}
      <Calendars><Calendar><UID>1</UID><Exceptions><Exception><TimePeriod>{filled(["FromDate", "ToDate"])}
      </TimePeriod></Exception></Exceptions></Calendar></Calendars>
      <Tasks><Task><Name>甲</Name>{filled(FIELDS)}</Task><Task><UID>2</UID><Name>乙</Name>
      <PredecessorLink>{filled(LINK_FIELDS)}</PredecessorLink></Task></Tasks></Project>"""
    gan = f"""<project><calendars><date {attributes(["year", "month", "date"])}/></calendars><tasks>
      <task name="甲" {attributes(ATTRIBUTES)}><depend {attributes(["id", "type", "difference"])}/></task>
      <task name="乙" id="1"/></tasks></project>"""
    for read, text in ((read_mspdi, mspdi), (read_gan, gan)):
        try:
            as_draft(read("计划", text.encode()), "计划", text.encode())
        except CannotReadError as error:
            assert error.what


# Out of the workspace -------------------------------------------------------------------------------------

DOCUMENT = DocumentRow(
    *(DocumentId(1), "数字某市工作要点", "", "某市人民政府", None, None, None, "要点.txt", "0", 3, 0, 0)
)


def row(id: int, title: str, section: tuple[str, ...], deadline: Deadline, **more: object) -> TaskRow:
    facts: dict[str, object] = {
        **{"id": TaskId(id), "document": DOCUMENT.id, "document_title": DOCUMENT.title},
        **{"section_id": SectionId(1), "section": section, "parent": None, "no": str(id), "title": title},
        **{"content": "", "units": (), "start": None, "deadline": deadline, "progress": 0},
        **{"state": TaskState.NOT_STARTED, "span": None},
    }
    return TaskRow(**{**facts, **more})  # type: ignore[arg-type]


YEAR_END = Deadline("2025年底前", DeadlineKind.BY, dt.date(2025, 12, 31), Precision.YEAR)
ONGOING = Deadline("持续推进", DeadlineKind.ONGOING)
TASKS = (
    row(
        4,
        "建设平台",
        ("一、基础", "（一）平台"),
        YEAR_END,
        start=dt.date(2025, 9, 26),
        progress=40,
        units=(AssignmentRow(UnitId(1), "市大数据局", Role.LEAD, "数据局", False),),
    ),
    row(5, "招标", ("一、基础", "（一）平台"), YEAR_END, parent=TaskId(4)),
    row(6, "推广应用", ("二、应用",), ONGOING),
)
LINKS = (
    LinkRow(1, TaskId(5), TaskId(6), LinkKind.START_START, 3),
    LinkRow(2, TaskId(5), TaskId(99), LinkKind.FINISH_START, 0),
)
POINTS = (MilestoneRow(MilestoneId(1), TaskId(5), "开标", dt.date(2025, 10, 9), True),)


@pytest.fixture(scope="module")
def plan() -> PlanFile:
    return plan_of_rows(DOCUMENT, TASKS, LINKS, POINTS, load_calendar())


def test_headings_parts_and_points_make_the_outline(plan: PlanFile) -> None:
    assert [(task.level, task.title) for task in plan.tasks] == [
        (1, "一、基础"),
        (2, "（一）平台"),
        (3, "建设平台"),
        (4, "招标"),
        (5, "开标"),
        (1, "二、应用"),
        (2, "推广应用"),
    ]
    assert plan.links == (PlanLink(4, 7, LinkKind.START_START, 3 * 480),)
    assert (dt.date(2025, 9, 28), True) in plan.departures
    assert {day.year for day, _ in plan.departures} == {2025}
    # From 26 September: 4 days with a Sunday, 18 in October with a Saturday, then 20 and 23.
    assert plan.tasks[2].minutes == (4 + 18 + 20 + 23) * 480


def test_through_ms_project_and_back_nothing_is_lost(plan: PlanFile) -> None:
    source = write_mspdi(plan)
    draft = as_draft(read_mspdi("要点.xml", source), "要点.xml", source)
    assert not draft.problems
    assert draft.meta.issuer == "某市人民政府"
    by_title = {task.title: task for task in draft.tasks}
    for task in TASKS:
        again = by_title[task.title]
        assert (again.deadline, again.start, again.progress) == (task.deadline, task.start, task.progress)
        assert [(unit.name, unit.role) for unit in again.units] == [
            (unit.name, unit.role) for unit in task.units
        ]
    assert by_title["招标"].milestones == (DraftMilestone("开标", dt.date(2025, 10, 9), done=True),)
    assert draft.links == (DraftLink(3, 5, LinkKind.START_START, 3),)
