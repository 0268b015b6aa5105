"""Tables as CSV and XLSX: reading them with every cell checked, and writing them without formulas.

`books.read_book` makes sheets of lines of any file. `spreadsheets.Table` declares the columns of a table of ours,
`spreadsheets.read_table` reads it, `spreadsheets.WRITERS` write it; `tabular.Row` is one of its rows.
"""
