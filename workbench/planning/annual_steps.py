"""The check of a stated yearly step (年均提高、年均增长、年均增加): does it lead from the base to the target?

A figure printed to so many decimals stands for all that round to it. Where the implied step rounds to it,
they agree; where it was merely cut off there, that is told as such (截尾); anything else is a contradiction
(矛盾).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from workbench.planning.measures import convert, in_figures, objection
from workbench.planning.quoting import quoted
from workbench.planning.trajectories import ABOUT, Indicator
from workbench.terms import Operator, TargetKind, Verdict


class StepKind(StrEnum):
    """What is the same every year."""

    POINTS = "个百分点"  # 年均提高0.22个百分点
    AMOUNT = "数量"  # 年均增加34亿条
    GROWTH = "增速"  # 年均增长15%


@dataclass(frozen=True, slots=True)
class AnnualStep:
    """A yearly step as printed; a step down (年均下降) is negative. `decimals` counts the printed ones."""

    raw: str
    kind: StepKind
    value: float
    decimals: int
    operator: Operator = Operator.EQUAL
    unit: str = ""

    @property
    def figure(self) -> str:
        """The step with its unit, in as many decimals as are printed."""
        return f"{in_figures(self.value, self.decimals)}{self.unit}"


@dataclass(frozen=True, slots=True)
class AnnualCheck:
    """What became of a check. `implied` is the step base and target imply; `reached` is where the stated one
    leads.

    `sentence` tells the verdict in Chinese, with the numbers.
    """

    verdict: Verdict
    sentence: str
    implied: float | None = None
    reached: float | None = None


_STEP: Final = re.compile(
    r"(?P<sign>[><≥≤])?(?P<number>-?\d+(?:,\d{3})*(?:\.(?P<decimals>\d+))?)"
    r"(?P<unit>个?百分点|[^\d\s以左及、，。；;（()]*)(?P<bound>以上|以内|以下|左右)?"
)
_DOWN: Final = re.compile("下降|降低|减少|压减")
_BEHIND: Final = {
    "以上": Operator.AT_LEAST,
    "以内": Operator.AT_MOST,
    "以下": Operator.AT_MOST,
    "左右": Operator.ABOUT,
}
_BEFORE: Final = {">": Operator.MORE, "≥": Operator.AT_LEAST, "<": Operator.LESS, "≤": Operator.AT_MOST}


def parse_annual_step(raw: str) -> AnnualStep | None:
    """The yearly step as printed, None where a cell states none (`/`, `—`)."""
    text = raw.strip().translate(str.maketrans("％＞＜．", "%><."))
    found = _STEP.search(text.rpartition("年均")[2])  # not the years before it: 2021—2025年年均…
    if not found:
        return None
    unit = found["unit"] or "%"  # a bare number stands in a column headed 年均增长（%）
    kind = StepKind.POINTS if "百分点" in unit else StepKind.GROWTH if unit == "%" else StepKind.AMOUNT
    value = float(found["number"].replace(",", "")) * (-1 if _DOWN.search(text) else 1)
    operator = _BEHIND.get(found["bound"] or "") or _BEFORE.get(found["sign"] or "", Operator.EQUAL)
    return AnnualStep(raw.strip(), kind, value, len(found["decimals"] or ""), operator, unit)


def check_annual(indicator: Indicator, step: AnnualStep | None) -> AnnualCheck:
    """Hold a stated yearly step against base and final target. An amount may stand in another unit (万条,
    亿条).
    """
    if step is None:
        return AnnualCheck(Verdict.NOT_STATED, f"{quoted(indicator.name)}没有写明年均变化，不需核对。")
    obstacle = _obstacle(indicator, step)
    if obstacle:
        return AnnualCheck(Verdict.UNCHECKED, f"{quoted(indicator.name)}{obstacle}")
    start, goal, years = _start(indicator, step), _goal(indicator, step), _years(indicator) or 0
    if step.kind is StepKind.GROWTH:
        implied = float(((goal / start) ** (1 / years) - 1) * 100)
        reached = float(start * (1 + step.value / 100) ** years)
    else:
        each = _step_in_unit(indicator, step)  # how much of the indicator's unit one of the step's is
        implied, reached = (goal - start) / years / each, start + step.value * each * years
    verdict = _verdict(implied, step, indicator.final.operator)
    told = _in_words(indicator, step, verdict, implied, reached)
    return AnnualCheck(verdict, told, implied, reached)


def _obstacle(indicator: Indicator, step: AnnualStep) -> str | None:
    """Why a step cannot be checked, None where it can."""
    years = _years(indicator)
    if years is None or years <= 0:
        return f"没有写明早于目标年的基期年份，{step.raw}无法核对。"
    if indicator.kind is TargetKind.GROWTH:
        return f"的目标本身就是增速，{step.raw}不与基期值核对。"
    if not _units_fit(indicator, step):
        return f"的计量单位“{indicator.unit}”与{step.raw}不是同一类，无法核对。"
    if not _from_zero(indicator, step) and indicator.base is None:
        return _without_base(indicator, step, years)
    if step.kind is StepKind.GROWTH and min(_start(indicator, step), _goal(indicator, step)) <= 0:
        return f"的基期值或目标值不大于零，{step.raw}无法核对。"
    return None


def _years(indicator: Indicator) -> int | None:
    since = indicator.base.year if indicator.base else indicator.since
    return None if since is None else indicator.final.year - since


def _from_zero(indicator: Indicator, step: AnnualStep) -> bool:
    """Whether the steps add up from nothing: those of a change or a total do, with or without a base."""
    return indicator.kind in (TargetKind.CHANGE, TargetKind.CUMULATIVE) and step.kind is not StepKind.GROWTH


def _start(indicator: Indicator, step: AnnualStep) -> float:
    return indicator.base.value if indicator.base and not _from_zero(indicator, step) else 0.0


def _goal(indicator: Indicator, step: AnnualStep) -> float:
    ahead = _start(indicator, step) if indicator.kind is TargetKind.CHANGE else 0.0
    return ahead + indicator.final.value


def _units_fit(indicator: Indicator, step: AnnualStep) -> bool:
    """A growth fits any unit, points a percentage, an amount a unit it converts to; an unknown unit is
    trusted.
    """
    unit = indicator.unit
    if step.kind is StepKind.GROWTH or not unit:
        return True
    if step.kind is StepKind.POINTS:
        return objection(unit, "%") is None or objection(unit, "百分点") is None
    return objection(step.unit, unit) is None


def _step_in_unit(indicator: Indicator, step: AnnualStep) -> float:
    if step.kind is StepKind.POINTS or not indicator.unit:
        return 1.0
    return convert(1, step.unit, indicator.unit)


def _verdict(implied: float, step: AnnualStep, target_sign: Operator) -> Verdict:
    off = implied - step.value
    if _rounds_to(implied, step) or _allowed(off, step, target_sign):
        return Verdict.AGREES
    towards_zero = off * implied > 0 and abs(off) < 10.0**-step.decimals - _dust(implied)
    return Verdict.CUT_OFF if towards_zero else Verdict.CONTRADICTS


def _rounds_to(implied: float, step: AnnualStep) -> bool:
    """Whether the implied step is the stated one, to the decimals printed."""
    return abs(implied - step.value) <= 10.0**-step.decimals / 2 + _dust(implied)


def _dust(value: float) -> float:
    return 1e-9 * max(1.0, abs(value))


def _allowed(off: float, step: AnnualStep, target_sign: Operator) -> bool:
    """Whether a sign makes room for the difference: 以上 for a step implied to be larger, or a target that
    may be overshot (>70) for a stated step that leads beyond it.
    """
    if step.operator in (Operator.AT_LEAST, Operator.MORE) and off > 0:
        return True
    if step.operator in (Operator.AT_MOST, Operator.LESS) and off < 0:
        return True
    if step.operator is Operator.ABOUT or target_sign is Operator.ABOUT:
        return abs(off) <= ABOUT * abs(step.value)
    if target_sign in (Operator.AT_LEAST, Operator.MORE):
        return off < 0
    return target_sign in (Operator.AT_MOST, Operator.LESS) and off > 0


def _in_words(
    indicator: Indicator, step: AnnualStep, verdict: Verdict, implied: float, reached: float
) -> str:
    """The verdict in one sentence: where the stated step leads, and which one would have been right."""
    goal, years = _goal(indicator, step), _years(indicator)
    unit = "个百分点" if indicator.kind is TargetKind.CHANGE and indicator.unit == "%" else indicator.unit
    year, short = indicator.final.year, in_figures(abs(goal - reached))
    target = f"目标{in_figures(goal)}{unit}"
    head = f"{quoted(indicator.name)}按{step.raw}推算，{years}年后（{year}年）为{in_figures(reached)}{unit}，"
    difference = "个百分点" if unit == "%" else unit
    compared = f"比{target}{'低' if reached < goal else '高'}{short}{difference}"
    if verdict is Verdict.AGREES:
        close = f"与{target}相符" if short == "0" else f"{compared}，{_why_allowed(implied, step)}"
        return f"{head}{close}（按目标折算为年均{in_figures(implied)}{step.unit}）。"
    fitting = f"按目标折算应为年均{in_figures(implied)}{step.unit}"
    if verdict is Verdict.CUT_OFF:
        rounded = in_figures(implied, step.decimals)
        return f"{head}{compared}；{fitting}，四舍五入是{rounded}{step.unit}，原文似只截去了尾数，请核对。"
    return f"{head}{compared}；{fitting}，两处矛盾，请核对基期值、目标值和年均数。"


def _why_allowed(implied: float, step: AnnualStep) -> str:
    if _rounds_to(implied, step):
        return "属四舍五入之差，两处相符"
    return "在“以上”“左右”等表述容许之内，两处不矛盾"


def _without_base(indicator: Indicator, step: AnnualStep, years: int) -> str:
    head = f"缺少基期值，{step.raw}无法核对"
    if step.kind is StepKind.GROWTH:
        return f"{head}。"
    implied = in_figures(indicator.final.value - step.value * _step_in_unit(indicator, step) * years)
    bound = {
        Operator.AT_LEAST: "至多",
        Operator.MORE: "不足",
        Operator.AT_MOST: "至少",
        Operator.LESS: "高于",
    }
    at = bound.get(step.operator, "约")
    target = f"{in_figures(indicator.final.value)}{indicator.unit}"
    return f"{head}；由目标{target}倒推，基期{at}为{implied}{indicator.unit}。"
