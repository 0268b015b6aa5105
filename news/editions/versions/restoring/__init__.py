"""An earlier version, or an edition, made the newest version of its article.

`restore` plans and does it, `blocks` makes the blocks of what a version keeps of them, `references` finds the rows that
they refer to, and `tables` writes a table so that it is read as it was.
"""
