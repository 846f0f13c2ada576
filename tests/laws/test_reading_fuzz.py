"""Damaged copies of real documents: whatever was cut, shuffled or flipped, each is read or refused, in time.

`READING_FUZZ=2000` in the environment tries as many copies; the default is a sample of them.
"""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

from workbench.errors import CannotReadError
from workbench.reading import as_json, read_bytes

COPIES = int(os.environ.get("READING_FUZZ", "60"))
SEED = 20_250_606
LONGEST_SECONDS = 10
#: Documents to damage: those the reader reads, in every format that is there.
SUFFIXES = {".txt", ".html", ".docx", ".pdf"}
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


def test_damaged_copies_are_read_or_refused(shared: Path) -> None:
    originals = [
        (path.name, path.read_bytes())
        for path in sorted((shared / "practice").iterdir())
        if path.suffix in SUFFIXES and path.stat().st_size < LARGEST
    ]
    chance = random.Random(SEED)
    for number in range(COPIES):
        name, data = originals[number % len(originals)]
        damage = chance.choice(DAMAGE)
        with told_of(f"copy {number}: {damage.__name__} of {name}"), in_time():
            assert_read_or_refused(name, damage(data, chance))


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
    except BaseException as error:
        error.add_note(what)
        raise


@contextmanager
def in_time() -> Iterator[None]:
    """Stop what hangs, where the system can (not on Windows)."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def too_long(number: int, frame: FrameType | None) -> None:
        pytest.fail(f"took longer than {LONGEST_SECONDS} s")

    before = signal.signal(signal.SIGALRM, too_long)
    signal.alarm(LONGEST_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
