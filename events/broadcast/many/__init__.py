"""Several listings changed at once: a value for all of them (`edits`), or copied to the next event (`next_event`).

Each is a plan that is shown first, like that of a table.
"""
