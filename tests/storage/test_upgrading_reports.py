"""A workspace of version 5, from before reports were checked, opens with its reports as filed ones."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from workbench.queries.progress import list_reports
from workbench.storage import schema, sqlite, upgrading
from workbench.terms import ReportStatus, TaskId

REPORT = """
    INSERT INTO documents (title, doc_no, issuer, script, file, sha256, text, position)
        VALUES ('方案', '', '', 'Hans', '', '', '', 0);
    INSERT INTO tasks (document_id, position, "no", title, content, progress, state, deadline_raw,
        deadline_kind, deadline_precision, places)
        VALUES (1, 0, '1', '任务', '', 30, 'running', '', 'none', 'day', '');
    INSERT INTO progress_reports (task_id, year, granularity, number, percent, state, done, problems,
        next_steps, reporter, at) VALUES (1, 2021, 'quarter', 3, 30, 'running', '已开工', '', '', '王敏',
        '2021-09-28 09:00:00.000000');
"""


def test_reports_of_before_count_as_filed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "旧.pwb"
    path.touch()
    with monkeypatch.context() as then:
        then.setattr(schema, "CURRENT", 5)
        with closing(sqlite.connect(path)) as connection:
            upgrading.upgrade(connection, path)
            connection.executescript(REPORT)
    with closing(sqlite.connect(path)) as connection:
        upgrading.upgrade(connection, path)
    engine = create_engine(f"sqlite:///{path}")
    with Session(engine) as session:
        (row,) = list_reports(session, TaskId(1))
        assert (row.status, row.checker, row.checked_at, row.remark) == (ReportStatus.REPORTED, "", None, "")
        assert (row.percent, row.done, row.evidence) == (30, "已开工", ())
    engine.dispose()
