"""What the task table shows beside the plan's own columns, read as plainly as those (see `task_arrays`)."""

from __future__ import annotations

from workbench.queries.whole_columns import Connection, fetched

#: The last month of the period a report is on, counted from year 0; the later report of a period counts.
_LATEST = """
    SELECT task_id, done FROM progress_reports
    WHERE task_id IS NOT NULL AND done <> '' AND status <> 'draft'
    ORDER BY year * 12 + number * CASE granularity
        WHEN 'year' THEN 12 WHEN 'half' THEN 6 WHEN 'quarter' THEN 3 ELSE 1 END, at, id"""
_LEADERS = "SELECT name, leader FROM units WHERE leader <> ''"


def latest_progress(connection: Connection) -> dict[int, str]:
    """What was last reported on each task (最新进展), by task id; drafts do not count."""
    return dict(fetched(connection, _LATEST))


def leaders_in_charge(connection: Connection) -> dict[str, str]:
    """The leader in charge (分管领导) of each unit that has one, by the unit's name."""
    return dict(fetched(connection, _LEADERS))
