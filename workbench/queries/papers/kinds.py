"""Which papers can be printed, and what each of them has to be told: for a window that offers them all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy.orm import Session

from workbench.queries.papers.answering import paper_facts
from workbench.queries.papers.source import PaperChoice
from workbench.queries.papers.template import Template, list_templates
from workbench.queries.papers.wall import wall_facts
from workbench.queries.units import list_units
from workbench.rows.papers import PaperFacts, WallFacts
from workbench.rows.units import UnitRow

NOTICE, WALL = "notice", "wallchart"


class Need(StrEnum):
    """What a paper is about, beside the day it is written."""

    DOCUMENT = "document"
    UNIT = "unit"
    PERIOD = "period"
    ITEM = "item"
    DATES = "dates"
    SIZE = "size"


_OF_SOURCE = {
    "plan": (Need.DOCUMENT,),
    "unit": (Need.UNIT, Need.DOCUMENT),
    "period": (Need.PERIOD, Need.DOCUMENT),
    "item": (Need.ITEM, Need.DOCUMENT),
    "adjustments": (Need.DATES, Need.DOCUMENT),
}
#: Papers that may be of the whole plan too.
_WHOLE = ("unit", "period", "item", "adjustments")
#: The order in which offices meet them.
_ORDER = (NOTICE, "breakdown", "breakdown-unit", "breakdown-deadline", "unit-sheet", "indicators", "circular")


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A paper that can be printed. `whole` says that no document need be chosen, `standing` that it may also
    be about no period: as things stand on its day."""

    name: str
    title: str
    about: str
    needs: tuple[Need, ...]
    whole: bool = False
    standing: bool = False
    template: Template | None = None


def paper_kinds() -> tuple[PaperKind, ...]:
    """All of them, the office's own templates among them. Raises RefusedError where a template is wrong."""
    needs = (Need.DOCUMENT, Need.PERIOD, Need.SIZE)
    wall = PaperKind(
        WALL, "挂图作战", "全部任务上墙，一张图；选了报告期则显示当期亮灯", needs, whole=True, standing=True
    )
    kinds = (*(_kind(name, template) for name, template in list_templates()), wall)
    places = {name: place for place, name in enumerate(_ORDER)}
    return tuple(sorted(kinds, key=lambda kind: places.get(kind.name, len(places))))


def _kind(name: str, template: Template) -> PaperKind:
    needs = _OF_SOURCE.get(template.source, (Need.DOCUMENT,))
    whole = template.source in _WHOLE
    return PaperKind(name, template.name, template.about, needs, whole, template=template)


def facts_of(session: Session, kind: PaperKind, choice: PaperChoice) -> PaperFacts | WallFacts:
    """What a paper says. Raises RefusedError where the choice leaves out what it needs."""
    if kind.template is None:
        return wall_facts(session, choice)
    return paper_facts(session, kind.template, choice)


def unit_papers(
    session: Session, kind: PaperKind, choice: PaperChoice
) -> tuple[tuple[UnitRow, PaperFacts | WallFacts], ...]:
    """The same paper for each unit that answers for something."""
    busy = [unit for unit in list_units(session) if unit.lead or unit.responsible or unit.support]
    return tuple((unit, facts_of(session, kind, replace(choice, unit=unit.id))) for unit in busy)
