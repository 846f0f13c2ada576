"""Operations on indicators (重点指标): facts, targets, observed values, paths, the tasks that serve them."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.errors import RefusedError
from workbench.models import (
    Commitment,
    Indicator,
    IndicatorPath,
    Observation,
    Target,
    Task,
    TaskIndicator,
)
from workbench.models.whys import pack_whys, unpack_why
from workbench.operations.lookup import require, require_text
from workbench.operations.placing import STRIDE
from workbench.operations.registry import label, operation
from workbench.planning.measures import convert
from workbench.queries.indicator_paths import own_values, pack_own_values
from workbench.queries.wording import TARGET_KINDS, number_text, period_text, short, value_text
from workbench.terms import (
    CommitmentId,
    Direction,
    IndicatorId,
    IndicatorValue,
    Operator,
    Period,
    Shape,
    TargetKind,
    TaskId,
)

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


@operation("修改目标口径")
def set_kind(session: Session, indicator: IndicatorId, kind: TargetKind) -> None:
    """Say what all targets of an indicator measure: 水平, 变化, 累计 or 增速."""
    found = require(session, Indicator, indicator)
    if not found.targets:
        raise RefusedError(f"“{short(found.name)}”没有目标值。", "请先填写目标值。")
    for target in found.targets:
        target.kind = kind
    label(session, f"修改目标口径：{short(found.name)} → {TARGET_KINDS[kind]}")


@operation("修改指标属性")
def set_attribute(session: Session, indicator: IndicatorId, attribute: str) -> None:
    """Set 约束性 or 预期性; "" for neither."""
    found = require(session, Indicator, indicator)
    attribute = attribute.strip()
    if attribute not in ("", "约束性", "预期性"):
        raise RefusedError(f"指标属性不能是“{attribute}”。", "请填写约束性或预期性，或留空。")
    found.attribute = attribute
    label(session, f"修改指标属性：{short(found.name)} → {attribute or '无'}")


@operation("修改年均数")
def set_annual(session: Session, indicator: IndicatorId, raw: str) -> None:
    """Set the yearly step as printed (年均提高0.22个百分点); "" for none."""
    found = require(session, Indicator, indicator)
    found.annual_raw = raw.strip()
    label(session, f"修改年均数：{short(found.name)} → {found.annual_raw or '无'}")


@operation("换算计量单位")
def convert_unit(session: Session, indicator: IndicatorId, unit: str) -> None:
    """Give an indicator another unit of measure, and its base, targets and observed values with it.

    Refused where the two measure different things. A yearly growth stays what it is.
    """
    found = require(session, Indicator, indicator)
    unit, former = require_text(unit, "计量单位"), found.unit
    convert(1.0, former, unit)
    if found.base_value is not None:
        found.base_value = convert(found.base_value, former, unit)
        found.base_raw = number_text(found.base_value)
    for target in found.targets:
        if target.kind is not TargetKind.GROWTH:
            target.value = convert(target.value, former, unit)
            target.raw = value_text(target.value, target.operator)
    for seen in found.observations:
        seen.value = convert(seen.value, former, unit)
    found.unit = unit
    label(session, f"换算计量单位：{short(found.name)} {former} → {unit}")


@operation("填报实际值")
def observe(
    session: Session,
    indicator: IndicatorId,
    period: Period,
    value: float | None,
    source: str = "",
    note: str = "",
    unit: str = "",
) -> None:
    """Set the observed value of a period, in the indicator's unit or another one; None takes it away."""
    found = require(session, Indicator, indicator)
    if value is None:
        seen = _observation(found, period)
        if seen is not None:
            found.observations.remove(seen)
        label(session, f"删除实际值：{short(found.name)}（{period_text(period)}）")
        return
    kept = _keep(found, IndicatorValue(indicator, period, value, unit, source, note))
    told = f"{number_text(kept.value)}{found.unit}"
    label(session, f"填报实际值：{short(found.name)}（{period_text(period)}）→ {told}")


@operation("批量填报实际值")
def paste_values(session: Session, values: tuple[IndicatorValue, ...]) -> None:
    """Set many observed values at once, as pasted from a sheet; each in its own unit. All or none."""
    if not values:
        raise RefusedError("没有可填报的实际值。", "请先复制表格中的数值，再粘贴。")
    twice = {(one.indicator, one.period) for one in values}
    if len(twice) < len(values):
        raise RefusedError("同一指标同一期有两个数值。", "请删去重复的行再粘贴。")
    for one in values:
        _keep(require(session, Indicator, one.indicator), one)
    indicators = len({one.indicator for one in values})
    label(session, f"批量填报实际值：{indicators}项指标{len(values)}个数值")


@operation("设置指标路径")
def set_path(
    session: Session,
    indicator: IndicatorId,
    shape: Shape,
    direction: Direction | None = None,
    since: int | None = None,
) -> None:
    """Say how the path runs, which way is good (None: as the targets show), and from the end of which year a
    change counts where no base is stated (None: as the document shows).
    """
    found = require(session, Indicator, indicator)
    if since is not None:
        _check_year(since)
    kept = _path(session, found)
    if shape is Shape.OWN and not own_values(kept.own):
        raise RefusedError("自定路径还没有填写各期数值。", "请先填写至少一期的应达值。")
    kept.shape, kept.direction, kept.since = shape.name, direction.name if direction else None, since
    label(session, f"设置指标路径：{short(found.name)} → {shape.value}")


@operation("填写自定路径")
def set_path_value(session: Session, indicator: IndicatorId, period: Period, value: float | None) -> None:
    """Say what is due at the end of a period; the path becomes one of its own. None takes the period out."""
    found = require(session, Indicator, indicator)
    kept = _path(session, found)
    values = {one: held for one, held in own_values(kept.own).items() if one != period}
    if value is not None:
        values[period] = value
    kept.own = pack_own_values(values.items())
    kept.shape = Shape.OWN.name if values else Shape.STRAIGHT.name
    told = f"{number_text(value)}{found.unit}" if value is not None else "不作安排"
    label(session, f"填写自定路径：{short(found.name)}（{period_text(period)}）→ {told}")


@operation("任务关联指标")
def link_task(session: Session, task: TaskId, indicator: IndicatorId, note: str = "") -> None:
    """Say that a task serves an indicator."""
    served, serving = require(session, Indicator, indicator), require(session, Task, task)
    if _task_link(session, task, indicator) is not None:
        raise RefusedError(f"“{short(serving.title)}”已经关联这项指标。", "不需要重复关联。")
    session.add(TaskIndicator(task_id=serving.id, indicator_id=served.id, note=note.strip()))
    label(session, f"任务关联指标：{short(serving.title)} → {short(served.name)}")


@operation("取消任务关联指标")
def unlink_task(session: Session, task: TaskId, indicator: IndicatorId) -> None:
    served, serving = require(session, Indicator, indicator), require(session, Task, task)
    link = _task_link(session, task, indicator)
    if link is None:
        raise RefusedError(f"“{short(serving.title)}”没有关联这项指标。", "不需要取消。")
    label(session, f"取消任务关联指标：{short(serving.title)} → {short(served.name)}")
    session.delete(link)


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


def _keep(indicator: Indicator, one: IndicatorValue) -> Observation:
    """The observation of a period, made where there is none, with its value in the indicator's unit."""
    same = not one.unit or one.unit == indicator.unit
    value = one.value if same else convert(one.value, one.unit, indicator.unit)
    seen = _observation(indicator, one.period)
    if seen is None:
        seen = Observation(period=one.period)
        indicator.observations.append(seen)
    seen.value, seen.source, seen.note = value, one.source.strip(), one.note.strip()
    return seen


def _observation(indicator: Indicator, period: Period) -> Observation | None:
    return next((one for one in indicator.observations if one.period == period), None)


def _path(session: Session, indicator: Indicator) -> IndicatorPath:
    kept = session.scalar(select(IndicatorPath).where(IndicatorPath.indicator_id == indicator.id))
    if kept is None:
        kept = IndicatorPath(indicator_id=indicator.id, shape=Shape.STRAIGHT.name, own="[]")
        session.add(kept)
    return kept


def _task_link(session: Session, task: TaskId, indicator: IndicatorId) -> TaskIndicator | None:
    return session.scalar(
        select(TaskIndicator).where(TaskIndicator.task_id == task, TaskIndicator.indicator_id == indicator)
    )


def _check_year(year: int) -> None:
    if year not in _YEARS:
        raise RefusedError(f"“{year}”不像一个年份。", f"请填写 {_YEARS[0]} 到 {_YEARS[-1]} 之间的年份。")
