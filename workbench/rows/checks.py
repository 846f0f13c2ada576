"""What a format check (格式检查) found: the rules of GB/T 9704-2012 and of practice, and what breaks them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

#: left, top, right, bottom in points from the top left corner of the page as it is shown
Box = tuple[float, float, float, float]


class Level(StrEnum):
    """How binding a rule is."""

    MUST = "必须"  # GB/T 9704-2012 (or a standard it makes binding) states it flatly
    NORM = "规范"  # the standard says 一般 or 推荐, or GB/T 33476.2 gives the number
    CONV = "惯例"  # practice; no standard says so


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule: its number in the office's checklist, how binding it is, its Chinese title and its source."""

    number: str
    level: Level
    title: str
    clause: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A place where a rule is broken. `page` counts from 1, 0 where a file has no pages (docx).

    `sentence` says it whole; `measured` and `required` are its two values, "" where a rule has no number.
    `place` names the spot in words: the text that stands there.
    """

    rule: RuleRow
    page: int
    sentence: str
    measured: str = ""
    required: str = ""
    box: Box | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class UnjudgedRow:
    """A rule of the checklist that the check does not judge, and why."""

    rule: RuleRow
    reason: str


@dataclass(frozen=True, slots=True)
class CheckReport:
    """A checked file. `format` is the recognised format of paper; `judged` are the rules that apply to it;
    `remarks` say what of this file could not be judged, and why; `unjudged` are the rules that never are."""

    name: str
    kind: str  # "pdf" or "docx"
    format: str
    pages: int
    findings: tuple[FindingRow, ...]
    judged: tuple[RuleRow, ...]
    remarks: tuple[str, ...] = ()
    unjudged: tuple[UnjudgedRow, ...] = ()

    def count(self, level: Level) -> int:
        """How many findings are of one kind."""
        return sum(finding.rule.level is level for finding in self.findings)

    @property
    def broken(self) -> frozenset[str]:
        """The numbers of the rules that are broken."""
        return frozenset(finding.rule.number for finding in self.findings)

    @property
    def held(self) -> frozenset[str]:
        """The numbers of the rules that apply and are kept."""
        return frozenset(rule.number for rule in self.judged) - self.broken

    @property
    def summary(self) -> str:
        """One sentence for the planner, its figures counted from the findings."""
        judged = f"识别为{self.format}，检查了{len(self.judged)}条规则"
        if not self.findings:
            return f"{judged}，没有发现问题。"
        found = Counter(finding.rule.level for finding in self.findings)
        kinds = "，".join(f"{level.value}{found[level]}处" for level in Level if found[level])
        return f"{judged}，发现{len(self.findings)}处问题：{kinds}。"
