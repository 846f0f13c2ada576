"""What every test gets: an offscreen Qt, repeatable Hypothesis runs, no network, and no unnoticed warning.

Also the path of the shared full texts, or a clear skip.
"""

from __future__ import annotations

import logging
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared"

# "ci" repeats the same examples on every machine; HYPOTHESIS_PROFILE=thorough looks for new ones.
settings.register_profile("ci", derandomize=True, deadline=None, max_examples=50, database=None)
settings.register_profile("thorough", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of full source texts, which are not part of the project."""
    if not (SHARED / "seeds").is_dir():
        pytest.skip("../shared is absent: the full texts of the source documents are not part of the project")
    return SHARED


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application as `app` makes it, dressed and speaking Chinese. A process has one, whoever asks."""
    from workbench import app

    return app.make_application()


@pytest.fixture(scope="session", autouse=True)
def foreign_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes the settings of the person who runs it."""
    with pytest.MonkeyPatch.context() as patch:
        for place in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            patch.setenv(place, str(tmp_path_factory.mktemp(place.lower())))
        yield


@pytest.fixture(autouse=True)
def no_unexpected_warnings(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test during which anything was logged at WARNING or above.

    A test that expects such a record asks for `caplog` and asserts it there.
    """
    if "caplog" in request.fixturenames:
        yield
        return
    collector = Collector(logging.WARNING)
    logging.getLogger().addHandler(collector)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(collector)
    if collector.records:
        pytest.fail("logged, and nobody expected it:\n" + "\n".join(map(in_words, collector.records)))


class Collector(logging.Handler):
    """Keeps the records it is handed."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


def in_words(record: logging.LogRecord) -> str:
    return f"  {record.levelname} {record.name} ({record.pathname}:{record.lineno}): {record.getMessage()}"


def refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook: the workbench is offline, so whoever reaches for the network in a test fails it.

    Sockets between processes of this machine stay open: multiprocessing needs them.
    """
    if event == "socket.getaddrinfo" and arguments[0] not in LOCAL:
        raise RuntimeError(f"a test looked up a host in the network: {arguments[0]!r}")
    if event in ("socket.connect", "socket.sendto") and is_remote(*arguments):
        raise RuntimeError(f"a test reached for the network: {arguments[1]!r}")


LOCAL = (None, "", "localhost", "127.0.0.1", "::1")


def is_remote(via: socket.socket, address: Any) -> bool:
    return via.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOCAL


sys.addaudithook(refuse_network)
