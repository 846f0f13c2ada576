"""文件格式: 版头 in red, 发文字号 or 签发人, red rule, title (7.2, 7.3.1); and the head of a plain report."""

from __future__ import annotations

from workbench.press.faces import Role, TypeCase
from workbench.press.flow import body_line
from workbench.press.geometry import BODY_SIZE, PITCH, UPRIGHT, ZI, mm, row_top
from workbench.press.heads.parts import (
    ABOVE_NUMBER,
    ABOVE_TITLE,
    BELOW_TITLE,
    draw_subtitle,
    draw_title,
    draw_upper_left,
    red_mark,
    red_rule,
    shared_out,
    title_height,
    title_measure,
)
from workbench.press.sheet import Page, centred_text, left_text, plain_line, right_text, width_of
from workbench.press.titles import shape_title
from workbench.rows.papers import HeadFacts, PaperFacts

MARK_TOP = mm(72)  # 35 mm below the top of the type area, 7.2.4
_RULE_BELOW_NUMBER = mm(4)  # 7.2.7
_SIGNERS_IN_A_ROW = 2


def document_head(page: Page, facts: PaperFacts, case: TypeCase) -> float:
    """The head of a 文件; returns where the text may begin."""
    head = facts.head
    title = shape_title(facts.title, case, title_measure(UPRIGHT))
    draw_upper_left(page, head, case)
    mark = head.issuer if head.issuer.endswith("文件") else f"{head.issuer}文件"
    mark_bottom = red_mark(page, mark, MARK_TOP, case)
    signers = _signer_rows(head)
    number_height = BODY_SIZE + max(0, len(signers) - 1) * PITCH
    fixed = number_height + _RULE_BELOW_NUMBER + title_height(title)
    above_number, above_title, below_title = shared_out(
        (ABOVE_NUMBER, ABOVE_TITLE, BELOW_TITLE), mark_bottom, fixed
    )
    number_top = mark_bottom + above_number
    if signers:
        _upward(page, head, signers, number_top, case)
    elif head.doc_no:
        line = body_line(head.doc_no, case)
        page.texts.append(centred_text(line, UPRIGHT.middle, number_top, BODY_SIZE))
    rule = number_top + number_height + _RULE_BELOW_NUMBER
    red_rule(page, rule)
    bottom = draw_title(page, title, rule + above_title)
    return draw_subtitle(page, facts.subtitle, bottom, case) + below_title


def _signer_rows(head: HeadFacts) -> list[tuple[str, ...]]:
    """签发人, two in a row, in the order of their organs (7.2.6)."""
    names, step = head.signers, _SIGNERS_IN_A_ROW
    return [names[start : start + step] for start in range(0, len(names), step)]


def _upward(page: Page, head: HeadFacts, signers: list[tuple[str, ...]], top: float, case: TypeCase) -> None:
    """上行文: 签发人 end 1字 from the right, the number stands 1字 from the left beside the last of them."""
    label = body_line("签发人：", case)
    rows = [plain_line("　".join(names), Role.KAI, case) for names in signers]
    widest = max(width_of(row, BODY_SIZE) for row in rows)
    names_x = UPRIGHT.right - ZI - widest
    for number, row in enumerate(rows):
        page.texts.append(left_text(row, names_x, top + number * PITCH, BODY_SIZE))
    page.texts.append(right_text(label, names_x, top, BODY_SIZE))
    if head.doc_no:
        line = body_line(head.doc_no, case)
        page.texts.append(left_text(line, UPRIGHT.left + ZI, top + (len(rows) - 1) * PITCH, BODY_SIZE))


def report_head(page: Page, facts: PaperFacts, case: TypeCase) -> float:
    """A title without 版头, the number of the paper below it; returns where the text may begin."""
    title = shape_title(facts.title, case, title_measure(UPRIGHT))
    top = row_top(1 if facts.pages else 3)
    bottom = draw_title(page, title, top)
    if facts.head.doc_no:
        line = body_line(facts.head.doc_no, case)
        page.texts.append(centred_text(line, UPRIGHT.middle, bottom + PITCH - BODY_SIZE, BODY_SIZE))
        bottom += PITCH
    bottom = draw_subtitle(page, facts.subtitle, bottom, case)
    return bottom + (PITCH - BODY_SIZE if facts.pages else PITCH)
