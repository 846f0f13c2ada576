"""读取依据 of what stands in the plan: the rule and the words each fact was read from, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from workbench.rows.documents import WhyRow
from workbench.terms import Confidence, Span, Why
from workbench.ui import theme, wording
from workbench.ui.controls import named

_COLORS = {Confidence.CERTAIN: "good", Confidence.LIKELY: "warning", Confidence.GUESSED: "overdue"}
_MOST_WORDS = 40
NOTHING = "没有读取依据：由人工添加，或者是较早版本的程序导入的。"


class ReadingReasons(QLabel):
    """A line for each fact. `place_wanted(Span)` when the planner clicks the words it was read from."""

    place_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "读取依据")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._spans: list[Span] = []
        self.linkActivated.connect(lambda place: self.place_wanted.emit(self._spans[int(place)]))

    def show_rows(self, rows: Sequence[WhyRow]) -> None:
        """Tell the reasons; that there are none where nobody knows."""
        self._spans = []
        lines = [self._line(row) for row in rows]
        quiet = theme.PALETTE.quiet_text
        self.setText("".join(lines) or f'<span style="color:{quiet}">{NOTHING}</span>')

    def _line(self, row: WhyRow) -> str:
        """完成时限：括号内“完成时限：”，读出“2027年6月底前”（写明）."""
        why, quiet = row.why, theme.PALETTE.quiet_text
        grade = f'<span style="color:{getattr(theme.PALETTE, _COLORS[why.confidence])}">'
        grade += f"{wording.CONFIDENCES[why.confidence]}</span>"
        words = f"，读出{self._quoted(why)}" if why.words else ""
        return (
            f'<p style="margin:0 0 4px 0"><span style="color:{quiet}">{escape(row.fact)}：</span>'
            f"{escape(why.rule)}{words}（{grade}）</p>"
        )

    def _quoted(self, why: Why) -> str:
        flat = " ".join(why.words.split())
        short = flat if len(flat) <= _MOST_WORDS else f"{flat[: _MOST_WORDS - 1]}…"
        words = f"“{escape(short)}”"
        if why.span is None:
            return words
        self._spans.append(why.span)
        place = len(self._spans) - 1
        return f'<a href="{place}" style="color:{theme.PALETTE.accent}">{words}</a>'
