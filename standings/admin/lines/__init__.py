"""The lines of a result or start list as a grid: typed, or pasted from a table and read, with names recognised.

`fields` are the cells, `forms.LineForm` a line, `formset.LineRows` all of them, `reading.Read` what a paste brings, and
`inline.LinesInline` with `inline.ReadsLines` put it into an admin.
"""
