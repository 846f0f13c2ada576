"""Judge anyone's document against GB/T 9704-2012: measure it, find its parts, hold each rule against them.

    PDF ─► measure (characters, rules, pictures) ─► sheets (rows, tables) ─► parts (标题, 版记, …) ─► rules
    docx ─► word (margins, grid, paragraphs, footers) ─────────────────────────────────────────────► rules

`checking.pdf.check_pdf(data, name)` and `checking.word.check_docx(data, name)` give a `CheckReport`;
`checking.files.check_file(path)` takes either; `checking.report.report_paper(report)` is what to print.
"""
