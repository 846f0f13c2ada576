"""The WorkbenchError family: the world said no, in a sentence the planner can act on.

    WorkbenchError
    ├── CannotReadError          a source document cannot be read at all
    │   ├── UnsupportedFormatError   a scan, a legacy .doc, an image
    │   └── GarbledTextError         no known encoding makes sense of it
    ├── WorkspaceError           the workspace file
    │   ├── NotAWorkspaceError       some other file, or damaged beyond reading
    │   ├── WorkspaceLockedError     somebody else has it open; read-only is possible
    │   └── WorkspaceTooNewError     written by a newer version of the program
    ├── RefusedError             an operation that would break the plan (no such task, a cycle, ...)
    │   └── GroundsNeededError       it adjusts what was issued, and must say why
    ├── StoppedError             the planner stopped what took long; nothing has changed
    ├── CannotWriteError         a file cannot be written: disk full, open in another program, read-only
    └── UsageError               a command line, an operation name or an argument is wrong

Anything else that is raised is a bug of ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.rows.adjustments import AdjustmentRow


class WorkbenchError(Exception):
    """Holds two Chinese sentences: `what` went wrong, and the `way_forward`."""

    def __init__(self, what: str, way_forward: str = "") -> None:
        super().__init__(f"{what}{way_forward}")
        self.what = what
        self.way_forward = way_forward


class CannotReadError(WorkbenchError):
    """A source document cannot be read."""


class UnsupportedFormatError(CannotReadError):
    """The file's kind is not read: a scan, a password, a legacy .doc, an image."""


class GarbledTextError(CannotReadError):
    """No known encoding makes sense of the file."""


class WorkspaceError(WorkbenchError):
    """The workspace file cannot be used as asked."""


class NotAWorkspaceError(WorkspaceError):
    """The file is no workspace, or is damaged beyond reading."""


class WorkspaceLockedError(WorkspaceError):
    """Somebody else holds the workspace; it can be opened read-only."""


class WorkspaceTooNewError(WorkspaceError):
    """The workspace was written by a newer version of the program."""


class RefusedError(WorkbenchError):
    """An operation would break the plan, or names something that is not there."""


class GroundsNeededError(RefusedError):
    """A deadline, lead or target that a document states would change without a word why."""

    def __init__(self, what: str, way_forward: str, adjustments: tuple[AdjustmentRow, ...]) -> None:
        super().__init__(what, way_forward)
        self.adjustments = adjustments


class StoppedError(WorkbenchError):
    """The planner stopped something that took long; nothing has changed."""


class CannotWriteError(WorkbenchError):
    """A file cannot be written."""


class UsageError(WorkbenchError):
    """A command, operation or argument is wrong."""
