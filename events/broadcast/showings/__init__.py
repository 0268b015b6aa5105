"""Broadcasts of single sessions as a table: read, compared with what is held, applied, and written out again.

`rows.TABLE` names its columns; `apply.plan` and `apply.apply` take one in, `apply.showing_cells` writes one; `moved`
is about showings whose session was moved since.
"""
