"""The doors of the wing: cheap to import, and the program's own files found."""

from __future__ import annotations

import subprocess
import sys

import pytest

from workbench.reading.numerals import read_numeral
from workbench.resources import resource_path


def test_importing_the_wing_loads_nothing_heavy() -> None:
    heavy = ["lxml", "docx", "opencc", "pypinyin", "charset_normalizer", "openpyxl"]
    code = f"import sys, workbench.reading; print([name for name in {heavy} if name in sys.modules])"

    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert printed.strip() == "[]"


def test_the_programs_own_files_are_found() -> None:
    assert resource_path("lexicon", "regions.txt").is_file()
    with pytest.raises(FileNotFoundError):
        resource_path("lexicon", "没有.txt")


@pytest.mark.parametrize(
    ("words", "number"),
    [("二十五", 25), ("十", 10), ("一百零二", 102), ("二〇二五", 2025), ("12", 12), ("甲", None)],
)
def test_numerals(words: str, number: int | None) -> None:
    assert read_numeral(words) == number
