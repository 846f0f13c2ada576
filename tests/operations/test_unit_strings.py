"""Strings that name units, as documents print them, resolve to the directory without a duplicate unit.

The directory is built from the very documents the strings come from; then 200 of them, drawn at random and
also written in the other width, must each find the one unit they mean.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from workbench.errors import CannotReadError
from workbench.operations import documents, units
from workbench.operations.directory import Directory
from workbench.planning.unit_names import standard_form
from workbench.queries.units import list_units
from workbench.reading import read_file
from workbench.reading.draft import Draft
from workbench.storage.workspace import Workspace
from workbench.terms import UnitId

DATA = Path(__file__).parent.parent / "data" / "reading"
READ = {".txt", ".md", ".html", ".csv", ".pdf", ".docx"}
ASKED = 200


def drafts_of(folders: Iterable[Path]) -> list[Draft]:
    """What can be read of the documents in the folders, those without a unit left out."""
    read = []
    for path in sorted(path for folder in folders for path in folder.iterdir() if path.suffix in READ):
        try:
            draft = read_file(path)
        except CannotReadError:
            continue
        if strings_of([draft]):
            read.append(draft)
    return read


def strings_of(drafts: Sequence[Draft]) -> list[str]:
    """Every name of a unit, as it was read, once a document."""
    return [
        name
        for draft in drafts
        for name in dict.fromkeys(
            unit.name for fact in (*draft.tasks, *draft.results) for unit in fact.units if not unit.group
        )
    ]


def widened(name: str) -> str:
    """The name as it comes out of a form that is filled in full width."""
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in name)


def resolved(session: Session, names: Sequence[str]) -> list[UnitId]:
    directory = Directory(session)
    found = [directory.find(name) for name in names]
    assert None not in found, [name for name, unit in zip(names, found, strict=True) if unit is None]
    return [UnitId(unit.id) for unit in found if unit is not None]


def check(path: Path, drafts: Sequence[Draft], asked: int) -> None:
    with Workspace.create(path, who="王敏") as plan:
        for draft in drafts:
            plan.change(documents.import_draft, draft)
        known = plan.ask(list_units)
        by_form = defaultdict(list)
        for row in known:
            by_form[standard_form(row.name)].append(row.name)
        assert [names for names in by_form.values() if len(names) > 1] == []
        names = random.Random(2026).choices(strings_of(drafts), k=asked)
        found = plan.ask(resolved, names)
        assert plan.ask(resolved, [widened(name) for name in names]) == found
        for one, other in zip(names, found, strict=True):
            row = next(row for row in known if row.id == other)
            assert standard_form(one) in {standard_form(name) for name in (row.name, *row.aliases)}
        for name in dict.fromkeys(names):
            plan.change(units.remember_alias, name, f"{name}（又名）")  # resolves again, and makes no unit
        assert {row.id for row in plan.ask(list_units)} == {row.id for row in known}


def test_strings_of_our_own_documents(tmp_path: Path) -> None:
    drafts = drafts_of([DATA, DATA / "offices"])
    assert len(set(strings_of(drafts))) > 60
    check(tmp_path / "计划.pwb", drafts, ASKED)


def test_200_strings_of_the_practice_documents(tmp_path: Path, shared: Path) -> None:
    drafts = drafts_of([shared / "practice"])
    assert len(set(strings_of(drafts))) >= 150
    check(tmp_path / "计划.pwb", drafts, ASKED)
