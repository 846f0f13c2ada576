"""`workbench export` and `workbench render`: the plan on paper, and as a picture."""

from __future__ import annotations

import argparse
import datetime as dt
import os
from pathlib import Path

from workbench.cli.output import complain, say
from workbench.cli.plans import opened
from workbench.cli.writing import chosen_document, file_name, write
from workbench.press.faces import FontChoice
from workbench.press.paper import Paper
from workbench.queries.documents import list_documents
from workbench.queries.notice import notice_facts
from workbench.rows.papers import NoticeFacts
from workbench.storage.workspace import Workspace


def export(arguments: argparse.Namespace) -> int:
    """Print one paper, or write the plan for another program."""
    if arguments.report == "project":
        return _export_project(arguments)
    if arguments.report == "gantt":
        return export_gantt(arguments)
    from workbench.cli.reports import export_report

    return export_report(arguments)


def _export_project(arguments: argparse.Namespace) -> int:
    """Write one document's tasks for MS Project."""
    from workbench.exchange.mspdi_writing import write_mspdi
    from workbench.exchange.plan_rows import plan_of_rows
    from workbench.planning.calendar_files import load_office_calendar
    from workbench.queries.links import list_links
    from workbench.queries.milestones import list_milestones
    from workbench.queries.tasks import list_tasks

    with opened(arguments.plan, read_only=True) as workspace:
        document = chosen_document(workspace.ask(list_documents), arguments.document)
        tasks = workspace.ask(list_tasks, document.id)
        links, milestones = workspace.ask(list_links), workspace.ask(list_milestones)
    plan = plan_of_rows(document, tasks, links, milestones, load_office_calendar())
    write(Path(arguments.to), write_mspdi(plan))
    say(f"已生成 {arguments.to}，共{len(tasks)}项任务")
    return 0


def export_gantt(arguments: argparse.Namespace) -> int:
    """Print the whole plan as a Gantt: a PDF on A3, or one SVG picture. 1 where a character has no font."""
    from workbench.planning.calendar_files import load_office_calendar
    from workbench.planning.row_index import RowIndex
    from workbench.press.gantt_chart import GanttChart, draw_gantt, print_gantt
    from workbench.queries.task_arrays import load_task_arrays

    with opened(arguments.plan, read_only=True) as workspace:
        index = RowIndex(load_task_arrays(workspace.connection()))
    rests = load_office_calendar().is_rest_day
    chart = GanttChart("重点任务推进甘特图", dt.date.today().toordinal(), rests=rests)
    to = Path(arguments.to)
    if to.suffix.lower() == ".svg":
        write(to, draw_gantt(index, chart, fonts=arguments.fonts).encode())
        say(f"已生成 {arguments.to}")
        return 0
    paper = print_gantt(index, chart, fonts=arguments.fonts)
    write(to, paper.pdf)
    for warning in (*paper.warnings, *paper.notes):
        complain(warning)
    say(f"已生成 {arguments.to}，共{paper.pages}页")
    return 1 if paper.warnings else 0


def print_paper(facts: NoticeFacts, to: Path, fonts: FontChoice = "auto") -> Paper:
    """Print a notice into a file. Raises CannotWriteError."""
    from workbench.press.notice import print_notice

    paper = print_notice(facts, fonts=fonts)
    write(to, paper.pdf)
    return paper


def render(arguments: argparse.Namespace) -> int:
    """Paint a view of the window into a picture."""
    render_picture(Path(arguments.plan), arguments.view, arguments.size, arguments.scale, Path(arguments.to))
    say(f"已生成 {arguments.to}")
    return 0


def render_picture(plan: Path, view: str, size: tuple[int, int], scale: int, to: Path) -> None:
    """Needs no screen: Qt paints offscreen unless told otherwise. Raises WorkbenchError."""
    if not plan.exists():
        with opened(plan):  # says that it is missing
            return
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from workbench.app import render_plan

    render_plan(plan, view, size, scale, to)


def export_all(workspace: Workspace, folder: Path) -> list[Path]:
    """Print the notice of every document into a folder, named by the documents' titles."""
    papers = []
    for document in workspace.ask(list_documents):
        facts = workspace.ask(notice_facts, document.id, dt.date.today())
        path = folder / f"{document.id:02d} {file_name(document.title)}.pdf"
        print_paper(facts, path)
        papers.append(path)
    return papers
