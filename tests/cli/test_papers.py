"""`workbench export --report KIND` for papers made from templates."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from workbench.cli import main
from workbench.operations import supervision
from workbench.storage.workspace import Workspace
from workbench.terms import ItemSource

Captured = pytest.CaptureFixture[str]


def export(plan: str, to: Path, *words: str) -> int:
    return main(["export", plan, "--to", str(to), "--fonts", "bundled", "--on", "2022-10-08", *words])


@pytest.mark.parametrize(
    "words",
    [
        ("--report", "breakdown", "--document", "1"),
        ("--report", "breakdown", "--by", "unit", "--document", "1"),
        ("--report", "breakdown", "--by", "deadline", "--document", "1"),
        ("--report", "indicators", "--document", "1"),
        ("--report", "onepage", "--document", "1"),
        ("--report", "unit-sheet", "--unit", "省數字辦"),
        ("--report", "changes", "--since", "2022-01-01"),
        ("--report", "circular", "--period", "2022Q3", "--set", "发文机关=某省数字办"),
        ("--report", "briefing", "--period", "2022Q3", "--set", "期数=第3期"),
        ("--report", "evaluation", "--period", "2022年第三季度"),
    ],
)
def test_each_kind_is_printed_with_what_it_must_say(
    plan: str, tmp_path: Path, words: tuple[str, ...]
) -> None:
    pdf, expected = tmp_path / "公文.pdf", tmp_path / "公文.json"
    assert export(plan, pdf, *words, "--expect", str(expected)) == 0
    assert pdf.read_bytes().startswith(b"%PDF")
    said = json.loads(expected.read_text("utf-8"))
    assert said["kind"] == words[1]
    assert said["sequence"]


def test_letters_are_printed_by_the_number_of_their_matter(
    plan: str, tmp_path: Path, capsys: Captured
) -> None:
    with Workspace.open(Path(plan), who="王敏") as workspace:
        opened = dt.date(2022, 8, 1)
        workspace.change(
            *(supervision.open_item, "编制数据目录", dt.date(2022, 9, 20), ItemSource.MEETING, "省数字办"),
            day=opened,
        )
    for kind in ("supervision", "reminder"):
        words = ("--report", kind, "--item", "1")
        assert export(plan, tmp_path / f"{kind}.pdf", *words, "--set", "发文机关=某省政府督查室") == 0
        assert export(plan, tmp_path / f"{kind}.pdf", *words) == 0
        assert "发文机关暂按计划中的文件填为“某" in capsys.readouterr().err
    assert export(plan, tmp_path / "x.pdf", "--report", "reminder", "--item", "9") == 3
    assert export(plan, tmp_path / "x.pdf", "--report", "reminder") == 3


def test_one_file_for_each_unit(plan: str, tmp_path: Path, capsys: Captured) -> None:
    folder = tmp_path / "责任清单"
    assert export(plan, folder, "--report", "unit-sheet", "--unit", "全部") == 0
    names = sorted(path.name for path in folder.glob("*.pdf"))
    assert len(names) == 5
    assert "共生成5份" in capsys.readouterr().out
    assert any("省数字办" in name for name in names)


def test_the_wall_chart_on_the_paper_asked_for(plan: str, tmp_path: Path) -> None:
    pdf, expected = tmp_path / "挂图.pdf", tmp_path / "挂图.json"
    words = ("--report", "wallchart", "--paper", "A1", "--expect", str(expected))
    assert export(plan, pdf, *words) == 0
    assert [row[0] for row in json.loads(expected.read_text("utf-8"))["rows"]] == ["1", "2", "2.1", "3", "4"]


def test_an_offices_own_template(plan: str, tmp_path: Path, capsys: Captured) -> None:
    template = tmp_path / "我的清单.toml"
    template.write_text(
        'name = "清单"\nkind = "own"\nsource = "plan"\ntitle = "{文件}清单"\n'
        '[[text]]\nparagraph = "共{总数}项。"\n'
        '[figures]\n"总数" = { count = "任务" }\n',
        encoding="utf-8",
    )
    words = ("--report", "breakdown", "--document", "1", "--template", str(template))
    assert export(plan, tmp_path / "清单.pdf", *words) == 0
    template.write_text("名称 = ", encoding="utf-8")
    assert export(plan, tmp_path / "清单.pdf", *words) == 3
    assert "写得不对" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--report", "breakdown"), 2, "--document"),
        (("--report", "unit-sheet"), 2, "哪个单位"),
        (("--report", "unit-sheet", "--unit", "没有的单位"), 3, "没有名为"),
        (("--report", "unit-sheet", "--unit", "省"), 2, "请写全单位名称"),
        (("--report", "circular", "--period", "去年"), 2, "报告期"),
        (("--report", "circular", "--set", "发文机关"), 2, "--set"),
    ],
)
def test_what_is_left_open_is_asked_for(
    plan: str, tmp_path: Path, capsys: Captured, words: tuple[str, ...], code: int, said: str
) -> None:
    assert export(plan, tmp_path / "公文.pdf", *words) == code
    assert said in capsys.readouterr().err
