"""The plan with a year of invented reports, made once and handed out to read or to change a copy of."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.data.year_of_reports import QUARTERS, plan_with_a_year
from workbench.storage.workspace import Workspace

Q1, Q2, Q3, Q4 = QUARTERS
#: When the year is looked back on.
AFTER = dt.date(2022, 1, 10)


@pytest.fixture(scope="session")
def year_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("year") / "一年.pwb"
    plan_with_a_year(path)
    return path


@pytest.fixture
def year(year_file: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A copy of its own, to change."""
    with Workspace.open(Path(shutil.copy(year_file, tmp_path / "一年.pwb")), who="李强") as workspace:
        yield workspace


@pytest.fixture(scope="module")
def seen_year(year_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A copy to look at alone."""
    copy = Path(shutil.copy(year_file, tmp_path_factory.mktemp("seen") / "一年.pwb"))
    with Workspace.open(copy, who="李强") as workspace:
        yield workspace
