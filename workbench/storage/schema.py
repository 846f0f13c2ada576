"""The version of what is remembered, told without SQLAlchemy or alembic.

Revision 000N of `storage/migrations/versions` brings a workspace to version N, which every workspace also
carries where plain SQLite can read it. A test holds `CURRENT` against the newest revision.
"""

from __future__ import annotations

CURRENT = 6


def revision(version: int) -> str:
    """The name alembic knows a version by: 1 -> 0001."""
    return f"{version:04d}"
