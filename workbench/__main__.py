"""`python -m workbench`, and the command `workbench`."""

from __future__ import annotations

import sys

from workbench.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
