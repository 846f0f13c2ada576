"""The one kind of trouble the installer reports: the machine lacks something; Chinese, with the next step."""

from __future__ import annotations


class SetupError(Exception):
    """Its text is shown as it stands, without a traceback."""
