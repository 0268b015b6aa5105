"""Events and venues in the admin: the programme's form and its tables, and what a change moves.

`programme` registers the admins, `programme.EventAdmin` among them; `programme_tables` takes a table in.
"""
