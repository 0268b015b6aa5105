"""Official result sheets: read (`pdf`, `table`), matched to skaters (`matching`), compared and applied (`apply`).

Reading is pure: a file becomes `sheet.ResultSheet`s or a `SheetError` that says why not, and nothing is looked up.
"""
