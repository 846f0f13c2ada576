"""`workbench export --report KIND` for papers from templates: what it is about, print, expectation."""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from workbench.cli.output import complain, say
from workbench.cli.plans import opened
from workbench.cli.values import parse_date, parse_period
from workbench.cli.writing import chosen_document, file_name, write
from workbench.errors import RefusedError, UsageError
from workbench.press.faces import FontChoice
from workbench.queries.documents import list_documents
from workbench.queries.papers.answering import expectation, paper_facts
from workbench.queries.papers.source import PaperChoice
from workbench.queries.papers.template import Template, find_template
from workbench.queries.papers.wall import wall_facts
from workbench.queries.units import list_units
from workbench.rows.papers import PaperFacts, WallFacts
from workbench.rows.units import UnitRow
from workbench.spelling import spelling_key
from workbench.storage.workspace import Workspace
from workbench.terms import DocumentId, ItemId

#: Endings of files that go on being edited: Word, Excel.
EDITABLE = (".docx", ".xlsx")
_ALL = ("全部", "all")
#: Sources of templates that cannot do without a document, and without a unit.
_NEEDS_DOCUMENT, _NEEDS_UNIT = ("plan", "notice"), ("unit",)


def export_report(arguments: argparse.Namespace) -> int:
    """Print one paper, or one for each unit. 1 where the paper itself wants looking at."""
    if arguments.report == "wallchart":
        return _export_wall(arguments)
    template = find_template(_template_name(arguments))
    with opened(arguments.plan, read_only=True) as workspace:
        if template.source in _NEEDS_UNIT and arguments.unit in _ALL:
            return _export_units(arguments, workspace, template)
        facts = workspace.ask(paper_facts, template, _choice(arguments, workspace, template))
    return _print(facts, Path(arguments.to), arguments)


def _template_name(arguments: argparse.Namespace) -> str:
    if arguments.template:
        return str(arguments.template)
    return f"{arguments.report}-{arguments.by}" if arguments.by else str(arguments.report)


def _print(facts: PaperFacts, to: Path, arguments: argparse.Namespace) -> int:
    if to.suffix.lower() in EDITABLE:
        return write_editable(facts, to, arguments)
    from workbench.press.printing import print_paper

    paper = print_paper(facts, fonts=arguments.fonts)
    write(to, paper.pdf)
    if arguments.expect:
        write(Path(arguments.expect), json.dumps(expectation(facts), ensure_ascii=False, indent=1).encode())
    for warning in (*paper.warnings, *paper.notes):
        complain(warning)
    say(f"已生成 {to}，共{paper.pages}页")
    return 1 if set(paper.warnings) - set(facts.warnings) else 0


def write_editable(facts: PaperFacts, to: Path, arguments: argparse.Namespace) -> int:
    """The same paper for Word, or its tables for Excel, by the ending of the file's name."""
    write(to, editable_paper(facts, to, arguments.fonts))
    for warning in facts.warnings:
        complain(warning)
    say(f"已生成 {to}")
    return 0


def editable_paper(facts: PaperFacts, to: Path, fonts: FontChoice) -> bytes:
    """A paper as .docx, or its tables as .xlsx. Raises RefusedError where it has no table."""
    if to.suffix.lower() == ".xlsx":
        from workbench.exchange.workbook import write_workbook

        return write_workbook(facts.tables, facts.title)
    from workbench.exchange.word.writing import write_word
    from workbench.press.measures import PressMeasures

    return write_word(facts, PressMeasures(fonts, facts))


def _export_units(arguments: argparse.Namespace, workspace: Workspace, template: Template) -> int:
    """One file for each unit that answers for something, into a folder. Ctrl+C stops between two files."""
    folder = Path(arguments.to)
    codes = []
    for number, unit in enumerate(_busy(workspace.ask(list_units)), 1):
        choice = _choice(arguments, workspace, template, unit)
        facts = workspace.ask(paper_facts, template, choice)
        codes.append(_print(facts, folder / f"{number:03d} {file_name(unit.name)}.pdf", arguments))
    say(f"共生成{len(codes)}份")
    return max(codes, default=0)


def _busy(units: Iterable[UnitRow]) -> list[UnitRow]:
    return [unit for unit in units if unit.lead or unit.responsible or unit.support]


def _choice(
    arguments: argparse.Namespace, workspace: Workspace, template: Template, unit: UnitRow | None = None
) -> PaperChoice:
    """What the paper is about. Raises UsageError where the words do not tell."""
    needed = template.source in _NEEDS_DOCUMENT
    if unit is None and template.source in _NEEDS_UNIT:
        unit = _chosen_unit(workspace.ask(list_units), arguments.unit)
    return PaperChoice(
        on=_day(arguments.on) or dt.date.today(),
        document=_document(arguments, workspace, needed=needed),
        unit=unit.id if unit else None,
        period=parse_period(arguments.period) if arguments.period else None,
        item=ItemId(int(arguments.item)) if arguments.item else None,
        since=_day(arguments.since),
        until=_day(arguments.until),
        words=_words(arguments.set),
    )


def _document(arguments: argparse.Namespace, workspace: Workspace, *, needed: bool) -> DocumentId | None:
    if not arguments.document and not needed:
        return None
    return chosen_document(workspace.ask(list_documents), arguments.document).id


def _chosen_unit(units: Iterable[UnitRow], wanted: str) -> UnitRow:
    """The unit of this number, or the only one whose name or alias has these words, an exact name first."""
    listed = tuple(units)
    if not wanted:
        raise UsageError("没有说明是哪个单位。", "请用 --unit 写明单位名称，或写 --unit 全部。")
    key = spelling_key(wanted)
    named = [
        one for one in listed if wanted == str(one.id) or key in map(spelling_key, (one.name, *one.aliases))
    ]
    found = named or [unit for unit in listed if key in spelling_key(unit.name)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise RefusedError(f"没有名为“{wanted}”的单位。", "可用 workbench show 计划 units 查看单位名录。")
    names = "、".join(unit.name for unit in found[:8])
    raise UsageError(f"“{wanted}”符合的单位有{len(found)}个：{names}。", "请写全单位名称。")


def _day(text: str) -> dt.date | None:
    return parse_date(text) if text else None


def _words(pairs: Iterable[str]) -> Mapping[str, str]:
    """名称=内容, as given with --set."""
    words = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not equals or not name:
            raise UsageError(f"“{pair}”看不懂。", "请写成 --set 发文字号=某办〔2022〕3号。")
        words[name.strip()] = text.strip()
    return words


def _export_wall(arguments: argparse.Namespace) -> int:
    from workbench.press.wall_chart import print_wall

    with opened(arguments.plan, read_only=True) as workspace:
        document = _document(arguments, workspace, needed=False)
        period = parse_period(arguments.period) if arguments.period else None
        choice = PaperChoice(on=_day(arguments.on) or dt.date.today(), document=document, period=period)
        facts = workspace.ask(wall_facts, choice)
    paper = print_wall(facts, paper=arguments.paper, fonts=arguments.fonts)
    write(Path(arguments.to), paper.pdf)
    if arguments.expect:
        write(Path(arguments.expect), json.dumps(_wall_expectation(facts), ensure_ascii=False).encode())
    for warning in (*paper.warnings, *paper.notes):
        complain(warning)
    say(f"已生成 {arguments.to}，共{paper.pages}张")
    return 1 if paper.warnings else 0


def _wall_expectation(facts: WallFacts) -> dict[str, object]:
    """What a wall chart must hold: its title, its heads, and the cells of every row in order."""
    return {
        "kind": "wallchart",
        "title": facts.title,
        "header": list(facts.heads),
        "rows": [list(row.cells) for group in facts.groups for row in group.rows],
    }
