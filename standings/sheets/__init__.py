"""Official result sheets, read from PDF (`pdf`), CSV or XLSX (`table`). Pure.

`files.read_file` makes `sheet.ResultSheet`s of a file, or raises `SheetError`, which says why not; nothing is looked
up.
"""
