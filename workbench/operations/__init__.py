"""Change: every way the plan can change, `verb(session, …) -> None`, one file a noun.

Each is one transaction and one undo step, told in the history by its label. Arguments are ids, texts,
numbers, dates, enumerations and the frozen values of `terms`, so that the command line can make them
from text.
What cannot be done raises RefusedError and changes nothing.
"""

from workbench.operations.registry import label, operation

__all__ = ["label", "operation"]
