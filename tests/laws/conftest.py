"""A workspace with something in it, made once and copied for each try."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.laws.moves import small_draft
from workbench.operations import documents
from workbench.storage.workspace import Workspace


class Nursery:
    """Hands out fresh copies of one planted workspace, each in a folder of its own."""

    def __init__(self, planted: Path) -> None:
        self._planted = planted

    @contextmanager
    def copy(self) -> Iterator[Path]:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(shutil.copy(self._planted, Path(folder) / "工作计划.pwb"))


@pytest.fixture(scope="session")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Nursery:
    path = tmp_path_factory.mktemp("planted") / "工作计划.pwb"
    with Workspace.create(path, who="王敏") as workspace:
        for number in range(2):
            workspace.change(documents.import_draft, small_draft(number))
    return Nursery(path)
