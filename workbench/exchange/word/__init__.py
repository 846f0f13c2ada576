"""The same papers as Word files (.docx), for offices that go on editing: one description in, one file out.

PaperFacts ─► head, text, attachments, imprint as paragraphs and tables of Word, with styles by their names
in the office, the sheet of GB/T 9704-2012, its grid of 28 × 22 and page numbers left and right. What only the
press can measure (rows of a title, widths of columns, pictures of figures) it is told as `Measures`.
"""
