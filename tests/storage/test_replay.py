"""Steps that are hard to take back."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy.orm import Session

from tests.storage.conftest import add_unit, rename_unit, unit_names
from workbench.errors import RefusedError
from workbench.models import Document, Task, Unit, UnitAlias
from workbench.storage.workspace import Workspace


def swap_names(session: Session) -> None:
    session.info["label"] = "互换名称"
    first, second = session.get_one(Unit, 1), session.get_one(Unit, 2)
    names = first.name, second.name
    first.name = "临时"
    session.flush()
    second.name = names[0]
    session.flush()
    first.name = names[1]


def test_unique_values_change_places_and_back(workspace: Workspace) -> None:
    workspace.change(add_unit, "甲局")
    workspace.change(add_unit, "乙局")

    def depend(session: Session) -> None:
        """So that the units cannot simply go while they swap."""
        session.info["label"] = "别名与接替"
        first, second = session.get_one(Unit, 1), session.get_one(Unit, 2)
        first.aliases.append(UnitAlias(name="甲"))
        second.successor = first

    workspace.change(depend)
    workspace.change(swap_names)
    assert workspace.ask(unit_names) == ("乙局", "甲局")
    workspace.undo()
    assert workspace.ask(unit_names) == ("甲局", "乙局")
    workspace.redo()
    assert workspace.ask(unit_names) == ("乙局", "甲局")
    assert workspace.connection().execute("SELECT unit_id, name FROM unit_aliases").fetchall() == [(1, "甲")]


def test_a_name_that_passed_to_another_row_comes_back(workspace: Workspace) -> None:
    workspace.change(add_unit, "甲局")

    def replace(session: Session) -> None:
        session.info["label"] = "重建单位"
        session.delete(session.get_one(Unit, 1))
        session.flush()
        session.add(Unit(name="甲局"))

    assert workspace.change(replace).keys("units") == {1, 2}
    workspace.undo()
    assert workspace.connection().execute("SELECT id FROM units").fetchall() == [(1,)]
    workspace.redo()
    assert workspace.connection().execute("SELECT id FROM units").fetchall() == [(2,)]


def test_parents_removed_with_their_parts_come_back(workspace: Workspace) -> None:
    def nest(session: Session) -> None:
        session.info["label"] = "导入文件"
        document = Document(title="方案")
        session.add(document)
        parent: Task | None = None
        for depth in range(5):
            parent = Task(document=document, parent=parent, title=f"第{depth}层")
            session.add(parent)

    def remove(session: Session) -> None:
        session.info["label"] = "删除任务"
        session.delete(session.get_one(Task, 1))

    workspace.change(nest)
    assert len(workspace.change(remove).rows) == 5
    workspace.undo()
    assert workspace.connection().execute("SELECT id, parent_id FROM tasks ORDER BY id").fetchall() == [
        (1, None),
        (2, 1),
        (3, 2),
        (4, 3),
        (5, 4),
    ]


def test_a_row_that_is_not_as_the_step_left_it_is_not_touched(workspace: Workspace) -> None:
    """Somebody mended the file with another program."""
    workspace.change(add_unit, "甲局")
    workspace.change(rename_unit, 1, "乙局")
    with closing(sqlite3.connect(workspace.path)) as other:
        other.execute("UPDATE units SET name = '丙局'")
        other.commit()
    with pytest.raises(RefusedError, match="不能撤销"):
        workspace.undo()
    assert workspace.ask(unit_names) == ("丙局",)
    assert workspace.undo_label == "修改单位名称：乙局"
    workspace.change(rename_unit, 1, "丁局")
    workspace.undo()
    assert workspace.ask(unit_names) == ("丙局",)


def test_a_broken_journal_row_undoes_nothing_by_halves(workspace: Workspace) -> None:
    """The second of two rows is not as it was left; the first must stay as well."""

    def both(session: Session) -> None:
        session.info["label"] = "新增两个单位"
        session.add_all([Unit(name="甲局"), Unit(name="乙局")])

    workspace.change(both)
    with closing(sqlite3.connect(workspace.path)) as other:
        other.execute("DELETE FROM units WHERE id = 2")
        other.commit()
    with pytest.raises(RefusedError):
        workspace.undo()
    assert workspace.ask(unit_names) == ("甲局",)
