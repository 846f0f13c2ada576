"""`workbench tally`: the tasks of a period counted by two of their properties (交叉统计)."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from workbench.cli.output import say, say_table
from workbench.cli.parser import AXES, MEASURES
from workbench.cli.plans import opened
from workbench.cli.values import parse_date, parse_period
from workbench.cli.writing import chosen_document, write
from workbench.queries.documents import list_documents
from workbench.queries.periods import current_period
from workbench.queries.statistics import statistics, statistics_table
from workbench.queries.wording import period_text


def tally(arguments: argparse.Namespace) -> int:
    """Print the table; with `--to`, write it as a workbook too."""
    on = parse_date(arguments.on) if arguments.on else dt.date.today()
    down, across = AXES[arguments.rows], AXES[arguments.columns]
    with opened(arguments.plan, read_only=True) as workspace:
        chosen, wanted = arguments.period, arguments.document
        period = parse_period(chosen) if chosen else workspace.ask(current_period, on)
        document = chosen_document(workspace.ask(list_documents), wanted) if wanted else None
        table = workspace.ask(statistics, period, on, down, across, document.id if document else None)
    of = document.title if document else "全部文件"
    note = f"{period_text(period)}，{of}，按{on}的情况统计。"
    facts = statistics_table(table, down, across, MEASURES[arguments.measure], note)
    say(f"{facts.title}　{facts.unit}")
    say_table(facts.heads, facts.rows)
    say(note)
    if arguments.to:
        from workbench.exchange.workbook import write_workbook

        write(Path(arguments.to), write_workbook((facts,), facts.title))
        say(f"已生成 {arguments.to}")
    return 0
