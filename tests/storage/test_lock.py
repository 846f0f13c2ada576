"""The lock file."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from workbench.storage.lock import HeldByOtherError, Lock


def test_one_holder_at_a_time(path: Path) -> None:
    first = Lock.take(path, "王敏")
    assert not first.left_behind
    with pytest.raises(HeldByOtherError) as caught:
        Lock.take(path, "李强")
    assert caught.value.holder.startswith("王敏（电脑 ")
    first.release()
    second = Lock.take(path, "李强")
    assert not second.left_behind
    second.release()
    assert list(path.parent.iterdir()) == []


def test_the_file_names_its_holder(path: Path) -> None:
    lock = Lock.take(path, "王敏")
    told = json.loads(path.with_name(f"{path.name}.lock").read_text("utf-8"))
    assert told["user"] == "王敏"
    assert told["pid"] == os.getpid()
    assert set(told) == {"user", "host", "pid", "since"}
    lock.release()


def test_a_crash_leaves_the_name_but_not_the_lock(path: Path) -> None:
    Lock.take(path, "王敏").release(clean=False)
    lock = Lock.take(path, "李强")
    assert lock.left_behind
    lock.release()
    again = Lock.take(path, "李强")
    assert not again.left_behind
    again.release()


def test_a_holder_whose_name_cannot_be_read_is_somebody(path: Path) -> None:
    lock = Lock.take(path, "王敏")
    path.with_name(f"{path.name}.lock").write_text("{", "utf-8")
    with pytest.raises(HeldByOtherError, match="另一位用户"):
        Lock.take(path, "李强")
    lock.release()


def test_a_link_does_not_lead_around_the_lock(path: Path) -> None:
    path.touch()
    link = path.with_name("快捷方式.pwb")
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("this system lets us make no links")
    lock = Lock.take(path, "王敏")
    with pytest.raises(HeldByOtherError):
        Lock.take(link, "李强")
    lock.release()
