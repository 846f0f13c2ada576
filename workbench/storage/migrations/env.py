"""How alembic runs the revisions: on the connection handed to it, within the transaction already begun.

A revision is written by hand in `versions/`, named by the version it leads to (0002_what_it_does.py), and
only speaks of columns through `op` and `sa`, never of the models, which go on changing. With it goes the new
`storage.schema.CURRENT`. What it leaves must be what the models describe; a test compares the two.
"""

from __future__ import annotations

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
