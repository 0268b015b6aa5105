"""Tables as CSV and XLSX: reading them with every cell checked, and writing them without formulas.

`spreadsheets.Table` declares the columns of one, `spreadsheets.read_table` reads it, `spreadsheets.WRITERS` write it;
`tabular.Row` is one of its rows.
"""
