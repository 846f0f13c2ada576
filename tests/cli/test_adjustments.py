"""Controlled change through the command line: grounds as words, a strict plan refuses without, the table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.operations.plans import small_draft
from workbench.cli import main
from workbench.operations.documents import import_draft
from workbench.queries.history import list_steps
from workbench.queries.reforms import list_reforms
from workbench.storage.workspace import Workspace

Captured = pytest.CaptureFixture[str]
CHANGE = ("tasks.set_deadline", "task=1", "deadline=2023年6月底前")


@pytest.fixture
def plan(tmp_path: Path) -> str:
    path = tmp_path / "计划.pwb"
    with Workspace.create(path, who="王敏") as workspace:
        workspace.change(import_draft, small_draft())
    return str(path)


def adjustments(plan: str, capsys: Captured) -> list[dict[str, object]]:
    capsys.readouterr()
    assert main(["show", plan, "adjustments", "--json"]) == 0
    rows: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return rows


def test_reason_and_basis_are_words_like_the_others(plan: str, capsys: Captured) -> None:
    assert main(["do", plan, *CHANGE, "reason=经费到位推迟", "basis=纪要〔2022〕8号"]) == 0
    (row,) = adjustments(plan, capsys)
    assert (row["before"], row["after"]) == ("2022年底前", "2023年6月底前")
    assert (row["reason"], row["basis"]) == ("经费到位推迟", "纪要〔2022〕8号")
    assert main(["show", plan, "adjustments"]) == 0
    assert "由2022年底前调整为2023年6月底前" in capsys.readouterr().out


def test_nobody_is_there_to_be_asked(plan: str, capsys: Captured) -> None:
    assert main(["do", plan, *CHANGE]) == 0
    assert len(adjustments(plan, capsys)) == 1


def test_a_plan_that_requires_grounds_refuses_without(plan: str, capsys: Captured) -> None:
    assert main(["do", plan, "settings.set_change_control", "control=必填"]) == 0
    assert main(["do", plan, *CHANGE]) == 3
    assert "需要写明原因" in capsys.readouterr().err
    assert adjustments(plan, capsys) == []
    assert main(["do", plan, *CHANGE, "basis=纪要〔2022〕8号"]) == 0
    assert main(["undo", plan]) == 0
    assert adjustments(plan, capsys) == []


def test_an_operation_s_own_basis_goes_to_the_operation(plan: str, capsys: Captured) -> None:
    words = ["unit=1", "name=省数据局", "day=2023-10-25", "basis=闽委办〔2023〕5号", "reason=机构改革"]
    assert main(["do", plan, "reforms.rename", *words]) == 0
    with Workspace.open(Path(plan), read_only=True) as workspace:
        (reform,), (step, *_) = workspace.ask(list_reforms), workspace.ask(list_steps)
    assert reform.basis == "闽委办〔2023〕5号"
    assert (step.reason, step.basis) == ("机构改革", "")
