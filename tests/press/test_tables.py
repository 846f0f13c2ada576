"""How lists fill their pages: size by length, spacing, no page left nearly empty."""

from __future__ import annotations

import pytest

from tests.press import papers
from workbench.press.columns import TablePlan, plan_table
from workbench.press.faces import TypeCase
from workbench.press.geometry import BODY_SIZE
from workbench.press.measures import PressMeasures
from workbench.press.printing import pages_of as set_pages
from workbench.press.printing import print_paper
from workbench.press.sheet import Page
from workbench.press.tables import set_table
from workbench.rows.papers import AttachmentFacts, ImprintFacts, PaperFacts, Paragraph, TableFacts

CASE = TypeCase()


def pages_of(facts: TableFacts, plan: TablePlan) -> list[Page]:
    pages = [Page()]

    def turn() -> Page:
        pages.append(Page())
        return pages[-1]

    set_table(facts, plan, CASE, pages[0], plan.area.top, turn)
    return pages


def depth(page: Page, plan: TablePlan) -> float:
    """How far down its page a table reaches, as a share."""
    return (max(rule.y1 for rule in page.rules) - plan.area.top) / (plan.area.bottom - plan.area.top)


@pytest.mark.parametrize(("rows", "size"), [(3, 14.0), (10, 14.0), (40, 12.0), (60, 12.0), (400, 10.5)])
def test_a_longer_list_is_set_in_smaller_type(rows: int, size: float) -> None:
    """4号 as far as a page goes, 小四 for a few pages, 五号 for a list one looks through."""
    tasks = tuple(
        (str(number), *papers.task(number)[1:2], *papers.task(number)[3:]) for number in range(rows)
    )
    facts = TableFacts(("序号", "工作任务", "责任单位", "完成时限"), tasks)
    assert plan_table(facts, CASE).size == size


def test_no_list_ends_with_a_page_that_closer_rows_would_spare() -> None:
    """The pitch within a cell stays between 1.2 and 1.6 of the size (R124)."""
    spared = 0
    for rows in range(8, 70):
        facts = papers.task_list(rows)
        plan = plan_table(facts, CASE)
        pages, loose = pages_of(facts, plan), pages_of(facts, plan._replace(tighten=False))
        assert len(pages) <= len(loose)
        spared += len(pages) < len(loose)
        if len(pages) < len(loose):
            assert depth(loose[-1], plan) < 0.35
        assert 1.2 <= plan.leading / plan.size <= 1.6
        assert 1.2 <= plan._replace(tight=True).leading / plan.size <= 1.6
    assert spared > 2


def test_a_list_is_not_set_tight_for_a_page_that_the_imprint_then_takes() -> None:
    """版记 stands on an even page: to save one page of three would only leave it blank."""
    imprint = ImprintFacts(("省委办公厅",), papers.ORGAN, papers.DAY)
    for rows in range(8, 40):
        facts = papers.task_list(rows)
        plan = plan_table(facts, CASE)
        paper = PaperFacts(
            "notice",
            "关于印发清单的通知",
            papers.NOTICE.paper.head,
            blocks=(Paragraph("现予印发。"),),
            attachments=(AttachmentFacts("清单", (facts,)),),
            imprint=imprint,
        )
        assert print_paper(paper).pages % 2 == 0, rows
        assert plan.size < BODY_SIZE


def test_a_word_file_takes_over_how_tight_a_list_stands() -> None:
    """A word file knows nothing of pages: the press tells it which lists our pages set tight."""
    spared = 0
    for rows in range(8, 40):
        list_ = papers.task_list(rows)
        paper = PaperFacts(kind="list", title="任务清单", blocks=(Paragraph("任务如下。"), list_))
        known, unknown = PressMeasures("bundled", paper).table(list_), PressMeasures().table(list_)
        stands_tight = any(page.tight for page in set_pages(paper, CASE))
        assert (known.leading < unknown.leading) == stands_tight
        assert (known.widths, known.size) == (unknown.widths, unknown.size)
        spared += stands_tight
    assert spared > 0
