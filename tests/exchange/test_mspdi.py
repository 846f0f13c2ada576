"""MS Project XML: read, written, read again; and scheduled as MS Project itself scheduled it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.plan_networks import network_of
from workbench.errors import CannotReadError, UnsupportedFormatError
from workbench.exchange.mspdi import read_mspdi
from workbench.exchange.mspdi_writing import write_mspdi
from workbench.exchange.plan import (
    PlanBaseline,
    PlanFile,
    PlanLink,
    PlanShare,
    PlanTask,
    ordered,
    true_departures,
)
from workbench.planning.schedule import schedule
from workbench.terms import LinkKind, Role

LINKS = "task-links-project2019-mspdi.xml"


def plan_of(body: str) -> PlanFile:
    return read_mspdi(
        "计划.xml", f'<Project xmlns="http://schemas.microsoft.com/project">{body}</Project>'.encode()
    )


def task(uid: int, fields: str) -> str:
    return f"<Task><UID>{uid}</UID><Name>任务{uid}</Name>{fields}</Task>"


# What MS Project wrote ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def links_file(shared: Path) -> bytes:
    return (shared / "practice" / LINKS).read_bytes()


def test_links_of_every_kind_are_read(links_file: bytes) -> None:
    plan = read_mspdi(LINKS, links_file)
    assert len(plan.tasks) == 16, "the line of the project itself is no task"
    assert not plan.problems
    assert [(link.kind, link.lag // 480) for link in plan.links] == [
        (LinkKind.FINISH_START, 0),
        (LinkKind.FINISH_START, 1),
        (LinkKind.FINISH_START, 2),
        (LinkKind.FINISH_START, 5),  # one week
        (LinkKind.FINISH_START, 10),  # two weeks
        (LinkKind.START_FINISH, 2),
        (LinkKind.START_START, 2),
        (LinkKind.FINISH_FINISH, 2),
    ]
    assert plan.tasks[9].start == dt.date(2018, 11, 2)


def test_our_early_days_are_those_of_ms_project(links_file: bytes) -> None:
    plan = read_mspdi(LINKS, links_file)
    found = schedule(network_of(plan), plan.calendar)
    days = [*map(dt.date.fromordinal, found.early_start)], [*map(dt.date.fromordinal, found.early_end)]
    assert days == ([task.start for task in plan.tasks], [task.end for task in plan.tasks])
    assert dt.date.fromordinal(found.last_day) == dt.date(2018, 11, 2)


def test_our_late_days_and_slack_are_those_of_ms_project(links_file: bytes) -> None:
    """In the file all tasks are scheduled by hand. A finish at 8:00 is the end of the working day before."""
    plan = read_mspdi(LINKS, links_file)
    calendar = plan.calendar
    found = schedule(network_of(plan, in_place=True), calendar)
    space = {"": "http://schemas.microsoft.com/project"}
    tasks = ElementTree.fromstring(links_file).findall("Tasks/Task", space)[1:]

    def days(name: str) -> list[tuple[dt.date, bool]]:
        moments = [dt.datetime.fromisoformat(task.findtext(name, "", space)) for task in tasks]
        return [(moment.date(), moment.hour == 8) for moment in moments]

    late_ends = [
        calendar.add_working_days(day.toordinal(), -1 if morning else 0)
        for day, morning in days("LateFinish")
    ]
    assert found.late_start.tolist() == [day.toordinal() for day, _ in days("LateStart")]
    assert found.late_end.tolist() == late_ends
    assert found.total_slack.tolist() == [
        int(task.findtext("TotalSlack", "", space)) // 4800 for task in tasks
    ]
    assert found.free_slack.tolist() == [int(task.findtext("FreeSlack", "", space)) // 4800 for task in tasks]
    assert found.critical.tolist() == [task.findtext("Critical", "", space) == "1" for task in tasks]


# Single facts ------------------------------------------------------------------------------------------


def test_outline_and_summary() -> None:
    levels = "".join(
        task(uid, f"<OutlineLevel>{level}</OutlineLevel>")
        for uid, level in enumerate((1, 2, 3, 2, 1), start=1)
    )
    assert plan_of(f"<Tasks>{levels}</Tasks>").parents() == [None, 0, 1, 0, None]


def test_words_in_place_of_dates() -> None:
    words = "<Manual>1</Manual><StartText>待定</StartText><FinishText>年底前</FinishText>"
    plan = plan_of(f"<Tasks>{task(1, words)}</Tasks>")
    found = plan.tasks[0]
    assert (found.start, found.end, found.start_text, found.end_text) == (None, None, "待定", "年底前")
    assert not plan.problems


def test_a_finish_at_midnight_is_the_day_before() -> None:
    days = "<Start>2025-03-03T00:00:00</Start><Finish>2025-03-06T00:00:00</Finish>"
    assert plan_of(f"<Tasks>{task(1, days)}</Tasks>").tasks[0].end == dt.date(2025, 3, 5)


@pytest.mark.parametrize(
    ("lag", "form", "minutes", "round_the_clock"),
    [(4800, 7, 480, False), (-9600, 7, -960, False), (14400, 8, 1440, True), (50, 19, 720, False)],
)
def test_lags(lag: int, form: int, minutes: int, round_the_clock: bool) -> None:
    """In days, as a lead, in elapsed days, in percent of the three days of the task before."""
    link = (
        f"<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type><LinkLag>{lag}</LinkLag>"
        f"<LagFormat>{form}</LagFormat></PredecessorLink>"
    )
    plan = plan_of(f"<Tasks>{task(1, '<Duration>PT24H0M0S</Duration>')}{task(2, link)}</Tasks>")
    assert plan.links == (PlanLink(1, 2, LinkKind.FINISH_START, minutes, round_the_clock),)


def test_the_calendar_with_exceptions_of_both_kinds() -> None:
    calendar = """<CalendarUID>3</CalendarUID><Calendars>
      <Calendar><UID>1</UID><WeekDays><WeekDay><DayType>2</DayType><DayWorking>0</DayWorking></WeekDay></WeekDays></Calendar>
      <Calendar><UID>3</UID>
        <WeekDays>
          <WeekDay><DayType>7</DayType><DayWorking>1</DayWorking></WeekDay>
          <WeekDay><DayType>0</DayType><DayWorking>0</DayWorking><TimePeriod><FromDate>2025-10-01T00:00:00</FromDate>
            <ToDate>2025-10-02T23:59:00</ToDate></TimePeriod></WeekDay>
        </WeekDays>
        <Exceptions><Exception><TimePeriod><FromDate>2025-10-05T00:00:00</FromDate><ToDate>2025-10-05T23:59:00</ToDate>
          </TimePeriod><Type>1</Type><DayWorking>1</DayWorking></Exception>
          <Exception><TimePeriod><FromDate>2000-01-01T00:00:00</FromDate><ToDate>2049-01-01T23:59:00</ToDate>
          </TimePeriod><Name>每年</Name><Type>2</Type><DayWorking>0</DayWorking></Exception></Exceptions>
      </Calendar></Calendars>"""
    plan = plan_of(calendar)
    assert plan.week == (True, True, True, True, True, True, False)
    assert plan.departures == (
        (dt.date(2025, 10, 1), False),
        (dt.date(2025, 10, 2), False),
        (dt.date(2025, 10, 5), True),
    )
    assert [problem.what for problem in plan.problems] == ["日历例外“每年”是循环的或过长，没有读取。"]


def test_odd_values_are_told_and_count_as_absent() -> None:
    plan = plan_of(
        f"<Tasks>{task(1, '<Start>下周一</Start><PercentComplete>许多</PercentComplete>')}</Tasks>"
    )
    assert plan.tasks[0].start is None
    assert plan.tasks[0].percent == 0
    assert [problem.what for problem in plan.problems] == [
        "任务“任务1”的 Start 写的是“下周一”，不是有效的值，按没有填写处理。",
        "任务“任务1”的 PercentComplete 写的是“许多”，不是有效的值，按没有填写处理。",
    ]


def test_an_inactive_task_is_left_out_and_told() -> None:
    plan = plan_of(f"<Tasks>{task(1, '<Active>0</Active>')}{task(2, '')}</Tasks>")
    assert [found.uid for found in plan.tasks] == [2]
    assert "已停用" in plan.problems[0].what


# Files that are not what they should be ------------------------------------------------------------------

BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE Project [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<Project xmlns="http://schemas.microsoft.com/project"><Title>&b;</Title></Project>"""
SECRET = b"""<?xml version="1.0"?><!DOCTYPE Project [<!ENTITY a SYSTEM "file:///etc/hostname">]>
<Project xmlns="http://schemas.microsoft.com/project"><Title>&a;</Title></Project>"""


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "不是完整的 XML 文件"),
        (b"PK\x03\x04 not XML", "不是完整的 XML 文件"),
        (b"<Project><Tasks>", "不是完整的 XML 文件"),
        (BOMB, "文档类型声明"),
        (SECRET, "文档类型声明"),
    ],
)
def test_damaged_and_dangerous_files_are_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(CannotReadError, match=sentence) as told:
        read_mspdi("计划.xml", data)
    assert told.value.what.startswith("“计划.xml”")
    assert told.value.way_forward


def test_another_kind_of_xml_is_told() -> None:
    with pytest.raises(UnsupportedFormatError, match="不是 MS Project 的 XML 文件"):
        read_mspdi("网页.xml", b"<html><body/></html>")


@given(st.binary(max_size=200) | st.text(alphabet="<>/ProjectTasks&;", max_size=60).map(str.encode))
def test_whatever_the_bytes_reading_ends_well(data: bytes) -> None:
    try:
        read_mspdi("计划.xml", data)
    except CannotReadError as error:
        assert error.what


# The law of the round trip -------------------------------------------------------------------------------

DAYS = st.dates(dt.date(2015, 1, 1), dt.date(2035, 12, 31))
MAYBE_DAY = st.none() | DAYS
WORDS = st.text(alphabet="规划工作台 2025年底前<&>\"'a\n第·", max_size=12)
NAMES = st.text(alphabet="省市数字办发改委 &<", min_size=1, max_size=8).filter(str.strip)
BASELINES = st.lists(st.builds(PlanBaseline, st.integers(0, 10), MAYBE_DAY, MAYBE_DAY), max_size=2).map(tuple)
SHARES = st.lists(st.builds(PlanShare, NAMES, st.sampled_from(Role), st.integers(0, 400)), max_size=3).map(
    tuple
)


@st.composite
def plan_files(draw: st.DrawFn) -> PlanFile:
    uids = draw(st.lists(st.integers(1, 10_000), max_size=6, unique=True))
    tasks = tuple(
        PlanTask(
            uid=uid,
            title=draw(NAMES),
            level=draw(st.integers(1, 5)),
            no=draw(WORDS),
            start=draw(MAYBE_DAY),
            end=draw(MAYBE_DAY),
            start_text=draw(WORDS),
            end_text=draw(WORDS),
            minutes=draw(st.none() | st.integers(0, 1_000_000)),
            percent=draw(st.integers(0, 100)),
            milestone=draw(st.booleans()),
            manual=draw(st.booleans()),
            not_before=draw(MAYBE_DAY),
            deadline=draw(MAYBE_DAY),
            deadline_text=draw(WORDS),
            actual_start=draw(MAYBE_DAY),
            actual_end=draw(MAYBE_DAY),
            notes=draw(WORDS),
            shares=draw(SHARES),
            baselines=draw(BASELINES),
        )
        for uid in uids
    )
    pairs = [(one, other) for one in uids for other in uids if one != other]
    ends = draw(st.lists(st.sampled_from(pairs), max_size=5)) if pairs else []
    links = [
        PlanLink(*pair, draw(st.sampled_from(LinkKind)), draw(st.integers(-9999, 9999)), draw(st.booleans()))
        for pair in ends
    ]
    week = draw(st.lists(st.booleans(), min_size=7, max_size=7).filter(any).map(tuple))
    return PlanFile(
        title=draw(NAMES),
        tasks=tasks,
        links=ordered(links, tasks),
        organisation=draw(WORDS),
        week=week,
        departures=true_departures(draw(st.dictionaries(DAYS, st.booleans(), max_size=5)), week),
        minutes_per_day=draw(st.integers(60, 1440)),
    )


@given(plan_files())
def test_what_was_written_is_read_again_as_it_was(plan: PlanFile) -> None:
    assert read_mspdi("计划.xml", write_mspdi(plan)) == plan


def test_what_was_read_from_ms_project_survives_as_well(links_file: bytes) -> None:
    plan = read_mspdi(LINKS, links_file)
    assert read_mspdi(LINKS, write_mspdi(plan)) == plan


def test_characters_xml_cannot_hold_are_dropped() -> None:
    plan = PlanFile("计划", (PlanTask(1, "建\x00设\x0b平台\ud800"),))
    assert read_mspdi("计划.xml", write_mspdi(plan)).tasks[0].title == "建设平台"


#: Microsoft's order of the elements of a task, as far as we write them (mspdi_pj12.xsd).
ORDER = (
    *("UID", "ID", "Name", "Active", "Manual", "Type", "IsNull", "WBS", "OutlineNumber", "OutlineLevel"),
    *("Priority", "Start", "Finish", "StartText", "FinishText", "Duration", "ManualStart", "ManualFinish"),
    *("ManualDuration", "DurationFormat", "Estimated", "Milestone", "Summary", "PercentComplete"),
    *("ActualStart", "ActualFinish", "ConstraintType", "CalendarUID", "ConstraintDate", "Deadline"),
    *("Notes", "PredecessorLink", "ExtendedAttribute", "Baseline"),
)


@given(plan_files())
def test_elements_stand_in_the_order_of_the_schema(plan: PlanFile) -> None:
    root = ElementTree.fromstring(write_mspdi(plan))
    space = {"": "http://schemas.microsoft.com/project"}
    for element in root.findall("Tasks/Task", space):
        places = [ORDER.index(child.tag.rpartition("}")[2]) for child in element]
        assert places == sorted(places)
