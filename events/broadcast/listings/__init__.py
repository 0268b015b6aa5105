"""Listings as a kind of table (`isuwc.tables`).

The modules are those of every kind of table, see docs/developers.md: `entries`, `rows`, `stored`, `changes`, `apply`.
"""
