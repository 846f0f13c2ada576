"""A template and the answer of a source go in, the whole paper comes out, every figure in its place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from workbench.notation import date_text
from workbench.queries.papers.figures import differing, figures, first_of, records
from workbench.queries.papers.filling import filled, says_something
from workbench.queries.papers.source import PaperChoice, PaperSource
from workbench.queries.papers.table_rows import table_of
from workbench.queries.papers.template import AttachmentRule, BlockRule, Template, Where
from workbench.queries.wording import full_width
from workbench.rows.papers import (
    AttachmentFacts,
    Block,
    ClosingFacts,
    Contents,
    EditorNote,
    FigureFacts,
    Footnote,
    Format,
    HeadFacts,
    ImprintFacts,
    Items,
    PaperFacts,
    Paragraph,
    numbered,
)


def compose(template: Template, source: PaperSource, choice: PaperChoice) -> PaperFacts:
    """The paper. Raises RefusedError where the template names what there is not."""
    return _Composer(template, source, choice).paper()


class _Composer:
    """Fills one template. `printed` gathers which lists were printed as tables, with their rows."""

    def __init__(self, template: Template, source: PaperSource, choice: PaperChoice) -> None:
        self._template, self._source, self._on = template, source, choice.on
        self._printed: list[tuple[str, Where, int]] = []
        self._figures = figures(template, source)
        today = {"今天": date_text(choice.on), "年份": str(choice.on.year)}
        self._words: dict[str, str] = {**today, **source.words, **self._figures}
        for name, text in template.words.items():
            self._words[name] = filled(text, self._words)
        self._words |= choice.words

    def paper(self) -> PaperFacts:
        template = self._template
        blocks = tuple(self._blocks(template.blocks))
        attachments = tuple(
            self._attachment(rule) for rule in template.attachments if self._wanted(rule.when, "")
        )
        told = differing(template, self._source, self._figures, self._printed)
        return PaperFacts(
            kind=template.kind,
            title=self._text(template.title),
            head=self._head(),
            subtitle=self._text(template.subtitle),
            recipients=self._names(template.recipients),
            blocks=blocks,
            attachments=attachments,
            closing=self._closing(),
            note=self._text(template.note),
            imprint=self._imprint(),
            pages=template.pages,
            warnings=(*self._source.warnings, *self._missing(), *told),
        )

    def _text(self, text: str) -> str:
        return full_width(filled(text, self._words))

    def _names(self, texts: Sequence[str]) -> tuple[str, ...]:
        """Names of units; one text may hold several, with ； between them."""
        return tuple(name for text in texts for name in self._text(text).split("；") if name)

    def _wanted(self, when: str, unless: str) -> bool:
        return (not when or self._there(when)) and not (unless and self._there(unless))

    def _there(self, name: str) -> bool:
        if name in self._source.lists:
            return bool(self._source.lists[name])
        if name in self._source.charts:
            return bool(self._source.charts[name])
        return says_something(filled(f"{{{name}}}", self._words))

    def _blocks(self, rules: Sequence[BlockRule]) -> Iterator[Block]:
        numbers, level = [0, 0, 0, 0], 0
        for rule in rules:
            if not self._wanted(rule.when, rule.unless):
                continue
            if rule.sort == "heading":
                level = rule.level
                numbers[level - 1] += 1
                numbers[level:] = [0] * (4 - level)
                yield Paragraph(numbered(level, numbers[level - 1]) + self._text(rule.body))
            else:
                yield from self._block(rule, level)

    def _block(self, rule: BlockRule, above: int) -> Iterator[Block]:
        """The block of a rule; `above` is the level of the heading it stands under, 0 for none."""
        match rule.sort:
            case "paragraph":
                yield self._paragraph(rule)
            case "items":
                yield from self._items(rule, min(above + 1, 4) if above else 3)
            case "table":
                found = first_of(records(self._source, rule.body, rule.where), rule.most)
                if not rule.most:  # a table meant to show only the first few is held against nothing
                    self._printed.append((rule.body, rule.where, len(found)))
                yield table_of(rule, found, self._words)
            case "charts":
                charts = self._source.charts.get(rule.body, ())
                if charts:
                    yield FigureFacts(charts, rule.across, self._text(rule.title))
            case "contents":
                yield Contents(rule.body or Contents().title)
            case "comment":
                yield EditorNote(tuple(self._text(rule.body).split("\n")))

    def _paragraph(self, rule: BlockRule) -> Paragraph:
        text = self._text(rule.body)
        notes = [
            Footnote(text.index(anchor) + len(anchor), self._text(note))
            for anchor, note in rule.footnotes.items()
            if anchor in text
        ]
        return Paragraph(text, tuple(notes))

    def _items(self, rule: BlockRule, level: int) -> Iterator[Block]:
        """Records as a numbered list, or joined into one paragraph: `title` before them, `more` after."""
        found = records(self._source, rule.body, rule.where)
        shown = first_of(found, rule.most)
        texts = tuple(
            full_width(filled(rule.each, {**self._words, **record, "行号": str(number)}))
            for number, record in enumerate(shown, 1)
        )
        left_out = {**self._words, "项数": str(len(found)), "其余": str(len(found) - len(shown))}
        more = full_width(filled(rule.more, left_out)) if len(found) > len(shown) else ""
        if not rule.join:
            yield Items(texts, level)
        elif texts:
            yield Paragraph(self._text(rule.title) + rule.join.join(texts) + (more or "。"))

    def _attachment(self, rule: AttachmentRule) -> AttachmentFacts:
        return AttachmentFacts(self._text(rule.title), tuple(self._blocks(rule.blocks)))

    def _head(self) -> HeadFacts:
        said = {key: self._text(text) for key, text in self._template.head.items()}
        signers = tuple(filter(None, said.pop("signers", "").split("、")))
        date = self._on if self._template.format is Format.BULLETIN else None
        return HeadFacts(self._template.format, signers=signers, date=date, **said)

    def _closing(self) -> ClosingFacts | None:
        closing: Mapping[str, Any] = self._template.closing
        if not closing:
            return None
        return ClosingFacts(
            self._text(closing.get("signer", "")),
            self._day(closing.get("date", "")),
            bool(closing.get("seal", True)),
            self._text(closing.get("post", "")),
        )

    def _imprint(self) -> ImprintFacts | None:
        imprint: Mapping[str, Any] = self._template.imprint
        if not imprint:
            return None
        rows = (
            (self._text(label), self._text(names).replace("；", "，"))
            for label, names in imprint.get("rows", ())
        )
        copies = self._text(imprint.get("copies", ""))
        return ImprintFacts(
            copies_to=self._names(imprint.get("copies_to", ())),
            printed_by=self._text(imprint.get("printed_by", "")),
            printed_on=self._day(imprint.get("date", "")) if imprint.get("printed_by") else None,
            rows=tuple((label, names) for label, names in rows if names),
            copies=int(copies) if copies.isdigit() else 0,
        )

    def _day(self, text: str) -> dt.date:
        """A day as papers print it; the day of writing where nothing is said."""
        figures_ = re.findall("[0-9]+", self._text(text))
        return dt.date(*map(int, figures_)) if len(figures_) == 3 else self._on

    def _missing(self) -> Iterator[str]:
        """What an official paper must state and this one does not."""
        if self._template.format in (Format.REPORT, Format.BULLETIN) or self._source.says_what_is_missing:
            return
        for key, what in (("issuer", "发文机关"), ("doc_no", "发文字号")):
            if key in self._template.head and not self._text(self._template.head[key]):
                yield f"没有{what}，请补充后再印发。"


def paper_date(facts: PaperFacts) -> dt.date | None:
    """The day a paper bears."""
    return facts.closing.date if facts.closing else facts.head.date
