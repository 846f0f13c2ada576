"""Operations on evaluation (考核): the scheme by version, and what is noted by hand for units."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.errors import RefusedError
from workbench.models import EvaluationMark, EvaluationScheme, Task, Unit
from workbench.notation import date_text
from workbench.operations.comments import WHO, now
from workbench.operations.lookup import require, require_text
from workbench.operations.periods import require_open
from workbench.operations.registry import label, operation
from workbench.planning.evaluation_facts import WORKED_OUT, standard_scheme
from workbench.planning.scores import Item, ItemKind, Scheme
from workbench.planning.standings import day_of
from workbench.queries.evaluation import scheme_in_force
from workbench.queries.wording import number_text, period_text, short
from workbench.terms import MarkId, Period, TaskId, UnitId

LONGEST_NAME = 80


@operation("修订考核方案")
def set_scheme(session: Session, scheme: Scheme, in_force_from: dt.date) -> None:
    """Score by a scheme from a day on; it becomes a version of its own, older periods keep theirs."""
    name = require_text(scheme.name, "方案名称")
    if len(name) > LONGEST_NAME:
        raise RefusedError(f"方案名称超过{LONGEST_NAME}个字。", "请缩短名称。")
    _add(session, replace(scheme, name=name), in_force_from)


@operation("调整考核项目")
def set_item(
    session: Session,
    key: str,
    points: float,
    in_force_from: dt.date,
    nothing_at: float | None = None,
    all_at: float | None = None,
    limit: float | None = None,
) -> None:
    """Change the weight of one line of the scheme, and where it earns nothing and all, from a day on."""
    scheme = scheme_in_force(session, in_force_from)
    item = _item(scheme, key)
    changed = replace(
        item,
        points=points,
        nothing_at=item.nothing_at if nothing_at is None else nothing_at,
        all_at=item.all_at if all_at is None else all_at,
        limit=item.limit if limit is None else limit,
    )
    items = tuple(changed if one is item else one for one in scheme.items)
    _add(session, replace(scheme, items=items), in_force_from)
    label(session, f"调整考核项目：“{item.name}”→ {number_text(points)}分，{date_text(in_force_from)}起")


@operation("登记考核事项")
def add_mark(
    session: Session,
    unit: UnitId,
    period: Period,
    item: str,
    what: str,
    times: float = 1.0,
    task: TaskId | None = None,
) -> None:
    """Note for a unit what counts under a line of 加减分 or 一票否决."""
    found, what = require(session, Unit, unit), require_text(what, "登记内容")
    require_open(session, period)
    if task is not None:
        require(session, Task, task)
    line = _item(scheme_in_force(session, day_of(period, dt.date.today())), item)
    if line.key in WORKED_OUT or line.kind not in (ItemKind.ADJUSTING, ItemKind.VETO):
        raise RefusedError(f"“{line.name}”由系统按台账计算，不能登记。", "请选择加减分或一票否决的项目。")
    if not 0 < times < float("inf"):
        raise RefusedError("次数应大于0。", "请填写正数。")
    session.add(
        EvaluationMark(
            unit_id=found.id,
            task_id=task,
            period=period,
            item=line.key,
            what=what,
            times=times,
            who=session.info.get(WHO, ""),
            at=now(),
        )
    )
    label(session, f"登记考核事项：{found.name}（{period_text(period)}）{line.name}，{short(what)}")


@operation("删除考核登记")
def remove_mark(session: Session, mark: MarkId) -> None:
    found = require(session, EvaluationMark, mark)
    require_open(session, found.period)
    label(session, f"删除考核登记：{found.unit.name}，{short(found.what)}")
    session.delete(found)


def _add(session: Session, scheme: Scheme, since: dt.date) -> None:
    versions = [
        *session.scalars(select(EvaluationScheme.version).where(EvaluationScheme.name == scheme.name)),
        *([1] if scheme.name == standard_scheme().name else []),
    ]
    added = replace(scheme, version=max(versions, default=0) + 1)
    data = json.dumps(added.as_data(), ensure_ascii=False)
    session.add(EvaluationScheme(name=added.name, version=added.version, in_force_from=since, data=data))
    label(session, f"修订考核方案：《{added.name}》第{added.version}版，{date_text(since)}起")


def _item(scheme: Scheme, key: str) -> Item:
    for item in scheme.items:
        if key in (item.key, item.name):
            return item
    names = "、".join(item.name for item in scheme.items)
    raise RefusedError(f"《{scheme.name}》没有“{key}”这一项。", f"可选：{names}。")
