"""Listings as a kind of table (`isuwc.tables`).

The modules are those of every kind of table, see docs/developers.md: `columns`, `entries`, `rows`, `stored`, `changes`,
`apply`. `contradictions` says what it would bring that contradicts other listings.
"""
