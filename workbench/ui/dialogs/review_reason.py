"""为什么: by which rule and from which words each part of a fact was read, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QTextBrowser, QWidget

from workbench.reading.draft import Commitment, DraftIndicator, DraftTask
from workbench.terms import Confidence, Span, Why
from workbench.ui import theme, wording
from workbench.ui.controls import named

Fact = DraftTask | DraftIndicator | Commitment
PARTS = {
    "no": "序号",
    "title": "名称",
    "name": "名称",
    "content": "内容",
    "deadline": "完成时限",
    "category": "类别",
    "unit": "计量单位",
    "base": "基期值",
    "target": "目标值",
    "annual": "年均",
    "attribute": "属性",
}
_COLORS = {Confidence.CERTAIN: "good", Confidence.LIKELY: "warning", Confidence.GUESSED: "overdue"}


class ReasonPanel(QTextBrowser):
    """`place_wanted(Span)` when the planner clicks the words a part was read from."""

    place_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "读取依据")
        self.setOpenLinks(False)
        self.document().setDocumentMargin(8)
        self._spans: list[Span] = []
        self.anchorClicked.connect(self._follow)
        self.show_fact(None)

    def show_fact(self, fact: Fact | None) -> None:
        """Tell the reasons of a fact; an invitation where none is chosen."""
        self._spans = []
        if fact is None:
            invitation = "点选一行，可看到每一处是怎么读出来的。"
            self.setHtml(f'<p style="color:{theme.PALETTE.quiet_text}">{invitation}</p>')
            return
        lines = [self._line(part, words, why) for part, words, why in reasons(fact)]
        problems = [f"<li>{escape(one.what)}</li>" for one in getattr(fact, "problems", ())]
        odd = f"<p><b>存疑</b></p><ul style='margin:0'>{''.join(problems)}</ul>" if problems else ""
        self.setHtml(f"<table cellspacing='0' cellpadding='2'>{''.join(lines)}</table>{odd}")

    def _line(self, part: str, words: str, why: Why | None) -> str:
        if why is None:
            told = f'<span style="color:{theme.PALETTE.quiet_text}">由您填写或修改</span>'
            grade = ""
        else:
            told = escape(why.rule)
            grade = wording.CONFIDENCES[why.confidence]
            grade = f'<b style="color:{getattr(theme.PALETTE, _COLORS[why.confidence])}">{grade}</b>'
            if why.words:
                told += f"：{self._quoted(why)}"
        quiet = theme.PALETTE.quiet_text
        return (
            f'<tr><td style="color:{quiet}">{escape(part)}&nbsp;</td><td>{escape(_short(words))}&nbsp;</td>'
            f"<td>{grade}&nbsp;</td><td>{told}</td></tr>"
        )

    def _quoted(self, why: Why) -> str:
        words = f"“{escape(_short(why.words, 60))}”"
        if why.span is None:
            return words
        self._spans.append(why.span)
        return f'<a href="#{len(self._spans) - 1}" style="color:{theme.PALETTE.accent}">{words}</a>'

    def _follow(self, url: QUrl) -> None:
        self.place_wanted.emit(self._spans[int(url.fragment())])


def reasons(fact: Fact) -> Iterator[tuple[str, str, Why | None]]:
    """The parts of a fact: what the part is called, what was read, and why (None: the planner's own)."""
    if isinstance(fact, Commitment):
        yield "目标表述", fact.text, fact.why
        return
    values = _values(fact)
    for name in values:
        if name in fact.whys:
            yield PARTS[name], values[name], fact.whys[name]
    if isinstance(fact, DraftTask):
        for unit in fact.units:
            yield f"{wording.ROLES[unit.role]}单位", unit.name, unit.why


def _values(fact: DraftTask | DraftIndicator) -> dict[str, str]:
    if isinstance(fact, DraftTask):
        return {
            "title": fact.title,
            "deadline": wording.deadline(fact.deadline),
            "category": fact.category,
        }
    return {
        "name": fact.name,
        "unit": fact.unit,
        "base": fact.base.raw if fact.base else "",
        "target": fact.target.raw if fact.target else "",
        "annual": fact.annual.raw if fact.annual else "",
        "category": fact.category,
    }


def _short(words: str, most: int = 24) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"
