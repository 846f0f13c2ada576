"""The press room: official documents as PDF, to GB/T 9704-2012.

    facts ─► compose (what)  ─► layout (where)   ─► ink (how)
             levels, titles,    flow, head,         sheet ─► ink, embedding
             breaking, faces    tables, imprint …

The doors are one function per report, such as `notice.print_notice`; each takes frozen facts and hands out
a `paper.Paper`. "R…" in a comment names a rule of the office's checklist of the standard.
"""
