"""Other programs at the same work, where they are installed; run by hand, no part of the suite.

`python -m tests.benchmarks.peers [libreoffice tj3 calligraplan] [--tasks 10000]`
"""
