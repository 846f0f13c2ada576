"""Operations on indicators (重点指标)."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.errors import RefusedError
from workbench.models import Commitment, Indicator, Observation, Target
from workbench.models.whys import pack_whys, unpack_why
from workbench.operations.lookup import require, require_text
from workbench.operations.placing import STRIDE
from workbench.operations.registry import label, operation
from workbench.queries.wording import number_text, period_text, short, value_text
from workbench.terms import CommitmentId, IndicatorId, Operator, Period

#: Years outside are slips of the finger.
_YEARS = range(1949, 2101)


@operation("修改指标名称")
def rename(session: Session, indicator: IndicatorId, name: str) -> None:
    found = require(session, Indicator, indicator)
    name = require_text(name, "指标名称")
    label(session, f"修改指标名称：{short(found.name)} → {short(name)}")
    found.name = name


@operation("修改计量单位")
def set_unit(session: Session, indicator: IndicatorId, unit: str) -> None:
    """Set the unit of measure (计量单位); "" for none."""
    found = require(session, Indicator, indicator)
    found.unit = unit.strip()
    label(session, f"修改计量单位：{short(found.name)} → {found.unit or '无'}")


@operation("修改基期值")
def set_base(session: Session, indicator: IndicatorId, value: float | None, year: int | None) -> None:
    found = require(session, Indicator, indicator)
    if year is not None:
        _check_year(year)
    found.base_value, found.base_year = value, year
    found.base_raw = number_text(value) if value is not None else ""
    when = f"（{year}年）" if year else ""
    label(session, f"修改基期值：{short(found.name)} → {found.base_raw or '无'}{when}")


@operation("修改目标值")
def set_target(
    session: Session,
    indicator: IndicatorId,
    year: int,
    value: float | None,
    operator: Operator = Operator.EQUAL,
) -> None:
    """Set the target of a year; None takes it away. What the target measures (level, change, …) stays."""
    found = require(session, Indicator, indicator)
    _check_year(year)
    target = next((one for one in found.targets if one.year == year), None)
    if value is None:
        if target is not None:
            found.targets.remove(target)
        label(session, f"删除目标值：{short(found.name)}（{year}年）")
        return
    if target is None:
        target = Target(year=year)
        found.targets.append(target)
    target.value, target.operator, target.raw = value, operator, value_text(value, operator)
    label(session, f"修改目标值：{short(found.name)}（{year}年）→ {target.raw}{found.unit}")


@operation("填报实际值")
def observe(
    session: Session,
    indicator: IndicatorId,
    period: Period,
    value: float | None,
    source: str = "",
    note: str = "",
) -> None:
    """Set the observed value of a period; None takes it away."""
    found = require(session, Indicator, indicator)
    key = (period.year, period.granularity, period.number)
    seen = next((o for o in found.observations if (o.year, o.granularity, o.number) == key), None)
    if value is None:
        if seen is not None:
            found.observations.remove(seen)
        label(session, f"删除实际值：{short(found.name)}（{period_text(period)}）")
        return
    if seen is None:
        seen = Observation(year=period.year, granularity=period.granularity, number=period.number)
        found.observations.append(seen)
    seen.value, seen.source, seen.note = value, source.strip(), note.strip()
    told = f"{number_text(value)}{found.unit}"
    label(session, f"填报实际值：{short(found.name)}（{period_text(period)}）→ {told}")


@operation("目标表述转为指标")
def add_from_commitment(session: Session, commitment: CommitmentId, name: str = "") -> None:
    """Make an indicator of a narrative target, its sentence kept as the reason. `name` "": as it was read.

    The target is stored for its year; one without a year leaves the indicator without a target, its words
    in the reason. A narrative target gives one indicator; that one removed, it may give another.
    """
    said = require(session, Commitment, commitment)
    if said.indicator_id is not None:
        raise RefusedError(f"“{short(said.text)}”已经转为指标。", "可直接修改那项指标，或先删除它再转。")
    last = select(func.max(Indicator.position)).where(Indicator.document_id == said.document_id)
    why = unpack_why(said.why)
    indicator = Indicator(
        document_id=said.document_id,
        position=(session.scalar(last) or 0) + STRIDE,
        name=require_text(name or said.subject, "指标名称"),
        unit=said.unit,
        span_start=said.span_start,
        span_end=said.span_end,
        whys=pack_whys({"target": why}) if why else None,
    )
    session.add(indicator)
    if said.year is not None:
        _check_year(said.year)
        raw = value_text(said.value, said.operator)
        indicator.targets.append(
            Target(year=said.year, value=said.value, operator=said.operator, kind=said.kind, raw=raw)
        )
    said.indicator = indicator
    label(
        session,
        f"目标表述转为指标：{short(indicator.name)} → {value_text(said.value, said.operator)}{said.unit}",
    )


@operation("删除指标")
def remove(session: Session, indicator: IndicatorId) -> None:
    found = require(session, Indicator, indicator)
    label(session, f"删除指标：{short(found.name)}")
    session.delete(found)


def _check_year(year: int) -> None:
    if year not in _YEARS:
        raise RefusedError(f"“{year}”不像一个年份。", f"请填写 {_YEARS[0]} 到 {_YEARS[-1]} 之间的年份。")
