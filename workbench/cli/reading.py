"""`workbench read` and `workbench import`."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from workbench.cli.output import complain, say, say_json, say_table
from workbench.errors import RefusedError, UsageError
from workbench.problems import Problem
from workbench.reading.draft import Draft
from workbench.terms import Severity

#: What project planners write: MS Project's XML and GanttProject's files.
PLAN_SUFFIXES = (".xml", ".gan")
_SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "存疑", Severity.INFO: "提示"}


def read(arguments: argparse.Namespace) -> int:
    """Read, store nothing."""
    drafts = _drafts(arguments)
    if arguments.sheet:
        from workbench.exchange.review_sheet import Reviewed, write_review

        write_review(Path(arguments.sheet), [Reviewed(draft) for draft in drafts])
        complain(f"核对清单已保存：{arguments.sheet}")
    if arguments.json:
        from workbench.reading import as_json

        say_json(as_json(drafts))
    else:
        _tell_counts(drafts)
        for draft in drafts:
            _tell_problems(draft, say)
    return _code(drafts)


def import_(arguments: argparse.Namespace) -> int:
    """Read, and store as one step."""
    drafts = _drafts(arguments)
    for draft in drafts:
        _tell_problems(draft, complain)
    wrong = [draft.file for draft in drafts if draft.has_errors]
    if wrong and not arguments.accept:
        raise RefusedError(
            f"{'、'.join(wrong)}有错误级别的问题，没有导入。", "请核对后加上 --accept 导入，或先改正原文件。"
        )
    if arguments.as_edition_of is not None:
        from workbench.cli.editions import adopt

        adopt(arguments, _only(drafts))
        return _code(drafts)
    from workbench.cli.editions import tell_of_likely_editions
    from workbench.cli.plans import opened
    from workbench.operations.plans import import_plans

    with opened(arguments.into, create=True) as workspace:
        for draft in drafts:
            tell_of_likely_editions(workspace, draft)
        change = workspace.change(import_plans, drafts)
    say(change.label)
    return _code(drafts)


def _only(drafts: tuple[Draft, ...]) -> Draft:
    if len(drafts) != 1:
        raise UsageError("一次只能导入一份新版文件。", "请在 --as-edition-of 前只写一个文件。")
    return drafts[0]


def _drafts(arguments: argparse.Namespace) -> tuple[Draft, ...]:
    return tuple(_draft(Path(file), arguments) for file in arguments.files)


def _draft(path: Path, arguments: argparse.Namespace) -> Draft:
    """A document, or a project planner's file, whose script is kept as it is."""
    if path.suffix.lower() in PLAN_SUFFIXES:
        from workbench.exchange.plan_drafts import read_plan

        return read_plan(path)
    from workbench.reading import read_file

    return read_file(path, script=arguments.script)


def _tell_counts(drafts: Sequence[Draft]) -> None:
    say_table(
        ("文件", "标题", "任务", "成果", "指标", "目标表述", "问题"),
        [
            (
                draft.file,
                draft.meta.title,
                *(str(len(facts)) for facts in (draft.tasks, draft.results, draft.indicators)),
                str(len(draft.commitments)),
                str(len(draft.all_problems)),
            )
            for draft in drafts
        ],
    )


def _tell_problems(draft: Draft, tell: Callable[[str], None]) -> None:
    for problem in draft.all_problems:
        tell(f"{draft.file}：{_told(draft, problem)}")


def _told(draft: Draft, problem: Problem) -> str:
    line = f"第{draft.text.count(chr(10), 0, problem.where.start) + 1}行，" if problem.where else ""
    proposal = f"建议：{problem.proposal}" if problem.proposal else ""
    return f"{line}{_SEVERITIES[problem.severity]}：{problem.what}{proposal}"


def _code(drafts: Sequence[Draft]) -> int:
    """1 where something is odd; a remark for information alone leaves it at 0."""
    odd = any(one.severity is not Severity.INFO for draft in drafts for one in draft.all_problems)
    return 1 if odd else 0
