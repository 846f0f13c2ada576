"""Headings by level: which face, how far, and whether they stand alone."""

from __future__ import annotations

import pytest

from workbench.press.faces import Role
from workbench.press.levels import paragraph_runs, stands_alone


@pytest.mark.parametrize(
    ("text", "roles", "heading"),
    [
        ("一、加强组织领导", [Role.HEAVY], "一、加强组织领导"),
        ("（一）压实责任。各单位要落实。", [Role.KAI, Role.BODY], "（一）压实责任。"),
        ("（二）落实“一网统管。”各地要推进。", [Role.KAI, Role.BODY], "（二）落实“一网统管。”"),
        ("1.建设平台。加快推进。", [Role.BODY], "1.建设平台。加快推进。"),
        ("各单位要落实。", [Role.BODY], "各单位要落实。"),
    ],
)
def test_a_heading_is_set_in_the_face_of_its_level(text: str, roles: list[Role], heading: str) -> None:
    runs = paragraph_runs(text)
    assert [run.role for run in runs] == roles
    assert runs[0].text == heading
    assert "".join(run.text for run in runs) == text


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("一、加强组织领导", True),
        ("（一）压实责任。各单位要落实。", False),
        ("1.建设平台", True),
        ("1.建设平台。", False),
    ],
)
def test_a_heading_alone_stays_with_what_follows(text: str, alone: bool) -> None:
    assert stands_alone(text) is alone
