"""What every test gets: an offscreen Qt, and the path of the shared full texts or a clear skip."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of full source texts, which are not part of the project."""
    if not (SHARED / "seeds").is_dir():
        pytest.skip("../shared is absent: the full texts of the source documents are not part of the project")
    return SHARED
