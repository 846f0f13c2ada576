"""SourcePane: a source document as it looks – a PDF by its pages, a table as a table, anything else as text –
with the places of facts lit up in whichever of these is on screen.

Text is shown at once; pages and tables come when the child process has laid them out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from workbench.errors import WorkbenchError
from workbench.reading.draft import Draft
from workbench.reading.formats.source import Place, Source
from workbench.terms import Span
from workbench.ui import theme
from workbench.ui.background import ChildProcess, Job, raise_again
from workbench.ui.controls import named, quiet
from workbench.ui.reading_child import lay_out
from workbench.ui.views.pages import Mark, PaperView
from workbench.ui.views.source import SourceReader
from workbench.ui.views.source_tables import TableReader

PAGES, TABLES, TEXT = range(3)
NAMES = ("版面", "表格", "文字")
_PDF = b"%PDF"


def has_layout(data: bytes) -> bool:
    """Whether a file may hold pages or tables, and not text alone."""
    return data.startswith((_PDF, b"PK\x03\x04", b"\xd0\xcf\x11\xe0")) or b"<t" in data[:200_000].lower()


class SourcePane(QWidget):
    """`place_clicked(offset)` is a click on a character, a cell or a place of a page.

    `column_wanted(grid, column)`: the planner wants to say what a column of a table holds.
    """

    place_clicked = Signal(int)

    def __init__(self, background: ChildProcess, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._job: Job | None = None
        self._shown = ""
        self._source: Source | None = None
        self._marked: list[Span] = []
        self._lit: Span | None = None
        self._pinned: int | None = None  # the look the planner chose; None to follow the facts
        self.text = SourceReader()
        self.pages = PaperView(fitted=True)
        self.tables = TableReader()
        self._stack = QStackedWidget()
        self._looks = QButtonGroup(self)
        self._label = quiet()
        self._label.setWordWrap(False)
        self._lay_out()
        for reader in (self.text, self.tables):
            reader.place_clicked.connect(self.place_clicked)
        self.pages.place_clicked.connect(self._click_page)

    @property
    def look(self) -> int:
        """What is on screen: PAGES, TABLES or TEXT."""
        return self._stack.currentIndex()

    @property
    def busy(self) -> bool:
        """Whether pages and tables are still being laid out."""
        return self._job is not None and self._job.running

    def show_draft(self, draft: Draft) -> None:
        """Show the source of a draft; nothing happens where it is shown already."""
        self.text.show_text(draft.text)
        if draft.sha256 == self._shown:
            return
        self._shown, self._source, self._pinned = draft.sha256, None, None
        is_pdf = draft.source.startswith(_PDF)
        self.pages.show_pdf(draft.source if is_pdf else None)
        self.tables.show_grids("", ())
        self._offer(PAGES, is_pdf)
        self._offer(TABLES, False)
        self._follow()
        if self._job is not None:
            self._job.forget()
        if has_layout(draft.source):
            self._job = self._background.run(lay_out, [(draft.file, draft.source)])
            self._job.finished.connect(lambda answers: self._take(draft, answers[0]))
            self._job.broken.connect(raise_again)

    def mark(self, spans: Iterable[Span]) -> None:
        """Tint the places of all facts that the list beside shows."""
        self._marked = list(spans)
        self.text.mark(self._marked)
        self.tables.mark(self._marked)
        self._mark_pages()

    def light(self, span: Span | None) -> None:
        """Light up one place and bring it into view."""
        self._lit = span
        self._follow()
        self.text.light(span)
        self.tables.light(span)
        self._mark_pages()
        places = self._places(span) if span else ()
        if places and places[0].box:
            self.pages.show_place(places[0].page - 1, _rect(places[0]))
        self._label.setText("、".join(dict.fromkeys(one.label for one in places[:3])))

    def let_go(self) -> None:
        if self._job is not None:
            self._job.forget()
        self.pages.show_pdf(None)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(6, 4, 6, 4)
        bar.setSpacing(4)
        for number, name in enumerate(NAMES):
            button = named(QPushButton(name), f"原文：{name}")
            button.setCheckable(True)
            button.setProperty("segment", True)
            button.clicked.connect(lambda _, number=number: self._pin(number))
            self._looks.addButton(button, number)
            bar.addWidget(button)
        bar.addWidget(self._label, 1)
        for reader in (self.pages, self.tables, self.text):
            self._stack.addWidget(reader)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self._stack, 1)
        self._offer(PAGES, False)
        self._offer(TABLES, False)
        self._show(TEXT)

    def _take(self, draft: Draft, answer: Source | WorkbenchError) -> None:
        # A file that was read before is read again; where it is refused now, its text is still there.
        if isinstance(answer, WorkbenchError) or draft.sha256 != self._shown or answer.text != draft.text:
            return
        self._source = answer
        self.tables.show_grids(answer.text, answer.grids)
        self.tables.mark(self._marked)
        self._offer(TABLES, bool(answer.grids))
        self.light(self._lit)

    def _offer(self, look: int, possible: bool) -> None:
        self._looks.button(look).setVisible(possible)

    def _pin(self, look: int) -> None:
        self._pinned = look
        self._show(look)

    def _follow(self) -> None:
        """Show what the planner chose, else pages where there are any, else the table that holds the fact."""
        if self._pinned is not None:
            self._show(self._pinned)
        elif self.pages.pages:
            self._show(PAGES)
        elif self._source and self._source.grids and (self._lit is None or self.tables.holds(self._lit)):
            self._show(TABLES if self._is_mostly_tables() or self._lit is not None else TEXT)
        else:
            self._show(TEXT)

    def _is_mostly_tables(self) -> bool:
        assert self._source is not None
        inside = sum(grid.end - grid.start for grid in self._source.grids)
        return inside * 2 > len(self._source.text)

    def _show(self, look: int) -> None:
        self._stack.setCurrentIndex(look)
        self._looks.button(look).setChecked(True)

    def _places(self, span: Span) -> Sequence[Place]:
        """Where a span stood, line by line."""
        places = self._source.places if self._source else ()
        first = bisect_right(places, span.start, key=lambda place: place.end)
        after = bisect_left(places, max(span.end, span.start + 1), key=lambda place: place.start)
        return places[first:after]

    def _mark_pages(self) -> None:
        if not self.pages.pages:
            return
        tints = [(span, theme.color("hover")) for span in self._marked]
        if self._lit is not None:
            tints.append((self._lit, theme.color("lit")))
        self.pages.mark(
            Mark(place.page - 1, _rect(place), color)
            for span, color in tints
            for place in self._places(span)
            if place.box
        )

    def _click_page(self, page: int, x: float, y: float) -> None:
        for place in self._source.places if self._source else ():
            if place.page == page + 1 and place.box and _rect(place).adjusted(-2, -2, 2, 2).contains(x, y):
                box = _rect(place)
                along = min(max((x - box.left()) / max(box.width(), 1.0), 0.0), 0.999)
                self.place_clicked.emit(place.start + int(along * (place.end - place.start)))
                return


def _rect(place: Place) -> QRectF:
    assert place.box is not None
    left, top, right, bottom = place.box
    return QRectF(left, top, right - left, bottom - top)
