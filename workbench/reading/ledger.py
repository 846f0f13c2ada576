"""The account of a document's characters: every one of the source lies in exactly one class."""

from __future__ import annotations

import re
from enum import IntEnum

from workbench.reading.text import Stretch, Text

_FREE = re.compile(rb"\0+")


class Account(IntEnum):
    """What a character of the source was read as; the names are those of the JSON."""

    UNACCOUNTED = 0
    FRONT = 1
    HEADING = 2
    TASK = 3
    RESULT = 4
    INDICATOR = 5
    NARRATIVE = 6
    BOILERPLATE = 7


class Ledger:
    """Books stretches of the clean text; the first booking of a character stands."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._booked = bytearray(len(text.clean))

    def book(self, stretch: Stretch, account: Account) -> None:
        """Book what is still free of a stretch."""
        taken = self._booked[stretch.start : stretch.end]
        self._booked[stretch.start : stretch.end] = taken.replace(b"\0", bytes((account,)))

    def is_free(self, stretch: Stretch) -> bool:
        """Whether nothing of a stretch is booked yet."""
        return not any(self._booked[stretch.start : stretch.end])

    def close(self) -> dict[str, int]:
        """Characters of the source by class; blanks and pipes go with what stands before them."""
        self._carry_blanks()
        counts = [self._booked.count(account) for account in Account]
        if not self._text.is_whole:
            origin = (0, *self._text.origin[1:])  # marks dropped before the first character go with it
            counts = [0] * len(Account)
            for account, start, end in zip(self._booked, origin, origin[1:], strict=False):
                counts[account] += end - start
        accounts = (*list(Account)[1:], Account.UNACCOUNTED)
        return {account.name.lower(): counts[account] for account in accounts}

    def _carry_blanks(self) -> None:
        """Give the blanks of each free run to what stands before it, at the beginning to what follows."""
        first = next((account for account in self._booked if account), Account.BOILERPLATE)
        for run in _FREE.finditer(bytes(self._booked)):
            before = self._booked[run.start() - 1] if run.start() else first
            for at in range(*run.span()):
                if self._text.key[at] == "|" or self._text.key[at].isspace():
                    self._booked[at] = before
