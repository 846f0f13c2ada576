"""A real workspace in a temporary folder: with the small plan in it, or with a year of reports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.operations.plans import small_draft
from tests.queries.tracking import seen_year, year, year_file
from workbench.operations import documents
from workbench.storage.workspace import Workspace

__all__ = ["plan", "seen_year", "year", "year_file"]


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "计划.pwb", who="王敏") as workspace:
        workspace.change(documents.import_draft, small_draft())
        yield workspace
