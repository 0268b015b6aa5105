"""Lines of a result or start list that somebody pastes: from a spreadsheet, a page's table or plain text. Pure.

`grid.grid_of` makes rows of cells of a text, `columns.recognise` says what each column holds, `reading.read` both, and
returns the lines by what they hold.
"""
