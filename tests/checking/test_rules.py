"""Each rule finds its own fault: a paper that is spoiled in one place breaks the rule it was spoiled for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from tests.press import papers
from workbench.checking.pdf import RULES, check_pdf
from workbench.press import imprint, notice, printing
from workbench.press.breaking import EM, Line, Run
from workbench.press.faces import Role
from workbench.press.geometry import SHEET_WIDTH, Grid, mm
from workbench.press.sheet import Colour, Page, Rule, Text
from workbench.rows.checks import CheckReport
from workbench.rows.papers import NoticeFacts, PaperFacts

Pages = list[Page]
Spoil = Callable[[Pages], None]


def moved(page: int, words: str, right: float = 0, down: float = 0) -> Spoil:
    """Move every row whose text holds `words`, in millimetres."""

    def change(text: Text) -> Text:
        return text._replace(x=text.x + mm(right), base=text.base + mm(down))

    return changed(page, words, change)


def both(*spoils: Spoil) -> Spoil:
    def spoil(pages: Pages) -> None:
        for each in spoils:
            each(pages)

    return spoil


def retyped(page: int, words: str, change: Callable[[str], str], role: Role | None = None) -> Spoil:
    def apply(text: Text) -> Text:
        line = text.line
        run = line.runs[0]
        new = Run(role or run.role, change(run.text))
        return text._replace(line=Line((new, *line.runs[1:]), len(new.text) * EM, line.spread))

    return changed(page, words, apply)


def changed(page: int, words: str, change: Callable[[Text], Text]) -> Spoil:
    def spoil(pages: Pages) -> None:
        texts = pages[page].texts
        places = [n for n, text in enumerate(texts) if words in text.line.text]
        assert places, f"nothing to spoil: {words}"
        for place in places:
            texts[place] = change(texts[place])

    return spoil


def reruled(page: int, which: Callable[[Rule], bool], **new: float) -> Spoil:
    def spoil(pages: Pages) -> None:
        rules = pages[page].rules
        assert any(map(which, rules))
        pages[page].rules = [
            rule._replace(**{key: getattr(rule, key) + value for key, value in new.items()})
            if which(rule)
            else rule
            for rule in rules
        ]

    return spoil


@dataclass(frozen=True)
class OtherRed:
    """A red that is not the paper's own."""

    value: str = "1 0.3 0.3"


def other_red(pages: Pages) -> None:
    other: Any = OtherRed()
    pages[0].rules = [rule._replace(colour=other) for rule in pages[0].rules]


def on_first_page_all_text_gone(pages: Pages) -> None:
    pages[0].texts = [text for text in pages[0].texts if text.colour is Colour.RED or text.base < mm(195)]


def footers(change: Callable[[Text], Text | None]) -> Spoil:
    def spoil(pages: Pages) -> None:
        for page in pages:
            page.footer = change(page.footer) if page.footer else None

    return spoil


def end_of_first_row(words: str, end: str, start: str) -> Spoil:
    """Put `end` at the end of a row and `start` at the beginning of the row below it."""

    def spoil(pages: Pages) -> None:
        texts = pages[0].texts
        place = next(n for n, text in enumerate(texts) if words in text.line.text)
        for number, change in (
            (place, lambda t: t[: -len(end) or None] + end),
            (place + 1, lambda t: start + t[len(start) :]),
        ):
            text = texts[number]
            run = text.line.runs[0]
            texts[number] = text._replace(line=text.line._replace(runs=(Run(run.role, change(run.text)),)))

    return spoil


def is_red_rule(rule: Rule) -> bool:
    return rule.colour is Colour.RED


def is_thick(rule: Rule) -> bool:
    return abs(rule.width - imprint.THICK_RULE) < 0.01


def is_grid(rule: Rule) -> bool:
    return rule.width in (0.5, 1.0)


def is_grid_across(rule: Rule) -> bool:
    return is_grid(rule) and rule.y0 == rule.y1


BODY_ROW = "任务分解表印发给你们"
LAST = -1
SPOILED: dict[str, list[Spoil]] = {
    "R2": [moved(1, "省数据管理局要会同", 9), moved(1, "2026年1月5日", 0, 150)],
    "R3": [changed(0, "", lambda text: text._replace(size=15.0) if text.size < 17 else text)],
    "R6": [changed(1, "省数据管理局", lambda text: text._replace(colour=Colour.RED))],
    "R7": [other_red],
    "R13": [moved(0, "厅文件", 0, 3), moved(0, "厅文件", 4)],
    "R14": [retyped(0, "厅文件", str, Role.SONG)],
    "R17": [moved(0, "〔2026〕12", 0, -6), moved(0, "〔2026〕12", 5)],
    "R20": [reruled(0, is_red_rule, y0=4, y1=4), reruled(0, is_red_rule, x1=-9)],
    "R21": [reruled(0, is_red_rule, width=2)],
    "R22": [moved(0, "关于印发", 4), retyped(0, "关于印发", str, Role.HEAVY)],
    "R23": [moved(0, "关于印发", 0, 6)],
    "R25": [moved(0, "任务分解表的通知", 0, 3)],
    "R26": [
        moved(0, "各市、县", 0, 6),
        moved(0, "大企业", 3),
        retyped(0, "等院校：", lambda text: text[:-1]),
    ],
    "R27": [on_first_page_all_text_gone],
    "R28": [moved(0, "一、加强", -5), moved(0, BODY_ROW, 4), moved(0, BODY_ROW, 0, 1)],
    "R30": [retyped(0, "一、加强", str, Role.BODY), retyped(1, "（二）强化", str, Role.HEAVY)],
    "R33": [moved(1, "附件：", 4), both(moved(1, "附件：", 0, -6), moved(1, "重点任务分解表", 0, -6))],
    "R34": [retyped(1, "重点任务分解表", lambda text: text + "。")],
    "R35": [moved(1, "2026年1月5日", 7), moved(1, "2026年1月5日", -9)],
    "R40": [retyped(1, "2026年1月5日", lambda text: "2026年01月05日")],
    "R41": [retyped(1, "省数据管理局要会同", lambda text: "此页无正文")],
    "R42": [moved(1, "此件", -9), retyped(1, "此件", lambda text: text[1:-1])],
    "R43": [retyped(2, "附件", lambda text: "清单")],
    "R44": [
        retyped(2, "附件", lambda text: "附件一"),
        moved(2, "附件", 3),
        retyped(2, "附件", str, Role.BODY),
    ],
    "R45": [moved(2, "重点任务分解表", 0, 8), moved(2, "重点任务分解表", 3)],
    "R46": [retyped(2, "重点任务分解表", lambda text: text[1:])],
    "R49": [reruled(LAST, is_thick, x0=9)],
    "R50": [reruled(LAST, is_thick, width=1)],
    "R51": [reruled(LAST, is_thick, y0=6, y1=6)],
    "R52": [moved(LAST, "抄送", 4), retyped(LAST, "党派", lambda text: text[:-1])],
    "R53": [moved(LAST, "日印发", 4), retyped(LAST, "日印发", lambda text: text[:-2])],
    "R57": [moved(LAST, "", 0, -8)],
    "R59": [footers(lambda text: text._replace(size=10.0))],
    "R60": [footers(lambda text: None)],
    "R61": [footers(lambda text: text._replace(base=text.base + mm(3)))],
    "R62": [footers(lambda text: text._replace(x=mm(100)))],
    "R63": [footers(lambda text: text._replace(line=Line((Run(text.line.runs[0].role, "—9—"),), 3 * EM, 0)))],
    "R64": [footers(lambda text: text._replace(base=mm(255)))],
    "R65": [footers(lambda text: None if "1" in text.line.text else text)],
    "R79": [end_of_first_row("《数字海湾建设", "", "，")],
    "R81": [end_of_first_row("《数字海湾建设", "（", "")],
    "R82": [end_of_first_row("《数字海湾建设", "—", "—")],
    "R91": [retyped(0, BODY_ROW, lambda text: text[:-4])],
    "R97": [retyped(0, BODY_ROW, lambda text: text[:8] + "," + text[9:])],
    "R98": [retyped(0, BODY_ROW, lambda text: text[:8] + "》、《" + text[11:])],
    "R94": [moved(0, BODY_ROW, 5)],
    "R118": [retyped(3, "主要内容", lambda text: "主要事项")],
    "R119": [retyped(2, "2", lambda text: "1" if text == "2" else text)],
    "R120": [
        changed(3, "", lambda text: text._replace(size=9.0)),
        changed(3, "省", lambda text: text._replace(size=10.6)),
    ],
    "R121": [moved(2, "完成时限", 2)],
    "R122": [reruled(2, is_grid, width=3)],
    "R123": [reruled(2, is_grid_across, x0=-9), reruled(2, is_grid_across, x1=9)],
    "R124": [moved(2, "98.5%", 0, 1.5)],
    "R127": [retyped(2, "建设全省", lambda text: text[:-1] + "（")],
}


SMALL = replace(papers.NOTICE, attachments=(papers.task_list(5),))


def report(
    monkeypatch: pytest.MonkeyPatch, spoil: Spoil, facts: NoticeFacts | PaperFacts = SMALL
) -> CheckReport:
    """What is found on a paper that was spoiled before it was inked."""
    real = printing.ink

    def ink(pages: Pages, *rest: Any, **named: Any) -> bytes:
        spoil(pages)
        return real(pages, *rest, **named)

    monkeypatch.setattr(printing, "ink", ink)
    paper = facts if isinstance(facts, PaperFacts) else facts.paper
    return check_pdf(printing.print_paper(paper).pdf)


def test_the_notice_to_be_spoiled_is_sound() -> None:
    assert check_pdf(notice.print_notice(SMALL).pdf).findings == ()


@pytest.mark.parametrize(
    ("rule", "spoil"), [(rule, spoil) for rule, all_ in SPOILED.items() for spoil in all_]
)
def test_a_spoiled_page_fails_its_rule(monkeypatch: pytest.MonkeyPatch, rule: str, spoil: Spoil) -> None:
    assert rule in report(monkeypatch, spoil).broken


def turned_table_moved(pages: Pages) -> None:
    for page in pages:
        if page.turned:
            page.rules = [rule._replace(x0=rule.x0 + 15, x1=rule.x1 + 15) for rule in page.rules]
            page.texts = [text._replace(x=text.x + 15) for text in page.texts]


def numbers_of_turned_pages_gone(pages: Pages) -> None:
    for page in pages:
        page.footer = None if page.turned else page.footer


def red_rules(**new: float) -> Spoil:
    return reruled(0, is_red_rule, **new)


def rule_above_imprint(pages: Pages) -> None:
    pages[-1].rules.append(Rule(mm(28), mm(262), mm(184), mm(262), 1.0))


def blank_last_page(pages: Pages) -> None:
    pages.insert(len(pages) - 1, Page())


OF_A_FORMAT: list[tuple[str, PaperFacts, Spoil]] = [
    ("R10", papers.UPWARD, moved(0, "000012", 3)),
    ("R11", papers.UPWARD, moved(0, "秘密", 0, 9)),
    ("R12", papers.UPWARD, moved(0, "特急", 3)),
    ("R18", papers.UPWARD, moved(0, "〔2026〕9", 4)),
    ("R19", papers.UPWARD, retyped(0, "签发人", lambda text: "签发人:")),
    ("R55", papers.UPWARD, blank_last_page),
    ("R56", papers.UPWARD, blank_last_page),
    ("R66", papers.TURNED, numbers_of_turned_pages_gone),
    ("R68", papers.TURNED, turned_table_moved),
    ("R70", papers.LETTER, moved(0, papers.ORGAN, 0, 3)),
    ("R71", papers.LETTER, red_rules(x1=9)),
    ("R72", papers.LETTER, moved(0, "海数函", -3)),
    ("R73", papers.LETTER, moved(0, "关于督办", 0, 6)),
    ("R75", papers.LETTER, rule_above_imprint),
    ("R76", papers.ORDER, moved(0, "省人民政府令", 0, 3)),
    ("R38", papers.ORDER, moved(0, "2026年3月5日", 6)),
    ("R77", papers.MINUTES, moved(-1, "出席", 3)),
    ("R101", papers.BULLETIN, red_rules(x0=9)),
    ("R102", papers.BULLETIN, moved(0, "工作简报", 4)),
    ("R103", papers.BULLETIN, moved(0, "总第12期", 4)),
    ("R105", papers.BULLETIN, moved(0, "2026年3月5日", 4)),
    ("R110", papers.BULLETIN, retyped(-1, "送：", lambda text: "呈：")),
]


@pytest.mark.parametrize(("rule", "facts", "spoil"), OF_A_FORMAT)
def test_a_spoiled_page_of_another_format_fails_its_rule(
    monkeypatch: pytest.MonkeyPatch, rule: str, facts: PaperFacts, spoil: Spoil
) -> None:
    assert rule in report(monkeypatch, spoil, facts).broken


def nothing(pages: Pages) -> None:
    """Spoil no page: the setting was changed instead."""


@pytest.mark.parametrize(
    ("rule", "module", "name", "value"),
    [
        ("R1", "workbench.press.ink", "SHEET_WIDTH", SHEET_WIDTH + 20),
        ("R24", "workbench.press.heads.document", "shape_title", None),
        ("R60", "workbench.press.folio", "_DASH", "–"),
        ("R61", "workbench.press.folio", "NUMBER_DASH_MIDDLE", mm(275)),
        ("R50", "workbench.press.imprint", "THICK_RULE", mm(0.25)),
    ],
)
def test_a_wrong_setting_fails_its_rule(
    monkeypatch: pytest.MonkeyPatch, rule: str, module: str, name: str, value: object
) -> None:
    monkeypatch.setattr(f"{module}.{name}", value or _cut_anywhere)
    assert rule in report(monkeypatch, nothing).broken


def _cut_anywhere(text: str, case: Any, measure: int) -> tuple[Line, ...]:
    """Rows of 12, 9 and the rest: a waist, and words torn apart."""
    parts = (text[:14], text[14:20], text[20:])
    return tuple(Line((Run(Role.TITLE, part),), len(part) * EM, 0) for part in parts)


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        ("R16", replace(papers.NOTICE, doc_no="海政办〔2026〕012号")),
        ("R29", replace(papers.NOTICE, body=("一、总体要求", "1.直接到了第三层。", "正文在此，不再展开。"))),
    ],
)
def test_wrong_words_fail_their_rule(monkeypatch: pytest.MonkeyPatch, rule: str, facts: NoticeFacts) -> None:
    assert rule in report(monkeypatch, nothing, facts).broken


def test_wrong_signature_without_a_seal_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    spoil = moved(1, "2026年1月5日", 5)
    assert "R36" in report(monkeypatch, spoil, papers.UNSEALED).broken


def test_rows_of_27_hanzi_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """The trap of 16 pt type: one character too few in every row (1.2)."""
    monkeypatch.setattr(printing, "STANDARD", Grid(columns=27))
    assert "R5" in report(monkeypatch, nothing, papers.HANZI_ONLY).broken


def test_pages_of_21_rows_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "STANDARD", Grid(rows=21))
    assert "R4" in report(monkeypatch, nothing, papers.HANZI_ONLY).broken


def test_every_rule_can_fail_here_or_does_not_apply_to_this_kind_of_paper() -> None:
    elsewhere = {"R1", "R4", "R5", "R8", "R16", "R24", "R29", "R36"}
    formats = {rule for rule, _, _ in OF_A_FORMAT}
    weak = {"R15", "R31", "R32", "R67", "R80", "R84", "R85", "R86", "R95"}
    assert {rule.row.number for rule in RULES} == set(SPOILED) | elsewhere | formats | weak
