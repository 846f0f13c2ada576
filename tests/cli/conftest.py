"""A plan file of two documents, as most commands are tried on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.operations.plans import city_draft, small_draft
from workbench.operations.documents import import_drafts
from workbench.storage.workspace import Workspace


@pytest.fixture
def plan(tmp_path: Path) -> str:
    path = tmp_path / "计划.pwb"
    with Workspace.create(path, who="王敏") as workspace:
        workspace.change(import_drafts, (small_draft(), city_draft()))
    return str(path)
