"""The planning workbench (规划工作台): an offline desktop program for planning offices."""

import os

__version__ = "0.1.0"

# numpy adds and compares columns here and never multiplies matrices: threads for linear algebra, one a core,
# would cost 15 ms of the start and memory for nothing. It has to be said before numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
