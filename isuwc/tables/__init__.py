"""Kinds of table that staff import and export.

What a table would change is shown first, then applied in full or not at all. A `Kind` (`kinds`) has the columns, the
function that makes a `Plan` of rows, and the one that exports rows. `handed_in` reads a table in whatever layout, by
`matching`. The commands (`commands`) and the pages of the
admin (`pages`) work for every kind.
"""
