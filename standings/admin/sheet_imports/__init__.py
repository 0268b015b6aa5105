"""Sheets that are handed in: read, compared with what is stored, asked about, and applied.

`sheet_import` is the page; it asks whose the names are (`name_questions`) and what a person says of each sheet
(`statements`), and shows again what could not be used yet (`typed_answers`). Importing the package registers its admin.
"""

from standings.admin.sheet_imports.sheet_import import SheetImportAdmin

__all__ = ["SheetImportAdmin"]
