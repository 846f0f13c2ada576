"""The guards of conftest.py do bite: a log record nobody expected, and the network."""

from __future__ import annotations

import logging
import multiprocessing
import socket
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

CONFTEST = Path(__file__).with_name("conftest.py")

LOGS_A_WARNING = """
    import logging
    def test_that_warns({fixture}):
        logging.getLogger("workbench.storage").warning("the disk is nearly full")
"""


@pytest.mark.usefixtures("caplog")  # this test itself expects the record
@pytest.mark.parametrize(("fixture", "errors"), [("", 1), ("caplog", 0)])
def test_an_unexpected_warning_fails_the_test(pytester: pytest.Pytester, fixture: str, errors: int) -> None:
    pytester.makeconftest(CONFTEST.read_text("utf-8"))
    pytester.makepyfile(LOGS_A_WARNING.format(fixture=fixture))
    pytester.runpytest_inprocess("-p", "no:cacheprovider").assert_outcomes(passed=1, errors=errors)


def test_no_test_reaches_the_network() -> None:
    with pytest.raises(RuntimeError, match="looked up a host"):
        socket.create_connection(("example.invalid", 80), timeout=0.1)
    with socket.socket() as tcp, pytest.raises(RuntimeError, match="reached for the network"):
        tcp.connect(("192.0.2.1", 80))  # an address reserved for documentation
    with socket.socket(type=socket.SOCK_DGRAM) as udp, pytest.raises(RuntimeError, match="reached for"):
        udp.sendto(b"", ("192.0.2.1", 53))


def test_processes_of_this_machine_may_talk() -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(abs, (-1,)) == 1
    logging.getLogger(__name__).info("anything below a warning is fine")
