"""The programme of an event, its sessions and races with their times, in and out as a table.

`rows.TABLE` names its columns; `apply.plan` and `apply.apply` take one in, `apply.programme_cells` writes one.
"""
