"""Reads official result sheets from PDF (`pdf`) or CSV (`table`). Pure.

`files.read_file` returns the `sheet.ResultSheet`s of a file, or raises `SheetError` with the reason. Nothing is looked
up in the database.
"""
