"""Start-up: what is imported before the first paint of the Gantt on a workspace."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

HEAVY = {"pandas", "sqlalchemy", "pyqtgraph", "reportlab", "openpyxl", "docx", "alembic", "lxml", "opencc"}

PROBE = """
import json, sys
from pathlib import Path
from workbench import app
from workbench.ui.settings import Settings
from workbench.ui.window import MainWindow

application = app.make_application()
settings = Settings(Path(sys.argv[2]))
settings.save_text("view", "gantt")
work = app.make_work(Path(sys.argv[1]), settings=settings)
window = MainWindow(work, settings)
window.show()
for _ in range(5):
    application.processEvents()
rows = len(window.page.gantt.index_rows)
loaded = sorted({name.partition(".")[0] for name in sys.modules})
window.close()
work.close()
print(json.dumps({"rows": rows, "loaded": loaded}))
"""


def test_the_gantt_is_painted_before_anything_heavy_is_imported(plan: Path, tmp_path: Path) -> None:
    arguments = [sys.executable, "-c", PROBE, str(plan), str(tmp_path / "settings")]
    told = subprocess.run(arguments, capture_output=True, text=True, check=True, timeout=120).stdout
    answer = json.loads(told.splitlines()[-1])
    assert answer["rows"] == 7  # one document, two sections, four tasks
    assert not HEAVY & set(answer["loaded"])
