"""Listings as a kind of table (`isuwc.tables`): `entries`, `rows`, `held`, `changes` and `apply`, as docs/developers.md
says of every kind.
"""
