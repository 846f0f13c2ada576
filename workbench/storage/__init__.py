"""Where a plan is kept: one SQLite file with its lock, journal, migrations and backups.

The door is `storage.workspace.Workspace`. Nothing on the way of `Workspace.open` imports SQLAlchemy.
"""
