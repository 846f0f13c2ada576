"""A draft's facts in the other script: every word of them, while text and spans stay those of the source."""

from __future__ import annotations

from dataclasses import replace

from workbench.reading.draft import Draft, DraftAnnual, DraftIndicator, DraftTask, DraftValue, Meta
from workbench.reading.script import Converter


def converted(draft: Draft, convert: Converter) -> Draft:
    """The draft with titles, contents, units and the rest in the converter's script."""
    return replace(
        draft,
        meta=_meta(draft.meta, convert),
        sections=tuple(replace(section, title=convert(section.title)) for section in draft.sections),
        tasks=tuple(_task(task, convert) for task in draft.tasks),
        results=tuple(_task(task, convert) for task in draft.results),
        indicators=tuple(_indicator(indicator, convert) for indicator in draft.indicators),
        commitments=tuple(
            replace(found, text=convert(found.text), subject=convert(found.subject), unit=convert(found.unit))
            for found in draft.commitments
        ),
    )


def _meta(meta: Meta, convert: Converter) -> Meta:
    return replace(
        meta,
        title=convert(meta.title),
        doc_no=convert(meta.doc_no) if meta.doc_no else None,
        issuer=convert(meta.issuer) if meta.issuer else None,
    )


def _task(task: DraftTask, convert: Converter) -> DraftTask:
    return replace(
        task,
        no=convert(task.no),
        title=convert(task.title),
        content=convert(task.content),
        section=tuple(convert(heading) for heading in task.section),
        units=tuple(replace(unit, name=convert(unit.name), raw=convert(unit.raw)) for unit in task.units),
        deadline=replace(task.deadline, raw=convert(task.deadline.raw)),
        category=convert(task.category),
    )


def _indicator(indicator: DraftIndicator, convert: Converter) -> DraftIndicator:
    return replace(
        indicator,
        name=convert(indicator.name),
        unit=convert(indicator.unit),
        category=convert(indicator.category),
        base=_value(indicator.base, convert),
        target=_value(indicator.target, convert),
        targets=tuple(replace(value, raw=convert(value.raw)) for value in indicator.targets),
        annual=_annual(indicator.annual, convert),
    )


def _value(value: DraftValue | None, convert: Converter) -> DraftValue | None:
    return replace(value, raw=convert(value.raw)) if value else None


def _annual(annual: DraftAnnual | None, convert: Converter) -> DraftAnnual | None:
    return replace(annual, raw=convert(annual.raw)) if annual else None
