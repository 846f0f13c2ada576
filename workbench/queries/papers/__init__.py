"""What a paper says: a described template and the answers of the queries go in, `rows.papers.PaperFacts` come out.

    template (data)  ─┐
    choice ─► source ─┴─► composing ─► PaperFacts ─► press, Word, `--expect`

A source answers with figures and lists of records, all as words of the office; a template says which of them stand
where. Sentences and tables of a paper are filled from the same lists, and held against one another.
"""  # noqa: E501 – Chinese counts double
