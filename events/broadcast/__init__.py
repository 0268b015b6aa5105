"""Who shows what where: listings and showings, their tables, and the answers for fans and for broadcast staff.

`watch` answers where to watch in a country, `matrix.season_matrix` does so for all countries, `desk.Desk` finds what
needs attention, `rights.rights_of` turns listings into the rights from which `events.coverage` works out the answers,
`season_data.load_broadcast` loads the shipped listings.
"""
