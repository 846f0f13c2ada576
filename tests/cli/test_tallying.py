"""The statistics from the command line, on the screen and as a workbook."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.queries.tracking import year_file
from workbench.cli import main

__all__ = ["year_file"]


def test_a_table_is_printed_and_written(
    year_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to = tmp_path / "统计.xlsx"
    words = ("--rows", "state", "--columns", "light", "--period", "2021Q3", "--on", "2022-01-10")
    assert main(["tally", str(year_file), *words, "--to", str(to)]) == 0
    out = capsys.readouterr().out
    assert "任务统计表（按状态、亮灯）" in out and "2021年第三季度，全部文件" in out
    sheet = openpyxl.load_workbook(to).active
    assert sheet is not None
    last = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "合计")
    printed = next(line.split() for line in out.splitlines() if line.startswith("合计"))
    assert printed == [str(cell) for cell in last]


def test_one_document_alone(year_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tally", str(year_file), "--rows", "chapter", "--document", "没有这份"]) == 2
    assert "没有符合“没有这份”的文件" in capsys.readouterr().err
