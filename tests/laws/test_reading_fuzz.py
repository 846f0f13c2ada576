"""Damaged copies of real documents: whatever was cut, shuffled or flipped, each is read or refused, in time.

`READING_FUZZ=2000` in the environment tries as many copies; the default is a sample of them.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from types import FrameType

import pytest

from tests.conftest import PROJECT
from tests.reading.forms import CLOTHES, read_form
from workbench.errors import CannotReadError
from workbench.reading import as_json, read_bytes

DATA = PROJECT / "tests" / "data"
COPIES = int(os.environ.get("READING_FUZZ", "60"))
SEED = 20_250_606
#: Guards against what hangs or eats all memory, not measures of speed.
LONGEST_SECONDS = 10
MOST_MEGABYTES = 1024
#: Documents to damage: those the reader reads, in every format that is there.
SUFFIXES = {".txt", ".html", ".docx", ".pdf"}
#: Tables of our own to damage, in every kind of file they come in.
FORMS = [DATA / "reading" / "forms" / f"{name}.txt" for name in ("plan_indicators", "duty_list")]
#: A PDF of many pages takes seconds by itself; the copies are made of the smaller ones.
LARGEST = 600_000


def cut(data: bytes, chance: random.Random) -> bytes:
    first, last = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return data[:first] + data[last:]


def truncated(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(1, len(data) + 1)]


def flipped(data: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(chance.randrange(1, 60)):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def shuffled_lines(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)


def doubled(data: bytes, chance: random.Random) -> bytes:
    first, last = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return data[:last] + data[first:last] + data[last:]


def scattered_brackets(data: bytes, chance: random.Random) -> bytes:
    signs = ["（".encode(), "）".encode(), b"|", b"\n", "责任单位：".encode(), b"<td>"]
    for _ in range(chance.randrange(1, 40)):
        at = chance.randrange(len(data) + 1)
        data = data[:at] + chance.choice(signs) + data[at:]
    return data


DAMAGE: list[Callable[[bytes, random.Random], bytes]] = [
    cut,
    truncated,
    flipped,
    shuffled_lines,
    doubled,
    scattered_brackets,
]


@dataclass(frozen=True)
class Effort:
    """What reading all copies took: peak memory of the process in megabytes, and the slowest copy."""

    peak: int
    seconds: float
    slowest: str


def test_damaged_copies_are_read_or_refused(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In a process of their own, so that its peak memory is that of formats and grammar alone."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as child:
        effort = child.submit(read_copies, shared / "practice", COPIES).result()

    with capsys.disabled():
        print(f"\n{COPIES} copies: peak {effort.peak} MB, slowest {effort.seconds:.2f} s ({effort.slowest})")
    assert effort.peak < MOST_MEGABYTES
    assert effort.seconds < LONGEST_SECONDS


def read_copies(folder: Path, copies: int) -> Effort:
    """Read damaged copies of every document in turn; raises for the first that breaks a law."""
    originals = [
        (path.name, path.read_bytes())
        for path in sorted(folder.iterdir())
        if path.suffix in SUFFIXES and path.stat().st_size < LARGEST
    ]
    originals += [(name, dress(read_form(form))) for form in FORMS for name, dress in CLOTHES.items()]
    chance = random.Random(SEED)
    seconds, slowest = 0.0, ""
    for number in range(copies):
        name, data = originals[number % len(originals)]
        damage = chance.choice(DAMAGE)
        copy = damage(data, chance)
        what = f"copy {number}: {damage.__name__} of {name}"
        start = time.perf_counter()
        with told_of(what), in_time():
            assert_read_or_refused(name, copy)
        taken = time.perf_counter() - start
        if taken > seconds:
            seconds, slowest = taken, what
    return Effort(_peak_megabytes(), seconds, slowest)


def _peak_megabytes() -> int:
    """The most memory this process held at any time; 0 where the system does not tell (Windows)."""
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // (1 << 20) if sys.platform == "darwin" else peak // 1024


def assert_read_or_refused(name: str, data: bytes) -> None:
    try:
        draft = read_bytes(name, data)
    except CannotReadError as refusal:
        assert refusal.what and refusal.way_forward
        return
    assert draft.accounting["unaccounted"] == 0
    assert sum(draft.accounting.values()) == len(draft.text)
    assert as_json([draft])["schema"]


@contextmanager
def told_of(what: str) -> Iterator[None]:
    """Name the copy in whatever goes wrong with it."""
    try:
        yield
    except Exception as error:
        raise AssertionError(f"{what}: {error!r}") from error


@contextmanager
def in_time() -> Iterator[None]:
    """Stop what hangs, where the system can (not on Windows)."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def too_long(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"took longer than {LONGEST_SECONDS} s")

    before = signal.signal(signal.SIGALRM, too_long)
    signal.alarm(LONGEST_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
