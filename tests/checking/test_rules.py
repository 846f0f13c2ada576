"""Each rule finds its own fault: a paper that is spoiled in one place breaks the rule it was spoiled for."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from tests.press import papers
from workbench.checking.measure import measure
from workbench.checking.parts import Paper
from workbench.checking.pdf import RULES, check_pdf
from workbench.checking.unjudged import UNJUDGED
from workbench.press import imprint, notice, printing
from workbench.press.breaking import EM, Line, Run
from workbench.press.faces import Role
from workbench.press.geometry import SHEET_WIDTH, Grid, mm
from workbench.press.sheet import Colour, Page, Rule, Text
from workbench.rows.checks import CheckReport
from workbench.rows.papers import AttachmentFacts, NoticeFacts, PaperFacts, Paragraph, TableFacts

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


SMALL = replace(papers.NOTICE, attachments=(papers.task_list(5),))


def added(page: int, words: str, x: float, base: float, role: Role = Role.BODY, size: float = 16.0) -> Spoil:
    """Put a row of type where there was none, in millimetres."""

    def spoil(pages: Pages) -> None:
        line = Line((Run(role, words),), len(words) * EM, 0)
        pages[page].texts.append(Text(mm(x), mm(base), size, line))

    return spoil


def anywhere(words: str, right: float = 0, down: float = 0) -> Spoil:
    """Move the rows with these words on whatever page they stand."""

    def spoil(pages: Pages) -> None:
        holding = [n for n, page in enumerate(pages) if any(words in t.line.text for t in page.texts)]
        assert holding, f"nothing to spoil: {words}"
        for page in holding:
            moved(page, words, right, down)(pages)

    return spoil


def row_after(words: str, change: Callable[[Text], Text]) -> Spoil:
    def spoil(pages: Pages) -> None:
        texts = pages[0].texts
        place = next(n for n, text in enumerate(texts) if words in text.line.text)
        texts[place + 1] = change(texts[place + 1])

    return spoil


def spread_out(text: Text) -> Text:
    return text._replace(line=text.line._replace(spread=text.line.spread + 400))


def heading_at_the_foot(pages: Pages) -> None:
    """The last row of page 1 made a heading, the first of page 2 a paragraph of its own."""
    last = max((text for text in pages[0].texts), key=lambda text: text.base)
    words = Line((Run(Role.HEAVY, "二、严格督促检查"),), 8 * EM, 0)
    pages[0].texts[pages[0].texts.index(last)] = last._replace(x=mm(39.14), line=words)
    first = min((text for text in pages[1].texts), key=lambda text: text.base)
    pages[1].texts[pages[1].texts.index(first)] = first._replace(x=mm(39.14))


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
    "R32": [heading_at_the_foot],
    "R33": [
        retyped(1, "附件：", lambda text: text.replace("附件：", "清单：")),
        moved(1, "附件：", 4),
        both(moved(1, "附件：", 0, -6), moved(1, "重点任务分解表", 0, -6)),
    ],
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
    "R54": [retyped(LAST, "抄送", lambda text: text.replace("抄送：", "主送　"))],
    "R57": [moved(LAST, "", 0, -8)],
    "R59": [footers(lambda text: text._replace(size=10.0))],
    "R60": [footers(lambda text: None)],
    "R61": [footers(lambda text: text._replace(base=text.base + mm(3)))],
    "R62": [footers(lambda text: text._replace(x=mm(100)))],
    "R63": [footers(lambda text: text._replace(line=Line((Run(text.line.runs[0].role, "—9—"),), 3 * EM, 0)))],
    "R64": [footers(lambda text: text._replace(base=mm(255)))],
    "R65": [footers(lambda text: None if "1" in text.line.text else text)],
    "R79": [end_of_first_row("《数字海湾建设", "", "，")],
    "R80": [
        both(
            end_of_first_row("《数字海湾建设", "", "（"),
            row_after("《数字海湾建设", lambda text: text._replace(x=text.x - mm(5))),
        )
    ],
    "R81": [end_of_first_row("《数字海湾建设", "（", "")],
    "R82": [end_of_first_row("《数字海湾建设", "—", "—")],
    "R84": [end_of_first_row("《数字海湾建设", "2", "5")],
    "R85": [retyped(0, "认真组织实", lambda text: text[:-1] + "，")],
    "R86": [retyped(0, BODY_ROW, lambda text: text[:8] + "）。" + text[10:])],
    "R87": [retyped(0, BODY_ROW, lambda text: text[:8] + "？！" + text[10:])],
    "R88": [changed(0, BODY_ROW, spread_out)],
    "R90": [retyped(0, BODY_ROW, lambda text: text[:8] + "5　" + text[10:])],
    "R91": [retyped(0, BODY_ROW, lambda text: text[:-4])],
    "R97": [retyped(0, BODY_ROW, lambda text: text[:8] + "," + text[9:])],
    "R98": [retyped(0, BODY_ROW, lambda text: text[:8] + "》、《" + text[11:])],
    "R93": [retyped(0, "有关事项通知", lambda text: text[:3] + "5　" + text[4:])],
    "R94": [moved(0, BODY_ROW, 5)],
    "R95": [retyped(0, "有关事项通知", lambda text: "好。")],
    "R116": [retyped(2, "省工信厅", lambda text: text.replace("、", "/"))],
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


MANY_RECIPIENTS = replace(
    papers.NOTICE.paper, recipients=tuple(f"海湾省第{n}区人民政府" for n in range(10)), attachments=()
)


def text_below_recipients_gone(pages: Pages) -> None:
    end = next(text.base for text in pages[0].texts if text.line.text.endswith("：") and text.size < 17)
    pages[0].texts = [text for text in pages[0].texts if text.base <= end]


OF_A_FORMAT: list[tuple[str, PaperFacts, Spoil]] = [
    ("R10", papers.UPWARD, moved(0, "000012", 3)),
    ("R11", papers.UPWARD, moved(0, "秘密", 0, 9)),
    ("R12", papers.UPWARD, moved(0, "特急", 3)),
    ("R18", papers.UPWARD, moved(0, "〔2026〕9", 4)),
    ("R19", papers.UPWARD, retyped(0, "签发人", lambda text: "签发人:")),
    ("R55", papers.UPWARD, blank_last_page),
    ("R56", papers.UPWARD, blank_last_page),
    ("R54", papers.MINUTES, retyped(-1, "抄送", lambda text: text.replace("抄送：", "主送　"))),
    ("R47", papers.REPORT, added(0, "海政办〔2026〕12号附件一", 28, 41.9)),
    ("R47", papers.REPORT, added(0, "海政办〔2026〕12号附件1", 33, 41.9)),
    ("R58", MANY_RECIPIENTS, text_below_recipients_gone),
    ("R66", papers.TURNED, numbers_of_turned_pages_gone),
    ("R68", papers.TURNED, turned_table_moved),
    ("R70", papers.LETTER, moved(0, papers.ORGAN, 0, 3)),
    ("R71", papers.LETTER, red_rules(x1=9)),
    ("R72", papers.LETTER, moved(0, "海数函", -3)),
    ("R73", papers.LETTER, moved(0, "关于督办", 0, 6)),
    ("R74", papers.LETTER, added(0, "请及时办理", 28, 268)),
    ("R75", papers.LETTER, rule_above_imprint),
    ("R76", papers.ORDER, moved(0, "省人民政府令", 0, 3)),
    ("R38", papers.ORDER, moved(0, "2026年3月5日", 6)),
    ("R77", papers.MINUTES, moved(-1, "出席", 3)),
    ("R100", replace(papers.BULLETIN, imprint=None), lambda pages: None),
    ("R104", papers.BULLETIN, moved(0, papers.ORGAN, 3)),
    ("R126", papers.LETTER, anywhere("单位：项", -20)),
    ("R126", papers.LETTER, anywhere("注：", -5)),
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


#: The text that the notice issues, listed as an attachment of it.
ISSUED = AttachmentFacts(
    "数字海湾建设行动计划重点任务分解表", (Paragraph("第一条　为规范管理，制定本办法。"),)
)
NO_DEADLINE = ("序号", "工作任务", "主要内容", "责任单位", "备注")
DOTTED_DATES = TableFacts(
    papers.HEADS, (("1", "建设平台", "建成平台。", "省数据管理局", "2026.6"),), title="任务分解表"
)


def _cut_anywhere(text: str, case: Any, measure: int) -> tuple[Line, ...]:
    """Rows of 12, 9 and the rest: a waist, and words torn apart."""
    parts = (text[:14], text[14:20], text[20:])
    return tuple(Line((Run(Role.TITLE, part),), len(part) * EM, 0) for part in parts)


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        ("R16", replace(papers.NOTICE, doc_no="海政办〔2026〕012号")),
        ("R48", replace(papers.NOTICE.paper, attachments=(ISSUED,))),
        (
            "R115",
            replace(
                papers.NOTICE, attachments=(replace(papers.task_list(5, sections=0), heads=NO_DEADLINE),)
            ),
        ),
        ("R117", replace(papers.NOTICE, body=(*papers.BODY, "抓好落实。（责任单位：省数据管理局）。"))),
        ("R128", replace(papers.NOTICE, attachments=(DOTTED_DATES,))),
        ("R29", replace(papers.NOTICE, body=("一、总体要求", "1.直接到了第三层。", "正文在此，不再展开。"))),
    ],
)
def test_wrong_words_fail_their_rule(
    monkeypatch: pytest.MonkeyPatch, rule: str, facts: NoticeFacts | PaperFacts
) -> None:
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


def joint(*, beside: bool, order: tuple[str, str]) -> Spoil:
    """Two organs in the head, 文件 to their right or at the end of the first; both sign, in this order."""
    names = ("海湾省人民政府办公厅", "海湾省数据管理局")

    def spoil(pages: Pages) -> None:
        pages[0].texts = [text for text in pages[0].texts if text.colour is not Colour.RED]
        rows = [(names[0], 45.0, 84.0), (names[1], 45.0, 96.0), ("文件", 150.0, 90.0)]
        if not beside:
            rows = [(f"{names[0]}文件", 45.0, 84.0), (names[1], 45.0, 96.0)]
        for words, x, base in rows:
            added(0, words, x, base, Role.TITLE, 22.0)(pages)
            pages[0].texts[-1] = pages[0].texts[-1]._replace(colour=Colour.RED)
        date = next(text for text in pages[1].texts if text.line.text == "2026年1月5日")
        name = next(text for text in pages[1].texts if text.line.text == names[0])
        pages[1].texts.remove(name)
        for step, words in zip((21, 10.5), order, strict=True):
            added(1, words, 115, date.base / mm(1) - step)(pages)

    return spoil


ORGANS = ("海湾省人民政府办公厅", "海湾省数据管理局")


def test_a_joint_paper_has_its_word_beside_the_names_and_signs_in_their_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    right = report(monkeypatch, joint(beside=True, order=ORGANS))
    assert {"R15", "R37"} <= right.held
    monkeypatch.undo()
    wrong = report(monkeypatch, joint(beside=False, order=ORGANS[::-1]))
    assert {"R15", "R37"} <= wrong.broken


def test_a_page_turned_the_wrong_way_fails() -> None:
    document = pypdfium2.PdfDocument(printing.print_paper(papers.TURNED).pdf)
    for page in document:
        page.set_rotation(180)
    buffer = io.BytesIO()
    document.save(buffer)
    assert "R67" in check_pdf(buffer.getvalue()).broken


SEAL = Image.new("L", (40, 40), 120)


@pytest.mark.parametrize(("down", "held"), [(31, True), (6, False), (21, False)])
def test_a_seal_covers_the_date_and_reaches_up_to_the_text(down: float, held: bool) -> None:
    """An image 40 mm wide over the date; `down` is from its top to the baseline of the date."""
    pdf = printing.print_paper(SMALL.paper).pdf
    date = next(row for row in Paper(measure(pdf)).main if row.text == "2026年1月5日")
    sealed = stamped(pdf, date.middle - 20, date.base - down, 40)
    assert ("R39" in check_pdf(sealed).held) is held


def stamped(pdf: bytes, x: float, top: float, width: float) -> bytes:
    """Put a grey square on page 2, in millimetres."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[1]
    image = pypdfium2.PdfImage.new(document)
    image.set_bitmap(pypdfium2.PdfBitmap.from_pil(SEAL))
    size = mm(width)
    image.set_matrix(pypdfium2.PdfMatrix(size, 0, 0, size, mm(x), mm(297 - top) - size))
    page.insert_obj(image)
    page.gen_content()
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_every_rule_can_fail_here_and_what_is_not_judged_has_its_reason() -> None:
    settings = {"R1", "R4", "R5", "R16", "R24", "R29", "R36", "R48", "R58", "R115", "R117", "R128"}
    foreign = {"R8", "R31"}  # test_foreign
    own = {"R15", "R37", "R39", "R67"}
    formats = {rule for rule, _, _ in OF_A_FORMAT}
    judged = {rule.row.number for rule in RULES}
    assert judged == set(SPOILED) | settings | foreign | own | formats
    left_out = {row.rule.number for row in UNJUDGED}
    assert not judged & left_out
    assert {f"R{number}" for number in range(1, 129)} == judged | left_out
