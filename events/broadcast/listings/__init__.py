"""Listings as a table: read, compared with what is held, applied, and written out again.

`rows.TABLE` names its columns; `apply.plan` and `apply.apply` take one in, `apply.as_cells` writes one.
"""
