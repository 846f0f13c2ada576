"""`python -m workbench`, and the command `workbench`."""

from __future__ import annotations

import multiprocessing
import sys

__all__ = ["main"]


def main() -> int:
    """Answer the command line. A frozen program that starts a child process comes through here too."""
    multiprocessing.freeze_support()  # first: in such a child it takes over and does not return
    from workbench.cli import main as answer

    return answer()


if __name__ == "__main__":
    sys.exit(main())
