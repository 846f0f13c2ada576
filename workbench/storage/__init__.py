"""Where a plan is kept: one SQLite file with its lock, journal, migrations and backups.

The door is `workspace.Workspace`. Behind it, in the order of an opening, a change and an undo:

    opening         a path -> connections, lock, notices; by way of `lock`, `disks`, `sqlite`, `backups`
    layout          an empty workspace; `upgrading` (with `migrations`): an older one; `schema`: which version
    transactions    sessions for queries and operations
    recorder        what an operation changed, as `images` of rows before and after
    journal         the step, written in the same transaction
    stacks          which step can be undone or redone
    replay          its rows put back
    trouble         what the world says no with, in sentences

Nothing on the way of `Workspace.open` imports SQLAlchemy.
"""
