"""The blocks of a paper set into its flow: paragraphs on the grid, tables and figures between them."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.press.breaking import Run
from workbench.press.captions import first_height, set_captioned
from workbench.press.columns import plan_table
from workbench.press.contents import Heading, contents_rows
from workbench.press.faces import Role, TypeCase
from workbench.press.figures import set_figure
from workbench.press.flow import Flow, FlowRow, Found, paragraph_rows
from workbench.press.footnotes import mark, marked, note_lines
from workbench.press.geometry import BODY_SIZE, PITCH, UPRIGHT, TypeArea
from workbench.press.levels import paragraph_runs, stands_alone
from workbench.press.sheet import Page, left_text
from workbench.rows.papers import Block, Contents, EditorNote, FigureFacts, Items, Paragraph, TableFacts


class Body:
    """Sets blocks one after the other; headings that stand alone are found again in `flow.found`."""

    def __init__(self, flow: Flow, case: TypeCase) -> None:
        self._flow, self._case = flow, case
        self._notes = 0

    def set(self, blocks: Sequence[Block], entries: Sequence[Heading] = ()) -> None:
        """Set blocks; `entries` are what a table of contents among them lists."""
        for block in blocks:
            match block:
                case Paragraph():
                    self._paragraph(block)
                case Items():
                    for text in block.numbered:
                        self._paragraph(Paragraph(text))
                case EditorNote():
                    self._editor_note(block)
                case TableFacts():
                    self._table(block)
                case FigureFacts():
                    set_figure(self._flow, block, self._case)
                case Contents():
                    self._flow.add(contents_rows(block, entries, self._case, self._flow.grid))
                    self._flow.new_page()

    def _paragraph(self, paragraph: Paragraph) -> None:
        text = marked(paragraph, self._notes + 1)
        alone = stands_alone(text)
        rows = paragraph_rows(paragraph_runs(text), self._case, keep=alone, grid=self._flow.grid)
        if paragraph.notes:
            rows = self._with_notes(rows, paragraph)
        if alone and rows and paragraph.level in (1, 2):
            rows[0] = rows[0]._replace(tag=Heading(paragraph.text, paragraph.level))
        self._flow.add(rows)

    def _with_notes(self, rows: list[FlowRow], paragraph: Paragraph) -> list[FlowRow]:
        """Each row with the notes whose signs stand on it."""
        for note in sorted(paragraph.notes, key=lambda note: note.at):
            self._notes += 1
            sign = mark(self._notes)
            place = next(n for n, row in enumerate(rows) if sign in row.pieces[0].line.text)
            lines = note_lines(note.text, self._notes, self._case)
            rows[place] = rows[place]._replace(notes=(*rows[place].notes, *lines))
        return rows

    def _editor_note(self, note: EditorNote) -> None:
        for number, text in enumerate(note.texts):
            lead = (Run(Role.HEAVY, "编者按："),) if number == 0 else ()
            self._flow.add(paragraph_rows((*lead, Run(Role.KAI, text)), self._case, grid=self._flow.grid))

    def _table(self, table: TableFacts) -> None:
        """A table between paragraphs, or on turned sheets of its own (clause 8)."""
        plan = plan_table(table, self._case, largest=self._flow.grid.size)
        if plan.turned:
            page, top = self._turned_page(plan.area)
        else:
            page, top = self._flow.make_room(first_height(table, plan, self._case))

        def turn() -> Page:
            return self._flow.new_page(turned=plan.turned)

        bottom = set_captioned(table, plan, self._case, page, top, turn)
        self._flow.went_to(bottom)

    def _turned_page(self, area: TypeArea) -> tuple[Page, float]:
        """A turned page that begins with the heading of what stands on it; the page, and where it is free."""
        heading = self._flow.take_heading()
        page, top = self._flow.new_page(turned=True), area.top
        for row in heading:
            if row.tag is not None:
                self._flow.found.append(Found(row.tag, len(self._flow.pages) - 1, top))
            for line, x in row.pieces:
                page.texts.append(left_text(line, x - UPRIGHT.left + area.left, top, BODY_SIZE))
            top += PITCH
        return page, top
