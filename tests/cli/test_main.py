"""The command line through its one door, `main([...])`."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.cli import main
from workbench.cli.output import say_table
from workbench.cli.parser import VIEWS
from workbench.cli.values import parse_date, parse_deadline_words, parse_period, parse_units
from workbench.errors import UsageError
from workbench.terms import DeadlineKind, Granularity, Period, Role, UnitChoice
from workbench.ui.views.catalogue import ENTRIES

Captured = pytest.CaptureFixture[str]

DOCUMENT = """某省人民政府办公厅关于印发2022年数字某省工作要点的通知
某政办〔2022〕7号
各市人民政府，省直各单位：
现将《2022年数字某省工作要点》印发给你们，请认真贯彻落实。
某省人民政府办公厅
2022年3月5日
2022年数字某省工作要点
一、夯实基础
（一）建设政务云。升级省级政务云平台。（责任单位：省数字办、发改委；完成时限：2022年6月底前）
（二）优化网络。提升省际出口带宽。（牵头单位：省通信管理局；配合单位：各设区市人民政府；完成时限：持续推进）
二、推进应用
（三）推广一网通办。推动高频事项网上办理。（责任单位：省审改办；完成时限：2022年底前）
"""


@pytest.fixture
def document(tmp_path: Path) -> str:
    path = tmp_path / "要点.txt"
    path.write_text(DOCUMENT, encoding="utf-8")
    return str(path)


def shown(what: str, plan: str, capsys: Captured) -> list[dict[str, object]]:
    capsys.readouterr()
    assert main(["show", plan, what, "--json"]) == 0
    rows: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return rows


def test_help_is_chinese(capsys: Captured) -> None:
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    assert "用法：workbench" in out
    assert "退出码" in out
    assert "usage" not in out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["show"], "缺少参数：计划, 内容"),
        (["show", "a.pwb", "nothing"], "不能是“nothing”"),
        (["undo", "a.pwb", "b.pwb"], "多余的参数：b.pwb"),
        (["render", "a.pwb", "--view", "gantt", "--to", "a.png", "--size", "big"], "“big”不是大小"),
        (["improt", "a.txt"], "没有名为“improt”的命令"),
    ],
)
def test_wrong_usage_is_told_in_chinese(words: list[str], sentence: str, capsys: Captured) -> None:
    assert main(words) == 2
    captured = capsys.readouterr()
    assert sentence in captured.err
    assert captured.out == ""


def test_a_missing_plan_is_no_bug(capsys: Captured, tmp_path: Path) -> None:
    assert main(["show", str(tmp_path / "没有.pwb"), "tasks"]) == 3
    assert "没有找到计划文件" in capsys.readouterr().err


def test_show_prints_json_or_a_table(plan: str, capsys: Captured) -> None:
    rows = shown("tasks", plan, capsys)
    assert [row["title"] for row in rows][:2] == ["建设政务云", "优化网络"]
    assert rows[0]["deadline"] == {
        **{"raw": "2022年前", "kind": "by"},
        **{"date": "2022-12-31", "precision": "year"},
    }
    assert main(["show", plan, "tasks"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["编号", "序号", "任务", "责任单位", "完成时限", "进度", "状态"]
    assert lines[1].split() == ["1", "1", "建设政务云", "省数字办、省发改委", "2022年底前", "0%", "未启动"]


@pytest.mark.parametrize("what", ["documents", "results", "indicators", "units", "history", "summary"])
def test_everything_can_be_shown(what: str, plan: str, capsys: Captured) -> None:
    assert shown(what, plan, capsys)
    assert main(["show", plan, what]) == 0
    assert capsys.readouterr().out


def test_do_undo_redo(plan: str, capsys: Captured) -> None:
    before = shown("tasks", plan, capsys)
    words = ["do", plan, "tasks.set_deadline", "task=1", "deadline=2022年6月底前", "--reason", "上级要求"]
    assert main(words) == 0
    assert capsys.readouterr().out == "已完成 调整完成时限：建设政务云 → 2022年6月底前\n"
    assert main(["do", plan, "tasks.set_lead", "task=1", "unit=发改委"]) == 0
    changed = shown("tasks", plan, capsys)
    assert main(["undo", plan]) == main(["undo", plan]) == 0
    assert shown("tasks", plan, capsys) == before
    assert main(["redo", plan]) == main(["redo", plan]) == 0
    assert shown("tasks", plan, capsys) == changed
    assert main(["redo", plan]) == 1
    assert "没有可重做的操作" in capsys.readouterr().err
    history = shown("history", plan, capsys)
    assert [step["kind"] for step in history] == ["redo", "redo", "undo", "undo", "do", "do", "do"]
    assert history[5]["reason"] == "上级要求"


def test_do_takes_units_with_roles(plan: str, capsys: Captured) -> None:
    assert main(["do", plan, "tasks.set_units", "task=1", "units=牵头:省数字办,配合:发改委、省财政厅"]) == 0
    rows = shown("tasks", plan, capsys)
    assert [(unit["name"], unit["role"]) for unit in rows[0]["units"]] == [  # type: ignore[attr-defined]
        *(("省数字办", "lead"), ("省发改委", "support"), ("省财政厅", "support")),
    ]


def test_doing_the_same_again_changes_nothing(plan: str, capsys: Captured) -> None:
    assert main(["do", plan, "tasks.set_progress", "task=1", "percent=40%"]) == 0
    assert main(["do", plan, "tasks.set_progress", "task=1", "percent=40"]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("没有变化")


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["tasks.fly"], 2, "没有名为“tasks.fly”的操作"),
        (["documents.import_draft", "draft=x"], 2, "workbench import"),
        (["tasks.rename", "task=1"], 2, "缺少参数：title"),
        (["tasks.rename", "task=一", "title=x"], 2, "“一”不是整数"),
        (["tasks.rename", "colour=red"], 2, "可用的参数：task、title"),
        (["tasks.set_deadline", "task=1", "deadline=明早"], 2, "看不懂完成时限"),
        (["tasks.set_state", "task=1", "state=很好"], 2, "可选：未启动、推进中"),
        (["tasks.rename", "task=99", "title=x"], 3, "没有编号为 99 的任务"),
        (["links.add", "before=4", "after=1"], 3, "形成循环"),
    ],
)
def test_what_cannot_be_done_is_told(
    words: list[str], code: int, sentence: str, plan: str, capsys: Captured
) -> None:
    assert main(["do", plan, *words]) == code
    assert sentence in capsys.readouterr().err


def test_operations_explain_themselves(capsys: Captured) -> None:
    assert main(["do", "--list"]) == 0
    assert "tasks.set_deadline" in capsys.readouterr().out
    assert main(["do", "tasks.set_units", "--help"]) == 0
    assert "牵头:省数字办,配合:省发改委" in capsys.readouterr().out
    assert main(["do", "--help"]) == 0
    assert "用法：" in capsys.readouterr().out


def test_every_listed_operation_can_be_explained(capsys: Captured) -> None:
    main(["do", "--list"])
    names = [line.split()[0] for line in capsys.readouterr().out.splitlines()[1:]]
    assert len(names) >= 35
    for name in names:
        assert main(["do", name, "--help"]) == 0
        told = capsys.readouterr().out
        assert all(len(line.split()) >= 4 for line in told.splitlines()[2:]), told


def test_read_and_import(document: str, tmp_path: Path, capsys: Captured) -> None:
    assert main(["read", document, "--json"]) in (0, 1)
    read = json.loads(capsys.readouterr().out)
    assert read["schema"] == "workbench.reading/1"
    assert len(read["documents"][0]["tasks"]) == 3
    plan = str(tmp_path / "新计划.pwb")
    assert main(["import", document, "--into", plan, "--accept"]) in (0, 1)
    assert "任务3项" in capsys.readouterr().out
    assert len(shown("tasks", plan, capsys)) == 3
    assert main(["import", document, "--into", plan]) == 3
    assert "已经导入过" in capsys.readouterr().err


def test_what_cannot_be_read_makes_no_plan(tmp_path: Path, capsys: Captured) -> None:
    plan = tmp_path / "新计划.pwb"
    assert main(["import", str(tmp_path / "没有.txt"), "--into", str(plan)]) == 3
    assert not plan.exists()


def test_export_prints_the_notice_and_what_it_must_say(plan: str, tmp_path: Path, capsys: Captured) -> None:
    pdf, expected = tmp_path / "通知.pdf", tmp_path / "通知.json"
    words = ["export", plan, "--report", "notice", "--to", str(pdf), "--fonts", "bundled"]
    assert main([*words, "--document", "某省", "--expect", str(expected)]) == 0
    assert pdf.read_bytes().startswith(b"%PDF")
    assert json.loads(expected.read_text("utf-8"))["doc_no"] == "某政〔2021〕3号"
    assert main(words) == 2
    assert "1 数字某省工作方案(试行)；2 某市要点" in capsys.readouterr().err
    assert main([*words, "--document", "7"]) == 2


def test_export_prints_the_gantt_or_draws_it(plan: str, tmp_path: Path, capsys: Captured) -> None:
    words = ["export", plan, "--report", "gantt", "--fonts", "bundled", "--to"]
    pdf, svg = tmp_path / "甘特图.pdf", tmp_path / "甘特图.svg"
    assert main([*words, str(pdf)]) == main([*words, str(svg)]) == 0
    assert pdf.read_bytes().startswith(b"%PDF")
    assert "建设政务云" in svg.read_text("utf-8")
    assert "共1页" in capsys.readouterr().out


def test_every_view_of_the_window_can_be_rendered() -> None:
    shown = {entry.name: entry.title for entry in ENTRIES}
    assert {**shown, "window": "整个窗口"} == VIEWS


def test_render_paints_a_view(plan: str, tmp_path: Path, capsys: Captured) -> None:
    picture = tmp_path / "甘特图.png"
    words = ["render", plan, "--view", "gantt", "--size", "800x500", "--scale", "2", "--to", str(picture)]
    assert main(words) == 0
    data = picture.read_bytes()
    assert data.startswith(b"\x89PNG")
    assert (int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")) == (1600, 1000)
    assert main(["render", "没有.pwb", *words[2:]]) == 3


def test_the_demo_needs_no_screen(tmp_path: Path, capsys: Captured) -> None:
    assert main(["demo", "--headless", "--out", str(tmp_path)]) == 0
    assert "不开窗口" in capsys.readouterr().out
    assert len(list(tmp_path.glob("*.pdf"))) == 5
    assert {path.name for path in tmp_path.glob("*.png")} == {"甘特图.png", "窗口.png"}
    assert shown("summary", str(tmp_path / "示例计划.pwb"), capsys)[0]["tasks"] == 95


def test_sample_makes_a_plan_of_the_size_asked_for(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "大计划.pwb"
    assert main(["sample", "--tasks", "40", "--to", str(path)]) == 0
    assert len(shown("tasks", str(path), capsys)) == 40
    assert main(["sample", "--tasks", "40", "--to", str(path)]) == 3


def test_a_bug_is_our_fault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Captured) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("对不起")

    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("workbench.cli.doing.opened", broken)
    assert main(["undo", "计划.pwb"]) == 70
    told = capsys.readouterr().err
    assert "抱歉" in told
    assert "Traceback" not in told
    (log,) = tmp_path.rglob("error-*.log")
    assert "ZeroDivisionError" in log.read_text("utf-8")
    with pytest.raises(ZeroDivisionError):
        main(["--debug", "undo", "计划.pwb"])


def test_a_table_is_aligned_by_columns_of_the_terminal(capsys: Captured) -> None:
    say_table(("名称", "数"), [("abc", "1"), ("政务云", "22"), ("长" * 40, "3")])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "名称" + " " * 53 + "数"
    assert lines[1] == "abc" + " " * 54 + "1"
    assert lines[3].startswith("长" * 27 + "…")


def test_words_become_values() -> None:
    assert (
        parse_date("2022年6月30日")
        == parse_date("2022-06-30")
        == parse_date("2022/6/30")
        == dt.date(2022, 6, 30)
    )
    assert parse_deadline_words("2022-06-30").raw == "2022年6月30日前"
    assert parse_deadline_words("持续推进").kind is DeadlineKind.ONGOING
    assert parse_deadline_words("无").kind is DeadlineKind.NONE
    assert parse_units("省数字办") == (UnitChoice("省数字办", Role.RESPONSIBLE),)
    assert parse_units("") == ()
    with pytest.raises(UsageError, match="可选：牵头单位、责任单位、配合单位"):
        parse_units("主管:省数字办")


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("2025", Period(2025, Granularity.YEAR)),
        ("2025年", Period(2025, Granularity.YEAR)),
        ("2025年下半年", Period(2025, Granularity.HALF, 2)),
        ("2025年第三季度", Period(2025, Granularity.QUARTER, 3)),
        ("2025Q1", Period(2025, Granularity.QUARTER, 1)),
        ("2025-06", Period(2025, Granularity.MONTH, 6)),
        ("2025年11月", Period(2025, Granularity.MONTH, 11)),
    ],
)
def test_reporting_periods(words: str, period: Period) -> None:
    assert parse_period(words) == period


@pytest.mark.parametrize("words", ["去年", "2025年13月", "25年"])
def test_no_reporting_periods(words: str) -> None:
    with pytest.raises(UsageError):
        parse_period(words)


def test_a_process_of_its_own_speaks_utf8(plan: str) -> None:
    command = [sys.executable, "-m", "workbench", "show", plan, "documents", "--json"]
    environment = {"PYTHONIOENCODING": "ascii", "PATH": ""}
    done = subprocess.run(command, capture_output=True, check=False, env=environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.decode("utf-8"))[0]["title"] == "数字某省工作方案(试行)"


def test_asking_for_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, workbench.cli; workbench.cli.main(['--help']);"
        "heavy = 'sqlalchemy', 'numpy', 'PySide6', 'reportlab', 'lxml';"
        "sys.exit(any(name in sys.modules for name in heavy))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0


@pytest.mark.seeds
def test_the_projects_own_documents_make_the_whole_journey(
    shared: Path, tmp_path: Path, capsys: Captured
) -> None:
    """95 tasks, 32 results, 36 indicators; two changes taken back leave every row byte for byte."""
    plan = str(tmp_path / "五份.pwb")
    files = [str(path) for path in sorted((shared / "seeds").glob("00*.txt"))]
    assert main(["import", *files, "--into", plan, "--script", "hans", "--accept"]) == 1
    (numbers,) = shown("summary", plan, capsys)
    assert (numbers["tasks"], numbers["results"], numbers["indicators"]) == (95, 32, 36)
    before = _rows(plan, capsys)
    assert main(["do", plan, "tasks.set_deadline", "task=7", "deadline=2022年6月底前"]) == 0
    assert main(["do", plan, "tasks.set_lead", "task=7", "unit=工信厅"]) == 0
    assert _rows(plan, capsys) != before
    assert main(["undo", plan]) == main(["undo", plan]) == 0
    assert _rows(plan, capsys) == before
    labels = [step["label"] for step in shown("history", plan, capsys)]
    assert labels[2:4] == [
        "确定牵头单位：加快推进智能制造 → 省工信厅",
        "调整完成时限：加快推进智能制造 → 2022年6月底前",
    ]
    assert str(labels[4]).startswith("导入文件：")


def _rows(plan: str, capsys: Captured) -> str:
    capsys.readouterr()
    for what in ("documents", "tasks", "results", "indicators", "units"):
        main(["show", plan, what, "--json"])
    return capsys.readouterr().out


def test_a_newer_edition_is_compared_and_taken_in(document: str, tmp_path: Path, capsys: Captured) -> None:
    plan = str(tmp_path / "新计划.pwb")
    newer = tmp_path / "新版.txt"
    newer.write_text(DOCUMENT.replace("2022年6月底前", "2022年8月底前"), encoding="utf-8")
    main(["import", document, "--into", plan])
    capsys.readouterr()
    assert main(["compare", str(newer), plan]) == 0
    assert "完成时限：2022年6月底前 → 2022年8月底前，采用新版" in capsys.readouterr().out
    assert main(["import", str(newer), "--into", plan, "--as-edition-of", "1"]) == 0
    assert "采用新版文件" in capsys.readouterr().out
    task = shown("tasks", plan, capsys)[0]
    assert task["deadline"]["date"] == "2022-08-31"  # type: ignore[index]
    assert main(["compare", str(newer), plan, "--document", "1"]) == 0
    assert "新版与计划内容一致" in capsys.readouterr().out


def test_what_both_changed_is_only_taken_in_with_accept(
    document: str, tmp_path: Path, capsys: Captured
) -> None:
    plan = str(tmp_path / "新计划.pwb")
    newer = tmp_path / "新版.txt"
    newer.write_text(DOCUMENT.replace("2022年6月底前", "2022年8月底前"), encoding="utf-8")
    main(["import", document, "--into", plan])
    main(["do", plan, "tasks.set_deadline", "task=1", "deadline=2022年7月底前"])
    assert main(["compare", str(newer), plan]) == 1
    assert "双方都有改动，请选定" in capsys.readouterr().out
    command = ["import", str(newer), "--into", plan, "--as-edition-of", "1"]
    assert main(command) == 3
    assert main([*command, "--accept"]) == 0
    task = shown("tasks", plan, capsys)[0]
    assert task["deadline"]["date"] == "2022-07-31"  # type: ignore[index]


def test_importing_what_looks_like_a_newer_edition_says_so(
    document: str, tmp_path: Path, capsys: Captured
) -> None:
    plan = str(tmp_path / "新计划.pwb")
    newer = tmp_path / "新版.txt"
    newer.write_text(DOCUMENT + "另行通知。\n", encoding="utf-8")
    main(["import", document, "--into", plan])
    capsys.readouterr()
    main(["import", str(newer), "--into", plan])
    assert "--as-edition-of 1" in capsys.readouterr().err


def test_the_review_sheet_is_written_beside_the_reading(document: str, tmp_path: Path) -> None:
    sheet = tmp_path / "核对清单.xlsx"
    assert main(["read", document, "--sheet", str(sheet)]) == 0
    assert sheet.read_bytes().startswith(b"PK")
