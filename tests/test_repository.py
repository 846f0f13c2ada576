"""The repository as a whole: what it must hold, and what must not slip into any of its files."""

from __future__ import annotations

import ast
import hashlib
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
FONTS = PROJECT / "resources" / "fonts"
FACES = json.loads((FONTS / "manifest.json").read_text("utf-8"))["fonts"]
LOCKS = ("requirements.txt", "requirements-dev.txt")
SETTINGS = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]

REGISTRY = re.compile(
    r"\bpy(?:pi|thonhosted)\.\w|\bnpmjs\.\w|\bcrates\.io|\bconda\.anaconda|\b(?:deb|security)\.debian\.|\bmirrors?\.\w+\.\w"
)
MACHINE = re.compile(r"(?<![\w.:/*-])/(?:root|work|opt|tmp)/\w|\b[A-Z]:\\\\?Users\\")

#: distribution: the name it is imported by, where they differ
IMPORTED_AS = {
    "pyside6-essentials": "PySide6",
    "python-docx": "docx",
    "fonttools": "fontTools",
    "charset-normalizer": "charset_normalizer",
}
COMES_WITH = {"shiboken6": "PySide6"}


def test_no_file_names_a_registry_or_a_place_on_some_machine() -> None:
    found = [
        f"{path.relative_to(PROJECT)}:{number}: {match[0]}"
        for path, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        for match in (REGISTRY.search(line), MACHINE.search(line))
        if match
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("face", FACES, ids=lambda face: str(face["file"]))
def test_each_face_is_the_one_in_the_manifest(face: dict[str, str]) -> None:
    assert hashlib.sha256((FONTS / face["file"]).read_bytes()).hexdigest() == face["sha256"]
    for licence in face["licence_files"]:
        assert (FONTS / licence).stat().st_size > 0


def test_every_bundled_face_is_in_the_manifest() -> None:
    assert {path.name for path in FONTS.glob("*.ttf")} == {face["file"] for face in FACES}


def test_the_notice_names_each_face_and_its_licence() -> None:
    notice = (PROJECT / "NOTICE").read_text("utf-8")
    assert [face["file"] for face in FACES if face["file"] not in notice] == []


def test_the_licence_is_whole() -> None:
    licence = (PROJECT / "LICENSE").read_text("utf-8")
    assert "Apache License" in licence and "Version 2.0, January 2004" in licence
    assert "END OF TERMS AND CONDITIONS" in licence


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_readme_tells_the_two_commands_and_where_the_licences_are(name: str) -> None:
    readme = (PROJECT / name).read_text("utf-8")
    for word in (
        "python installer/bootstrap.py run",
        "python installer/bootstrap.py test",
        "LICENSE",
        "NOTICE",
    ):
        assert word in readme


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_hashes_and_no_address(lock: str) -> None:
    text = (PROJECT / lock).read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*-[-\w]*(index|find|trusted)", text, re.MULTILINE)
    entries = re.split(r"\n(?=\S)", text.strip())
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_the_locks_cover_what_the_project_declares() -> None:
    assert {name_of(line) for line in SETTINGS["dependencies"]} <= pins("requirements.txt").keys()
    assert {name_of(line) for line in SETTINGS["optional-dependencies"]["dev"]} <= pins(
        "requirements-dev.txt"
    ).keys()


def test_the_lock_for_tests_holds_the_lock_for_running() -> None:
    assert pins("requirements.txt").items() <= pins("requirements-dev.txt").items()


def test_qt_stays_below_the_release_that_aborts_python_3_11() -> None:
    version = pins("requirements.txt")["pyside6-essentials"]
    assert (6, 8) <= tuple(int(part) for part in version.split(".")[:2]) < (6, 12)


def test_whatever_the_workbench_imports_is_declared() -> None:
    declared = {IMPORTED_AS.get(name, name) for name in map(name_of, SETTINGS["dependencies"])}
    imported = {COMES_WITH.get(name, name) for name in third_party_imports()}
    assert {name.lower() for name in imported} <= {name.lower() for name in declared}


def name_of(requirement: str) -> str:
    """The distribution's normalised name at the head of a requirement line."""
    match = re.match(r"[\w.-]+", requirement)
    assert match, requirement
    return re.sub(r"[-_.]+", "-", match[0]).lower()


def pins(lock: str) -> dict[str, str]:
    """Name and version of each entry (the last one, where a marker splits an entry)."""
    return dict(re.findall(r"^([\w.-]+)==([\w.]+)", (PROJECT / lock).read_text("utf-8"), re.MULTILINE))


def third_party_imports() -> set[str]:
    names: set[str] = set()
    for path in (PROJECT / "workbench").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names.update(alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.split(".")[0])
    return names - sys.stdlib_module_names - {"workbench"}


def texts() -> Iterator[tuple[Path, str]]:
    """Every text file of the repository, without the locks (hashes) and the full texts of licences."""
    for path in files():
        if path.name in LOCKS or path.parent == FONTS / "licenses" or path.suffix == ".ttf":
            continue
        try:
            yield path, path.read_text("utf-8")
        except UnicodeDecodeError:
            continue  # a picture, a font, a document: not ours to search


def files() -> list[Path]:
    """What git knows of or would take up; without git (an unpacked archive) the test is skipped."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listing = subprocess.run(command, cwd=PROJECT, capture_output=True, check=True).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is not a git checkout")
    return [path for name in listing.split("\0") if name and (path := PROJECT / name).is_file()]
