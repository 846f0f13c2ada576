"""印发通知: a notice that issues a plan, with its task lists as 附件, in 文件格式 of GB/T 9704-2012."""

from __future__ import annotations

from workbench.press.faces import FontChoice
from workbench.press.paper import Paper
from workbench.press.printing import print_paper
from workbench.rows.papers import NoticeFacts


def print_notice(facts: NoticeFacts, *, fonts: FontChoice = "bundled") -> Paper:
    """Print a notice. Raises RefusedError where it has no title, no text, or a table without columns."""
    return print_paper(facts.paper, fonts=fonts)
