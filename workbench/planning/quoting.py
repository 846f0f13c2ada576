"""Names in Chinese quotation marks."""

from __future__ import annotations


def quoted(name: str) -> str:
    """A name in “ ”, its own quotation marks turned into ‘ ’ within (GB/T 15834-2011 4.8.3.4)."""
    return f"“{name.replace('“', '‘').replace('”', '’')}”"
