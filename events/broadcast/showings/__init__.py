"""What broadcasters do with single sessions as a kind of table (`isuwc.tables`): `entries`, `rows`, `held`, `changes`
and `apply`, as docs/developers.md says of every kind. `moved` confirms what is on record of sessions that were moved.
"""
