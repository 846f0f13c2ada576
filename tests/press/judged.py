"""What the format check says of a paper, as lines that read well where a test fails."""

from __future__ import annotations

from workbench.checking.pdf import check_pdf


def failures(pdf: bytes) -> list[str]:
    """Every finding, beginning with the number of its rule."""
    return [f"{one.rule.number}: p{one.page} {one.sentence}" for one in check_pdf(pdf).findings]
