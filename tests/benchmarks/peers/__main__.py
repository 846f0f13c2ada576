"""Time the peers that are installed, and say which are not."""

from __future__ import annotations

import argparse
import shutil
import sys
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
        peer = PEERS[name]
        if shutil.which(peer.COMMAND) is None:
            print(f"{name}: not installed")
            continue
        with TemporaryDirectory() as folder:
            for line in peer.measured(Path(folder), arguments.tasks):
                print(f"{name}: {line}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
