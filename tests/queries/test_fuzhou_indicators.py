"""The fifteen indicators of the plan of 福州 for 2021–2025: each stated yearly step against base and target.

Worked by hand from the printed table: implied = (target - base) / 5 years, or the fifth root of their ratio.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.queries.tracking import AFTER
from workbench.exchange.samples import sample_drafts
from workbench.operations.documents import import_drafts
from workbench.queries.checkup import findings
from workbench.queries.indicators import annual_checks
from workbench.rows.indicators import AnnualCheckRow
from workbench.storage.workspace import Workspace
from workbench.terms import Verdict

#: number, verdict, the step that base and target imply, what the sentence must say
EXPECTED = (
    (
        "1",
        Verdict.CUT_OFF,
        0.226,
        "四舍五入是0.23个百分点，原文似只截去了尾数",
    ),  # (98 - 96.87) / 5, printed 0.22
    ("2", Verdict.AGREES, 2.0, "与目标100%相符"),
    ("3", Verdict.AGREES, 3.8, "与目标90%相符"),
    ("4", Verdict.AGREES, 9.04, "属四舍五入之差"),  # (60 - 14.8) / 5, printed 9
    ("5", Verdict.AGREES, 34.0, "与目标200亿条相符"),
    ("6", Verdict.AGREES, 0.6, "与目标3个百分点相符"),  # a change of 3 points in five years
    ("7", Verdict.NOT_STATED, None, "没有写明年均变化"),
    ("8", Verdict.UNCHECKED, None, "由目标37%倒推，基期至多为15.5%"),  # no base; at least 4.3 a year
    ("9", Verdict.NOT_STATED, None, "没有写明年均变化"),
    ("10", Verdict.NOT_STATED, None, "没有写明年均变化"),
    ("11", Verdict.NOT_STATED, None, "没有写明年均变化"),
    ("12", Verdict.AGREES, 11.6, "与目标70%相符"),
    ("13", Verdict.AGREES, 4.98, "属四舍五入之差"),  # (25 - 0.1) / 5, printed 5
    ("14", Verdict.AGREES, 21.5777, "属四舍五入之差"),  # (85 / 32) ** 0.2, printed 21.6以上
    ("15", Verdict.AGREES, 17.264, "在“以上”“左右”等表述容许之内"),  # (2000 / 902) ** 0.2, printed 17.2以上
)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    path: Path = tmp_path_factory.mktemp("indicators") / "福州.pwb"
    with Workspace.create(path) as workspace:
        workspace.change(import_drafts, sample_drafts())
        yield workspace


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda one: one[0])
def test_each_step(plan: Workspace, expected: tuple[str, Verdict, float | None, str]) -> None:
    no, verdict, implied, told = expected
    row = of_fuzhou(plan)[int(no) - 1]
    assert (row.no, row.verdict) == (no, verdict)
    assert row.implied == (None if implied is None else pytest.approx(implied, abs=1e-4))
    assert told in row.sentence


def test_the_contradictions_stand_in_the_check_of_the_ledger(plan: Workspace) -> None:
    found = [row for row in plan.ask(findings, AFTER) if row.code == "annual-contradiction"]
    assert [row.place.key for row in found] == [of_fuzhou(plan)[0].indicator]


def of_fuzhou(plan: Workspace) -> list[AnnualCheckRow]:
    return list(plan.ask(annual_checks))[:15]
