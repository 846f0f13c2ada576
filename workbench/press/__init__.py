"""The press room: official documents as PDF, to GB/T 9704-2012.

    PaperFacts ─► compose (what)  ─► layout (where)       ─► ink (how)
                  compose, levels,   printing: heads, body,   sheet ─► ink, scene_ink,
                  titles, breaking   flow, tables, imprint …  embedding

One door for every paper, `printing.print_paper`, which hands out a `paper.Paper`; `wall_chart` and
`gantt_chart` print pictures on sheets of their own. "R…" in a comment names a rule of the office's checklist
of the standard.
"""
