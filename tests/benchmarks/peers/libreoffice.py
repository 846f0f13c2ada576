"""LibreOffice turning a task list of 1,000 and 5,000 rows into a PDF, beside our own typesetting of it."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from tests.press.papers import task_list
from workbench.exchange.word.writing import write_word
from workbench.press.measures import PressMeasures
from workbench.press.printing import print_paper
from workbench.rows.papers import PaperFacts, Paragraph

COMMAND = "soffice"
_LONGEST = 300.0  # seconds; a long table in a Word file can take it longer than that


def measured(folder: Path, _tasks: int) -> Iterator[str]:
    """Seconds for each; LibreOffice's own start is measured with an empty paper and taken off."""
    idle = _converted(folder, PaperFacts("report", "空", blocks=(Paragraph("空。"),)))
    for rows in (1_000, 5_000):
        facts = PaperFacts("breakdown", "任务分解表", blocks=(task_list(rows),))
        started = time.perf_counter()
        paper = print_paper(facts)
        ours = time.perf_counter() - started
        try:
            theirs = f"{_converted(folder, facts) - idle:.2f} s beyond its start of {idle:.2f} s"
        except subprocess.TimeoutExpired as gave_up:
            theirs = f"not done after {gave_up.timeout:.0f} s"
        yield f"{rows} rows: ours {ours:.2f} s ({paper.pages} pages), LibreOffice {theirs}"


def _converted(folder: Path, facts: PaperFacts) -> float:
    path = folder / "paper.docx"
    path.write_bytes(write_word(facts, PressMeasures()))
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [COMMAND, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, timeout=_LONGEST)
    return time.perf_counter() - started
