"""Tables as CSV and XLSX: read with every cell checked, and written so that no cell is a formula.

`spreadsheets.Table` declares one, `spreadsheets.read_table` reads, `spreadsheets.WRITERS` write; `tabular.Row` is a
line of it.
"""
