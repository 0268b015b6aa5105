"""Backups: database and uploaded files as one dated folder, which is complete or not there.

`making` writes one, `restoring` puts it in place of what the site has, `rehearsal` restores it beside the site and
compares pages. `manifest` is the list of all that is in it, `dump` the database as text, `postgres` runs Postgres's own
programs, `folders` knows where uploaded files are.
"""
