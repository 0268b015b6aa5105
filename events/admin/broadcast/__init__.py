"""Broadcasters, listings and broadcasts of single sessions in the admin.

`broadcasters` registers the admins; `listing_tables` and `showing_tables` import and export tables.
"""
