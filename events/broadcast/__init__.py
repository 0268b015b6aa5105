"""Who shows what where: listings and showings, their tables in and out, what follows for fans and for the desk.

`watch` answers a country's question, `matrix.season_matrix` all countries', `desk.Desk` says what needs attention,
`rights.rights_of` turns listings into the rights that `events.coverage` decides by.
"""
