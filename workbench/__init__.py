"""The planning workbench (规划工作台): an offline desktop program for planning offices."""

__version__ = "0.1.0"
