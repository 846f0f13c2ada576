"""GanttProject files: read, and scheduled as GanttProject itself scheduled them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.exchange.plan_networks import network_of
from workbench.errors import CannotReadError, UnsupportedFormatError
from workbench.exchange.gan import read_gan
from workbench.exchange.mspdi import read_mspdi
from workbench.exchange.mspdi_writing import write_mspdi
from workbench.exchange.plan import PlanBaseline, PlanFile, PlanLink, PlanShare
from workbench.planning.schedule import schedule
from workbench.terms import LinkKind, Role

SMALL = """<?xml version="1.0" encoding="UTF-8"?>
<project name="数字城市" company="市大数据局" version="3.3">
  <calendars>
    <day-types><default-week sun="1" mon="0" tue="0" wed="0" thu="0" fri="0" sat="0"/></day-types>
    <date year="" month="10" date="1" type="HOLIDAY"/>
    <date year="2025" month="9" date="28" type="WORKING_DAY"/>
    <date year="2025" month="9" date="29" type="NEUTRAL"/>
    <date year="" month="2" date="29" type="HOLIDAY"/>
  </calendars>
  <tasks>
    <task id="0" name="平台建设" start="2025-09-26" duration="5" complete="40">
      <task id="1" name="招标" start="2025-09-26" duration="4" complete="100"
            thirdDate="2025-09-25" thirdDate-constraint="1">
        <notes><![CDATA[公开招标]]></notes>
        <depend id="2" type="2" difference="2" hardness="Strong"/>
        <depend id="3" type="3" difference="-1" hardness="Strong"/>
        <depend id="99" type="2" difference="0"/>
      </task>
      <task id="2" name="验收" meeting="true" start="2025-10-03" duration="0" complete="0"/>
    </task>
    <task id="3" name="培训" start="2025-09-30" duration="1" complete="0"/>
  </tasks>
  <resources><resource id="0" name="市大数据局"/><resource id="1" name="市财政局"/></resources>
  <allocations>
    <allocation task-id="1" resource-id="1" responsible="false" load="50.0"/>
    <allocation task-id="1" resource-id="0" responsible="true" load="100.0"/>
    <allocation task-id="1" resource-id="7" responsible="true" load="100.0"/>
  </allocations>
  <previous>
    <previous-tasks name="年初">
      <previous-task id="1" start="2025-09-22" duration="2" meeting="false" super="false"/>
    </previous-tasks>
  </previous>
</project>""".encode()


@pytest.fixture(scope="module")
def small() -> PlanFile:
    return read_gan("小.gan", SMALL)


def test_tasks_in_working_days(small: PlanFile) -> None:
    """Saturdays are worked here; 28 September too, though a Sunday; 1 October rests, every year."""
    assert (small.title, small.organisation) == ("数字城市", "市大数据局")
    assert [(task.title, task.level, task.start, task.end) for task in small.tasks] == [
        ("平台建设", 1, dt.date(2025, 9, 26), dt.date(2025, 9, 30)),
        ("招标", 2, dt.date(2025, 9, 26), dt.date(2025, 9, 29)),
        ("验收", 2, dt.date(2025, 10, 3), dt.date(2025, 10, 3)),
        ("培训", 1, dt.date(2025, 9, 30), dt.date(2025, 9, 30)),
    ]
    assert [task.milestone for task in small.tasks] == [False, False, True, False]
    assert small.parents() == [None, 0, 0, None]
    tender = small.tasks[1]
    assert (tender.percent, tender.notes, tender.not_before) == (100, "公开招标", dt.date(2025, 9, 25))


def test_calendar_links_units_and_baselines(small: PlanFile) -> None:
    assert small.week == (True,) * 6 + (False,)
    assert small.departures == (
        (dt.date(2025, 9, 28), True),
        (dt.date(2025, 10, 1), False),
        (dt.date(2026, 10, 1), False),
    )
    assert small.links == (
        PlanLink(2, 3, LinkKind.FINISH_START, 960),
        PlanLink(2, 4, LinkKind.FINISH_FINISH, -480),
    )
    assert small.tasks[1].shares == (
        PlanShare("市财政局", Role.RESPONSIBLE, 50),
        PlanShare("市大数据局", Role.LEAD, 100),
    )
    assert small.tasks[1].baselines == (PlanBaseline(0, dt.date(2025, 9, 22), dt.date(2025, 9, 23)),)


def test_it_can_be_handed_on_to_ms_project(small: PlanFile) -> None:
    assert read_mspdi("小.xml", write_mspdi(small)) == small


def test_our_days_are_those_of_ganttproject(shared: Path) -> None:
    """All of it: tasks, summaries, links between summaries. A milestone that work leads up to stands in
    GanttProject on the morning after, here (as in MS Project) on the last day of the work."""
    plan = read_gan("房屋.gan", (shared / "practice" / "HouseBuildingSample.gan").read_bytes())
    assert (len(plan.tasks), len(plan.links), plan.problems) == (20, 17, ())
    calendar = plan.calendar
    found = schedule(network_of(plan), calendar)
    assert not len(found.broken)
    wholes = set(plan.parents())
    for place, task in enumerate(plan.tasks):
        ours = dt.date.fromordinal(found.early_start[place]), dt.date.fromordinal(found.early_end[place])
        if task.milestone:
            after = dt.date.fromordinal(calendar.add_working_days(int(found.early_end[place]), 1))
            assert task.start in (ours[0], after), task.title
        elif place in wholes:
            assert ours[0] == task.start, task.title
        else:
            assert ours == (task.start, task.end), task.title


def test_other_files_are_told() -> None:
    with pytest.raises(CannotReadError, match="不是完整的 XML 文件"):
        read_gan("a.gan", b"<project")
    with pytest.raises(UnsupportedFormatError, match="不是 GanttProject 的文件"):
        read_gan("a.gan", b"<project><target/></project>")
