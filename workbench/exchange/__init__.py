"""What goes out as a file and comes back: plan files, workbooks, tables, Word papers, the sample plans."""
