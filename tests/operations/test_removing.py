"""A document removed with all that hangs below it, table by table, as the models say."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests.long_plans import long_draft
from workbench.models import Base, Document
from workbench.operations import comments, documents, links, tasks
from workbench.operations.registry import label
from workbench.storage.workspace import Workspace
from workbench.terms import DocumentId, TaskId

ALL_TASKS = 30


def by_objects(session: Session, document: int) -> None:
    """The same, object by object: what SQLAlchemy does by itself."""
    label(session, "删除文件")
    session.delete(session.get_one(Document, document))


def contents(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    read = workspace.connection().execute
    names = [table.name for table in Base.metadata.sorted_tables if table.name not in ("steps", "blobs")]
    return {name: read(f"SELECT * FROM {name} ORDER BY id").fetchall() for name in names}


@pytest.fixture
def plan(tmp_path: Path) -> Workspace:
    """Two documents; tasks with comments, milestones and links, one of them across the documents."""
    workspace = Workspace.create(tmp_path / "计划.pwb", who="王敏")
    workspace.change(documents.import_draft, long_draft(ALL_TASKS))
    workspace.change(documents.import_draft, long_draft(ALL_TASKS, "（修订）"))
    workspace.change(comments.add, TaskId(3), "请抓紧")
    workspace.change(tasks.add_milestone, TaskId(4), "初稿", dt.date(2025, 6, 30))
    workspace.change(links.add, TaskId(1), TaskId(2))
    workspace.change(links.add, TaskId(5), TaskId(ALL_TASKS + 5))
    return workspace


def test_what_goes_is_what_would_go_object_by_object(plan: Workspace) -> None:
    before = contents(plan)
    plan.change(by_objects, DocumentId(1))
    expected = contents(plan)
    plan.undo()
    assert contents(plan) == before
    change = plan.change(documents.remove, DocumentId(1))
    assert contents(plan) == expected
    assert change.keys("tasks") == frozenset(range(1, ALL_TASKS + 1))
    plan.undo()
    assert contents(plan) == before
    plan.close()
