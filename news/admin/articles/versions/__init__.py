"""The newsroom's pages for an article's versions: the list, two of them side by side, and restoring one.

`states` finds what an address names; `listing`, `comparing` and `restoring` are the pages.
"""
