"""How broadcasters show single sessions, as a kind of table (`isuwc.tables`).

`moved` finds and confirms showings whose session was moved. The other modules are those of every kind of table, see
docs/developers.md: `columns`, `entries`, `rows` (with `listing_cells`), `stored`, `changes`, `apply`.
"""
