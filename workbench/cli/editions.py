"""`workbench compare`, and `workbench import --as-edition-of`: a newer edition held against the plan."""

from __future__ import annotations

import argparse
from pathlib import Path

from workbench.cli.output import complain, say, say_json
from workbench.cli.plans import opened
from workbench.errors import RefusedError
from workbench.planning.editions import (
    FATES,
    FIELDS,
    KINDS,
    Comparison,
    EditionChoice,
    FieldDifference,
    RowDifference,
    Verdict,
)
from workbench.reading.draft import Draft
from workbench.storage.workspace import Workspace
from workbench.terms import DocumentId

_VERDICTS = {Verdict.TAKE: "采用新版", Verdict.KEEP: "保留本单位的修改", Verdict.ASK: "双方都有改动，请选定"}


def compare(arguments: argparse.Namespace) -> int:
    """Show how a new reading differs from the plan; 1 where there is something to decide."""
    from workbench.queries.editions import compare_edition
    from workbench.reading import read_file

    draft = read_file(Path(arguments.file), script=arguments.script)
    with opened(arguments.plan, read_only=True) as workspace:
        document = _document(workspace, draft, arguments.document)
        comparison = workspace.ask(compare_edition, document, draft)
    if arguments.json:
        say_json({"document": document, "differences": comparison.differences})
    else:
        tell(comparison)
    return 1 if comparison.questions else 0


def adopt(arguments: argparse.Namespace, draft: Draft) -> None:
    """Take a newer edition in. With --accept, what both sides changed stays as the office has it."""
    from workbench.operations import editions
    from workbench.queries.editions import compare_edition

    with opened(arguments.into) as workspace:
        document = DocumentId(arguments.as_edition_of)
        comparison = workspace.ask(compare_edition, document, draft)
        tell(comparison)
        if comparison.questions and not arguments.accept:
            raise RefusedError(
                f"有{len(comparison.questions)}处双方都有改动，没有导入。",
                "请核对后加上 --accept 导入（这些地方保留本单位的内容），或在窗口中逐处选定。",
            )
        choices = tuple(
            EditionChoice(row.kind, row.key, name)
            for row, name in comparison.questions
            if row.key is not None
        )
        change = workspace.change(editions.adopt, document, draft, choices)
    say(change.label)


def tell_of_likely_editions(workspace: Workspace, draft: Draft) -> None:
    """Say that a document about to be imported looks like a newer edition of one in the plan."""
    from workbench.queries.editions import documents_like

    for row in workspace.ask(documents_like, draft):
        complain(
            f"{draft.file}：可能是已有文件《{row.title}》（编号 {row.id}）的新版，已作为另一份文件导入。"
            f"如是新版，请撤销后加上 --as-edition-of {row.id} 重新导入。"
        )


def tell(comparison: Comparison) -> None:
    """The differences in words, one row after the other."""
    if not comparison.differences:
        say("新版与计划内容一致。")
    for row in comparison.differences:
        say(_told(row))
        for one in row.fields:
            say(f"    {_field(one)}")


def _told(row: RowDifference) -> str:
    number = f"{row.no} " if row.no else ""
    asks = "（本单位已在此项上开展工作，请选定是否删除）" if row.asks and not row.fields else ""
    return f"{FATES[row.fate]} {KINDS[row.kind]} {number}{row.name}{asks}"


def _field(one: FieldDifference) -> str:
    former = "" if one.former in (None, one.present) else f"（上一版：{one.former or '无'}）"
    return f"{FIELDS[one.field]}：{one.present or '无'}{former} → {one.new or '无'}，{_VERDICTS[one.verdict]}"


def _document(workspace: Workspace, draft: Draft, chosen: int | None) -> DocumentId:
    """The document meant: the one named, else the only one the draft is like."""
    from workbench.queries.editions import documents_like

    if chosen is not None:
        return DocumentId(chosen)
    likely = workspace.ask(documents_like, draft)
    if len(likely) != 1:
        found = "没有找到" if not likely else "找到多份"
        raise RefusedError(f"{found}与“{draft.file}”标题或文号相同的文件。", "请用 --document 指明文件编号。")
    return likely[0].id
