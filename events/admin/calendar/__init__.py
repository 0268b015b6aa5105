"""Events and venues in the admin: the form of a programme, its tables, and messages about what a change moves.

`programme` registers the admins, `programme.EventAdmin` among them; `programme_tables` imports and exports tables.
"""
