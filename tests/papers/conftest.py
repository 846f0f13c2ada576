"""The papers of the five documents, made once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.papers.made import all_papers, five_documents
from workbench.press.printing import print_paper
from workbench.rows.papers import PaperFacts


@pytest.fixture(scope="session")
def described(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, PaperFacts]:
    with five_documents(tmp_path_factory.mktemp("papers") / "计划.pwb", shared / "seeds") as workspace:
        return all_papers(workspace)


@pytest.fixture(scope="session")
def printed(described: dict[str, PaperFacts]) -> dict[str, bytes]:
    return {name: print_paper(facts, fonts="bundled").pdf for name, facts in described.items()}
