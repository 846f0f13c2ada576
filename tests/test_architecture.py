"""HOUSE.md's floor table, held against every import: also in a function, also under TYPE_CHECKING."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "workbench"

WORDS = {
    *("terms", "rows", "changes", "problems", "errors", "resources", "__version__"),
    *("collector", "notation", "spelling", "pinyin"),
}
EVERYTHING = {path.stem for path in PACKAGE.iterdir()}

#: room: the rooms it may enter beside itself and the words ("reading.draft" opens that one door alone)
MAY_ENTER = {
    **{word: set[str]() for word in WORDS},
    "models": set(),
    "planning": set(),
    "reading": set(),
    "drawing": set(),
    "storage": {"models"},
    "queries": {"models", "planning", "reading.draft"},  # a new edition is asked about before it is stored
    "operations": {"models", "planning", "queries", "reading.draft"},
    "press": {"drawing", "planning"},
    "checking": set(),
    "exchange": {"reading.draft", "planning"},
    "ui": EVERYTHING - {"models", "storage", "app", "cli", "__main__"},
    **dict.fromkeys(("app", "cli", "__main__", "__init__"), EVERYTHING),
}

#: room: its third-party roof
MAY_USE = {
    "models": {"sqlalchemy"},
    "planning": {"numpy", "pandas"},
    "reading": {"lxml", "docx", "openpyxl", "xlrd", "pypdfium2", "opencc", "charset_normalizer", "pypinyin"},
    "storage": {"sqlalchemy", "alembic"},
    "queries": {"sqlalchemy", "numpy"},
    "operations": {"sqlalchemy"},
    "press": {"reportlab", "fontTools"},
    "checking": {"pypdfium2", "docx"},
    "exchange": {"openpyxl", "docx", "lxml"},
    "ui": {"PySide6", "shiboken6", "pyqtgraph", "numpy"},  # the grid and the Gantt live on arrays
    "app": {"PySide6"},
    "cli": {"PySide6"},
}

#: (module, what it imports): why the table does not hold there
EXCEPTIONS = {
    ("workbench.spelling", "opencc"): "one name in either script is one name, for every room",
    ("workbench.ui.views.pages", "pypdfium2"): "shows the printed pages as they are",
    ("workbench.press.measures", "pypdfium2"): "a figure in a Word file is the printed one, as a picture",
}

#: What a library's own class calls by name.
CALLED_FROM_OUTSIDE = {"_make_preamble"}

SHAPELESS = {"utils", "helpers", "common", "misc", "core", "manager"}
NETWORK = {
    *("socket", "ssl", "asyncio", "urllib.request", "http", "ftplib", "smtplib", "xmlrpc", "socketserver"),
    *("requests", "httpx", "aiohttp", "urllib3", "PySide6.QtNetwork", "PySide6.QtWebEngineCore"),
}


def test_every_import_is_in_the_floor_table() -> None:
    wrong = [sentence for module, line, target in imports() for sentence in objections(module, line, target)]
    assert not wrong, "\n".join(["HOUSE.md, floor plan:", *wrong])


def test_the_workbench_knows_no_network() -> None:
    wrong = [
        f"{module}, line {line}: {target} is networking, and the workbench is offline"
        for module, line, target in imports()
        if any(within(target, name) for name in NETWORK)
    ]
    assert not wrong, "\n".join(wrong)


def test_every_module_has_a_name_that_says_something() -> None:
    shapeless = [
        path for path in PACKAGE.rglob("*") if path.stem.rstrip("s") in {s.rstrip("s") for s in SHAPELESS}
    ]
    assert not shapeless, f"a helper lives beside its first user: {shapeless}"


def test_every_exception_is_still_needed() -> None:
    used = {(module, target.split(".")[0]) for module, _, target in imports()}
    assert set(EXCEPTIONS) <= used, "an exception that nobody needs any more: take it out"


def test_no_private_function_is_left_over() -> None:
    """A function that only its module could call is called there, or handed on by its decorator."""
    left = [
        f"{path.relative_to(PACKAGE)}, line {function.lineno}: nobody calls {function.name}"
        for path in PACKAGE.rglob("*.py")
        for function in uncalled(path.read_text("utf-8"))
        if function.name not in CALLED_FROM_OUTSIDE
    ]
    assert not left, "\n".join(left)


def uncalled(source: str) -> Iterator[ast.FunctionDef]:
    """Private functions whose name stands nowhere else in their module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and not node.decorator_list:
            private = node.name.startswith("_") and not node.name.endswith("__")
            if private and len(re.findall(rf"\b{node.name}\b", source)) == 1:
                yield node


def objections(module: str, line: int, target: str) -> Iterator[str]:
    room = module.split(".")[1] if "." in module else "__init__"
    top = target.split(".")[0]
    if (module, top) in EXCEPTIONS or (module, target) in EXCEPTIONS or top in sys.stdlib_module_names:
        return
    if top != "workbench":
        if top not in MAY_USE.get(room, ()):
            yield f"{module}, line {line}: the room '{room}' has no {top} in its roof"
    elif target != "workbench" and not may_enter(room, target.removeprefix("workbench.")):
        yield f"{module}, line {line}: the room '{room}' may not enter '{target}'"


def may_enter(room: str, target: str) -> bool:
    return any(within(target, door) for door in {room} | WORDS | MAY_ENTER.get(room, set()))


def within(target: str, name: str) -> bool:
    return target == name or target.startswith(name + ".")


def imports() -> Iterator[tuple[str, int, str]]:
    """Every import of the package as (importing module, line, whole dotted name of what is imported)."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        module = ".".join(parts).removesuffix(".__init__")
        package = parts[:-1]
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((module, node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = package[: len(package) - node.level + 1] if node.level else ()
                origin = ".".join([*base, *([node.module] if node.module else [])])
                yield from ((module, node.lineno, f"{origin}.{alias.name}") for alias in node.names)
