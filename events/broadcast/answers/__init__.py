"""The answers of `events.coverage` for rows of the database: `watch` in a country, `matrix` in all of them.

`rights.rights_of` turns listings into rights, `exports` writes answers as JSON.
"""
