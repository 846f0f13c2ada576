"""Time the peers that are installed, and say which are not."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.peers import calligraplan, libreoffice, tj3

PEERS = {"libreoffice": libreoffice, "tj3": tj3, "calligraplan": calligraplan}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("peers", nargs="*", default=list(PEERS), help="which of them")
    parser.add_argument("--tasks", type=int, default=10_000)
    arguments = parser.parse_args()
    for name in arguments.peers:
        for line in _lines(name, arguments.tasks):
            print(f"{name}: {line}", flush=True)
    return 0


def _lines(name: str, tasks: int) -> Iterator[str]:
    """What there is to say of one peer, line by line; one that is not here or fails keeps nobody waiting."""
    peer = PEERS.get(name)
    if peer is None:
        yield f"no such peer; there are {', '.join(PEERS)}"
    elif shutil.which(peer.COMMAND) is None:
        yield f"not measured: it is not installed (there is no command {peer.COMMAND})"
    else:
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            try:
                yield from peer.measured(Path(folder), tasks)
            except subprocess.SubprocessError as error:
                yield f"not measured: {error}"


if __name__ == "__main__":
    sys.exit(main())
