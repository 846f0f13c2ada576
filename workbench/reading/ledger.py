"""The account of a document's characters: every one of the source lies in exactly one class."""

from __future__ import annotations

from enum import IntEnum

from workbench.reading.text import Stretch, Text


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
        self._booked[stretch.start : stretch.end] = bytes(old or account for old in taken)

    def is_free(self, stretch: Stretch) -> bool:
        """Whether nothing of a stretch is booked yet."""
        return not any(self._booked[stretch.start : stretch.end])

    def close(self) -> dict[str, int]:
        """Characters of the source by class; blanks and pipes go with what stands before them."""
        self._carry_blanks()
        counts = dict.fromkeys((account.name.lower() for account in Account if account), 0) | {
            "unaccounted": 0
        }
        origin = (0, *self._text.origin[1:])  # marks dropped before the first character go with it
        for at, account in enumerate(self._booked):
            counts[Account(account).name.lower()] += origin[at + 1] - origin[at]
        return counts

    def _carry_blanks(self) -> None:
        last = next((account for account in self._booked if account), Account.BOILERPLATE)
        for at, account in enumerate(self._booked):
            if account:
                last = account
            elif (
                self._text.key[at] in " \t\r\n\x0b\x0c\u2028\u2029\u3000\xa0|" or self._text.key[at].isspace()
            ):
                self._booked[at] = last
