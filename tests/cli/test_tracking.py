"""The tracking of a plan from the command line: every list prints, and says the same as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.queries.tracking import year_file
from workbench.cli import main

__all__ = ["year_file"]

LOOK_BACK = ("--period", "2021Q3", "--on", "2022-01-10")


def run(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(list(words)) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ("lights", "依据《绿黄红亮灯规则》第1版"),
        ("results", "完成时限"),
        ("indicators", "状态"),
        ("annual", "截尾"),
        ("todo", "待核"),
        ("items", "督办件〔2021〕1号"),
        ("scores", "省数字办"),
        ("checkup", "没有牵头单位"),
        ("periods", "2021年三季度"),
        ("rules", "绿黄红亮灯规则"),
    ],
)
def test_lists(year_file: Path, capsys: pytest.CaptureFixture[str], what: str, says: str) -> None:
    table = run(capsys, "track", str(year_file), what, *LOOK_BACK)
    rows = json.loads(run(capsys, "track", str(year_file), what, *LOOK_BACK, "--json"))
    assert len(table.splitlines()) == len(rows) + 1
    assert says in (table if what != "lights" else json.dumps(rows, ensure_ascii=False))


def test_the_overview(year_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = run(capsys, "track", str(year_file), "overview", *LOOK_BACK)
    assert told.startswith("2021年三季度（截至2021-09-30，未关账，《绿黄红亮灯规则》第1版）\n任务95，")
    facts = json.loads(run(capsys, "track", str(year_file), "circular", *LOOK_BACK))
    assert len(facts["overview"]["tasks"]) == len(facts["tasks"]) == 95


def test_a_wrong_period_is_refused(year_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["track", str(year_file), "lights", "--period", "下个月"]) == 2
    assert "不是报告期" in capsys.readouterr().err


def test_a_proof_comes_from_a_file(
    year_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan, proof = tmp_path / "计划.pwb", tmp_path / "证明.txt"
    plan.write_bytes(year_file.read_bytes())
    proof.write_text("已印发", "utf-8")
    words = ("do", str(plan), "progress.attach", "report=1", "name=证明.txt")
    assert "添加佐证材料" in run(capsys, *words, f"data={proof}")
    assert main([*words, f"data={tmp_path / '无.txt'}"]) == 2
    assert "读不出文件" in capsys.readouterr().err
