"""Official result sheets, read from PDF (`pdf`), CSV or XLSX (`table`). Pure: a file becomes `sheet.ResultSheet`s, or a
`SheetError` says why not; nothing is looked up.
"""
