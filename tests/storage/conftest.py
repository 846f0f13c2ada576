"""A small workspace, and the shortest operations there are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.models import Unit
from workbench.storage.workspace import Workspace


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "数字经济 工作计划#1.pwb"  # with what an address must quote


@pytest.fixture
def workspace(path: Path) -> Iterator[Workspace]:
    with Workspace.create(path, who="王敏") as workspace:
        yield workspace


@pytest.fixture
def at_rest(path: Path) -> Path:
    """A closed workspace with one unit and one backup."""
    with Workspace.create(path, who="王敏") as workspace:
        workspace.change(add_unit, "省数字办")
    return path


def add_unit(session: Session, name: str) -> None:
    session.info["label"] = f"新增单位：{name}"
    session.add(Unit(name=name))


def rename_unit(session: Session, unit: int, name: str) -> None:
    session.info["label"] = f"修改单位名称：{name}"
    session.get_one(Unit, unit).name = name


def unit_names(session: Session) -> tuple[str, ...]:
    return tuple(session.scalars(select(Unit.name).order_by(Unit.id)))
