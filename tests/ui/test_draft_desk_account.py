"""Where the facts of a draft go: looked at, left out for a reason, or still open; and mends in bulk."""

from __future__ import annotations

from dataclasses import replace

from tests.long_plans import long_draft
from workbench.exchange.review_sheet import Decision, Listed
from workbench.exchange.review_sheet import account as sheet_account
from workbench.reading.draft import Commitment, Draft, DraftLink, DraftTask, DraftUnit, Meta
from workbench.terms import Confidence, Deadline, Role, Span, Why
from workbench.ui.dialogs.draft_desk import DraftDesk, Kind
from workbench.ui.dialogs.import_documents import in_words


def task(title: str, start: int, *units: DraftUnit, sure: bool = True) -> DraftTask:
    why = Why("表格“任务”列", title, confidence=Confidence.CERTAIN if sure else Confidence.GUESSED)
    return DraftTask("", title, "", Span(start, start + 10), units=units, whys={"title": why})


def unit(name: str, role: Role = Role.RESPONSIBLE) -> DraftUnit:
    return DraftUnit(name, role, name, why=Why("括号内“责任单位：”", name))


def desk(*tasks: DraftTask) -> DraftDesk:
    return DraftDesk(Draft("a.txt", "", b"", "", Meta(), tasks=tasks))


def test_what_was_read_is_accepted_open_or_left_out() -> None:
    made = desk(task("一", 0), task("二", 10), task("三", 20), task("四", 30))
    made.accept(Kind.TASK, [0])
    made.rename(Kind.TASK, 1, "贰")
    made.drop(Kind.TASK, (2,), "重复")
    account = made.account
    assert (account.read, account.accepted, account.pending, dict(account.dropped)) == (4, 2, 1, {"重复": 1})
    assert in_words(account) == "读出 4 项 = 接受 2 + 剔除 1（重复 1） + 待核 1"
    made.undo()
    assert made.account.dropped == {}
    assert made.is_looked_at(Kind.TASK, 1)


def test_the_review_names_facts_by_their_place_in_the_reading() -> None:
    said = Commitment("总量达50亿条以上", "总量", 50.0, "亿条", Span(5, 14))
    made = DraftDesk(replace(desk(task("一", 0), task("二", 10)).draft, commitments=(said, said)))
    made.drop(Kind.TASK, (0,), "不是任务")
    made.accept(Kind.TASK, [0])
    made.promote(1)
    assert made.review.decisions == {
        (Listed.TASK, 0): Decision(False, "不是任务"),
        (Listed.TASK, 1): Decision(True),
        (Listed.COMMITMENT, 1): Decision(True),
    }
    for one in sheet_account(made.review):
        assert one.read == one.accepted + one.rejected + one.open
    assert made.account.added == 1


def test_only_what_the_words_say_is_accepted_as_sure() -> None:
    made = desk(task("一", 0), task("二", 10, sure=False))
    made.accept_sure()
    assert [made.is_looked_at(Kind.TASK, number) for number in (0, 1)] == [True, False]


def test_the_first_listed_leads_in_one_step() -> None:
    one = task("一", 0, unit("甲局"), unit("乙局", Role.LEAD), unit("丙局", Role.SUPPORT))
    made = desk(one, task("二", 10, unit("丁局")), task("三", 20))
    made.lead_by_the_first(Kind.TASK, [0, 1, 2])
    roles = [[share.role for share in each.units] for each in made.draft.tasks]
    assert roles == [[Role.LEAD, Role.RESPONSIBLE, Role.SUPPORT], [Role.LEAD], []]
    assert made.draft.tasks[0].units[2].why == one.units[2].why
    assert made.draft.tasks[0].units[0].why is None  # the planner's own word
    made.undo()
    assert made.draft.tasks[0] == one
    assert not made.can_undo


def test_a_mended_deadline_has_the_planner_for_its_reason() -> None:
    read = replace(task("一", 0), whys={"deadline": Why("表格“完成时限”列"), "title": Why("标题")})
    made = desk(read)
    made.set_deadline(Kind.TASK, (0,), Deadline("2026年底前"))
    assert set(made.draft.tasks[0].whys) == {"title"}


def test_a_name_given_to_a_unit_holds_wherever_it_stands() -> None:
    made = desk(task("一", 0, unit("数字办")), task("二", 10, unit("数字办", Role.LEAD), unit("省教育厅")))
    made.name_unit("数字办", "省数字办")
    assert [share.name for each in made.draft.tasks for share in each.units] == [
        "省数字办",
        "省数字办",
        "省教育厅",
    ]
    assert made.aliases == {"数字办": "省数字办"}
    made.undo()
    assert made.aliases == {}


def test_another_reading_starts_a_new_account_and_can_be_taken_back() -> None:
    made = desk(task("一", 0), task("二", 10))
    made.drop(Kind.TASK, (0,), "重复")
    made.read_anew(desk(task("壹", 0)).draft)
    assert (made.account.read, made.account.dropped) == (1, {})
    made.undo()
    assert made.account.read == 2


def test_links_follow_their_tasks_and_go_with_them(draft: Draft) -> None:
    linked = replace(draft, links=(DraftLink(0, 1), DraftLink(1, 2), DraftLink(2, 3)))
    desk = DraftDesk(linked)
    desk.drop(Kind.TASK, (1,))
    assert [(link.before, link.after) for link in desk.draft.links] == [(1, 2)]
    desk.undo()
    assert desk.draft == linked


def test_mends_of_ten_thousand_tasks_are_single_steps() -> None:
    long = long_draft(10_000)
    desk = DraftDesk(long)
    desk.set_role(Kind.TASK, range(10_000), Role.SUPPORT)
    desk.lead_by_the_first(Kind.TASK, range(10_000))
    desk.set_deadline(Kind.TASK, range(10_000), Deadline("2026年底前"))
    task = desk.draft.tasks[-1]
    assert [unit.role for unit in task.units] == [Role.LEAD, Role.SUPPORT]
    assert task.deadline.raw == "2026年底前"
    desk.drop(Kind.TASK, range(0, 10_000, 2), "重复")
    assert [one.title for one in desk.draft.tasks] == [one.title for one in long.tasks[1::2]]
    assert desk.account.dropped == {"重复": 5_000}
    assert all(one.parent is None for one in desk.draft.tasks), "what they were parts of is left out"
    for _ in range(4):
        desk.undo()
    assert desk.draft == long
