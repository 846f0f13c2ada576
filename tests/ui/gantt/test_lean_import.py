"""The Gantt must not drag heavy libraries into the start of the program."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("pandas", "sqlalchemy", "alembic", "pyqtgraph", "reportlab", "openpyxl", "docx", "lxml")


def test_the_gantt_imports_nothing_heavy() -> None:
    script = f"import sys, workbench.ui.gantt.view; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
