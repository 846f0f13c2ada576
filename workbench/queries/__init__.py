"""Ask: `noun(session, …)` gives frozen rows, one file a noun. Nothing here changes anything.

`queries.task_arrays` takes a DBAPI connection and `queries.outline`, `queries.wording` take plain values:
importing them imports no SQLAlchemy.
"""
