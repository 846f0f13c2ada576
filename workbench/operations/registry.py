"""The list of operations: `@operation("调整完成时限")` puts one in, `find`, `all_operations` hand them out.

The noun modules are imported when first asked for; importing this module imports no SQLAlchemy.
"""

from __future__ import annotations

import functools
import importlib
import typing
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from workbench.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Arguments = ParamSpec("Arguments")

#: The modules that hold operations, in the order of the help.
NOUNS = (
    "documents",
    "plans",
    "editions",
    "tasks",
    "results",
    "indicators",
    "units",
    "reforms",
    "settings",
    "links",
    "gantt",
    "alignments",
    "baselines",
    "views",
    "bulk",
    "comments",
    "progress",
    "periods",
    "lights",
    "supervision",
    "evaluation",
)

#: The key of `session.info` for the step's label on its way to the recorder.
LABEL = "label"


@dataclass(frozen=True, slots=True)
class Operation:
    """A change that can be asked for by name (`tasks.set_deadline`); `label` is its plain Chinese name."""

    name: str
    label: str
    run: Callable[..., None]


_operations: dict[str, Operation] = {}


def operation(
    plain: str,
) -> Callable[
    [Callable[Concatenate[Session, Arguments], None]], Callable[Concatenate[Session, Arguments], None]
]:
    """Mark a function as an operation. `plain` names its step unless it tells a fuller story itself."""

    def mark(
        function: Callable[Concatenate[Session, Arguments], None],
    ) -> Callable[Concatenate[Session, Arguments], None]:
        @functools.wraps(function)
        def run(session: Session, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
            session.info[LABEL] = plain
            function(session, *args, **kwargs)

        name = f"{function.__module__.rpartition('.')[2]}.{function.__name__}"
        _operations[name] = Operation(name, plain, run)
        return run

    return mark


def label(session: Session, text: str) -> None:
    """Give the running step the label the history will show, such as 调整完成时限：… → 2022年底前."""
    session.info[LABEL] = text


def all_operations() -> tuple[Operation, ...]:
    """Every operation, noun by noun."""
    for noun in NOUNS:
        importlib.import_module(f"workbench.operations.{noun}")
    order = {noun: place for place, noun in enumerate(NOUNS)}
    return tuple(sorted(_operations.values(), key=lambda one: order[one.name.partition(".")[0]]))


def find(name: str) -> Operation:
    """The operation of this name. Raises UsageError where there is none."""
    noun = name.partition(".")[0]
    if noun in NOUNS:
        importlib.import_module(f"workbench.operations.{noun}")
    if name not in _operations:
        raise UsageError(f"没有名为“{name}”的操作。", "可用 workbench do --list 查看全部操作。")
    return _operations[name]


def argument_types(of: Operation) -> dict[str, Any]:
    """The arguments after `session`, by name, with their types."""
    hints = typing.get_type_hints(of.run)
    return {name: kind for name, kind in hints.items() if name not in ("session", "return")}
