"""Laws: what holds whatever the planner does. `WORKBENCH_LAWS=20 pytest tests/laws` tries 20 times more."""

from __future__ import annotations

import os

#: How many times the usual number of examples and kills to try.
PATIENCE = int(os.environ.get("WORKBENCH_LAWS", "1"))
