"""What the recorder sees of an operation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from sqlalchemy import delete, insert, text, update
from sqlalchemy.orm import Session

from tests.storage.conftest import add_unit, unit_names
from workbench.changes import RowChange
from workbench.models import Assignment, Document, Section, Step, Task, Unit
from workbench.storage.recorder import RecordedSession, UnrecordedChangeError
from workbench.storage.workspace import Workspace
from workbench.terms import Deadline, DeadlineKind, Precision, Role


def plant(session: Session) -> None:
    """A document with a heading, a task under it, and a unit on the task."""
    session.info["label"] = "导入文件"
    section = Section(title="总体要求")
    task = Task(title="任务", section=section)
    task.assignments.append(Assignment(unit=Unit(name="省数字办"), role=Role.LEAD))
    session.add(Document(title="方案", sections=[section], tasks=[task]))


@pytest.fixture
def planted(workspace: Workspace) -> Workspace:
    workspace.change(plant)
    return workspace


def test_values_are_plain_scalars(planted: Workspace) -> None:
    def set_deadline(session: Session) -> None:
        session.info["label"] = "调整完成时限"
        task = session.get_one(Task, 1)
        task.deadline = Deadline("2022年底前", DeadlineKind.BY, dt.date(2022, 12, 31), Precision.YEAR)

    (row,) = planted.change(set_deadline).rows
    assert row.before == {
        "deadline_raw": "",
        "deadline_kind": "none",
        "deadline_date": None,
        "deadline_precision": "day",
    }
    assert row.after == {
        "deadline_raw": "2022年底前",
        "deadline_kind": "by",
        "deadline_date": "2022-12-31",
        "deadline_precision": "year",
    }
    assert {type(value) for value in (*row.before.values(), *row.after.values())} == {str, type(None)}


def test_several_flushes_are_one_change_a_row(workspace: Workspace) -> None:
    def busy(session: Session) -> None:
        session.info["label"] = "忙碌"
        stays, goes = Unit(name="甲局"), Unit(name="乙局")
        session.add_all([stays, goes])
        session.flush()
        stays.name = "丙局"
        session.delete(goes)
        session.flush()
        stays.name = "丁局"

    (row,) = workspace.change(busy).rows
    assert (row.table, row.key, row.before) == ("units", 1, None)
    assert row.after is not None
    assert row.after["name"] == "丁局"


def test_what_is_changed_back_is_no_change(planted: Workspace) -> None:
    def to_and_fro(session: Session) -> None:
        session.info["label"] = "来回"
        unit = session.get_one(Unit, 1)
        unit.name = "省数据局"
        session.flush()
        unit.name = "省数字办"

    assert planted.change(to_and_fro).rows == ()


def test_rows_that_only_the_flush_draws_in_are_seen(planted: Workspace) -> None:
    """Removing a heading clears it from its tasks, of which the operation never spoke."""

    def remove_section(session: Session) -> None:
        session.info["label"] = "删除章节"
        session.delete(session.get_one(Section, 1))

    change = planted.change(remove_section)
    assert RowChange("tasks", 1, {"section_id": 1}, {"section_id": None}) in change.rows
    assert change.tables == {"sections", "tasks"}
    planted.undo()
    assert planted.connection().execute("SELECT section_id FROM tasks").fetchall() == [(1,)]


def test_a_cascade_is_one_step_there_and_back(planted: Workspace) -> None:
    def remove_document(session: Session) -> None:
        session.info["label"] = "删除文件"
        session.delete(session.get_one(Document, 1))

    change = planted.change(remove_document)
    assert change.tables == {"documents", "sections", "tasks", "assignments"}
    assert all(row.after is None for row in change.rows)
    planted.undo()
    assert planted.connection().execute("SELECT task_id, role FROM assignments").fetchall() == [(1, "lead")]


@pytest.mark.parametrize(
    "statement",
    [
        update(Unit).values(name="省数据局"),
        delete(Unit),
        insert(Unit).values(name="省数据局"),
        text("UPDATE units SET name = '省数据局'"),
    ],
)
def test_statements_that_leave_no_trace_are_refused(planted: Workspace, statement: object) -> None:
    def sly(session: Session) -> None:
        session.info["label"] = "暗改"
        session.execute(statement)  # type: ignore[call-overload]

    with pytest.raises(UnrecordedChangeError):
        planted.change(sly)
    assert planted.ask(unit_names) == ("省数字办",)


@pytest.mark.parametrize(
    "way",
    [
        lambda session: session.connection().execute(update(Unit).values(name="省数据局")),
        lambda session: session.bulk_save_objects([Unit(name="省数据局")]),
        lambda session: session.bulk_insert_mappings(Unit, [{"name": "省数据局"}]),
        lambda session: session.bulk_update_mappings(Unit, [{"id": 1, "name": "省数据局"}]),
    ],
)
def test_there_is_no_way_past_the_recorder(planted: Workspace, way: Callable[[Session], object]) -> None:
    def sly(session: Session) -> None:
        session.info["label"] = "暗改"
        way(session)

    with pytest.raises(UnrecordedChangeError):
        planted.change(sly)
    assert planted.ask(unit_names) == ("省数字办",)


def test_an_operation_may_not_commit(workspace: Workspace) -> None:
    def hasty(session: Session) -> None:
        add_unit(session, "省数字办")
        session.commit()

    with pytest.raises(UnrecordedChangeError):
        workspace.change(hasty)
    assert workspace.ask(unit_names) == ()


def test_a_savepoint_taken_back_leaves_no_trace(workspace: Workspace) -> None:
    def tries(session: Session) -> None:
        session.info["label"] = "尝试"
        session.add(Unit(name="甲局"))
        attempt = session.begin_nested()
        session.add(Unit(name="乙局"))
        session.flush()
        attempt.rollback()
        with session.begin_nested():
            session.add(Unit(name="丙局"))

    change = workspace.change(tries)
    assert [row.after["name"] for row in change.rows if row.after] == ["甲局", "丙局"]
    assert workspace.ask(unit_names) == ("甲局", "丙局")


def test_many_rows_at_once_are_recorded_like_any_others(planted: Workspace) -> None:
    def import_many(session: RecordedSession) -> None:
        session.info["label"] = "导入"
        first = session.next_key(Unit)
        rows = [{"id": first + number, "name": f"省第{number}厅"} for number in range(3)]
        session.insert_rows(Unit, rows)
        session.update_rows(Unit, {first: {"name": "省数据局"}, 1: {"name": "省数字办公室"}})
        session.remove_rows(Unit, [first + 2])

    change = planted.change(import_many)
    assert [(row.key, row.before is None, row.after and row.after["name"]) for row in change.rows] == [
        (1, False, "省数字办公室"),
        (2, True, "省数据局"),
        (3, True, "省第1厅"),
    ]
    assert planted.ask(unit_names) == ("省数字办公室", "省数据局", "省第1厅")
    planted.undo()
    assert planted.ask(unit_names) == ("省数字办",)
    planted.redo()
    assert planted.ask(unit_names) == ("省数字办公室", "省数据局", "省第1厅")


def test_objects_of_rows_changed_at_once_are_read_anew(planted: Workspace) -> None:
    def change_behind(session: RecordedSession) -> None:
        session.info["label"] = "改名"
        unit = session.get_one(Unit, 1)
        session.update_rows(Unit, {1: {"name": "省数据局"}})
        assert unit.name == "省数据局"

    planted.change(change_behind)


def test_an_id_is_never_given_out_twice(planted: Workspace) -> None:
    planted.change(add_unit, "省政务局")
    planted.undo()

    def reuse(session: RecordedSession) -> None:
        session.info["label"] = "导入"
        assert session.next_key(Unit) == 3
        session.insert_rows(Unit, [{"id": 2, "name": "省第1厅"}])

    with pytest.raises(ValueError, match="units"):
        planted.change(reuse)


def test_blobs_and_steps_are_not_written_at_once(planted: Workspace) -> None:
    def forge(session: RecordedSession) -> None:
        session.remove_rows(Step, [1])

    with pytest.raises(UnrecordedChangeError):
        planted.change(forge)
